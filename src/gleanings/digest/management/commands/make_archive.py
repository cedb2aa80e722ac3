"""A large synthetic archive, to see how the site bears load and to try search."""

import argparse
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from rich.progress import Progress

from gleanings.digest.demo.store_archive import AlreadyThereError, archive_exists, store_archive
from gleanings.digest.models import Home

MOST = 100_000


class Command(BaseCommand):
    help = (
        "Fill the database with synthetic summaries, each marked as synthetic, for benchmarks and "
        "load. The same numbers give the same archive."
    )

    def create_parser(self, *args: Any, **kwargs: Any) -> CommandParser:
        return super().create_parser(
            *args,
            epilog="Example: gleanings make_archive --summaries 10000 --seed 1",
            formatter_class=argparse.RawDescriptionHelpFormatter,
            **kwargs,
        )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--summaries", type=int, default=10_000, help="How many. Default 10000."
        )
        parser.add_argument("--seed", type=int, default=1, help="Start of the random numbers.")
        parser.add_argument(
            "--add", action="store_true", help="Add to a synthetic archive that is there already."
        )

    def handle(self, *, summaries: int, seed: int, add: bool, **options: Any) -> None:
        if not 1 <= summaries <= MOST:
            raise CommandError(f"--summaries is {summaries}; give a number from 1 to {MOST}.")
        if not Home.objects.filter(locale__language_code="en").exists():
            raise CommandError(
                "The archive is in English, which GLEANINGS_LANGUAGES does not name."
            )
        if archive_exists() and not add:
            raise CommandError(
                "A synthetic archive is here already. To add another one, give --add and a --seed "
                "that was not used yet."
            )
        try:
            number = self._store(summaries, seed)
        except AlreadyThereError as error:
            raise CommandError(
                f"The archive of --seed {seed} is here already (DOI {error}). Give another --seed."
            ) from error
        self.stdout.write(f"{number} synthetic summaries were published.")

    def _store(self, summaries: int, seed: int) -> int:
        with Progress(disable=not sys.stderr.isatty()) as progress:
            writing = progress.add_task("Writing", total=summaries)
            indexing = progress.add_task("Indexing", total=None)
            return store_archive(
                summaries,
                seed,
                lambda done: progress.advance(writing, done),
                lambda done: progress.advance(indexing, done),
            )
