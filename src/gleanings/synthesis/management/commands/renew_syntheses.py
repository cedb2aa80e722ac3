"""``gleanings renew_syntheses``: what the clock of ``gleanings serve`` does, for cron."""

from argparse import ArgumentParser, RawDescriptionHelpFormatter
from typing import Any

from django.core.management import BaseCommand

from gleanings.synthesis.drawing import draw_missing
from gleanings.synthesis.proposing import propose_for_all
from gleanings.synthesis.running import keep_up


class Command(BaseCommand):
    help = (
        "Renew every synthesis whose data have changed, propose new findings to the questions, and "
        "draw figures ahead. gleanings serve does it by itself.\n\nExample: gleanings "
        "renew_syntheses"
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.formatter_class = RawDescriptionHelpFormatter

    def handle(self, *args: Any, **options: Any) -> None:
        for synthesis in keep_up():
            self.stdout.write(f"{synthesis.question.slug}: version {synthesis.version}")
        propose_for_all()
        draw_missing()
