"""``gleanings write_dumps``: the whole archive as files, now."""

from argparse import ArgumentParser, RawDescriptionHelpFormatter
from typing import Any

from django.core.management import BaseCommand, CommandError

from gleanings.digest.models import ClockFailure
from gleanings.open_data.dumps.kept import folder
from gleanings.open_data.dumps.nightly import WORK
from gleanings.open_data.dumps.writing import KEPT, BusyError, UnsettledError, write_dumps


class Command(BaseCommand):
    help = (
        "Write everything published as JSON Lines and CSV into the data folder, where the open "
        "data page and the API offer it. It is written whole or not at all.\n\n"
        "Example, for cron: gleanings write_dumps"
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.formatter_class = RawDescriptionHelpFormatter
        parser.add_argument(
            "--keep",
            type=int,
            default=KEPT,
            help=f"how many dumps to keep, with the new one (default {KEPT}). 1 removes all older "
            "ones, say after something was withdrawn.",
        )

    def handle(self, *, keep: int, **options: Any) -> None:
        if keep < 1:
            raise CommandError(f"--keep is {keep}; the new dump at least is kept: give 1 or more.")
        try:
            manifest = write_dumps(keep)
        except (BusyError, UnsettledError) as error:
            raise CommandError(str(error)) from error
        ClockFailure.objects.filter(work=WORK).delete()  # what the clock could not do is done
        assert manifest is not None  # noqa: S101 - nothing was asked that could say no
        counts = ", ".join(f"{number} {name}" for name, number in manifest.records.items())
        self.stdout.write(f"{folder() / manifest.name}: {counts}.")
