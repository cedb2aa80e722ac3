"""Where one entry of a month ends and the next begins."""

import re

from gleanings.page_import import marks
from gleanings.page_import.blocks import BOLD
from gleanings.page_import.byline import read_byline
from gleanings.page_import.entry_titles import (
    LINE_ABOUT,
    PREAMBLE_PARAGRAPHS,
    may_be_title,
    same_title,
    start_for_citation,
)
from gleanings.page_import.kinds import (
    Kind,
    Part,
    ends_sentence,
    in_capitals,
    is_prose,
    is_title_like,
)

_ABOUT_THE_BLOG = re.compile(r"\bblog(?:ue)?\b|\beach month\b", re.IGNORECASE)
# "Starting in March I will review a chapter a month from …"
_ANNOUNCES = re.compile(
    r"\bI(?:\s+will|[’']ll|\s+am\s+going\s+to|\s+plan\s+to|\s+have\s+been|[’']m)?\s+(?:be\s+)?"
    r"(?:review|summari[sz]|cover|go(?:ing)?\s+through|blog|present|discuss|writ)\w*\b",
)
_BYLINES = (marks.DATE, marks.AUTHOR, marks.BYLINE)


def entry_starts(parts: list[Part], *, under_month: bool) -> list[int]:
    """The indices at which entries begin.

    Citations and headings of implications are the anchors, and the title is looked for before
    them. Under a month's heading (`under_month`) a title with text alone is an entry too.
    """
    starts: set[int] = set()
    for at, part in enumerate(parts):
        if part.kind is Kind.CITATION and (not at or parts[at - 1].kind is not Kind.CITATION):
            start = start_for_citation(parts, at, starts)
            if start is not None:
                starts.add(start)
    _starts_for_implications(parts, starts)
    _starts_by_headings(parts, starts)
    _starts_with_bylines(parts, starts)
    _starts_of_bare_entries(parts, starts, under_month)
    return sorted(starts)


def _starts_by_headings(parts: list[Part], starts: set[int]) -> None:
    """After implications, a heading like those of the other entries is the next title."""
    levels = {parts[s].block.heading for s in starts} & set(range(1, 7))
    marked = any(parts[s].block.mark for s in starts)
    zones = _Zones(parts, starts)
    for at, part in enumerate(parts):
        if part.block.heading not in levels or not is_title_like(part) or marked:
            continue
        repeats = _has_title_near(parts, at, starts, within=2)
        if at not in starts and not repeats and zones.before(at) is Kind.IMPLICATIONS:
            starts.add(at)


def _starts_with_bylines(parts: list[Part], starts: set[int]) -> None:
    """A title with its date or its author over or under it begins an entry, whatever follows."""
    if not any(part.kind in (Kind.CITATION, Kind.IMPLICATIONS) for part in parts):
        return
    for at, part in enumerate(parts):
        if at in starts or not is_title_like(part) or part.block.mark:
            continue
        under = at + 1 < len(parts) and parts[at + 1].kind is Kind.POSTED
        over = at > 0 and parts[at - 1].kind is Kind.POSTED and part.block.heading in range(1, 7)
        if over and at > 1 and is_title_like(parts[at - 2]):
            over = False
        near = _has_title_near(parts, at, starts, within=3)
        if (under or over) and not near and _text_or_citation_follows(parts, at):
            starts.add(at - 1 if _is_name_under(parts, at) else at)


def _is_name_under(parts: list[Part], at: int) -> bool:
    """Whether a line of few words stands under a heading, as the name of who wrote does."""
    if not at or parts[at].block.heading or len(parts[at].text.split()) > LINE_ABOUT:
        return False
    return is_title_like(parts[at - 1]) and parts[at - 1].block.heading in range(1, 7)


def _has_title_near(parts: list[Part], at: int, starts: set[int], *, within: int) -> bool:
    """Whether an entry that begins a few lines before or after has the title that stands here."""
    near = starts.intersection(range(at - within, at + within + 1))
    return any(same_title(parts[start].text, parts[at].text) for start in near)


def _dates(part: Part) -> bool:
    """Whether a byline says when the post was written, or by whom."""
    if part.kind is Kind.ABOUT_POST:
        return part.block.post > 0 and part.block.mark in _BYLINES
    byline = read_byline(part.text) if part.kind is Kind.POSTED else None
    return byline is not None and bool(byline.date or byline.author)


def _says(part: Part) -> bool:
    """Whether a paragraph is text, however short, and no line of its own."""
    whole = part.kind is Kind.PARAGRAPH and ends_sentence(part.text)
    return is_prose(part) or (whole and len(part.text) > 60)


def _text_or_citation_follows(parts: list[Part], at: int) -> bool:
    following = [
        p for p in parts[at + 1 : at + 6] if p.kind not in (Kind.POSTED, Kind.ENTRY_TOPICS)
    ]
    if not following:
        return False
    return following[0].kind is Kind.CITATION or _says(following[0])


def begins_at(parts: list[Part], starts: list[int]) -> list[int]:
    """Where each entry begins with the byline that stands over its title, if they stand there."""
    if not starts or not starts[0] or not _dates(parts[starts[0] - 1]):
        return starts
    begins = []
    for start in starts:
        while start > 0 and _dates(parts[start - 1]):
            start -= 1
        begins.append(start)
    return begins


