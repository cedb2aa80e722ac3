"""What was read of a file waits in the database to become drafts; the same entry comes in once."""

import dataclasses
import datetime as dt
import hashlib
import re
from collections.abc import Iterable, Sequence
from typing import Any

from gleanings.digest.models import Home, ImportedEntry, ImportedPage
from gleanings.digest.rich_text import from_plain_text
from gleanings.page_import.models import UnreadPosts
from gleanings.page_import.page import Entry, Page


def fingerprint(entry: Entry) -> str:
    """What makes an entry the same on another page, or on the same page saved again."""
    article = entry.article.title if entry.article else ""
    said = f"{entry.month} {entry.title} {article}"
    if not (entry.title or article):
        said = f"{entry.month} {entry.text} {entry.implications}"
    return _digest(said)


def _digest(text: str) -> str:
    return hashlib.sha256(" ".join(re.findall(r"\w+", text.casefold())).encode()).hexdigest()


def fingerprints(entries: Iterable[Entry], first_with: dict[str, str]) -> list[str]:
    """One for each; two entries of a file with one title and different words are two.

    ``first_with`` has the words of the first entry with each fingerprint, as a digest, and is added
    to.
    """
    marks = []
    for entry in entries:
        mark = fingerprint(entry)
        words = hashlib.sha256(entry.text.encode()).hexdigest()
        if first_with.setdefault(mark, words) != words:
            mark = _digest(f"{mark} {entry.text}")
        marks.append(mark)
    return marks


def options_of(
    home: Home, *, publish: bool = False, month: dt.date | None = None, add_topics: bool = False
) -> dict[str, Any]:
    """How the entries of a file are to be stored."""
    return {
        "language": home.locale.language_code,
        "publish": publish,
        "month": month.isoformat() if month else "",
        "add_topics": add_topics,
        "teaser": "",
    }


def sha256_of(source: bytes) -> str:
    """What a file is known again by."""
    return hashlib.sha256(source).hexdigest()


def stop_reading(imported: ImportedPage) -> None:
    """Nothing more of its file is read, or all of it is read in another way."""
    UnreadPosts.objects.filter(page=imported).delete()
    if imported.options.get("unread"):
        imported.options["unread"] = {}
        imported.save(update_fields=["options"])


def keep_page(imported: ImportedPage, page: Page, home: Home) -> int:
    """Keep what was read of a whole page and its new entries; how many were here before."""
    imported.text = "\n".join(line.text for line in page.account)
    imported.reading = reading_of(page)
    # a page of several months does not say which of them its teaser announces
    imported.options["teaser"] = page.teaser if len(page.months) == 1 else ""
    imported.save(update_fields=["text", "reading", "options"])
    _introduce(home, page, publish=imported.options["publish"])
    entries = [_with_author_of_page(entry, page) for entry in page.entries]
    return keep_entries(imported, entries, fingerprints(page.entries, {}))


def reading_of(page: Page) -> dict[str, Any]:
    """What an imported page keeps of the reading: all but its entries, and the account."""
    account = [[line.line, line.where] for line in page.account]
    return page.to_json() | {"entries": [], "account": account}


def keep_entries(
    imported: ImportedPage, entries: Sequence[Entry], marks: Sequence[str], before: int = 0
) -> int:
    """Keep the new ones, to wait; how many were brought in before. ``before`` were read already."""
    known = set(
        ImportedEntry.objects.filter(fingerprint__in=marks, waits=False).values_list(
            "fingerprint", flat=True
        )
    )
    new = {
        mark: ImportedEntry(
            page=imported, fingerprint=mark, number=number, waits=True, reading=entry.to_record()
        )
        for number, (mark, entry) in enumerate(zip(marks, entries, strict=True), before + 1)
        if mark not in known
    }
    # what was stopped in between waits already
    ImportedEntry.objects.bulk_create(new.values(), ignore_conflicts=True)
    return len(entries) - len(new)


def _with_author_of_page(entry: Entry, page: Page) -> Entry:
    authors = entry.authors or ((page.author,) if page.author else ())
    return dataclasses.replace(entry, authors=authors)


def _introduce(home: Home, page: Page, *, publish: bool) -> None:
    """The page's own introduction and notice, where the home page has none yet."""
    draft = home.get_latest_revision_as_object()
    if draft.intro or draft.language_notice or not (page.intro or page.notice):
        return
    draft.intro = from_plain_text(page.intro)
    draft.language_notice = page.notice[:300]
    revision = draft.save_revision()
    if publish:
        revision.publish()
