"""Citations in medical style (Vancouver, NLM, AMA): "Doe K, Roe PT. Title. Journal. 2015;6:107."

A reading is given only where the whole citation has this form; all others are for `parser`.
"""

import re
from dataclasses import replace

from gleanings.literature.citations.dates import MONTH_PATTERN, YEAR, partial_date
from gleanings.literature.citations.names import GROUP_WORDS, PARTICLES, UPPER, NameList, read_names
from gleanings.literature.citations.parsed_citation import Name, ParsedCitation
from gleanings.literature.citations.titles import in_title_case, split_title, tidy_title
from gleanings.literature.citations.where import tidy_pages

_PARTICLE = rf"(?:{'|'.join(map(re.escape, PARTICLES))}|d['’])"
_NAME = (
    rf"(?:{_PARTICLE}\s?)*[{UPPER}][\w'’\-]+(?:\s(?:{_PARTICLE}|[{UPPER}][\w'’\-]+)){{0,4}}"
    rf"\s[{UPPER}](?:-?[{UPPER}]){{0,3}}(?:\s(?:Jr|Sr|2nd|3rd|I{{2,3}}))?"
)
_NAMES = rf"{_NAME}(?:,\s{_NAME}){{0,99}}(?:,?\set\s(?:al|coll)\b)?"
_LEFT_OUT = re.compile(r"\set\s(?:al|coll)$")
_ONE_NAME = re.compile(
    rf"(?P<family>[^,]+?)\s(?P<given>[{UPPER}](?:-?[{UPPER}]){{0,3}})"
    r"(?:\s(?P<suffix>Jr|Sr|2nd|3rd|I{2,3}))?(?=,|\set\s|$),?\s?"
)
_EDITORS = (
    r"(?:[Ee]ditors?|[ÉEéeée]ds?|[Éé]diteurs?|[Dd]irecteurs?|[Dd]irs?|[Cc]oord(?:inateur)?s?)\b\.?"
)
_OPENING = re.compile(
    rf"^(?P<people>{_NAMES})(?P<groups>(?:[;,]\s[^.;,()]{{3,120}}){{0,4}}?)"
    rf"(?P<edit>,\s{_EDITORS}|\s?\({_EDITORS}\))?\.?\s(?<=\.\s)"
)
_GROUP_ALONE = re.compile(r"^(?P<group>[^.;:()?!]{3,150})\.\s+(?=\S)")
_INSTITUTION = re.compile(
    r"^(?:Haute Autorité|Organisation|Ordre|Collège|Institut|Ministère|Société|Fédération)\b"
)
_IN = re.compile(
    rf"(?<=[.?!])\s+(?:In|Dans)\s?:\s*(?:(?P<people>{_NAMES})(?:,\s{_EDITORS}|\s?\({_EDITORS}\))"
    r"[.,:]?\s+)?"
)
_IMPRINT = re.compile(
    r"^(?P<book>.{3,600}?[.?!])\s+"
    r"(?:(?P<edition>(?:\d{1,2}(?:st|nd|rd|th|re|e|[èe]me)?|[Rr]ev(?:ised)?\.?))\s(?:ed|éd)"
    r"(?:ition)?\.\s+)?"
    r"(?:(?P<place>[^.:;]{2,60}?)\s?:\s*)(?P<publisher>[^:;]{2,80}?)\s?;\s*"
    rf"c?(?P<year>{YEAR})\b[^.:;]{{0,20}}?(?:\.|:|$)\s*(?P<tail>.*)$"
)
_PAGES = re.compile(
    r"(?:^|(?<=[.,:;]\s))(?:pp?\.?\s?)?(?P<pages>\w{0,4}\d+\s?[-–]\s?\w{0,4}\d+)\.?"
)
_ONE_PAGE = re.compile(r"(?:^|(?<=[.,:;]\s))p\.\s?(?P<pages>\w{0,4}\d+)\.?")
_CHAPTER = re.compile(r"\b[Cc]hap(?:ter|itre)?\.?\s(?P<number>\d{1,3})\b[.,:;]?")
_MONTHS = rf"{MONTH_PATTERN}\.?(?:[-/–]{MONTH_PATTERN}\.?)?"
_DATE = re.compile(
    rf"[.,]?\s(?P<date>(?P<year>{YEAR})(?P<more>\s(?:{_MONTHS}(?:\s\d{{1,2}}\b(?:[-–]\d{{1,2}})?)?"
    r"|Spring|Summer|Fall|Autumn|Winter|printemps|été|automne|hiver))?)\s?(?=[;:.]|$)",
    re.IGNORECASE,
)
_NUMBERS = re.compile(
    r"^;?\s*(?P<volume>(?:\d{1,4}(?:[-/–]\d{1,4})?(?:\s?[A-Z]\b)?)?)"
    r"(?P<supplement>\s?Suppl(?:\s\w{1,4})?)?\s?(?:\((?P<issue>[^()]{1,30})\))?"
    r"(?:\s?:\s?(?:pp?\.\s?)?"
    r"(?P<pages>[A-Za-z]{0,4}\d[\w.]*?(?:\s?[-–]\s?\w+)?(?:,\s?\d+(?:\s?[-–]\s?\d+)?)*))?"
    r"(?:\.|;|$)\s*(?P<after>.*)$"
)


