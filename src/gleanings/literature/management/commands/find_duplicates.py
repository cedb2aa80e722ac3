"""``gleanings find_duplicates``: which records of a file are the same article?"""

import json
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from pathlib import Path
from time import perf_counter
from typing import Any

from django.core.management import BaseCommand, CommandError
from django.db import DatabaseError

from gleanings.literature.duplicates.csv_file import NotRecordsError, read_csv
from gleanings.literature.duplicates.groups import find_duplicates


class Command(BaseCommand):
    help = (
        "Say which records of a CSV file are the same article, and which pairs somebody has to "
        "judge. Nothing is changed.\n"
        "\nExamples: gleanings find_duplicates records.csv --json"
        "\n          gleanings find_duplicates --stored"
    )
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.formatter_class = RawDescriptionHelpFormatter
        parser.add_argument(
            "file",
            type=Path,
            nargs="?",
            help="with columns ID and title, and author, year, journal, volume, number, pages, "
            "doi, pmid, abstract as far as they are known",
        )
        parser.add_argument(
            "--stored",
            action="store_true",
            help="look through the articles of the site instead: pairs that may be one article are "
            "put before the editors",
        )
        parser.add_argument("--json", action="store_true", help="for other programs")

    def handle(self, *args: Any, **options: Any) -> None:
        start = perf_counter()
        if options["stored"]:
            self._stored(as_json=options["json"], start=start)
            return
        if options["file"] is None:
            raise CommandError("Name a CSV file of records, or give --stored.")
        try:
            records = read_csv(options["file"])
        except (OSError, NotRecordsError) as error:
            raise CommandError(str(error)) from error
        found = find_duplicates(records)
        if options["json"]:
            answer = {
                "groups": found.groups,
                "doubtful": found.doubtful,
                "seconds": round(perf_counter() - start, 3),
            }
            self.stdout.write(json.dumps(answer, ensure_ascii=False))
            return
        titles = {record.id: record.title for record in records}
        for group in found.groups:
            self.stdout.write(f"{'  '.join(group)}\n    {titles[group[0]]}")
        for a, b in found.doubtful:
            self.stdout.write(f"{a}  {b}  perhaps\n    {titles[a]}\n    {titles[b]}")
        more = sum(map(len, found.groups)) - len(found.groups)
        self.stdout.write(
            f"{len(records)} records, {len(records) - more} articles; "
            f"{len(found.doubtful)} pairs to be judged."
        )

    def _stored(self, *, as_json: bool, start: float) -> None:
        # models are there once Django is set up
        from gleanings.literature.storing.pairs import find_pairs_of_stored

        try:
            articles, new = find_pairs_of_stored()
        except DatabaseError as error:
            raise CommandError("There is no site yet. Make it first: gleanings migrate") from error
        seconds = round(perf_counter() - start, 3)
        if as_json:
            self.stdout.write(json.dumps({"articles": articles, "new": new, "seconds": seconds}))
            return
        self.stdout.write(
            f"{articles} articles; {new} new pairs wait for an editor, under Candidates → "
            "Doubtful pairs."
        )
