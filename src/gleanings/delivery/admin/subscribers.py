"""Subscribers at the desk: who they are, an export, and what one of them asks an editor to do."""

import datetime as dt
import unicodedata
from collections.abc import Iterator
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gleanings.delivery.admin.frame import frame
from gleanings.delivery.importing.dates import Order
from gleanings.delivery.importing.subscriber_list import Defaults, import_list
from gleanings.delivery.mail_address import shown_address
from gleanings.delivery.models import Standing, State, Subscriber
from gleanings.delivery.permissions import may_change_subscribers, may_see_addresses
from gleanings.delivery.subscribing.forms import choice_of, languages
from gleanings.delivery.subscribing.personal_data import data_of, erase
from gleanings.digest.admin.csv_download import csv_download

A_PAGE = 50
LINES_SHOWN = 1000


def refuse_others(request: HttpRequest) -> None:
    if not may_see_addresses(request.user):
        raise PermissionDenied


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    refuse_others(request)
    words = request.GET.get("q", "").strip()[:254]
    found = Subscriber.objects.all()
    if words:
        found = found.filter(Q(same_address__contains=words.lower()) | Q(pk__in=_shown_with(words)))
    rows = Subscriber.objects.order_by().values_list("standing", "language")
    context = {
        "words": words,
        "page": Paginator(found, A_PAGE).get_page(request.GET.get("p")),
        "numbers": [
            (Standing(standing).label, language, number)
            for standing, language, number in rows.annotate(n=Count("pk")).order_by(
                "standing", "language"
            )
        ],
    }
    return render(request, "delivery/admin/subscribers.html", context | frame(_("Subscribers")))


def _shown_with(words: str) -> list[int]:
    """Those whose domain has other letters than ASCII: it is stored otherwise than it is read."""
    sought = unicodedata.normalize("NFC", words).casefold()
    rows = Subscriber.objects.filter(same_address__contains="xn--")
    return [
        key
        for key, address in rows.values_list("pk", "same_address")
        if sought in shown_address(address).casefold()
    ]


def subscriber(request: HttpRequest, pk: int) -> HttpResponse:
    """What is kept of one; a post does what he asks for: to leave, or to be erased. Whose mail came
    back by a mistake of a server gets mail again."""
    refuse_others(request)
    one = get_object_or_404(Subscriber, pk=pk)
    may_change = may_change_subscribers(request.user)
    if request.method == "POST":
        if not may_change:
            raise PermissionDenied
        if "erase" in request.POST:
            erase(one)
            messages.success(request, _("All that was kept of this person is deleted."))
            return redirect("subscribers")
        if "leave" in request.POST:
            one.stand(Standing.LEFT)
            messages.success(request, _("No more mail goes to this address."))
        # who has left comes back only by himself
        if "again" in request.POST and one.standing == Standing.BOUNCED:
            one.stand(Standing.ACTIVE)
            messages.success(request, _("Mail goes to this address again, from the next on."))
        return redirect("subscriber", pk)
    data = data_of(one)
    mails = [
        (mail["title"], State(mail["state"]).label, mail["answer"] and _(mail["answer"]))
        for mail in data["mails"]
    ]
    context = {"subscriber": one, "data": data, "mails": mails, "may_change": may_change}
    return render(request, "delivery/admin/subscriber.html", context | frame(str(one)))


@require_safe
def subscriber_data(request: HttpRequest, pk: int) -> HttpResponse:
    refuse_others(request)
    answer = JsonResponse(
        data_of(get_object_or_404(Subscriber, pk=pk)), json_dumps_params={"indent": 2}
    )
    answer["Content-Disposition"] = 'attachment; filename="subscription.json"'
    return answer


# --- the list -------------------------------------------------------------------------------------


@require_safe
def export(request: HttpRequest) -> StreamingHttpResponse:
    """All subscribers as CSV, which an import here reads again."""
    refuse_others(request)
    head = [
        *("email", "language", "standing", "date", "source", "frequency", "alerts"),
        *("chosen_topics", "left_out_topics", "chosen_types"),
    ]
    return csv_download("subscribers.csv", head, _rows())


def _rows() -> Iterator[list[str]]:
    chosen = ("topics", "left_out", "research_types")
    rows = Subscriber.objects.order_by("pk").prefetch_related(*chosen)
    for one in rows.iterator(chunk_size=1000):
        date = timezone.localtime(one.consent_at).date().isoformat()
        row = [one.address, one.language, one.standing, date, one.consent_note or "form"]
        row += [one.frequency, "yes" if one.alerts else "no"]
        yield row + [" ".join(choice_of(one)[name]) for name in chosen]


class ImportForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("List (CSV)"),
        help_text=gettext_lazy(
            "A column “email”, and if there are any “date”, “source” and “language”. Or addresses "
            "alone, one in each line."
        ),
    )
    date = forms.DateField(
        label=gettext_lazy("Date of the consent, where a line does not say it"),
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    order = forms.TypedChoiceField(
        label=gettext_lazy("What comes first in dates such as 05/06/2024"),
        help_text=gettext_lazy(
            "31/05/2024 elsewhere in the list shows it. Where nothing does, they are left out."
        ),
        choices=[
            ("", gettext_lazy("as the list shows")),
            (Order.DAY.value, gettext_lazy("the day")),
            (Order.MONTH.value, gettext_lazy("the month")),
        ],
        required=False,
        coerce=Order,
        empty_value=None,
    )
    source = forms.CharField(
        label=gettext_lazy("Where they gave it, for example “sign-up sheet, congress of 2024”"),
        max_length=200,
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Language, where a line does not say it"), choices=languages
    )

    def clean_date(self) -> dt.date:
        date: dt.date = self.cleaned_data["date"]
        if date > timezone.localdate():
            raise ValidationError(_("This date is still to come."))
        return date


def import_view(request: HttpRequest) -> HttpResponse:
    refuse_others(request)
    if not may_change_subscribers(request.user):
        raise PermissionDenied
    form = ImportForm(
        request.POST or None, request.FILES or None, initial={"language": get_language()}
    )
    context: dict[str, Any] = {"form": form}
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            defaults = [given[name] for name in ("date", "source", "language", "order")]
            is_trial = "trial" in request.POST
            account = import_list(given["file"].read(), Defaults(*defaults), dry_run=is_trial)
        except ValidationError as error:
            form.add_error("file", error)
        else:
            left_out = account.left_out()
            number = len(account.lines)
            context |= {
                "account": account,
                "is_trial": is_trial,
                "counts": [(fate.value, n) for fate, n in account.counts()],
                "title": ngettext("%(n)s line", "%(n)s lines", number) % {"n": number},
                "left_out": left_out[:LINES_SHOWN],
                "more": len(left_out[LINES_SHOWN:]),
            }
    return render(request, "delivery/admin/import.html", context | frame(_("Import subscribers")))