def read_medical(text: str, *, is_advance: bool) -> ParsedCitation | None:
    """The fields of a citation in medical style, its DOI taken off; None where it is none.

    `is_advance`: the citation says that the article is not yet in an issue, so it may have neither
    volume nor pages.
    """
    opened = _people(text)
    if opened is None:
        return None
    people, edited, rest = opened
    read = _chapter(rest) or _book(rest) or _article(rest, is_advance)
    if read is None or not read.title:
        return None
    read = replace(
        read, ellipsis_at=people.ellipsis_at, unread=_worded(*people.unread, *read.unread)
    )
    return replace(read, editors=people.names) if edited else replace(read, authors=people.names)


def _people(text: str) -> tuple[NameList, bool, str] | None:
    """The names, whether they are editors, and the rest of the citation."""
    if opening := _OPENING.match(text):
        groups = re.split(r"[;,]\s", opening["groups"])[1:]
        if all(GROUP_WORDS.search(group) for group in groups):
            people = _names(opening["people"])
            signed = (name for group in groups for name in read_names(group).names)
            people = replace(people, names=(*people.names, *signed))
            return people, bool(opening["edit"]), text[opening.end() :]
        return None
    alone = _GROUP_ALONE.match(text)
    if alone and _is_institution(alone["group"]):
        return read_names(alone["group"]), False, text[alone.end() :]
    return None


def _names(text: str) -> NameList:
    """ "Foote AB, Roe P Jr, et al": no comma parts a family name from its initials."""
    found = _ONE_NAME.finditer(text)
    names = tuple(Name(name["family"], name["given"], name["suffix"] or "") for name in found)
    return NameList(names, len(names) if _LEFT_OUT.search(text) else None)


def _is_institution(name: str) -> bool:
    """A group that signs by itself; "Group therapy for depression" is a title."""
    named = bool(GROUP_WORDS.search(name)) and in_title_case(name)
    return named or bool(_INSTITUTION.match(name))


def _chapter(text: str) -> ParsedCitation | None:
    within = _IN.search(text)
    book = _book(text[within.end() :]) if within else None
    if within is None or book is None:
        return None
    people = _names(within["people"] or "")
    return replace(
        book,
        title=tidy_title(text[: within.start()]),
        container=book.title,
        editors=people.names,
        type="chapter",
        unread=book.unread,
    )


def _book(text: str) -> ParsedCitation | None:
    imprint = _IMPRINT.match(text)
    if imprint is None:
        return None
    number = _CHAPTER.search(imprint["tail"])
    tail = _CHAPTER.sub("", imprint["tail"], count=1)
    pages = _PAGES.search(tail) or _ONE_PAGE.search(tail)
    if pages:
        tail = f"{tail[: pages.start()]} {tail[pages.end() :]}"
    return ParsedCitation(
        title=tidy_title(imprint["book"]),
        edition=(imprint["edition"] or "").rstrip("."),
        place=imprint["place"].strip(),
        publisher=imprint["publisher"].strip(),
        year=int(imprint["year"]),
        pages=tidy_pages(pages["pages"]) if pages else "",
        chapter=number["number"] if number else "",
        type="book",
        unread=(tail.strip(" .,;:"),),
    )


def _article(text: str, is_advance: bool) -> ParsedCitation | None:
    # the last date that numbers follow: a title may name a year too
    for dated in reversed(list(_DATE.finditer(text))):
        numbers = _NUMBERS.match(text[dated.end() :])
        if numbers is None or not (numbers["volume"] or (is_advance and dated["more"])):
            continue
        title, container = split_title(text[: dated.start()], must_have_container=True)
        year, date = partial_date(dated["date"])
        is_one_day = not re.search(r"[-–/]", dated["date"])
        return ParsedCitation(
            title=title,
            container=container,
            year=year,
            date=date if is_one_day else None,
            volume=numbers["volume"].strip(),
            issue=numbers["issue"] or (numbers["supplement"] or "").strip(),
            pages=tidy_pages(numbers["pages"] or ""),
            type="article-journal",
            unread=(numbers["after"].strip(" .,;"),),
        )
    return None


def _worded(*pieces: str) -> tuple[str, ...]:
    return tuple(piece for piece in pieces if re.search(r"\w", piece))
