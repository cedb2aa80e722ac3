"""The entries of a page or of some posts, section by section; each block is placed."""

import dataclasses
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from gleanings.digest.vocabulary.proposals import propose_topics, propose_types
from gleanings.digest.vocabulary.terms import research_type_named, topic_named, topics
from gleanings.page_import.account import Places
from gleanings.page_import.announcements import tells_of_no_article
from gleanings.page_import.blocks import PostFacts, Source
from gleanings.page_import.boilerplate import leads_on
from gleanings.page_import.draft import Draft, says_nothing
from gleanings.page_import.entries import finish, read_entry, read_series
from gleanings.page_import.head import Head, read_head
from gleanings.page_import.kinds import PROSE, Kind, Part, is_title_like
from gleanings.page_import.marks import TITLE
from gleanings.page_import.page import Entry
from gleanings.page_import.posts import (
    Run,
    entries_within,
    is_bare,
    is_dated,
    runs_of,
    title_first,
    title_from_page,
)
from gleanings.page_import.sections import Section
from gleanings.page_import.segments import begins_at, entry_starts, series_before

# what stands over several entries of a post and is said of each
_SHARED = frozenset(
    f"the post: {what}" for what in ("title", "author", "date of posting", "categories")
)
_REPLY = re.compile(r"(?:re|aw|rép|sv)\s?:\s", re.IGNORECASE)
_ANCHORS = (Kind.CITATION, Kind.IMPLICATIONS)
# what blogs file a post under that says nothing of what it is about
_NO_TOPICS = frozenset({"blog", "blogue", "posts", "news", "general"})


