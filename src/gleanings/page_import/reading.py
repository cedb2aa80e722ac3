"""A saved page of a blog becomes intro, topics and entries, with an account of every line."""

import dataclasses
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import PurePath

from django.utils.translation import gettext as _

from gleanings.digest.vocabulary.terms import research_type_named, topic_named, topics
from gleanings.page_import.account import Places, account_of, unplaced_rows
from gleanings.page_import.blocks import Block, PostFacts, Source
from gleanings.page_import.body import labelled, with_advice_headed
from gleanings.page_import.byline import date_in
from gleanings.page_import.decoding import decode_page
from gleanings.page_import.entries import Draft, finish, path_of, read_entry, read_series
from gleanings.page_import.errors import UnreadablePage
from gleanings.page_import.feed import is_xml, read_feed
from gleanings.page_import.furniture import ends_page
from gleanings.page_import.head import Head, read_head, take_lists
from gleanings.page_import.html_page import is_html, read_html
from gleanings.page_import.kinds import PROSE, Kind, Part, is_prose, is_title_like, parts_of
from gleanings.page_import.marks import TITLE
from gleanings.page_import.page import Entry, Page
from gleanings.page_import.post_files import is_posts, read_posts
from gleanings.page_import.posts import (
    Run,
    entries_within,
    is_bare,
    runs_of,
    title_first,
    title_from_page,
    title_of_page,
)
from gleanings.page_import.proposals import propose_topics, propose_types
from gleanings.page_import.segments import begins_at, entry_starts, series_before
from gleanings.page_import.text_page import read_text

_ANCHORS = (Kind.CITATION, Kind.IMPLICATIONS)
# what blogs file a post under when nobody said under what
_NO_TOPICS = frozenset(
    {"uncategorized", "uncategorised", "non classé", "blog", "blogue", "posts", "news", "general"}
)


@dataclass
class _Section:
    """The parts under one month's heading; the first section has none."""

    heading: Part | None = None
    month: str | None = None
    parts: list[Part] = field(default_factory=list)


def read_page(data: bytes, filename: str) -> Page:
    """Read a page saved as text or HTML.

    Raises `UnreadablePage`, with a message for the person at the keyboard, when the file is empty,
    binary, in an encoding that cannot be told, or a page of another layout.
    """
    filename = PurePath(filename).name or _("The file")
    decoded = decode_page(data, filename)
    layout = layout_of(decoded.text, filename)
    match layout:
        case "feed":
            source = read_feed(decoded.text, filename)
        case "posts":
            source = read_posts(decoded.text)
        case "html":
            source = read_html(decoded.text)
        case _:
            source = read_text(decoded.text)
    page = _read_source(source, filename)
    return dataclasses.replace(page, encoding=decoded.encoding, layout=layout, notes=decoded.notes)


def layout_of(text: str, filename: str) -> str:
    """ "feed", "posts", "html" or "text"; refuses what other programs write for themselves."""
    if is_xml(text):
        return "feed"
    if is_posts(text):
        return "posts"
    if re.match(r"\s*[\[{]\s*[\"\[{\]}]", text):
        raise UnreadablePage(
            _(
                "%(file)s is JSON, which another system wrote for itself. Export the blog as RSS, "
                "Atom or WordPress XML, or save its page as HTML."
            )
            % {"file": filename}
        )
    if not is_html(text, filename):
        return "text"
    if re.search(r"<html\b", text[:5_000], re.IGNORECASE):
        refuse_cut_short(text, filename)
    return "html"


def refuse_cut_short(text: str, filename: str) -> None:
    """A page whose end is neither a tag nor the end of a sentence was not saved whole."""
    end = text[-2_000:].rstrip()
    if re.search(r"</(?:html|body)\s*>", end, re.IGNORECASE):
        return
    if not re.search(r"[>.?!…\"”»)]$", end) or end.rfind("<") > end.rfind(">"):
        raise UnreadablePage(
            _(
                "%(file)s breaks off in the middle of “%(end)s”: it is cut short. "
                "Save the page again."
            )
            % {"file": filename, "end": end[-40:]}
        )


