"""``gleanings find_duplicates``: which records of a file are the same article?"""

import json
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from pathlib import Path
from time import perf_counter
from typing import Any

from django.core.management import BaseCommand, CommandError

from gleanings.literature.duplicates.csv_file import NotRecordsError, read_csv
from gleanings.literature.duplicates.groups import find_duplicates


class Command(BaseCommand):
    help = (
        "Say which records of a CSV file are the same article, and which pairs somebody has to "
        "judge. Nothing is changed.\n"
        "\nExample: gleanings find_duplicates records.csv --json"
    )
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.formatter_class = RawDescriptionHelpFormatter
        parser.add_argument(
            "file",
            type=Path,
            help="with columns ID and title, and author, year, journal, volume, number, pages, "
            "doi, pmid, abstract as far as they are known",
        )
        parser.add_argument("--json", action="store_true", help="for other programs")

    def handle(self, *args: Any, **options: Any) -> None:
        start = perf_counter()
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
