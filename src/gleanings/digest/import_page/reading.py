"""A saved page of a blog becomes intro, topics and entries, with an account of every line."""

import dataclasses
import re
from dataclasses import dataclass, field
from pathlib import PurePath

from gleanings.digest.import_page.blocks import Block, Source, read_text
from gleanings.digest.import_page.decoding import decode_page
from gleanings.digest.import_page.entries import finish, read_entry, read_series
from gleanings.digest.import_page.errors import UnreadablePage
from gleanings.digest.import_page.furniture import ends_page
from gleanings.digest.import_page.head import Head, read_head, take_lists
from gleanings.digest.import_page.html_page import is_html, read_html
from gleanings.digest.import_page.kinds import Kind, Part, parts_of
from gleanings.digest.import_page.ledger import Ledger
from gleanings.digest.import_page.page import Entry, Page
from gleanings.digest.import_page.proposals import propose_topics, propose_types
from gleanings.digest.import_page.segments import entry_starts, series_before
from gleanings.digest.vocabulary.terms import topic_named, topics


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
    filename = PurePath(filename).name or "The file"
    decoded = decode_page(data, filename)
    layout = "html" if is_html(decoded.text, filename) else "text"
    source = read_html(decoded.text) if layout == "html" else read_text(decoded.text)
    page = _read_source(source, filename)
    return dataclasses.replace(page, encoding=decoded.encoding, layout=layout, notes=decoded.notes)


def _read_source(source: Source, filename: str) -> Page:
    ledger = Ledger(source)
    head = Head()
    parts = take_lists(parts_of(source.blocks), head, ledger)
    sections = _sections(_without_furniture(parts, ledger))
    _refuse_other_layouts(sections, filename)
    entries: list[Entry] = []
    for section in sections:
        entries += _read_section(section, head, len(entries), ledger, source)
    if not entries:
        raise _other_layout(filename)
    return Page(
        intro="\n\n".join(head.intro),
        notice=" ".join(head.notice),
        teaser=" ".join(head.teaser),
        author=head.author,
        topics=tuple(head.topics),
        research_types=tuple(head.types),
        entries=tuple(entries),
        unplaced=ledger.unplaced_rows(),
        account=ledger.rows(),
    )


def _without_furniture(parts: list[Part], ledger: Ledger) -> list[Part]:
    kept = []
    footer = _footer_at(parts)
    for at, part in enumerate(parts):
        if part.kind is Kind.FURNITURE:
            ledger.leave(part.block, part.said)
        elif at > footer:
            ledger.leave(part.block, "the page's footer")
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
    for part in parts:
        if part.kind is Kind.MONTH:
            month = None if part.said.startswith("?") else part.said
            sections.append(_Section(part, month))
        else:
            sections[-1].parts.append(part)
    return sections


def _read_section(
    section: _Section, head: Head, before: int, ledger: Ledger, source: Source
) -> list[Entry]:
    starts = entry_starts(section.parts, under_month=section.heading is not None)
    _book_heading(section, bool(section.parts), ledger)
    ends = [*starts[1:], len(section.parts)][: len(starts)]
    first = starts[0] if starts else len(section.parts)
    titled = section.heading is not None and bool(starts)
    series_at = series_before(section.parts, first) if titled else first
    read_head(section.parts[:series_at], head, ledger)
    entries = []
    for number, (start, end) in enumerate(zip(starts, ends, strict=True), before + 1):
        parts = section.parts[start:end]
        draft = read_entry(parts, section.month, f"entry {number}", ledger)
        if start == first:
            read_series(section.parts[series_at:first], draft, f"entry {number}", ledger)
        if draft.month is None and section.heading is None and head.posted:
            draft.month = head.posted
        written = section.heading.text if section.heading else ""
        entry = dataclasses.replace(
            finish(draft, _first_line(parts, source)), month_written=written
        )
        entries.append(_with_proposals(entry, draft.named_topics))
    return entries


def _first_line(parts: list[Part], source: Source) -> int:
    return next((source.pieces[p].line for part in parts for p in part.block.pieces), 0)


def _book_heading(section: _Section, filled: bool, ledger: Ledger) -> None:
    if section.heading is None:
        return
    block: Block = section.heading.block
    if not filled:
        ledger.leave(block, "a month with nothing under it")
    elif section.month:
        ledger.take(block, f"month {section.month}")
    else:
        ledger.take(block, "month, its year missing")


def _with_proposals(entry: Entry, named: list[str]) -> Entry:
    """The topics that the page itself gives the entry come first, then what its words propose."""
    given = [topic.name for name in named if (topic := topic_named(name))]
    proposed = [proposal.name for proposal in propose_topics(entry, topics())]
    return dataclasses.replace(
        entry,
        topics=tuple(dict.fromkeys([*given, *proposed])),
        types=tuple(proposal.name for proposal in propose_types(entry)),
    )


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
        f"{filename} is a page in another layout: it has no month's heading (“March 2018”) with "
        "summaries under it, no citation and no “Practice Implications”. Save the page of the "
        "blog that shows the summaries in full, as text or as HTML."
    )
