"""The words of a page that a translation puts into another language, passage by passage."""

from collections.abc import Iterator
from functools import singledispatch
from typing import Any

from gleanings.digest.models import Home, Issue, PlainPage, Summary
from gleanings.digest.models.reader_page import ReaderPage
from gleanings.digest.text import plain

Block = tuple[str, str]
"""The field, and the words of one paragraph, heading or item in it."""


def blocks_of(page: ReaderPage) -> Iterator[Block]:
    for field, words in fields_of(page):
        for block in words.split("\n"):
            if block.strip():
                yield field, block.strip()


@singledispatch
def fields_of(page: Any) -> Iterator[Block]:
    """The page's fields of words, each whole; a room above registers those of its own pages."""
    raise NotImplementedError(f"Nothing says which words of a {type(page).__name__} are translated")


@fields_of.register
def _of_issue(page: Issue) -> Iterator[Block]:
    yield "teaser", page.teaser  # its title is made of its month


@fields_of.register
def _of_home(page: Home) -> Iterator[Block]:
    yield "title", page.title
    yield "intro", plain(page.intro)


@fields_of.register
def _of_plain_page(page: PlainPage) -> Iterator[Block]:
    yield "title", page.title
    yield "text", plain(page.text)


@fields_of.register
def _of_summary(page: Summary) -> Iterator[Block]:
    yield "title", page.title
    yield "studied", page.studied
    yield "text", plain(page.text)
    yield "implications_lead", page.implications_lead
    for row in page.implications.all():
        yield "implications", plain(row.text)
