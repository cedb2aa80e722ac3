"""A saved page or an export of a blog becomes intro, topics and entries, each line accounted for.

In stages, each a function of the last: the bytes are decoded, the text becomes blocks, the blocks
parts of a known kind, the parts sections, the sections entries. The account is made at the end, of
where each block was placed.
"""

import dataclasses
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import PurePath

from django.utils.translation import gettext as _

from gleanings.page_import.account import Places, account_of, booked_lines, unplaced_rows
from gleanings.page_import.blocks import Block, Source, lines_of
from gleanings.page_import.byline import date_in
from gleanings.page_import.decoding import decode_page
from gleanings.page_import.entries import path_of
from gleanings.page_import.errors import UnreadablePage
from gleanings.page_import.head import Head, take_lists
from gleanings.page_import.kinds import Kind, Part
from gleanings.page_import.labels import labelled, labels_of_advice
from gleanings.page_import.layouts import layout_of, page_source, post_file
from gleanings.page_import.marks import DATE, TITLE
from gleanings.page_import.notes import cited_where_referred
from gleanings.page_import.own_words import (
    OwnWords,
    own_words,
    with_advice_headed,
    without_refrains,
)
from gleanings.page_import.page import Entry, Page, Unplaced
from gleanings.page_import.page_entries import Entries
from gleanings.page_import.parts import parts_of
from gleanings.page_import.post_record import Post, PostFile, source_of
from gleanings.page_import.posts import title_of_page, titles_over_citations
from gleanings.page_import.sections import Section, sections_of, without_boilerplate

# what comes back in a blog is learnt from so many of its posts, spread over all its years
_SAMPLE = 60


@dataclass(frozen=True)
class ReadPosts:
    """Of some posts their entries, where the text of each line went, and what was not placed."""

    entries: tuple[Entry, ...]
    booked: dict[int, list[str]]
    unplaced: tuple[Unplaced, ...]


def read_page(data: bytes, filename: str) -> Page:
    """Read a page saved as text or HTML, an export or a feed.

    Raises `UnreadablePage`, with a message for the person at the keyboard, when the file is empty,
    binary, in an encoding that cannot be told, or a page of another layout.
    """
    filename = PurePath(filename).name or _("The file")
    decoded = decode_page(data, filename)
    layout = layout_of(decoded.text, filename)
    page = read_text_of(decoded.text, layout, filename)
    return dataclasses.replace(page, encoding=decoded.encoding, layout=layout, notes=decoded.notes)


def read_text_of(text: str, layout: str, filename: str) -> Page:
    """Read a file whose text and layout are known."""
    file = post_file(text, layout, filename)
    if file is None:
        return _read_source(page_source(text, layout, filename), filename)
    read = read_posts(file.posts, words_of_blog(file), file.language)
    if not read.entries:
        raise other_layout(filename)
    return Page(
        entries=read.entries,
        unplaced=read.unplaced,
        account=account_of(lines_of(text), read.booked, file.left),
    )


