"""``gleanings import_page``: existing pages of a blog become issues and draft summaries."""

import dataclasses
import datetime as dt
import hashlib
import json
import sys
from argparse import ArgumentParser, ArgumentTypeError, RawDescriptionHelpFormatter
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import Any, TypeVar

from django.conf import settings
from django.core.management import BaseCommand, CommandError
from django.db import OperationalError, connection
from django.utils import timezone
from rich.console import Console
from rich.progress import track

from gleanings.digest.models import Finding, Home, ImportedPage
from gleanings.digest.models.finding import ALARMS
from gleanings.page_import import UnreadablePage, read_page
from gleanings.page_import.page import Entry, Page
from gleanings.page_import.post_status import why_not_online
from gleanings.page_import.store import Stored, store_page
from gleanings.page_import.undo import take_back

UNUSABLE = 2  # exit status: nothing was written


def month(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(f"{text}-01")
    except ValueError:
        raise ArgumentTypeError(f"“{text}” is no month; one is written 2018-03") from None


class Command(BaseCommand):
    help = (
        "Make issues and draft summaries of a research blog: a saved page (text, HTML), an export "
        "of WordPress or Blogger, a feed (RSS, Atom). Every line is accounted for. The same entry "
        "comes in once, however often this is run; an import that was stopped goes on.\n"
        "\nExamples: gleanings import_page blog.html --dry-run"
        "\n          gleanings import_page blog.html --undo"
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.formatter_class = RawDescriptionHelpFormatter
        parser.add_argument("file", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="read and report, write nothing")
        parser.add_argument(
            "--undo",
            action="store_true",
            help="take the import of this file back, but for what was worked on since",
        )
        parser.add_argument(
            "--add-topics",
            action="store_true",
            help="make a new topic of each category that is not a topic yet",
        )
        parser.add_argument(
            "--publish",
            action="store_true",
            help="put what is whole, and was online in the blog, online; the rest stays a draft",
        )
        parser.add_argument(
            "--json", action="store_true", help="what was read, for other programs; writes nothing"
        )
        parser.add_argument(
            "--month", type=month, help="2018-03: for entries whose month the page does not say"
        )
        parser.add_argument(
            "--language",
            default=settings.LANGUAGE_CODE,
            choices=[code for code, _ in settings.LANGUAGES],
            help="the language that the page is written in",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        source = self._source(path)
        if options["undo"]:
            return self._undo(path, source)
        try:
            page = read_page(source, path.name)
        except UnreadablePage as error:
            raise CommandError(f"{path}: {error}", returncode=UNUSABLE) from error
        if options["json"]:
            self.stdout.write(json.dumps(page.to_json(), ensure_ascii=False, indent=2))
            return None
        stored = None
        if not options["dry_run"]:
            stored = store_page(
                page,
                filename=path.name,
                source=source,
                home=self._home(options["language"]),
                publish=options["publish"],
                month=options["month"],
                add_topics=options["add_topics"],
                each=progress,
            )
        for line in report(_in_month(page, options["month"]), stored):
            self.stdout.write(line)
        return None

    def _undo(self, path: Path, source: bytes) -> None:
        imported = ImportedPage.objects.filter(sha256=hashlib.sha256(source).hexdigest()).first()
        if imported is None:
            raise CommandError(
                f"{path} was not imported as it is now; there is nothing to take back. "
                "Reports → Imported pages lists what was.",
                returncode=UNUSABLE,
            )
        done = take_back(imported, progress)
        self.stdout.write(f"Taken back: {done.summaries} summaries.")
        for summary in done.kept:
            self.stdout.write(f"Kept, since it was worked on: “{summary.title}”.")

    def _source(self, path: Path) -> bytes:
        try:
            return path.read_bytes()
        except OSError as error:
            raise CommandError(
                f"{path} cannot be read: {error.strerror}.", returncode=UNUSABLE
            ) from error

    def _home(self, language: str) -> Home:
        try:
            return Home.objects.get(locale__language_code=language)
        except (OperationalError, Home.DoesNotExist) as error:
            raise CommandError(
                f"The database {connection.settings_dict['NAME']} holds no site yet. "
                "Make it first: gleanings migrate",
                returncode=UNUSABLE,
            ) from error


Item = TypeVar("Item")


def progress(entries: Iterable[Item]) -> Iterable[Item]:
    console = Console(stderr=True)
    return track(
        list(entries), description="Importing", console=console, transient=True,
        disable=not sys.stderr.isatty(),
    )  # fmt: skip


def _in_month(page: Page, month: dt.date | None) -> Page:
    """As it comes in: entries whose month the page does not say are given one."""
    if month is None:
        return page
    entries = [
        entry
        if entry.month
        else dataclasses.replace(
            entry,
            month=f"{month:%Y-%m}",
            missing=tuple(lack for lack in entry.missing if lack != "month"),
        )
        for entry in page.entries
    ]
    return dataclasses.replace(page, entries=tuple(entries))


def report(page: Page, stored: Stored | None) -> Iterator[str]:
    yield f"{len(page.entries)} entries in {len(page.months)} issues, {len(page.topics)} topics."
    yield from (f"  note: {note}" for note in page.notes)
    new = Counter(name for entry in page.entries for name in entry.new_topics)
    if new:
        names = ", ".join(f"{name} ({count})" for name, count in new.most_common())
        yield f"Categories that are not topics yet: {names}. --add-topics makes topics of them."
    for number, entry in enumerate(page.entries, start=1):
        yield from entry_lines(number, entry)
    if stored is None:
        yield "\nDry run: nothing was written."
    else:
        yield from stored_lines(stored)
    yield from account_lines(page)


def entry_lines(number: int, entry: Entry) -> Iterator[str]:
    yield f"\n{number}. {entry.month or 'no month'}: {entry.title or 'no title'}"
    yield f"   topics (proposed): {', '.join(entry.topics) or 'none'}"
    yield f"   types (proposed): {', '.join(entry.types) or 'none'}"
    yield f"   practice implications: {len(entry.implications)}"
    if why := why_not_online(entry.status, entry.date, timezone.localdate()):
        yield f"   {why}; --publish leaves it a draft"
    if entry.missing:
        yield f"   missing: {', '.join(entry.missing)}"


def stored_lines(stored: Stored) -> Iterator[str]:
    if not stored.summaries:
        yield f"\nNothing new: all {stored.known} entries were brought in before."
        return
    yield (
        f"\nNew: {len(stored.issues)} issues, {len(stored.summaries)} summaries. "
        f"Here already: {stored.known}."
    )
    found = Finding.objects.filter(summary__in=stored.summaries)
    wrong = [f"“{finding}”" for finding in found.filter(verdict__in=ALARMS)]
    yield f"Numbers proposed as findings: {found.count()}."
    if wrong:
        yield f"Numbers that do not fit: {', '.join(wrong)}."
    if stored.published:
        yield f"Published: {len(stored.published)}."
    for summary in stored.kept_back:
        why = stored.hidden.get(summary.pk, "")
        lacks = summary.get_latest_revision_as_object().missing() or ([] if why else ["its month"])
        reasons = [why] if why else []
        reasons += [f"lacks {', '.join(lacks)}"] if lacks else []
        yield f"Kept as a draft: “{summary.title}” {', and '.join(reasons)}."


def account_lines(page: Page) -> Iterator[str]:
    yield f"\nEvery line of the {len(page.account)}:"
    for where, group in groupby(page.account, key=lambda line: line.where):
        lines = [line.line for line in group]
        numbers = f"{lines[0]}" if len(lines) == 1 else f"{lines[0]}–{lines[-1]}"
        yield f"  {numbers:>9}  {where}"
    left = sum(line.left for line in page.account)
    yield f"{len(page.account) - left} placed, {left} left with a reason, 0 unaccounted for."
