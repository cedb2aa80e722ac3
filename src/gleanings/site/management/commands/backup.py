"""``gleanings backup``: database and uploaded files into one file."""

from argparse import ArgumentParser, RawDescriptionHelpFormatter
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError

from gleanings.site.backups import back_up


class Command(BaseCommand):
    help = (
        "Write the database and the uploaded files into one file, while the site runs. It is "
        "written whole or not at all, and its database is checked.\n\n"
        "Example, for cron: gleanings backup --to /backup --keep 14"
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.formatter_class = RawDescriptionHelpFormatter
        parser.add_argument(
            "--to", type=Path, help="folder of the backups (default: backups in the data folder)"
        )
        parser.add_argument("--keep", type=int, help="how many to keep, with the new one")

    def handle(self, *, to: Path | None, keep: int | None, **options: Any) -> None:
        if keep is not None and keep < 1:
            raise CommandError(f"--keep is {keep}; give 1 or more, the new backup is kept.")
        folder = to or Path(settings.DATA_DIR) / "backups"
        try:
            file = back_up(folder.resolve(), keep=keep)
        except OSError as error:
            raise CommandError(f"The backup could not be written to {folder}: {error}") from error
        self.stdout.write(f"{file} ({file.stat().st_size / 1e6:.1f} MB)")
