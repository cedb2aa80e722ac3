"""The page on which an editor says what belongs to a question, and uploads studies."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gleanings.synthesis import measures
from gleanings.synthesis.answers import told
from gleanings.synthesis.effects import UnusableError, effect_of
from gleanings.synthesis.models import IncludedFinding, Inclusion, Question, Upload
from gleanings.synthesis.proposing import propose
from gleanings.synthesis.recompute import renew_once_it_stands
from gleanings.synthesis.upload import UploadError, template_csv, template_xlsx
from gleanings.synthesis.upload.accept import accept_upload, rows_of, stage_upload


class DecisionForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = IncludedFinding
        fields = ["inclusion", "reason", "subgroup"]
        widgets = {"inclusion": forms.RadioSelect(choices=Inclusion.choices)}

    @property
    def unusable(self) -> str:
        """Why the finding cannot be pooled; empty if it can."""
        try:
            effect_of(
                self.instance.finding,
                self.instance.question.measure,
                self.instance.question.better,
            )
        except UnusableError as error:
            return str(error)
        return ""


Decisions = forms.modelformset_factory(IncludedFinding, form=DecisionForm, extra=0)

TEMPLATES: dict[str, tuple[str, Callable[[str], bytes]]] = {
    "csv": ("text/csv; charset=utf-8", lambda measure: template_csv(measure).encode("utf-8-sig")),
    "xlsx": (
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        template_xlsx,
    ),
}


class UploadForm(forms.Form):
    file = forms.FileField(widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,.xlsx"}))


def _question(request: HttpRequest, pk: int) -> Question:
    if not request.user.has_perm("synthesis.change_question"):
        raise PermissionDenied
    return get_object_or_404(Question.objects.with_texts(), pk=pk)


def evidence(request: HttpRequest, pk: int) -> HttpResponse:
    """What is proposed, what belongs and what does not; the uploads; what comes out."""
    question = _question(request, pk)
    propose(question)
    decisions = Decisions(request.POST or None, queryset=_memberships(question))
    if request.method == "POST" and decisions.is_valid():
        decisions.save()
        renew_once_it_stands(question)
        messages.success(request, _("The evidence is saved, and the answer is renewed."))
        return redirect("question_evidence", pk)
    if any(row.instance.pk is None for row in decisions):
        # a summary was taken offline, say, after the form was opened
        messages.error(request, _("The findings have changed meanwhile. Please decide once more."))
        return redirect("question_evidence", pk)
    return render(
        request, "synthesis/admin/evidence.html", _context(question) | {"decisions": decisions}
    )


def _memberships(question: Question) -> Any:
    """What waits for a decision first, then what belongs, then what does not."""
    return question.memberships.select_related(
        "question", "finding__summary", "finding__article"
    ).order_by("-inclusion", "pk")


def _context(question: Question) -> dict[str, Any]:
    synthesis = question.current
    return {
        "question": question,
        "synthesis": synthesis,
        "told": told(synthesis, get_language() or "en") if synthesis else None,
        "measure": measures.label_of(question.measure),
        "uploads": question.uploads.taken().select_related("uploaded_by"),
        "upload_form": UploadForm(),
        "edit_name": Question.snippet_viewset.get_url_name("edit"),
        "header_title": str(question),
        "page_title": str(question),
        "header_icon": "help",
        "breadcrumbs_items": _breadcrumbs(question),
    }


def _breadcrumbs(question: Question, *, below: str = "") -> list[dict[str, str]]:
    """The way back to all questions, as Wagtail's own pages have it."""
    questions = reverse(Question.snippet_viewset.get_url_name("list"))
    here = reverse("question_evidence", args=[question.pk]) if below else ""
    items = [
        {"url": reverse("wagtailadmin_home"), "label": _("Home")},
        {"url": questions, "label": _("Questions")},
        {"url": here, "label": str(question)},
    ]
    return [*items, {"url": "", "label": below}] if below else items


@require_POST
def upload(request: HttpRequest, pk: int) -> HttpResponse:
    """Read a table; nothing of it counts before the editor has seen the report."""
    question = _question(request, pk)
    form = UploadForm(request.POST, request.FILES)
    if not form.is_valid():
        messages.error(request, _("Choose a file first: CSV or XLSX."))
        return redirect("question_evidence", pk)
    file = form.cleaned_data["file"]
    try:
        received = stage_upload(question, file, file.name, user=request.user)
    except UploadError as error:
        messages.error(request, str(error))
        return redirect("question_evidence", pk)
    return redirect("upload_report", received.pk)


def upload_report(request: HttpRequest, pk: int) -> HttpResponse:
    """What was read of an upload and what was refused, row by row."""
    received = get_object_or_404(Upload, pk=pk)
    question = _question(request, received.question_id)
    if request.method == "POST":
        return _answer(request, received, question)
    context = {
        "upload": received,
        "question": question,
        "header_title": received.filename,
        "page_title": received.filename,
        "header_icon": "table",
        "breadcrumbs_items": _breadcrumbs(question, below=received.filename),
        "rows": received.rows or rows_of(received.effects.all()),
    }
    return render(request, "synthesis/admin/upload.html", context)


def _answer(request: HttpRequest, received: Upload, question: Question) -> HttpResponse:
    if "discard" in request.POST:
        # of one that was taken in, its studies go with it; syntheses of the past keep them
        received.delete()
        messages.success(request, _("“%(file)s” was taken out.") % {"file": received.filename})
    else:
        effects = accept_upload(received)
        message = ngettext("%(n)s row was taken in.", "%(n)s rows were taken in.", len(effects))
        messages.success(request, message % {"n": len(effects)})
    renew_once_it_stands(question)
    return redirect("question_evidence", question.pk)


def template(request: HttpRequest, pk: int, ending: str) -> HttpResponse:
    """An empty table with the columns that the question's measure takes."""
    question = _question(request, pk)
    content_type, make = TEMPLATES[ending]
    return HttpResponse(
        make(question.measure),
        content_type=content_type,
        headers={"Content-Disposition": f'attachment; filename="{question.slug}.{ending}"'},
    )
