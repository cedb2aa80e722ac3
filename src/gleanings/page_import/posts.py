"""Posts that the markup or a feed marks as such: one entry each, or several where one holds more.

What is marked needs no guess: the title is the title, and what is outside the posts is the
site's. Parts between two marked titles are a post as well, where no element holds them together.
"""

from bisect import bisect
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from gleanings.page_import import marks
from gleanings.page_import.body import is_whole
from gleanings.page_import.entry_titles import same_title
from gleanings.page_import.kinds import (
    PROSE,
    Kind,
    Part,
    ends_sentence,
    is_prose,
    is_title_like,
)
from gleanings.page_import.segments import entry_starts

_AHEAD = (Kind.ABOUT_POST, Kind.POSTED, Kind.ENTRY_TOPICS)


@dataclass
class Run:
    """Parts that stand together: those of one post, or (`post` 0) those outside of any."""

    post: int
    parts: list[Part] = field(default_factory=list)
    marked: bool = False


def runs_of(parts: list[Part]) -> list[Run]:
    """The posts among the parts, and what stands between them, in order."""
    runs: list[Run] = []
    for part in parts:
        if not runs or runs[-1].post != part.block.post:
            runs.append(Run(part.block.post, marked=part.block.post > 0))
        runs[-1].parts.append(part)
    titled = any(run.marked for run in runs)
    return [piece for run in runs for piece in ([run] if titled else _at_titles(run))]


def _at_titles(run: Run) -> Iterator[Run]:
    """The posts of a page that marks titles, but no element around a post."""
    current = Run(0)
    for part in run.parts:
        if part.block.mark == marks.TITLE and part.kind is Kind.PARAGRAPH:
            ahead: list[Part] = []
            while current.parts and current.parts[-1].kind in _AHEAD:
                ahead.insert(0, current.parts.pop())
            if current.parts:
                yield current
            current = Run(0, ahead, marked=True)
        current.parts.append(part)
    yield current


def title_first(parts: list[Part]) -> list[Part]:
    """The parts of a post with its title before the rest, wherever its byline stands."""
    at = next((i for i, p in enumerate(parts) if p.block.mark == marks.TITLE), None)
    if at is None:
        headed = (i for i, p in enumerate(parts) if p.block.heading in range(1, 5))
        at = next((i for i in headed if is_title_like(parts[i])), None)
    marked = at is not None and parts[at].block.mark == marks.TITLE
    passed = (*_AHEAD, Kind.BOILERPLATE, Kind.PARAGRAPH) if marked else (*_AHEAD, Kind.BOILERPLATE)
    if at is None or any(parts[i].kind not in passed or is_prose(parts[i]) for i in range(at)):
        return parts
    return [parts[at], *parts[:at], *parts[at + 1 :]]


def entries_within(parts: list[Part]) -> list[int]:
    """Where entries begin in one post; a post is one entry unless it surely holds several."""
    if headed := _under_headings(parts):
        return headed
    headings = sum(part.kind is Kind.IMPLICATIONS for part in parts)
    if headings < 2:
        return [0]
    starts = [
        start
        for start in entry_starts(parts, under_month=False)
        if start == 0 or is_title_like(parts[start], before_citation=True)
    ]
    inner = [start for start in starts if start > 0]
    # the titles of what one post holds are headings of one rank, if they are headings
    rank = Counter(parts[start].block.heading for start in inner).most_common(1)
    if rank and rank[0][0] in range(1, 7):
        inner = [start for start in inner if parts[start].block.heading == rank[0][0]]
    if len(inner) < 2:
        return [0, *inner]
    over = parts[: inner[0]]
    if not any(part.kind in (Kind.CITATION, Kind.IMPLICATIONS) for part in over):
        return inner
    # the first of them has a title like the others', or that of the post
    level = parts[inner[0]].block.heading
    likewise = (at for at, part in enumerate(over) if at and part.block.heading == level)
    return [next((at for at in likewise if is_title_like(parts[at])), 0), *inner]


def _under_headings(parts: list[Part]) -> list[int]:
    """The headings of one rank over two or more texts that cite an article each, where no citation
    stands elsewhere."""
    cited = [at for at, part in enumerate(parts) if part.kind is Kind.CITATION]
    for rank in range(1, 7):
        heads = [
            at
            for at, part in enumerate(parts)
            if part.block.heading == rank and part.block.mark != marks.TITLE and is_title_like(part)
        ]
        ends = [*heads[1:], len(parts)][: len(heads)]
        own = [
            begin
            for begin, end in zip(heads, ends, strict=True)
            if bisect(cited, end - 1) - bisect(cited, begin) == 1
            and any(map(is_prose, parts[begin:end]))
        ]
        if len(own) > 1 and len(own) == len(cited):
            return own
    return []


