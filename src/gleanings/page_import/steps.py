"""A file comes in by short steps: it is kept as it is, read a few posts at a time, made drafts.

Each step is stored whole or not at all, so that whoever comes back, in whatever process, goes on
where it stopped. Reading takes no lock: two who read the same posts store them once.
"""

import dataclasses
import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from gleanings.digest.models import Home, ImportedPage
from gleanings.page_import.account import account_of
from gleanings.page_import.blocks import lines_of
from gleanings.page_import.decoding import Decoded
from gleanings.page_import.layouts import post_file
from gleanings.page_import.models import UnreadPosts
from gleanings.page_import.own_words import OwnWords
from gleanings.page_import.page import Page, Unplaced
from gleanings.page_import.post_record import Post, PostFile
from gleanings.page_import.reading import other_layout, read_posts, read_text_of, words_of_blog
from gleanings.page_import.store import store_next
from gleanings.page_import.waiting_entries import (
    fingerprints,
    keep_entries,
    keep_page,
    options_of,
    reading_of,
    sha256_of,
    stop_reading,
)

# so many posts are read in a step, for some tenths of a second
POSTS_AT_ONCE = 10


@dataclass(frozen=True)
class Progress:
    """How many of how many posts are read, or, once all are, made drafts."""

    done: int
    all: int
    reads: bool

    @property
    def finished(self) -> bool:
        return not self.reads and self.done == self.all


def progress_of(imported: ImportedPage) -> Progress:
    if unread := imported.options.get("unread"):
        row = _next_unread(imported)
        return Progress(row.number if row else 0, unread.get("posts", 1), reads=True)
    all_ = imported.entries.count()
    return Progress(all_ - imported.waiting.count(), all_, reads=False)


@transaction.atomic
def keep_file(
    decoded: Decoded,
    layout: str,
    *,
    filename: str,
    source: bytes,
    home: Home,
    month: dt.date | None = None,
    add_topics: bool = False,
) -> ImportedPage:
    """The file, to be read; one that was brought in before is read again, and adds what is new."""
    options = options_of(home, month=month, add_topics=add_topics)
    imported, _is_new = ImportedPage.objects.get_or_create(
        sha256=sha256_of(source),
        defaults={"filename": filename, "text": decoded.text.removesuffix("\n")},
    )
    unread = imported.options.get("unread")
    imported.options = options | {
        "unread": unread or {"layout": layout, "notes": list(decoded.notes)}
    }
    imported.save(update_fields=["options"])
    return imported


def next_step(imported: ImportedPage) -> None:
    """Take the file apart, or read its next posts, or make the next draft.

    Raises `UnreadablePage` where the file turns out to be none; then nothing of it is kept.
    """
    if not imported.options.get("unread"):
        store_next(imported)
    elif row := _next_unread(imported):
        _read(imported, row)
    else:
        _take_apart(imported)


def discard(imported: ImportedPage) -> None:
    """Forget a file that cannot be read, but for what it brought in before."""
    if imported.entries.exists():
        stop_reading(imported)
    else:
        imported.delete()


def _next_unread(imported: ImportedPage) -> UnreadPosts | None:
    return UnreadPosts.objects.filter(page=imported, is_read=False).first()


def _take_apart(imported: ImportedPage) -> None:
    """The posts of an export wait to be read; a page, which is short, is read at once."""
    unread = imported.options["unread"]
    file = post_file(imported.text, unread["layout"], imported.filename)
    if file is None:
        page = read_text_of(imported.text, unread["layout"], imported.filename)
        with transaction.atomic():
            home = Home.objects.get(locale__language_code=imported.options["language"])
            imported.options["known"] = keep_page(imported, _with_notes(page, unread), home)
            _is_read(imported)
        return
    if not file.posts:
        raise other_layout(imported.filename)
    _keep_posts(imported, file, words_of_blog(file))


@transaction.atomic
def _keep_posts(imported: ImportedPage, file: PostFile, own: OwnWords) -> None:
    imported.options["unread"] |= {
        "posts": len(file.posts), "language": file.language, "own": own.to_record(),
    }  # fmt: skip
    imported.reading = {"left": list(file.left.items())}
    UnreadPosts.objects.bulk_create(
        [
            UnreadPosts(
                page=imported,
                number=at,
                posts=[post.to_record() for post in file.posts[at : at + POSTS_AT_ONCE]],
            )
            for at in range(0, len(file.posts), POSTS_AT_ONCE)
        ],
        ignore_conflicts=True,
    )
    imported.save(update_fields=["options", "reading"])


def _read(imported: ImportedPage, row: UnreadPosts) -> None:
    unread = imported.options["unread"]
    before = 0
    first_with: dict[str, str] = {}
    for count, marks in UnreadPosts.objects.filter(
        page=imported, number__lt=row.number
    ).values_list("entries", "marks"):
        before += count
        first_with |= marks
    posts = [Post.from_record(record) for record in row.posts]
    own = OwnWords.from_record(unread["own"])
    read = read_posts(posts, own, unread["language"], before)
    known_before = set(first_with)
    marks = fingerprints(read.entries, first_with)
    with transaction.atomic():
        # who reads the same posts at the same time comes second, and stores nothing
        stored = UnreadPosts.objects.filter(pk=row.pk, is_read=False).update(
            is_read=True,
            entries=len(read.entries),
            marks={mark: first_with[mark] for mark in first_with.keys() - known_before},
            account={
                "booked": list(read.booked.items()),
                "unplaced": [line.to_json() for line in read.unplaced],
            },
        )
        if stored:
            keep_entries(imported, read.entries, marks, before)
            if _next_unread(imported) is None:
                _make_account(imported)


def _make_account(imported: ImportedPage) -> None:
    """All posts are read: the account of the whole file, as if it had been read at once."""
    booked: dict[int, list[str]] = {}
    unplaced: list[Unplaced] = []
    found = 0
    rows = UnreadPosts.objects.filter(page=imported)
    for row in rows:
        found += row.entries
        unplaced += [Unplaced(**line) for line in row.account["unplaced"]]
        for line, went in row.account["booked"]:
            booked.setdefault(line, []).extend(went)
    if not found:
        raise other_layout(imported.filename)
    lines = lines_of(imported.text)
    left = dict(imported.reading["left"])
    page = Page(unplaced=tuple(unplaced), account=account_of(lines, booked, left))
    imported.reading = reading_of(_with_notes(page, imported.options["unread"]))
    rows.delete()
    imported.options["known"] = found - imported.waiting.count()
    _is_read(imported)


def _with_notes(page: Page, unread: dict[str, Any]) -> Page:
    return dataclasses.replace(page, notes=tuple(unread["notes"]))


def _is_read(imported: ImportedPage) -> None:
    imported.options["unread"] = {}
    imported.save(update_fields=["options", "reading"])
