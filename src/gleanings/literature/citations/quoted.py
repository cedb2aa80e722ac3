"""Titles in quotation marks, and after them pieces that say what they are: IEEE, and French notes.

"A. B. Doe and C. Roe, “Title,” J. Quiet Stud., vol. 3, no. 2, pp. 7–30, Jul. 1996."
"Doe A. et Roe C., « Titre », Revue du silence, vol. 3, n° 2, 1996, p. 7-30."
"""

import re
from dataclasses import replace

from gleanings.literature.citations.books import editors_and_book
from gleanings.literature.citations.dates import MONTH_PATTERN, YEAR, partial_date
from gleanings.literature.citations.likely_names import could_be_names
from gleanings.literature.citations.names import read_names
from gleanings.literature.citations.parsed_citation import ParsedCitation
from gleanings.literature.citations.titles import tidy_title
from gleanings.literature.citations.where import tidy_pages

_QUOTED = re.compile(
    r"^(?P<people>[^\"“”«»()]{2,1000}?\.?)[\s,:]+[\"“«]\s?(?P<title>[^\"“”«»]{3,900}?)[\s.,]*[\"”»]"
    r"[\s.,]*(?P<source>[^\"“”«»]{3,1000})$"
)
_WITHIN = re.compile(r"^(?:in|dans)\s?:?\s+(?=\S)", re.IGNORECASE)
_NUMBER = r"(?P<value>\w{1,6}(?:\s?[-–/]\s?\w{1,6})?)"
_PIECES = {
    "volume": re.compile(rf"^(?:vol(?:ume)?|t|tome)\b\.?\s?{_NUMBER}$", re.IGNORECASE),
    "issue": re.compile(rf"^(?:nos?|n[°ºo]|num(?:éro)?|iss(?:ue)?)\.?\s?{_NUMBER}$", re.IGNORECASE),
    "pages": re.compile(
        r"^(?:(?:pp?|pages)\b\.?\s?(?P<value>[\w.]{1,10}(?:\s?[-–]\s?\w{1,10})?)"
        r"|art(?:icle)?\b\.?\s(?:no\b\.?\s|n°\s?)?(?P<article>\w{1,20}))$",
        re.IGNORECASE,
    ),
    "edition": re.compile(r"^(?P<value>\d{1,2}(?:st|nd|rd|th|re|e|[èe]me))\s(?:ed|éd)\.?$"),
    "dated": re.compile(
        rf"^(?P<value>(?:\d{{1,2}}(?:er)?\s)?(?:{MONTH_PATTERN}\.?(?:[-/–]{MONTH_PATTERN}\.?)?\s)?"
        rf"(?:\d{{1,2}},?\s)?{YEAR})$",
        re.IGNORECASE,
    ),
}


def parse_quoted(text: str) -> ParsedCitation | None:
    """The fields of such a citation, its DOI taken off; None where it is none.

    A piece of the source that does not say what it is stands in `unread`.
    """
    match = _QUOTED.match(text.strip(" .,;"))
    if match is None:
        return None
    said, others = _pieces(match["source"])
    people = read_names(match["people"])
    if not others or not people.names or not could_be_names(people):
        return None
    if not said.keys() & {"volume", "issue", "pages"}:
        return None
    year, date = partial_date(said.get("dated", ""))
    read = ParsedCitation(
        authors=people.names,
        ellipsis_at=people.ellipsis_at,
        year=year,
        date=date,
        title=tidy_title(match["title"]),
        volume=said.get("volume", ""),
        issue=said.get("issue", ""),
        pages=tidy_pages(said.get("pages", "")),
        edition=said.get("edition", ""),
    )
    read = _chapter(read, others) if _WITHIN.match(others[0]) else _article(read, others)
    return replace(read, unread=(*people.unread, *read.unread))


def _pieces(source: str) -> tuple[dict[str, str], list[str]]:
    """What the pieces say, and in their order those that do not say what they are."""
    said: dict[str, str] = {}
    others = []
    for piece in filter(None, (part.strip(" ;") for part in re.split(r",\s", source))):
        found = ((name, pattern.match(piece)) for name, pattern in _PIECES.items())
        name, match = next(((name, match) for name, match in found if match), ("", None))
        if match is None or name in said:
            others.append(piece)
        else:
            said[name] = match["value"] or match["article"]
    return said, others


def _article(read: ParsedCitation, others: list[str]) -> ParsedCitation:
    journal, *unread = others
    return replace(read, container=journal, type="article-journal", unread=tuple(unread))


def _chapter(read: ParsedCitation, others: list[str]) -> ParsedCitation:
    """ "dans A. Doe et C. Roe (dir.), Le livre, Paris, Seuil": the place, then who publishes it."""
    within = ", ".join(others)
    people, book = editors_and_book(_WITHIN.sub("", within))
    title, *imprint = re.split(r",\s|:\s", book)
    place, publisher = ("", *imprint)[-2:] if imprint else ("", "")
    editors = read_names(people)
    return replace(
        read,
        container=tidy_title(title),
        editors=editors.names,
        place=place.strip(),
        publisher=publisher.strip(" ."),
        type="chapter",
        unread=(*editors.unread, *imprint[:-2]),
    )
