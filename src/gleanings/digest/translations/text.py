"""The words of a page that a translation puts into another language, passage by passage."""

from __future__ import annotations

from collections.abc import Iterator

from gleanings.digest.models import Home, Issue, PlainPage, Summary
from gleanings.digest.models.reader_page import ReaderPage
from gleanings.digest.text import plain

Block = tuple[str, str]
"""The field, and the words of one paragraph, heading or item in it."""


def blocks_of(page: ReaderPage) -> Iterator[Block]:
    for field, words in _fields_of(page):
        for block in words.split("\n"):
            if block.strip():
                yield field, block.strip()


def _fields_of(page: ReaderPage) -> Iterator[Block]:
    if isinstance(page, Issue):  # its title is made of its month
        yield "teaser", page.teaser
    elif isinstance(page, Home):
        yield "title", page.title
        yield "intro", plain(page.intro)
    elif isinstance(page, PlainPage):
        yield "title", page.title
        yield "text", plain(page.text)
    elif isinstance(page, Summary):
        yield "title", page.title
        yield "studied", page.studied
        yield "text", plain(page.text)
        yield "implications_lead", page.implications_lead
        for row in page.implications.all():
            yield "implications", plain(row.text)