def _starts_for_implications(parts: list[Part], starts: set[int]) -> None:
    """Entries that lack a citation, found by their implications."""
    previous = -1
    for at, part in enumerate(parts):
        if part.kind is not Kind.IMPLICATIONS:
            continue
        if not any(previous < start < at for start in starts):
            title = _title_within(parts, previous, at)
            if title is not None:
                starts.add(title)
            elif previous < 0:
                starts.add(_untitled(parts, at))
        previous = at


def _title_within(parts: list[Part], previous: int, at: int) -> int | None:
    first = previous + 2 if previous >= 0 else 0
    last_prose = max((i for i in range(first, at) if _says(parts[i])), default=-1)
    found = [i for i in range(first, last_prose) if may_be_title(parts, i)]
    if not found:
        bare = previous >= 0 and at - 1 >= first and is_title_like(parts[at - 1])
        return at - 1 if bare and in_capitals(parts[at - 1].text) else None
    # what the page marks as a heading is a title before what only looks like one
    found = [i for i in found if parts[i].block.heading in range(1, 7)] or found
    # before the first entry stand the page's own lines: the nearest title is the entry's
    chosen = found[0] if previous >= 0 else _nearest_title(parts, _ranked(parts, found, at), at)
    while chosen > first and same_title(parts[chosen - 1].text, parts[chosen].text):
        chosen -= 1
    return chosen


def _ranked(parts: list[Part], found: list[int], at: int) -> list[int]:
    """Those of the rank that the titles further down have, where there is one: over them stands
    the name of the page."""
    below = range(at + 1, len(parts))
    ranks = {parts[i].block.heading for i in below if may_be_title(parts, i)} & set(range(1, 7))
    return [i for i in found if parts[i].block.heading in ranks] or found


def _nearest_title(parts: list[Part], found: list[int], at: int) -> int:
    about = [i for i in range(at) if _ABOUT_THE_BLOG.search(parts[i].text)]
    after = [i for i in found if not about or i > about[-1]]
    return after[0] if after else found[-1]


def _untitled(parts: list[Part], at: int) -> int:
    first = at
    while first > 0 and parts[first - 1].kind is Kind.PARAGRAPH:
        if _ABOUT_THE_BLOG.search(parts[first - 1].text):
            break
        first -= 1
    return first


def _starts_of_bare_entries(parts: list[Part], starts: set[int], under_month: bool) -> None:
    """Entries with neither citation nor implications: a title, and text under it."""
    levels = {parts[s].block.heading for s in starts} - {0, BOLD}
    zones = _Zones(parts, starts)
    for at, part in enumerate(parts):
        if at in starts or not is_title_like(part) or not _text_follows(parts, at):
            continue
        above = starts.intersection((at - 1, at - 2))
        if any(same_title(parts[start].text, part.text) for start in above):
            continue
        zone = zones.before(at)
        if (
            (zone is None and under_month and not _opens_series(parts, at, starts))
            or zone is Kind.IMPLICATIONS
            or (zone is Kind.PARAGRAPH and part.block.heading in levels)
            or (zone is Kind.PARAGRAPH and _begins_anew(parts, at, starts))
        ):
            starts.add(at)


def _opens_series(parts: list[Part], at: int, starts: set[int]) -> bool:
    """Whether a title and the text under it tell of the blog, or of a series, and no article."""
    if _ABOUT_THE_BLOG.search(parts[at + 1].text):
        return True
    end = min((s for s in starts if s > at), default=at)
    text = [p.text for p in parts[at + 1 : end] if p.kind is Kind.PARAGRAPH]
    return 0 < len(text) <= PREAMBLE_PARAGRAPHS and _ANNOUNCES.search(text[0]) is not None


def series_before(parts: list[Part], first: int) -> int:
    """Where a series is announced under a title of its own before the first entry; else `first`."""
    for at in range(first - 1):
        if is_title_like(parts[at]) and _opens_series(parts[: first + 1], at, {first}):
            about = any(_ABOUT_THE_BLOG.search(part.text) for part in parts[at:first])
            return first if about else at
    return first


def _begins_anew(parts: list[Part], at: int, starts: set[int]) -> bool:
    """A title in capitals after the text of an entry that names no implications; a subheading
    within a summary is seldom so long, nor written so."""
    begin = max(s for s in starts if s < at)
    return (
        in_capitals(parts[at].text)
        and len(parts[at].text.split()) >= 4
        and any(is_prose(p) for p in parts[begin + 1 : at])
        and any(p.kind is Kind.CITATION for p in parts[begin:at])
    )


def _text_follows(parts: list[Part], at: int) -> bool:
    following = [p for p in parts[at + 1 : at + 3] if not same_title(p.text, parts[at].text)]
    return bool(following) and is_prose(following[0])


class _Zones:
    """What stands before a part, as one goes down the parts and finds new starts on the way."""

    def __init__(self, parts: list[Part], starts: set[int]) -> None:
        self._parts, self._starts = parts, starts
        self._seen, self._last = 0, -1

    def before(self, at: int) -> Kind | None:
        """Nothing, an entry's text, or its implications."""
        for earlier in range(self._seen, at):
            if earlier in self._starts or self._parts[earlier].kind is Kind.IMPLICATIONS:
                self._last = earlier
        self._seen = at
        if self._last < 0:
            return None
        implied = self._parts[self._last].kind is Kind.IMPLICATIONS and at > self._last + 1
        return Kind.IMPLICATIONS if implied else Kind.PARAGRAPH
