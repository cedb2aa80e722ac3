"""A reader's page to say what is wrong. Nothing of it is shown to other readers."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from gleanings.community import mail
from gleanings.community.error_reports.forms import ErrorReportForm
from gleanings.community.flood import refusal
from gleanings.community.models import ErrorReport
from gleanings.reader import readables
from gleanings.reader.cross_site import comes_from_elsewhere
from gleanings.reader.head.html import list_head
from gleanings.reader.readables import Readable


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def report_error(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    about = readables.find(kind, key)
    if about is None:
        raise Http404
    if request.method != "POST" or comes_from_elsewhere(request):
        return _page(request, about, ErrorReportForm(), is_done=request.GET.get("said") == "thanks")
    form = ErrorReportForm(request.POST)
    if form.is_a_program:
        return redirect(about.path)
    if not form.is_valid():
        return _page(request, about, form)
    today = ErrorReport.objects.filter(day=timezone.localdate()).count()
    if why := refusal(request, today):
        form.add_error(None, why)
        return _page(request, about, form)
    ErrorReport.objects.create(
        kind=about.kind,
        key=about.key,
        title=about.title[:500],
        words=form.cleaned_data["words"],
        address=form.cleaned_data["address"],
        language=get_language() or "",
    )
    return redirect(f"{request.path}?said=thanks")


def _page(request: HttpRequest, about: Readable, form: ErrorReportForm, **more: Any) -> Any:
    title = _("Thank you") if more.get("is_done") else _("Something wrong here?")
    head = list_head(request, title=title, may_be_indexed=False)
    context = {"about": about, "form": form, "head": head, "title": title}
    context |= {"may_be_answered": mail.is_there()}
    response = render(request, "community/report_error.html", context | more)
    response["Cache-Control"] = "private, no-store"
    return response
