"""``gleanings import_retractions``: what Retraction Watch's table tells of the articles here."""

import datetime as dt
import json
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management import BaseCommand, CommandError
from django.db import DatabaseError, connection

from gleanings.literature.records.record import UnreadableFileError
from gleanings.literature.storing.retraction_watch import TableAccount, import_table

UNUSABLE = 2
SHOWN_FAULTS = 10


class Command(BaseCommand):
    help = (
        "Look the articles here up in the table of Retraction Watch, which Crossref gives away as "
        "retraction_watch.csv, also gzipped. Only what is said of articles here is stored, and the "
        "table's date with each of them; a second run adds nothing. Pages, feeds and syntheses say "
        "at once what is new.\n"
        "\nExamples: gleanings import_retractions retraction_watch.csv --dry-run"
        "\n          gleanings import_retractions retraction_watch.csv --json"
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.formatter_class = RawDescriptionHelpFormatter
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument(
            "--date",
            type=dt.date.fromisoformat,
            help="of the table, as 2026-05-03; without it, the last day that the table tells of",
        )
        parser.add_argument("--dry-run", action="store_true", help="read and report, write nothing")
        parser.add_argument("--json", action="store_true", help="the account, for other programs")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        if not path.is_file():
            raise CommandError(f"{path} is no file that is here.", returncode=UNUSABLE)
        try:
            account = import_table(path, date=options["date"], is_dry_run=options["dry_run"])
        except UnreadableFileError as error:
            raise CommandError(f"{path}: {error}", returncode=UNUSABLE) from error
        except DatabaseError as error:
            raise CommandError(
                f"The database {connection.settings_dict['NAME']} holds no site yet, or another "
                "version's. Run first: gleanings migrate",
                returncode=UNUSABLE,
            ) from error
        if options["json"]:
            self.stdout.write(json.dumps(account_json(account), ensure_ascii=False, indent=1))
            return
        for line in report(path, account, stored=not options["dry_run"]):
            self.stdout.write(line)


def account_json(account: TableAccount) -> dict[str, Any]:
    return {
        "read": account.read,
        "matched": account.matched,
        "new": account.new,
        "without_identifier": account.without_identifier,
        "date": account.date.isoformat() if account.date else None,
        "looked_up": account.looked_up,
        "refused": [{"line": one.line, "why": one.why} for one in account.refused],
    }


def report(path: Path, account: TableAccount, *, stored: bool) -> Iterator[str]:
    would = "" if stored else " (dry run: nothing was written)"
    yield (
        f"{path}, of {account.date or 'no day'}: {account.read} rows read, {account.matched} of "
        f"papers here, {account.new} notices new, {account.refused_count} refused{would}."
    )
    yield (
        f"{account.looked_up} articles here have a DOI or PMID and were looked up; "
        f"{account.without_identifier} rows have neither."
    )
    for one in account.refused[:SHOWN_FAULTS]:
        yield f"  refused, line {one.line}: {one.why}"
    if account.refused_count > SHOWN_FAULTS:
        yield f"  … and {account.refused_count - SHOWN_FAULTS} more refused."