def words_of_blog(file: PostFile) -> OwnWords:
    """What comes back in the blog, by a sample of its posts."""
    blocks = source_of(file.posts[:: 1 + (len(file.posts) - 1) // _SAMPLE]).blocks
    labels, parts = _parts(blocks)
    return own_words(parts, labels)


def read_posts(
    posts: Sequence[Post], own: OwnWords, language: str = "", before: int = 0
) -> ReadPosts:
    """The entries of some posts of a file of which `before` entries were read already.

    Each post is read by itself, so that it is all the same how many are read at once.
    """
    source, places = source_of(posts, language), Places()
    parts = without_refrains(_parts(source.blocks, own.labels)[1], own)
    parts = with_advice_headed(parts, own)
    entries = Entries(source, places, Head(), before, posts_cite=own.posts_cite)
    for _post, own_parts in groupby(parts, key=lambda part: part.block.post):
        for section in _sections(list(own_parts), entries.head, places):
            entries.read_section(section)
    return ReadPosts(
        tuple(entries.entries), booked_lines(source, places), unplaced_rows(source, places)
    )


def _read_source(source: Source, filename: str) -> Page:
    head, places = Head(is_letter=source.is_letter), Places()
    labels, parts = _parts(source.blocks)
    own = own_words(parts, labels)
    parts = with_advice_headed(without_refrains(parts, own), own)
    parts = cited_where_referred(parts)
    parts = title_of_page(parts, source.about.title, source.about.page_title)
    sections = _sections(titles_over_citations(parts), head, places)
    teasers = _is_of_teasers(parts)
    if not teasers:
        _refuse_other_layouts(sections, filename)
    reading = Entries(source, places, head, teasers=teasers, posts_cite=own.posts_cite)
    for section in sections:
        reading.read_section(section)
    entries = reading.entries
    if not entries:
        cites = any(part.kind == Kind.CITATION for part in parts)
        raise bare_citation(filename) if cites else other_layout(filename)
    if len(entries) == 1:
        entries = [_with_facts_of_page(entries[0], source)]
    elif not any(section.heading for section in sections):
        entries = _with_facts_of_post(entries, source, head)
    return Page(
        intro="\n\n".join(head.intro),
        notice=" ".join(head.notice),
        teaser=" ".join(head.teaser),
        author=head.author,
        topics=tuple(head.topics),
        research_types=tuple(head.types),
        entries=tuple(entries),
        unplaced=unplaced_rows(source, places),
        account=account_of(source.raw, booked_lines(source, places), source.silent),
    )


def _parts(
    blocks: Sequence[Block], labels: frozenset[str] | None = None
) -> tuple[frozenset[str], list[Part]]:
    """The labels of advice, of these blocks if they are not known, and the parts."""
    labels = labels_of_advice(blocks) if labels is None else labels
    return labels, parts_of(list(labelled(blocks, labels)))


def _sections(parts: list[Part], head: Head, places: Places) -> list[Section]:
    return sections_of(without_boilerplate(take_lists(parts, head, places), places))


def _with_facts_of_page(entry: Entry, source: Source) -> Entry:
    """What the head of the page says of its only post, where the post itself does not."""
    about = source.about
    date = entry.date or date_in(about.date) or _date_in_address(about.address)
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


def _with_facts_of_post(entries: list[Entry], source: Source, head: Head) -> list[Entry]:
    """What a page that is one post, dated as a whole, says of it holds for each of its entries."""
    about = source.about
    dates = {entry.date for entry in entries}
    date = min(dates) or date_in(about.date) or head.date or _date_in_address(about.address)
    if not date or len(dates) > 1 or any(entry.old_address for entry in entries):
        return entries
    author = head.author or about.author
    authors = () if any(entry.authors for entry in entries) or not author else (author,)
    return [
        dataclasses.replace(
            entry,
            date=date,
            month=entry.month or date[:7],
            missing=tuple(lack for lack in entry.missing if lack != "month"),
            authors=entry.authors or authors,
            old_address=path_of(about.address),
        )
        for entry in entries
    ]


def _date_in_address(address: str) -> str:
    """ "2019-06-28" of an address that has the day of its post, "…/2019/06/28/…"; else ""."""
    found = re.search(r"/((?:19|20)\d\d)/(0[1-9]|1[0-2])/([0-2]\d|3[01])/", address)
    return "-".join(found.groups()) if found else ""


def _is_of_teasers(parts: Sequence[Part]) -> bool:
    """Whether a page lists posts with the date of each, and shows none of them whole."""
    if any(part.kind in (Kind.CITATION, Kind.IMPLICATIONS) for part in parts):
        return False
    marked = {mark: {p.block.post for p in parts if p.block.mark == mark} for mark in (TITLE, DATE)}
    return len((marked[TITLE] & marked[DATE]) - {0}) > 1


def _refuse_other_layouts(sections: list[Section], filename: str) -> None:
    parts = [part for section in sections for part in section.parts]
    if any(part.kind in (Kind.CITATION, Kind.IMPLICATIONS) for part in parts):
        return
    months = [section for section in sections if section.heading and _has_text(section)]
    if not months:
        raise other_layout(filename)


def _has_text(section: Section) -> bool:
    return any(re.search(r"[.?!]\s", part.text) and len(part.text) > 200 for part in section.parts)


def other_layout(filename: str) -> UnreadablePage:
    return UnreadablePage(
        _(
            "%(file)s is a page in another layout: it has no month's heading (“March 2018”) with "
            "summaries under it, no citation and no “Practice Implications”. Save the page of the "
            "blog that shows the summaries in full, as text or as HTML."
        )
        % {"file": filename}
    )


def bare_citation(filename: str) -> UnreadablePage:
    return UnreadablePage(
        _(
            "%(file)s has a citation, but neither title nor text nor “Practice Implications” with "
            "it. Save the page of the blog that shows the summaries in full, as text or as HTML."
        )
        % {"file": filename}
    )