def _read_source(source: Source, filename: str) -> Page:
    places = Places()
    head = Head(is_letter=source.is_letter)
    parts = with_advice_headed(parts_of(list(labelled(source.blocks))))
    parts = title_of_page(parts, source.about.title)
    parts = take_lists(parts, head, places)
    sections = _sections(_without_furniture(parts, places))
    if not source.is_feed:
        _refuse_other_layouts(sections, filename)
    reading = _Reading(source, places, head)
    for section in sections:
        reading.read_section(section)
    entries = reading.entries
    if not entries:
        raise _other_layout(filename)
    if len(entries) == 1:
        entries = [_with_facts_of_page(entries[0], source)]
    return Page(
        intro="\n\n".join(head.intro),
        notice=" ".join(head.notice),
        teaser=" ".join(head.teaser),
        author=head.author,
        topics=tuple(head.topics),
        research_types=tuple(head.types),
        entries=tuple(entries),
        unplaced=unplaced_rows(source, places),
        account=account_of(source, places),
    )


def _with_facts_of_page(entry: Entry, source: Source) -> Entry:
    """What the head of the page says of its only post, where the post itself does not."""
    about = source.about
    date = entry.date or date_in(about.date)
    author = [about.author] if about.author else []
    month = entry.month or date[:7] or None
    categories = entry.categories or about.categories
    return dataclasses.replace(
        entry,
        date=date,
        month=month,
        missing=tuple(lack for lack in entry.missing if lack != "month" or not month),
        title=entry.title or about.title,
        authors=entry.authors or tuple(author),
        categories=categories,
        tags=entry.tags or tuple(tag for tag in about.tags if tag not in categories),
        old_address=entry.old_address or path_of(about.address),
    )


def _without_furniture(parts: list[Part], places: Places) -> list[Part]:
    kept = []
    footer = _footer_at(parts)
    for at, part in enumerate(parts):
        if part.kind is Kind.FURNITURE:
            places.leave(part.block, part.said)
        elif at > footer:
            places.leave(part.block, "the page's footer")
        else:
            kept.append(part)
    return kept


def _footer_at(parts: list[Part]) -> int:
    """The pager, or the line of copyright, below which no entry stands; else beyond the end."""
    anchors = (Kind.MONTH, Kind.CITATION, Kind.IMPLICATIONS)
    last = max((at for at, part in enumerate(parts) if part.kind in anchors), default=len(parts))
    for at in range(last + 1, len(parts)):
        if parts[at].kind is Kind.FURNITURE and ends_page(parts[at].text):
            return at
    return len(parts)


def _sections(parts: list[Part]) -> list[_Section]:
    sections = [_Section()]
    for at, part in enumerate(parts):
        if part.kind is Kind.MONTH and _dates_the_title_above(parts, at):
            sections[-1].parts.append(Part(part.block, Kind.POSTED, part.said))
        elif part.kind is Kind.MONTH:
            month = None if part.said.startswith("?") else part.said
            sections.append(_Section(part, month))
        else:
            sections[-1].parts.append(part)
    return sections


def _dates_the_title_above(parts: list[Part], at: int) -> bool:
    """Whether a month stands between a title and its citation or text, as a date of posting."""
    if part_is_heading(parts[at]) or parts[at].said.startswith("?") or at + 1 == len(parts):
        return False
    above, below = parts[at - 1] if at else None, parts[at + 1]
    if above is None or not is_title_like(above):
        return False
    return below.kind is Kind.CITATION or (is_prose(below) and part_is_heading(above))


def part_is_heading(part: Part) -> bool:
    return part.block.heading > 0


