"""The form of a translation that is edited as a page: refused at the field, nothing lost."""

from __future__ import annotations

from collections.abc import Iterator

from wagtail.admin.forms import WagtailAdminPageForm

from gleanings.digest.admin.numbers import places_of
from gleanings.digest.models import Summary
from gleanings.digest.models.reader_page import ReaderPage
from gleanings.digest.translations.gate import (
    in_words,
    left_in_the_original,
    original_is_not_online,
    unexplained,
)
from gleanings.digest.translations.text import Block, blocks_of


def translation_fits(form: WagtailAdminPageForm, *, publishes: bool) -> bool:
    """Whether what is in the form may go online as a translation; what may not is an error."""
    page: ReaderPage = form.instance
    original = page.translates if page.pk else None
    if original is None:
        return True
    blocks = list(_blocks_of(form))
    sentences = left_in_the_original(page, original.specific, blocks)
    if publishes:
        sentences = [*original_is_not_online(original), *sentences]
    for sentence in sentences:
        form.add_error(None, sentence)
    found = unexplained(page, original.specific, blocks)
    for difference in found:
        field = difference.field if difference.field in form.fields else None
        form.add_error(field, in_words(difference))
    return not (sentences or found)


def _blocks_of(form: WagtailAdminPageForm) -> Iterator[Block]:
    if not isinstance(form.instance, Summary):
        yield from blocks_of(form.instance)
        return
    yield "title", form.cleaned_data.get("title") or ""
    yield "implications_lead", form.cleaned_data.get("implications_lead") or ""
    for place, field, words in places_of(form):
        name = field if place is form else "implications"
        for block in words.split("\n"):
            if block.strip():
                yield name, block.strip()
