"""``gleanings restore``: a backup comes back, or is looked over."""

from argparse import ArgumentParser, RawDescriptionHelpFormatter
from pathlib import Path
from typing import Any

from django.core.management import BaseCommand, CommandError, call_command

from gleanings.site import backups


class Command(BaseCommand):
    help = (
        "Bring back what gleanings backup wrote. A backup of an older version is brought up to "
        "date. Stop the site first.\n\nExample: gleanings restore /backup/gleanings-….zip"
    )
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.formatter_class = RawDescriptionHelpFormatter
        parser.add_argument("file", type=Path)
        parser.add_argument("--check", action="store_true", help="look it over, change nothing")
        parser.add_argument(
            "--replace",
            action="store_true",
            help="put it in the place of what is there; a SQLite database is renamed, not deleted",
        )

    def handle(self, *, file: Path, check: bool, replace: bool, **options: Any) -> None:
        try:
            about = backups.check(file) if check else backups.restore(file, replace=replace)
        except OSError as error:
            raise CommandError(f"{file} could not be brought back: {error}") from error
        words = (
            f"made by Gleanings {about['gleanings']} on "
            f"{about['made'][:16].replace('T', ' ')} UTC, "
            f"with {about['media']} uploaded files"
        )
        if check:
            self.stdout.write(f"{file} is whole: {words}.")
            return
        call_command("migrate", verbosity=0, interactive=False)
        call_command("rebuild_search", stdout=self.stdout)
        self.stdout.write(f"Brought back what was {words}.")