def is_bare(run: Run, *, is_feed: bool) -> bool:
    """Whether a post is a title and a line at most, as a list of links has them; an item of a feed
    or an export is a post, however short."""
    if any(part.kind in (Kind.CITATION, Kind.IMPLICATIONS) for part in run.parts):
        return False
    words = [p for p in run.parts if p.kind is Kind.PARAGRAPH and p.block.mark != marks.TITLE]
    if is_feed or is_dated(run):
        return not any(ends_sentence(part.text) and not part.block.link for part in words)
    return sum(len(part.text) for part in words) < PROSE


def is_dated(run: Run) -> bool:
    """Whether a post has a title of its own, and says when it was written or by whom."""
    titled = any(p.block.mark == marks.TITLE or p.block.heading in range(1, 7) for p in run.parts)
    by = (marks.DATE, marks.AUTHOR, marks.BYLINE)
    return titled and any(p.kind is Kind.POSTED or p.block.mark in by for p in run.parts)


def title_from_page(runs: list[Run], *, is_feed: bool) -> None:
    """The heading of the page is the title of its only post, where that has none of its own."""
    full = [run for run in runs if run.marked and not is_bare(run, is_feed=is_feed)]
    if len(full) != 1 or any(part.block.mark == marks.TITLE for part in full[0].parts):
        return
    for run in runs:
        for part in run.parts:
            if part.block.mark == marks.PAGE_TITLE and part.kind is Kind.PARAGRAPH:
                run.parts.remove(part)
                block = replace(part.block, mark=marks.TITLE)
                full[0].parts.insert(0, Part(block, part.kind, part.said))
                return


def title_of_page(parts: list[Part], named: str, page_title: str = "") -> list[Part]:
    """The parts of a page of one post with its title marked: the heading that the page is named
    after, as a post (`named`) or at least as a page."""
    count = Counter(part.kind for part in parts)
    if count[Kind.IMPLICATIONS] > 1 or count[Kind.CITATION] > 1 or count[Kind.MONTH]:
        return parts
    posts = {p.block.post for p in parts if p.kind in (Kind.CITATION, Kind.IMPLICATIONS)}
    post = posts.pop() if len(posts) == 1 else 0
    at = next((at for at, part in enumerate(parts) if _is_named(part, named, page_title)), None)
    if at is None or posts or (not post and any(part.block.post for part in parts)):
        return parts
    marked = [
        p
        for p in parts
        if p.block.post == post and p.block.mark == marks.TITLE and p.kind is Kind.PARAGRAPH
    ]
    within = parts[at].block.post == post
    if marked and not (post and within and _is_named(parts[at], named)):
        return parts
    if not within and _has_heading_over_text([p for p in parts if p.block.post == post]):
        return parts  # the name of the blog, over a post with a title of its own
    title = replace(parts[at], block=replace(parts[at].block, mark=marks.TITLE, post=post))
    rest = [
        replace(part, block=replace(part.block, mark="")) if part in marked else part
        for part in [*parts[:at], *parts[at + 1 :]]
    ]
    if not within:
        at = next(i for i, part in enumerate(rest) if part.block.post == post)
    return [*rest[:at], title, *rest[at:]]


def _has_heading_over_text(parts: list[Part]) -> bool:
    """Whether the first of the headings and paragraphs is a heading."""
    first = next((p for p in parts if p.block.heading in range(1, 7) or is_prose(p)), None)
    return first is not None and first.block.heading in range(1, 7)


def _is_named(part: Part, *named: str) -> bool:
    if part.kind is not Kind.PARAGRAPH or part.block.heading not in range(1, 4):
        return False
    return any(same_title(part.text, name[: len(part.text) + 5]) for name in named)


def titles_over_citations(parts: list[Part]) -> list[Part]:
    """The parts with each title over its citation, on a page that has all of them the other way
    round: the citation, a heading, the text, the implications."""
    cited = [at for at, part in enumerate(parts) if part.kind is Kind.CITATION]
    implied = [at for at, part in enumerate(parts) if part.kind is Kind.IMPLICATIONS]
    opens = bool(cited and implied) and cited[0] < implied[0] and cited[-1] < implied[-1]
    if len(cited) < 2 or not opens or not all(_is_over_title(parts, at) for at in cited):
        return parts
    out = list(parts)
    for at in cited:
        out[at], out[at + 1] = out[at + 1], out[at]
    return out


def _is_over_title(parts: list[Part], at: int) -> bool:
    if at + 2 >= len(parts) or (at and is_title_like(parts[at - 1])):
        return False
    title, text = parts[at + 1], parts[at + 2]
    headed = title.block.heading and is_title_like(title)
    return bool(headed) and text.kind is Kind.PARAGRAPH and is_whole(text)
