"""``gleanings tick``: everything that the clock of ``gleanings serve`` does, once, for cron."""

from argparse import ArgumentParser, RawDescriptionHelpFormatter
from typing import Any

from django.core.management import BaseCommand, CommandError

from gleanings.site import clock


class Command(BaseCommand):
    help = (
        "Do everything that has its time, once: publish what is scheduled, take offline what "
        "expired, renew answers, write the nightly files. For cron, where no gleanings serve keeps "
        "the clock. Says nothing unless something fails.\n\nExample: gleanings tick"
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.formatter_class = RawDescriptionHelpFormatter

    def handle(self, *args: Any, **options: Any) -> None:
        failures = clock.tick()
        if failures:
            names = "; ".join(map(str, failures))
            raise CommandError(
                f"Could not be done, and will be tried again: {names}. "
                "The log and the desk's first page say why."
            )
