"""Chapters and books: "In A. B. Editor (Ed.), Title (pp. 1-20). Publisher"."""

import re

from gleanings.literature.citations.likely_names import without_words
from gleanings.literature.citations.names import read_names
from gleanings.literature.citations.parsed_citation import ParsedCitation
from gleanings.literature.citations.titles import (
    is_known_journal,
    split_publisher,
    split_title,
    tidy_title,
)
from gleanings.literature.citations.where import read_where, tidy_pages

_EDS = r"[(\[]\s*(?:[EeÉé]ds?|[Dd]irs?|[Cc]oords?|Hrsg|Series Eds?)\b\.?\s*[)\]]"
_IN = r"(?:In|Dans)"
_STARTS_NAMES = rf"(?=[^()]{{2,200}}?{_EDS})"
_INS = (
    # a capital "In" after a stop
    re.compile(rf"(?:^|(?<=[.?!,;)”\"]))\s*\(?(?:\b{_IN}\b\s*[:,]?\s+)+{_STARTS_NAMES}"),
    # any "in" before initials and "(Ed.)"
    re.compile(rf"\s+\(?(?:\b(?:[Ii]n|[Dd]ans)\b\s*[:,]?\s+)+(?=[A-ZÀ-Þ]\.){_STARTS_NAMES}"),
)
# no editors are named: a capital "In" after the end of a sentence
_IN_BOOK = re.compile(r"(?<=[.?!”\"])\s*\(?(?:\b(?:[Ii]n|[Dd]ans)\b\s*[:,]?\s+)+(?=[A-ZÀ-Þ*_])")
_EDITED = re.compile(rf"^(?P<people>.*?)[\s,]*{_EDS}[\s.,:;]*(?P<book>.*)$")
_INITIALS_FIRST = re.compile(
    r"(?:[A-ZÀ-Þ]\.[\s\-]?)+(?:(?:van|von|de|der|del|di|la)\s)*[A-ZÀ-Þ][\w'’\-]+"
)
_UNMARKED = re.compile(
    rf"^(?P<people>{_INITIALS_FIRST.pattern}"
    rf"(?:(?:\s*,|\s*&|\s+(?:and|et))+\s*{_INITIALS_FIRST.pattern})*)\s*[,.:]\s*(?P<book>.*)$"
)
_TITLE_THEN_EDITORS = re.compile(
    rf"^(?P<book>[^.]*?\w{{3,}}[^.]*?)[.,]\s+(?P<people>{_INITIALS_FIRST.pattern}.*)$"
)
_CHAPTER = re.compile(
    r"\s*[(\[]?\b(?:Chapter|Chap\.?|Ch\.|Chapitre)\s*(?P<number>\d{1,3}|[IVXL]+)\b[)\]]?\s*[:.,\-–]?\s*",
    re.IGNORECASE,
)
_EDITION = re.compile(
    r"\b(?P<edition>\d{1,2}(?:st|nd|rd|th|re|e|[èi]?[èe]me)\.?|Rev(?:ised)?\.?|second|third|fourth|fifth|"
    r"sixth|seventh)\s*(?:ed(?:ition|n)?|éd(?:ition)?)\b\.?,?",
    re.IGNORECASE,
)
_BOOK_VOLUME = re.compile(
    r"\b(?:Vol(?:ume|s)?|Tome)\.?\s*(?P<volume>\d{1,3}|[IVX]+)\b,?", re.IGNORECASE
)
_PP = re.compile(
    r"\bpp?\s?\.?\s*(?P<pages>\w*\d+\w?(?:\s*[-‐‑‒–—−]{1,2}\s*\w*\d+\w?)?)", re.IGNORECASE
)
_EMPTY_BRACKET = re.compile(r"\s*[(\[][\s,.;:]*[)\]]")


def read_chapter(text: str) -> ParsedCitation | None:
    """The fields of a chapter, from its title on; `None` when the text names no book it is in."""
    tries = (pattern.search(text) for pattern in (*_INS, _IN_BOOK))
    found = next(filter(None, tries), None)
    if found is None:
        return None
    title, source = text[: found.start()], text[found.end() :].strip()
    people, book = editors_and_book(source)
    if not people and _is_article(book):
        return None
    number, title = _take(_CHAPTER, "number", title)
    number_in_book, book = _take(_CHAPTER, "number", book)
    edition, book = _take(_EDITION, "edition", book)
    pages, book = _take(_PP, "pages", book)
    volume, book = _take(_BOOK_VOLUME, "volume", book)
    book, place, publisher = split_publisher(_tidy(book))
    if not pages:
        where = read_where(book)
        book, pages = where.before, where.pages if not where.volume else ""
        volume = volume or where.volume
    if not publisher:
        book, publisher = _last_sentence(book)
    names = without_words(read_names(people))
    return ParsedCitation(
        title=tidy_title(title),
        container=tidy_title(book),
        volume=volume,
        pages=tidy_pages(pages),
        editors=names.names,
        edition=edition,
        chapter=number or number_in_book,
        publisher=publisher,
        place=place,
        type="chapter",
        unread=names.unread,
    )


def read_monograph(text: str) -> ParsedCitation | None:
    """The fields of a whole book, from its title on; `None` without edition or publisher."""
    edition, rest = _take(_EDITION, "edition", text)
    volume, rest = _take(_BOOK_VOLUME, "volume", rest)
    rest, place, publisher = split_publisher(_tidy(rest))
    if not (edition or publisher) or not rest:
        return None
    if not publisher:
        rest, publisher = _last_sentence(rest)
    chapter, rest = _take(_CHAPTER, "number", rest)
    pages, rest = _take(_PP, "pages", rest)
    return ParsedCitation(
        title=tidy_title(_tidy(rest)),
        volume=volume,
        pages=tidy_pages(pages),
        edition=edition,
        chapter=chapter,
        publisher=publisher,
        place=place,
        type="book",
    )


def editors_and_book(source: str) -> tuple[str, str]:
    """Who edited the book that a chapter is in, and what follows them; nobody where none say so."""
    if match := _EDITED.match(source):
        people, book = match["people"], match["book"]
        turned = _TITLE_THEN_EDITORS.match(people)
        if turned and not _INITIALS_FIRST.match(people) and len(turned["book"].split()) > 2:
            return turned["people"], f"{turned['book']}. {book}"
        return people, book
    if match := _UNMARKED.match(source):
        return match["people"], match["book"]
    return "", source


def _is_article(source: str) -> bool:
    where = read_where(source)
    return is_known_journal(where.before) or bool(where.volume and where.pages)


def _take(pattern: re.Pattern[str], group: str, text: str) -> tuple[str, str]:
    match = pattern.search(text)
    if match is None:
        return "", text
    return match[group].strip(" ."), f"{text[: match.start()]} {text[match.end() :]}".strip()


def _tidy(text: str) -> str:
    # a French colon keeps its space
    text = re.sub(r"\s+([.,)])", r"\1", _EMPTY_BRACKET.sub("", text))
    text = re.sub(r"[.,;:](?:\s*[.,;:])+", lambda run: "." if "." in run[0] else run[0][0], text)
    text = re.sub(r"\(\s+", "(", text)
    return re.sub(r"\s{2,}", " ", text).strip(" ,;:")


def _last_sentence(text: str) -> tuple[str, str]:
    """ "Title of the book. Someone": who is named last after a full stop publishes it."""
    before, last = split_title(text, must_have_container=False)
    return (before, last) if last else (text, "")