@dataclass
class _Reading:
    """The entries as they are read, section by section."""

    source: Source
    places: Places
    head: Head
    entries: list[Entry] = field(default_factory=list)

    def read_section(self, section: _Section) -> None:
        runs = runs_of(section.parts)
        is_feed = self.source.is_feed
        full = any(run.marked and not is_bare(run, is_feed=is_feed) for run in runs)
        title_from_page(runs, is_feed=is_feed)
        _book_heading(section, bool(section.parts), self.places)
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

    def _read_post(self, run: Run, section: _Section) -> None:
        if is_bare(run, is_feed=self.source.is_feed):
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
        shared = read_entry(parts, None, "the post", day_first=self.source.day_first)
        for place in shared.places.of:
            if place.where == "the post: text":
                self.places.unplaced(place.block, "is above the entries of a post")
            else:
                self.places.of.append(place)
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

    def _read_run(self, parts: list[Part], section: _Section) -> None:
        parts = list(parts)
        titles = entry_starts(parts, under_month=section.heading is not None)
        starts = begins_at(parts, titles)
        ends = [*starts[1:], len(parts)][: len(starts)]
        first = starts[0] if starts else len(parts)
        titled = section.heading is not None and bool(starts)
        series_at = series_before(parts, first) if titled else first
        read_head(parts[:series_at], self.head, self.places)
        for start, title, end in zip(starts, titles, ends, strict=True):
            own = [parts[title], *parts[start:title], *parts[title + 1 : end]]
            series = parts[series_at:first] if start == first else []
            self._read_entry(own, section, own[0].block.post, series)

    def _read_entry(
        self, parts: list[Part], section: _Section, post: int, series: Sequence[Part] = ()
    ) -> None:
        name = f"entry {len(self.entries) + 1}"
        facts = self.source.facts.get(post, PostFacts())
        draft = read_entry(parts, section.month, name, day_first=self.source.day_first)
        if why := _no_entry(draft, marked=post > 0):
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


def _no_entry(draft: Draft, *, marked: bool) -> str:
    """Why what stands together is no entry; "" where it is one: a post of the blog's system, what
    cites an article or has implications, or a title with a text of some length."""
    cited = bool(draft.text and draft.articles)
    if not (draft.title or cited or draft.implications):
        return "not an entry: it has no title"
    if marked or draft.articles or draft.implications:
        return ""
    told = sum(len(block.text) for block in draft.text if re.match(r"[^\d]", block.text))
    return "" if told >= PROSE else "not an entry: a title with little or nothing under it"


def _dated(entry: Entry) -> Entry:
    month = entry.month or entry.date[:7] or None
    missing = tuple(lack for lack in entry.missing if lack != "month" or not month)
    return dataclasses.replace(entry, month=month, missing=missing)


def _first_line(parts: list[Part], source: Source) -> int:
    return next((source.pieces[p].line for part in parts for p in part.block.pieces), 0)


def _book_heading(section: _Section, filled: bool, places: Places) -> None:
    if section.heading is None:
        return
    block: Block = section.heading.block
    if not filled:
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
    says_nothing = name.casefold() in _NO_TOPICS
    return not says_nothing and topic_named(name) is None and research_type_named(name) is None


def _refuse_other_layouts(sections: list[_Section], filename: str) -> None:
    parts = [part for section in sections for part in section.parts]
    if any(part.kind in (Kind.CITATION, Kind.IMPLICATIONS) for part in parts):
        return
    months = [section for section in sections if section.heading and _has_text(section)]
    if not months:
        raise _other_layout(filename)


def _has_text(section: _Section) -> bool:
    return any(re.search(r"[.?!]\s", part.text) and len(part.text) > 200 for part in section.parts)


def _other_layout(filename: str) -> UnreadablePage:
    return UnreadablePage(
        _(
            "%(file)s is a page in another layout: it has no month's heading (“March 2018”) with "
            "summaries under it, no citation and no “Practice Implications”. Save the page of the "
            "blog that shows the summaries in full, as text or as HTML."
        )
        % {"file": filename}
    )
