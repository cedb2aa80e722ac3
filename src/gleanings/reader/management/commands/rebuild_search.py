"""Make the search index anew. Needed only where the database was changed past the site."""

import sys
from typing import Any

from django.core.management.base import BaseCommand
from rich.progress import Progress

from gleanings.reader.search.indexing import indexed_summaries, rebuild


class Command(BaseCommand):
    help = (
        "Make the search index anew from the published summaries. The site keeps it up to date by "
        "itself; this is for after a restored backup or a change past the site.\n\n"
        "Example: gleanings rebuild_search"
    )

    def handle(self, **options: Any) -> None:
        with Progress(disable=not sys.stderr.isatty()) as progress:
            task = progress.add_task("Indexing", total=indexed_summaries().count())
            number = rebuild(lambda done: progress.advance(task, done))
        self.stdout.write(f"The index holds {number} summaries.")
