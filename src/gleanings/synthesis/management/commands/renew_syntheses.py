"""``gleanings renew_syntheses``: what the clock of ``gleanings serve`` does, for cron."""

from argparse import ArgumentParser, RawDescriptionHelpFormatter
from typing import Any

from django.core.management import BaseCommand

from gleanings.synthesis.clock import tick


class Command(BaseCommand):
    help = (
        "Renew every synthesis whose data have changed, propose new findings to the questions, and "
        "draw figures ahead. gleanings serve does it by itself.\n\nExample: gleanings "
        "renew_syntheses"
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.formatter_class = RawDescriptionHelpFormatter

    def handle(self, *args: Any, **options: Any) -> None:
        for synthesis in tick():
            self.stdout.write(f"{synthesis.question.slug}: version {synthesis.version}")
