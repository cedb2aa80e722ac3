"""Which line is the title of an entry: over its citation, or over its text."""

import difflib
import re

from gleanings.page_import import marks
from gleanings.page_import.blocks import BOLD
from gleanings.page_import.body import heads_text, is_item, is_whole
from gleanings.page_import.kinds import (
    Kind,
    Part,
    ends_sentence,
    is_prose,
    is_title_like,
    opens_lower,
)

# lines about a post between its title and its text, and how far that is looked for
_AHEAD_OF_TEXT = (Kind.POSTED, Kind.ENTRY_TOPICS, Kind.ABOUT_POST, Kind.CITATION_LABEL)
_NEAREST = 8
# a name or a count alone on its line has so many words
LINE_ABOUT = 3
# between a title and its citation stands at most a preamble of so many paragraphs and letters
PREAMBLE_PARAGRAPHS = 4
_PREAMBLE_LENGTH = 3_000
_BETWEEN = (
    Kind.PARAGRAPH, Kind.POSTED, Kind.ENTRY_TOPICS, Kind.ABOUT_POST, Kind.CITATION_LABEL,
)  # fmt: skip


def same_title(one: str, other: str) -> bool:
    """Whether two lines are one title printed twice, in whatever case and punctuation."""
    a, b = (re.sub(r"\W+", " ", text.casefold()).strip() for text in (one, other))
    if not a or min(len(a), len(b)) < 0.8 * max(len(a), len(b)):
        return False
    return a == b or difflib.SequenceMatcher(None, a, b).ratio() > 0.92


def start_for_citation(parts: list[Part], at: int, starts: set[int]) -> int | None:
    boundary, kind = _boundary(parts, at, starts)
    if kind and at and parts[at - 1].kind is Kind.CITATION_LABEL and boundary < at - 2:
        announced = parts[boundary + 1 : at - 1]
        if not any(map(is_title_like, announced)):
            return None
    title = _title_before(parts, at, starts)
    if title is not None:
        return title
    first = boundary + 2 if kind is Kind.IMPLICATIONS else boundary + 1
    if kind is not Kind.CITATION:
        for earlier in range(first, at):
            if may_be_title(parts, earlier) and earlier not in starts:
                return earlier
    if kind is None:
        return at
    followed = at + 1 < len(parts) and is_prose(parts[at + 1])
    if kind is Kind.IMPLICATIONS:
        lacks = not _has_citation(parts, at, starts) or _titled_since_citation(parts, boundary)
        return at if followed or not lacks else None
    text = sum(len(p.text) for p in parts[boundary + 1 : at] if p.kind is Kind.PARAGRAPH)
    return at if followed and kind is Kind.CITATION and text >= 300 else None


def _has_citation(parts: list[Part], at: int, starts: set[int]) -> bool:
    begin = max((s for s in starts if s < at), default=0)
    return any(p.kind is Kind.CITATION for p in parts[begin:at])


def _titled_since_citation(parts: list[Part], at: int) -> bool:
    """Whether the implications at `at` belong to a title that no citation has followed yet."""
    for earlier in range(at - 1, -1, -1):
        if parts[earlier].kind is Kind.CITATION:
            return False
        if may_be_title(parts, earlier) and parts[earlier + 1].kind is not Kind.IMPLICATIONS:
            return True
    return False


def _boundary(parts: list[Part], at: int, starts: set[int]) -> tuple[int, Kind | None]:
    """The last place before `at` that surely belongs to an earlier entry."""
    for earlier in range(at - 1, -1, -1):
        kind = parts[earlier].kind
        if kind in (Kind.CITATION, Kind.IMPLICATIONS):
            return earlier, kind
        if kind in (Kind.CONTACT, Kind.CLOSING) and any(s < earlier for s in starts):
            return earlier, Kind.CONTACT
    return -1, None


def _title_before(parts: list[Part], at: int, starts: set[int]) -> int | None:
    skipped = length = 0
    for earlier in range(at - 1, -1, -1):
        part = parts[earlier]
        if part.kind not in _BETWEEN:
            return None
        if may_be_title(parts, earlier, before_citation=not skipped) or (
            not skipped and _title_in_lower_case(parts, earlier)
        ):
            return _first_of_run(parts, earlier, starts)
        if part.kind is Kind.PARAGRAPH:
            skipped += 1
            length += len(part.text)
        if skipped > PREAMBLE_PARAGRAPHS or length > _PREAMBLE_LENGTH:
            return None
    return None


def may_be_title(parts: list[Part], at: int, *, before_citation: bool = False) -> bool:
    """Whether a line may be a title where it stands: its text or citation is right under it.

    What stands over a list, or over another title, is a label or the name of the page.
    """
    if not is_title_like(parts[at], before_citation=before_citation):
        return False
    if parts[at].block.mark == marks.TITLE:
        return True
    headed = parts[at].block.heading in range(1, 7)
    for below in parts[at + 1 : at + _NEAREST]:
        if below.kind in (Kind.CITATION, Kind.IMPLICATIONS):
            return True
        if below.kind in _AHEAD_OF_TEXT or same_title(below.text, parts[at].text):
            continue
        if below.kind is not Kind.PARAGRAPH or is_item(below.block):
            return False
        if is_whole(below) or heads_text(below.text):
            return True
        if below.block.heading or not headed or len(below.text.split()) > LINE_ABOUT:
            return False
    return False


def _title_in_lower_case(parts: list[Part], at: int) -> bool:
    """ "eHealth works" over its citation; the end of a broken line looks so too."""
    part = parts[at]
    above = parts[at - 1] if at else None
    whole = above is None or above.kind is not Kind.PARAGRAPH or ends_sentence(above.text)
    return whole and 2 <= len(part.text.split()) <= 20 and opens_lower(part)


def _first_of_run(parts: list[Part], title: int, starts: set[int]) -> int | None:
    """The first of the lines that print the title, or stand over it as a heading does."""
    first = title
    while first > 0 and parts[first - 1].kind in (Kind.PARAGRAPH, Kind.POSTED):
        above = parts[first - 1]
        repeats = is_title_like(above, before_citation=True) and same_title(
            above.text, parts[title].text
        )
        if above.kind is Kind.POSTED and first >= 2 and first - 2 not in starts:
            repeats = same_title(parts[first - 2].text, parts[title].text)
        elif not repeats:
            both = above.block.heading and not parts[title].block.heading
            repeats = is_title_like(above) and bool(both) and above.block.heading != BOLD
        if not repeats:
            break
        first -= 1
    if first > 0 and parts[first - 1].kind is Kind.IMPLICATIONS:
        return first + 1 if first < title else None
    return first
