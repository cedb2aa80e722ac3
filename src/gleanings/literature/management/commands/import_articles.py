"""``gleanings import_articles``: files of bibliographic records become articles."""

import json
import sys
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management import BaseCommand, CommandError
from django.db import DatabaseError, connection
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from gleanings.literature.models import ImportRun
from gleanings.literature.records import Record, Refused, read_records
from gleanings.literature.records.reading import KNOWN, LIST
from gleanings.literature.records.record import Name, UnreadableFileError
from gleanings.literature.storing import Account, Planned, plan_records
from gleanings.literature.storing.account import account_of
from gleanings.literature.storing.runs import go_on

UNUSABLE = 2  # exit status: nothing could be read
SHOWN_FAULTS = 20

Line = dict[str, Any]


class Command(BaseCommand):
    help = (
        f"Bring bibliographic records in: {KNOWN}, or a list of DOIs or PMIDs, also gzipped. What "
        "is here already is filled in where it is empty, and never written over; a second run adds "
        "nothing. Nothing of it is online until a summary is about it.\n"
        "\nExamples: gleanings import_articles export.ris --dry-run"
        "\n          gleanings import_articles pubmed26n0001.xml.gz --json"
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.formatter_class = RawDescriptionHelpFormatter
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
        parser.add_argument("--dry-run", action="store_true", help="read and report, write nothing")
        parser.add_argument("--json", action="store_true", help="the account, for other programs")

    def handle(self, *args: Any, **options: Any) -> None:
        files: list[Path] = options["files"]
        for path in files:
            if not path.is_file():
                raise CommandError(f"{path} is no file that is here.", returncode=UNUSABLE)
        if options["dry_run"]:
            accounts = self._plan(files, as_json=options["json"])
        else:
            accounts = [(path, self._import(path)) for path in files]
            if options["json"]:
                self.stdout.write(json.dumps(account_json(accounts), ensure_ascii=False, indent=1))
        if not options["json"]:
            for path, account in accounts:
                for line in report(path, account, stored=not options["dry_run"]):
                    self.stdout.write(line)
        if not any(account.read for _path, account in accounts):
            if options["json"]:
                sys.exit(UNUSABLE)
            raise CommandError("No record was read.", returncode=UNUSABLE)

    def _plan(self, files: list[Path], *, as_json: bool) -> list[tuple[Path, Account]]:
        """Records are written as they are read, so that none is kept."""
        accounts = []
        first, here = True, Planned()
        if as_json:
            self.stdout.write('{"records": [', ending="")
        for path in files:
            account = Account()
            accounts.append((path, account))
            for record in planned(path, account, here):
                if as_json:
                    self.stdout.write("\n" if first else ",\n", ending="")
                    self.stdout.write(
                        json.dumps(record_json(record), ensure_ascii=False), ending=""
                    )
                    first = False
        if as_json:
            rest = json.dumps(account_json(accounts), ensure_ascii=False, indent=1)
            self.stdout.write(f"\n], {rest.removeprefix('{')}")
        return accounts

    def _import(self, path: Path) -> Account:
        try:
            run = ImportRun.objects.create(filename=path.name[:300])
        except DatabaseError as error:
            raise CommandError(
                f"The database {connection.settings_dict['NAME']} holds no site yet. "
                "Make it first: gleanings migrate",
                returncode=UNUSABLE,
            ) from error
        console = Console(stderr=True)
        with Progress(
            SpinnerColumn(),
            TextColumn("{task.description}: {task.completed} records"),
            TimeElapsedColumn(),
            console=console,
            transient=True,
            disable=not sys.stderr.isatty(),
        ) as progress:
            task = progress.add_task(path.name, total=None)
            go_on(run, path, tell=lambda done: progress.update(task, completed=done))
        return account_of(run)


def planned(path: Path, account: Account, here: Planned) -> Iterator[Record]:
    try:
        with read_records(path) as read:
            yield from plan_records(read.outcomes, account, here, is_list=read.format == LIST)
    except UnreadableFileError as error:
        account.refuse(Refused(1, str(error)))


def record_json(record: Record) -> Line:
    return {
        "title": record.title,
        "authors": [_author(name) for name in record.authors],
        "year": record.year,
        "container": record.container,
        "volume": record.volume,
        "issue": record.issue,
        "pages": record.pages,
        "doi": record.doi,
        "pmid": record.pmid,
        "type": record.type,
        "abstract": record.abstract,
        "retracted": record.is_retracted,
    }


def _author(name: Name) -> dict[str, str]:
    """Every author by the same keys; a group has its name as a family's."""
    family = name.get("family") or name.get("literal", "")
    suffix = {"suffix": name["suffix"]} if name.get("suffix") else {}
    return {"family": family, "given": name.get("given", ""), **suffix}


def account_json(accounts: list[tuple[Path, Account]]) -> Line:
    several = len(accounts) > 1
    return {
        "read": sum(account.read for _path, account in accounts),
        "new": sum(account.new for _path, account in accounts),
        "merged": sum(account.merged for _path, account in accounts),
        "doubtful": sum(account.doubtful for _path, account in accounts),
        "to_look_up": sum(account.to_look_up for _path, account in accounts),
        "refused": [
            ({"file": str(path)} if several else {}) | {"line": one.line, "why": one.why}
            for path, account in accounts
            for one in account.refused
        ],
    }


def report(path: Path, account: Account, *, stored: bool) -> Iterator[str]:
    would = "" if stored else " (dry run: nothing was written)"
    asked = f", {account.to_look_up} to be looked up at the sources" if account.to_look_up else ""
    yield (
        f"{path}: {account.read} read, {account.new} new, {account.merged} merged with what is "
        f"here, {account.doubtful} doubtful{asked}, {account.refused_count} refused{would}."
    )
    for what, faults in (("refused", account.refused), ("doubtful", account.doubts)):
        for one in faults[:SHOWN_FAULTS]:
            yield f"  {what}, line {one.line}: {one.why}"
        if len(faults) > SHOWN_FAULTS:
            yield f"  … and {len(faults) - SHOWN_FAULTS} more {what}."
