"""The question what readers are told, put to who publishes a change of what they saw."""

from django.http import QueryDict
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminPageForm

from gleanings.digest.admin.numbers import living_rows
from gleanings.digest.corrections import Content, changes, changes_of, seen_by_readers
from gleanings.digest.text import plain

ANSWERS = ("correction", "correction_is_style")


def changes_shown(form: WagtailAdminPageForm) -> list[str]:
    """Those of the form that was just asked about; else those of the draft as it is saved."""
    if asked := getattr(form, "changes_asked_about", None):
        return list(asked)
    if not form.is_bound:
        return changes_of(form.instance)
    saved = type(form.instance).objects.filter(pk=form.instance.pk).first()
    return changes_of(saved.get_latest_revision_as_object()) if saved else []


def is_untouched(data: QueryDict) -> bool:
    """Whether the note is as it was proposed: it holds for what had changed then, and no longer."""
    proposed = data.get("correction_proposed", "").splitlines()
    return bool(proposed) and data.get("correction", "").splitlines() == proposed


def is_said(form: WagtailAdminPageForm) -> bool:
    """Whether nothing that readers saw has changed, or it was said what; asks otherwise."""
    note = form.cleaned_data.get("correction") or ""
    if form.cleaned_data.get("correction_is_style") or (note and not is_untouched(form.data)):
        return True
    seen = seen_by_readers(form.instance)
    form.changes_asked_about = changes(seen, _content_in(form)) if seen else []
    if not form.changes_asked_about or note.splitlines() == form.changes_asked_about:
        return True
    form.data = form.data.copy()
    form.data["correction"] = "\n".join(form.changes_asked_about)
    if not form.has_error("correction"):
        form.add_error(
            "correction",
            _(
                "Readers have seen an earlier version. The note proposed here will be shown to "
                "them when you next publish or approve: put it in your own words, or tick that "
                "only style and spelling changed. Take out each line with a name that should "
                "never have stood there: a note cannot be taken back."
            ),
        )
    return False


def _content_in(form: WagtailAdminPageForm) -> Content:
    given = form.cleaned_data
    return Content(
        title=given.get("title") or "",
        text=[
            given.get("studied") or "",
            plain(given.get("text") or ""),
            given.get("implications_lead") or "",
        ],
        implications=[
            plain(row.cleaned_data.get("text") or "") for row in living_rows(form, "implications")
        ],
        articles=[
            row.cleaned_data["article"]
            for row in living_rows(form, "summary_articles")
            if row.cleaned_data.get("article")
        ],
        findings=[row.instance for row in living_rows(form, "findings")],
    )
