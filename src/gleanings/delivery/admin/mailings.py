"""Mailings at the desk: who will get an issue, how it looks, how far it is, what came back."""

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gleanings.delivery import mailings, sender
from gleanings.delivery.admin.frame import frame
from gleanings.delivery.mail import drafts
from gleanings.delivery.mail.results import addresses
from gleanings.delivery.mail.shown import shown
from gleanings.delivery.mail_address import normal_address
from gleanings.delivery.models import OPEN, Edition, Kind, Mailing, State
from gleanings.delivery.permissions import (
    may_change_mailings,
    may_see_addresses,
    may_see_mailings,
)
from gleanings.delivery.sending import queue
from gleanings.delivery.sending.one_copy import send_test
from gleanings.digest.models import Issue

CAME_BACK = 200
"""Deliveries refused or come back that the page of a mailing lists."""


def refuse_others(request: HttpRequest) -> None:
    if not may_see_mailings(request.user):
        raise PermissionDenied


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    refuse_others(request)
    rows = []
    for mailing in Mailing.objects.all()[:100]:
        counts = mailing.counts()
        rows.append((mailing, {**counts, "open": sum(counts[state] for state in OPEN)}))
    context = {
        "rows": rows,
        "may_subscribe": sender.may_subscribe(),
        "may_see_addresses": may_see_addresses(request.user),
        "outbox": may_see_addresses(request.user) and not sender.has_server(),
    }
    return render(request, "delivery/admin/index.html", context | frame(_("E-mail")))


def mailing(request: HttpRequest, pk: int) -> HttpResponse:
    """How far it is; a post pauses it, lets it go on, or tries again what was refused."""
    refuse_others(request)
    one = get_object_or_404(Mailing, pk=pk)
    may_change = may_change_mailings(request.user)
    if request.method == "POST":
        if not may_change:
            raise PermissionDenied
        _act(request, one)
        return redirect("mailing", pk)
    refused = one.deliveries.filter(state__in=[State.FAILED, State.BOUNCED]).select_related(
        "subscriber"
    )
    context = {
        "mailing": one,
        "counts": [(State(state).label, number) for state, number in one.counts().items()],
        "has_refused": queue.refused_of(one).exists(),
        "reason": pause_words(one),
        "taken_over_at": queue.taken_over_at(one),
        "may_change": may_change,
        "may_see_addresses": may_see_addresses(request.user),
        "refused": refused.order_by("-changed_at")[:CAME_BACK],
        "links": one.links.all(),
        "editions": one.editions.order_by("language", "pk"),
    }
    return render(request, "delivery/admin/mailing.html", context | frame(str(one)))


def _act(request: HttpRequest, one: Mailing) -> None:
    if "pause" in request.POST:
        one.pause()
        messages.success(request, _("The mailing is paused. It stops within seconds."))
    elif "resume" in request.POST:
        one.resume()
        messages.success(request, _("The mailing goes on within a minute."))
    elif "again" in request.POST:
        number = queue.try_again(one)
        messages.success(request, _("%(number)s are tried again.") % {"number": number})


def pause_words(one: Mailing) -> str:
    """Why it is paused, for the editor; the mail server's own words as they are."""
    if one.pause_reason == mailings.NOT_ONLINE and one.kind == Kind.RETRACTION:
        return _("It is not online, or the retraction was found to be a mistake.")
    if one.pause_reason == mailings.NOT_ONLINE:
        return _(
            "It is not online, or not for everybody. Once it is, the mailing goes on by itself."
        )
    if one.pause_reason:
        return _("The mail server refused it: %(words)s") % {"words": one.pause_reason}
    return _("Somebody paused it.") if one.paused_at else ""


# --- before it is published -----------------------------------------------------------------------


class TestForm(forms.Form):
    address = forms.CharField(max_length=254)
    language = forms.CharField(max_length=20)

    def clean_address(self) -> str:
        return normal_address(self.cleaned_data["address"])

    def clean_language(self) -> str:
        if self.cleaned_data["language"] not in dict(settings.LANGUAGES):
            raise ValidationError(_("The site is not in this language."))
        return str(self.cleaned_data["language"])


def _issue_for(request: HttpRequest, pk: int) -> Issue:
    """The original, which whoever may edit it sees as it would be mailed."""
    refuse_others(request)
    issue = get_object_or_404(Issue, pk=pk)
    if issue.alias_of_id or issue.translates is not None:
        raise Http404
    if not issue.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    return issue


def issue_mail(request: HttpRequest, pk: int) -> HttpResponse:
    """Whom an issue goes to, as it stands; a post sends one copy to whoever looks at it."""
    issue = _issue_for(request, pk)
    if request.method == "POST":
        _send_one(request, issue)
        return redirect("issue_mail", pk)
    existing = Mailing.objects.filter(kind=Kind.ISSUE, about=issue.translation_key).first()
    numbers = drafts.audience_of(issue)
    # only their subjects are shown here: no chart is drawn
    words = {
        code: drafts.words_of_draft(issue, code, addresses) for code, _name in settings.LANGUAGES
    }
    context = {
        "issue": issue,
        "mailing": existing,
        "why_paused": pause_words(existing) if existing else "",
        "waiting": existing.deliveries.filter(state__in=OPEN).count() if existing else 0,
        "has_pictures_of_its_own": drafts.has_pictures_of_its_own(issue),
        "is_mailed": mailings.is_mailed_by_itself(issue),
        "languages": [
            (code, get_language_info(code)["name_translated"], numbers[code], said)
            for code, said in words.items()
        ],
        "total": sum(numbers.values()),
        "address": request.user.email,  # type: ignore[union-attr]
        "own_language": get_language(),
        "may_subscribe": sender.may_subscribe(),
    }
    title = _("%(issue)s by e-mail") % {"issue": issue.get_admin_display_title()}
    return render(request, "delivery/admin/issue_mail.html", context | frame(title))


def _send_one(request: HttpRequest, issue: Issue) -> None:
    form = TestForm(request.POST)
    if not form.is_valid():
        for errors in form.errors.values():
            messages.error(request, str(errors[0]))
        return
    words = drafts.words_of_draft(issue, form.cleaned_data["language"])
    if words is None:
        messages.error(request, _("No summary in it is approved, so there is nothing to send."))
        return
    address = form.cleaned_data["address"]
    trouble = send_test(words, form.cleaned_data["language"], address)
    if trouble:
        said = _("The test mail did not go out. The mail server says: %(words)s")
        messages.error(request, said % {"words": trouble})
    else:
        messages.success(request, _("A test mail went to %(address)s.") % {"address": address})


@require_safe
def preview(request: HttpRequest, pk: int, language: str) -> HttpResponse:
    issue = _issue_for(request, pk)
    if language not in dict(settings.LANGUAGES):
        raise Http404
    words = drafts.words_of_draft(issue, language)
    if words is None:
        messages.error(request, _("No summary in it is approved, so there is nothing to send."))
        return redirect("issue_mail", pk)
    return shown(words.html, framed_by="'self'")


@require_safe
def edition(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """What went out, as it was sent."""
    refuse_others(request)
    one = get_object_or_404(Edition, mailing=pk, key=key)
    return shown(one.html, framed_by="'self'")
