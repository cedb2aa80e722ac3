"""What readers say is wrong, at the desk: the list, and an answer to each."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from gleanings.community.admin.frame import frame
from gleanings.community.error_reports.answering import answer, corrections_since
from gleanings.community.models import ErrorReport
from gleanings.community.models.error_report import LONGEST, ReportState
from gleanings.community.permissions import may_answer_reports, may_see_reports
from gleanings.digest.models import Correction
from gleanings.literature.row_keys import row_key
from gleanings.reader import readables

A_PAGE = 50
MANY = 20
"""New reports of one day."""

ICON = "warning"


class AnswerForm(forms.Form):
    state = forms.ChoiceField(
        label=gettext_lazy("What came of it"),
        choices=[choice for choice in ReportState.choices if choice[0] != ReportState.NEW],
        widget=forms.RadioSelect,
    )
    correction = forms.ModelChoiceField(
        Correction.objects.none(),
        label=gettext_lazy("The correction that readers were told of"),
        empty_label=gettext_lazy("none: style and spelling only"),
        required=False,
    )
    words = forms.CharField(
        label=gettext_lazy("Answer"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
    )

    def __init__(self, sent: Any, report: ErrorReport, made: list[Correction]) -> None:
        chosen = report.correction_id or (made[0].pk if made else None)
        said = {"state": report.state, "correction": chosen, "words": report.answer}
        super().__init__(sent, initial=said)
        field: Any = self.fields["correction"]
        field.queryset = Correction.objects.filter(pk__in=[one.pk for one in made])


@require_http_methods(["GET", "HEAD", "POST"])
def index(request: HttpRequest) -> HttpResponse:
    """The new ones, or those that were answered; a post deletes several."""
    if not may_see_reports(request.user):
        raise PermissionDenied
    if request.method == "POST":
        if not may_answer_reports(request.user):
            raise PermissionDenied
        return _delete_several(request)
    is_new = request.GET.get("state") != "answered"
    new = ErrorReport.objects.new()
    found = new if is_new else ErrorReport.objects.exclude(state=ReportState.NEW)
    context = {
        "is_new": is_new,
        "waiting": new.count(),
        "floods": _days_of_many(new) if is_new else [],
        "may_answer": may_answer_reports(request.user),
        "page": Paginator(found, A_PAGE).get_page(request.GET.get("p")),
    }
    title = _("Reported errors")
    return render(request, "community/admin/error_reports.html", context | frame(title, ICON))


def _days_of_many(new: Any) -> list[dict[str, Any]]:
    """Days on which more came than readers write, with how many of them are new."""
    days = new.values("day").order_by("-day").annotate(number=Count("pk"))
    return list(days.filter(number__gt=MANY))


def _delete_several(request: HttpRequest) -> HttpResponse:
    """Those that are ticked, or all new ones of a day."""
    found = ErrorReport.objects.filter(pk__in=map(row_key, request.POST.getlist("chosen")))
    if "day" in request.POST:
        day = parse_date(request.POST["day"])
        found = ErrorReport.objects.new().filter(day=day) if day else found.none()
    number, _each = found.delete()
    said = ngettext("%(n)d report is deleted.", "%(n)d reports are deleted.", number)
    messages.success(request, said % {"n": number})
    return redirect(request.get_full_path())


@require_http_methods(["GET", "HEAD", "POST"])
def error_report(request: HttpRequest, pk: int) -> HttpResponse:
    """One of them; a post answers it, forgets who wrote it, or deletes it."""
    if not may_see_reports(request.user):
        raise PermissionDenied
    report = get_object_or_404(ErrorReport, pk=pk)
    made = corrections_since(report)
    form = AnswerForm(request.POST or None, report, made)
    if request.method == "POST":
        if not may_answer_reports(request.user):
            raise PermissionDenied
        if done := _done(request, report, form):
            return done
    about = readables.find(report.kind, report.key)
    context = {
        "report": report,
        "about": about,
        "form": form,
        "made": made,
        "may_answer": may_answer_reports(request.user),
    }
    return render(request, "community/admin/error_report.html", context | frame(report.title, ICON))


def _done(request: HttpRequest, report: ErrorReport, form: AnswerForm) -> HttpResponse | None:
    """None where the answer has to be mended first."""
    if "delete" in request.POST:
        report.delete()
        messages.success(request, _("The report is deleted."))
        return redirect("error_reports")
    if "forget" in request.POST:
        report.forget_address()
        messages.success(request, _("The address is erased."))
        return redirect("error_report", report.pk)
    if not form.is_valid():
        return None
    given = form.cleaned_data
    answer(report, given["state"], given["words"], given["correction"], request.user)
    said = _("Answered; the mail goes out soon.") if report.address else _("Answered.")
    messages.success(request, said)
    return redirect("error_reports")
