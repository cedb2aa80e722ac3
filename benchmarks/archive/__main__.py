"""Synthetic summaries into the database: ``python -m benchmarks.archive --summaries 10000``."""

import argparse
import os
import sys

import django
from rich.progress import Progress


def main() -> str | None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.archive", description=__doc__)
    parser.add_argument("--summaries", type=int, default=10_000, help="How many. Default 10000.")
    parser.add_argument("--seed", type=int, default=1, help="Start of the random numbers.")
    parser.add_argument(
        "--add", action="store_true", help="Add to a synthetic archive that is there already."
    )
    wanted = parser.parse_args()

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gleanings.site.settings")
    django.setup()
    from benchmarks.archive.store import ArchiveError, store_archive

    with Progress(disable=not sys.stderr.isatty()) as progress:
        writing = progress.add_task("Writing", total=wanted.summaries)
        indexing = progress.add_task("Indexing", total=None)
        try:
            number = store_archive(
                wanted.summaries,
                wanted.seed,
                add=wanted.add,
                progress=lambda done: progress.advance(writing, done),
                indexed=lambda done: progress.advance(indexing, done),
            )
        except ArchiveError as error:
            return str(error)
    print(f"{number} synthetic summaries were published.")
    return None


if __name__ == "__main__":
    sys.exit(main())
