"""The form of a translation that is edited as a page: refused at the field, nothing lost."""

from __future__ import annotations

from collections.abc import Iterator

from wagtail.admin.forms import WagtailAdminPageForm

from gleanings.digest.admin.numbers import places_of
from gleanings.digest.models import Issue
from gleanings.digest.models.reader_page import ReaderPage
from gleanings.digest.translations.gate import in_words, unexplained


def translation_fits(form: WagtailAdminPageForm) -> bool:
    """Whether what is in the form may go online as a translation; what may not is an error."""
    page: ReaderPage = form.instance
    original = page.translates if page.pk else None
    if original is None:
        return True
    found = unexplained(page, original.specific, list(_blocks_of(form)))
    for difference in found:
        field = difference.field if difference.field in form.fields else None
        form.add_error(field, in_words(difference))
    return not found


def _blocks_of(form: WagtailAdminPageForm) -> Iterator[tuple[str, str]]:
    if isinstance(form.instance, Issue):
        yield "teaser", form.cleaned_data.get("teaser") or ""
        return
    yield "title", form.cleaned_data.get("title") or ""
    yield "implications_lead", form.cleaned_data.get("implications_lead") or ""
    for place, field, words in places_of(form):
        name = field if place is form else "implications"
        for block in words.split("\n"):
            if block.strip():
                yield name, block.strip()