@dataclass
class Entries:
    """The entries as they are read; `before` were read of the same file already."""

    source: Source
    places: Places
    head: Head
    before: int = 0
    # whether all posts are shown by their first lines only, and whether most cite an article
    teasers: bool = False
    posts_cite: bool = False
    entries: list[Entry] = field(default_factory=list)

    @cached_property
    def cut(self) -> frozenset[int]:
        """The posts that are shown by their first lines, with a link that leads on."""
        blocks = self.source.blocks
        return frozenset(b.post for b in blocks if b.post and b.link and leads_on(b.text))

    def read_section(self, section: Section) -> None:
        runs = runs_of(section.parts)
        is_feed = self.source.is_feed
        # a post of a feed is one, however bare; on a page a list of links looks like bare posts
        full = (
            is_feed
            or self.teasers
            or any(run.marked and not is_bare(run, is_feed=False) for run in runs)
        )
        title_from_page(runs, is_feed=is_feed)
        _book_heading(section, self.places)
        for run in runs:
            if run.marked and full:
                self._read_post(run, section)
            elif full and not any(p.kind in _ANCHORS for p in run.parts):
                self._read_around(run.parts)
            else:
                self._read_run(run.parts, section)

    def _read_around(self, parts: list[Part]) -> None:
        """What stands before the posts tells of the blog; what stands between them is left."""
        if not self.entries:
            read_head(parts, self.head, self.places)
            return
        for part in parts:
            if part.kind in (Kind.ABOUT_POST, Kind.POSTED):
                self.places.leave(part.block, "is outside the posts")
            else:
                self.places.unplaced(part.block, "is outside the posts")

    def _read_post(self, run: Run, section: Section) -> None:
        if is_bare(run, is_feed=self.source.is_feed) and not (self.teasers and is_dated(run)):
            for part in run.parts:
                self.places.leave(part.block, "a title with a line or nothing under it")
            return
        parts = title_first(run.parts)
        starts = entries_within(parts)
        if not is_title_like(parts[0]) and parts[0].block.mark != TITLE and starts == [0]:
            self._read_run(parts, section)
            return
        first = len(self.entries)
        about = parts[: starts[0]]
        ends = [*starts[1:], len(parts)][: len(starts)]
        for start, end in zip(starts, ends, strict=True):
            self._read_entry(parts[start:end], section, run.post)
        if about:
            self._spread(about, first)

    def _spread(self, parts: list[Part], first: int) -> None:
        """The title, date and author of a post that holds several entries are those of each."""
        shared = read_entry(parts, None, "the post", self.source)
        for place in shared.places.of:
            if place.where in _SHARED or place.where.startswith("left: "):
                self.places.of.append(place)
            else:
                self.places.unplaced(place.block, "is above the entries of a post")
        for at in range(first, len(self.entries)):
            entry = self.entries[at]
            self.entries[at] = _dated(
                dataclasses.replace(
                    entry,
                    authors=entry.authors or tuple(shared.authors),
                    categories=entry.categories or tuple(shared.categories),
                    date=entry.date or shared.date,
                )
            )

    def _read_run(self, parts: list[Part], section: Section) -> None:
        parts = list(parts)
        titles = entry_starts(parts, under_month=section.heading is not None)
        starts = begins_at(parts, titles)
        ends = [*starts[1:], len(parts)][: len(starts)]
        first = starts[0] if starts else len(parts)
        titled = section.heading is not None and bool(starts)
        series_at = series_before(parts, first) if titled else first
        of_month = section.heading is not None
        read_head(parts[:series_at], self.head, self.places, of_month=of_month)
        for start, title, end in zip(starts, titles, ends, strict=True):
            own = [parts[title], *parts[start:title], *parts[title + 1 : end]]
            series = parts[series_at:first] if start == first else []
            self._read_entry(own, section, own[0].block.post, series)

    def _read_entry(
        self, parts: list[Part], section: Section, post: int, series: Sequence[Part] = ()
    ) -> None:
        name = f"entry {self.before + len(self.entries) + 1}"
        facts = self.source.facts.get(post, PostFacts())
        draft = read_entry(parts, section.month, name, self.source)
        if why := self._no_entry(draft, parts):
            for part in [*series, *parts]:
                self.places.unplaced(part.block, why)
            return
        if series:
            read_series(list(series), draft, name)
        self.places.of += draft.places.of
        if draft.month is None and section.heading is None:
            draft.month = draft.date[:7] or self.head.posted or None
        draft.month = draft.month or draft.date[:7] or None
        draft.address = facts.address or draft.address
        entry = dataclasses.replace(
            finish(draft, _first_line(parts, self.source)),
            month_written=section.heading.text if section.heading else "",
            status=facts.status,
            slug=facts.slug,
        )
        self.entries.append(_with_proposals(entry, draft.named_topics))

    def _no_entry(self, draft: Draft, parts: Sequence[Part]) -> str:
        """Why what stands together is no entry; "" where it is one: what cites an article or has
        implications, a post of the blog's system, or a title with a text of some length."""
        cited = bool(draft.text and draft.articles)
        if not (draft.title or cited or draft.implications):
            return "not an entry: it has no title"
        if draft.articles or draft.implications:
            return ""
        if _REPLY.match(draft.title):
            return "a reader's comment"
        words = " ".join(part.text for part in parts)
        marked = parts[0].block.post > 0
        others = marked and self.posts_cite
        post = parts[0].block.post
        cut = self.teasers or post in self.cut
        if tells_of_no_article(words, others_cite=others and not cut, cut=cut):
            return "not an entry: it announces something, and tells of no article"
        told = sum(len(block.text) for block in draft.text if re.match(r"[^\d]", block.text))
        if marked or told >= PROSE:
            return ""
        return "not an entry: a title with little or nothing under it"


def _dated(entry: Entry) -> Entry:
    month = entry.month or entry.date[:7] or None
    missing = tuple(lack for lack in entry.missing if lack != "month" or not month)
    return dataclasses.replace(entry, month=month, missing=missing)


def _first_line(parts: list[Part], source: Source) -> int:
    return next((source.pieces[p].line for part in parts for p in part.block.pieces), 0)


def _book_heading(section: Section, places: Places) -> None:
    if section.heading is None:
        return
    block = section.heading.block
    if not section.parts:
        places.leave(block, "a month with nothing under it")
    elif section.month:
        places.take(block, f"month {section.month}")
    else:
        places.take(block, "month, its year missing")


def _with_proposals(entry: Entry, named: list[str]) -> Entry:
    """The topics that the page itself gives the entry come first, then what its words propose."""
    named = [*named, *entry.categories]
    given = [topic.name for name in named if (topic := topic_named(name))]
    proposed = [proposal.name for proposal in propose_topics(entry, topics())]
    return dataclasses.replace(
        entry,
        topics=tuple(dict.fromkeys([*given, *proposed])),
        types=tuple(proposal.name for proposal in propose_types(entry)),
        new_topics=tuple(name for name in entry.categories if is_new_topic(name)),
    )


def is_new_topic(name: str) -> bool:
    """Whether a category is one that is not a topic yet, and that says what a post is about."""
    nothing = says_nothing(name) or name.casefold() in _NO_TOPICS
    return not nothing and topic_named(name) is None and research_type_named(name) is None
