"""``gleanings move_to_postgresql``: the site leaves SQLite."""

import sys
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError
from django.db import connection
from rich.progress import Progress

from gleanings.site.move import move


class Command(BaseCommand):
    help = (
        "Copy the whole site from its SQLite file into the empty PostgreSQL database that "
        "GLEANINGS_DATABASE_URL names, and compare every row. The file stays as it is. Stop the "
        "site first.\n\n"
        "Example: GLEANINGS_DATABASE_URL=postgres://gleanings@/gleanings gleanings "
        "move_to_postgresql"
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.formatter_class = RawDescriptionHelpFormatter
        parser.add_argument(
            "--from",
            dest="file",
            type=Path,
            default=Path(settings.DATA_DIR) / "gleanings.sqlite3",
            help="the SQLite database (default: that in the data folder)",
        )

    def handle(self, *, file: Path, **options: Any) -> None:
        if connection.vendor != "postgresql":
            raise CommandError(
                "Set GLEANINGS_DATABASE_URL to the database that the site is to move to, such as "
                "postgres://USER:PASSWORD@HOST/NAME. The SQLite database is found in the data "
                "folder."
            )
        with Progress(transient=True, disable=not sys.stderr.isatty()) as bar:
            task = bar.add_task("Copying and comparing")
            moved = move(file, lambda done, of: bar.update(task, completed=done, total=of))
        self.stdout.write(f"Moved {moved.rows} rows of {moved.tables} tables, and compared each.")
        for table in moved.left:
            self.stdout.write(f"Left behind, since Gleanings knows it no longer: table {table}.")
        self.stdout.write(
            "Keep GLEANINGS_DATABASE_URL in the site's settings and start the site. "
            f"{file} is as it was, and no longer used. Uploaded files stay where they are."
        )
