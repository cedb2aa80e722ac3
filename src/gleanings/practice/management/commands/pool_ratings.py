"""``gleanings pool_ratings``: what therapists gave becomes the network's own values."""

from argparse import ArgumentParser, RawDescriptionHelpFormatter
from pathlib import Path
from typing import Any

from django.core.management import BaseCommand, CommandError

from gleanings.evidence.course.pooled import PooledRatings
from gleanings.practice.measures import measures
from gleanings.practice.models import PooledValue
from gleanings.practice.pooling import forget, pool_measures, store, take

NOTHING_POOLED = 2  # exit status


class Command(BaseCommand):
    help = (
        "Pool the files of ratings that therapists saved on the page “Session by session” into the "
        "network's own values, which the page then uses: mean, spread, reliability and expected "
        "course of each measure, from ten therapists and fifty clients on. A file that cannot be "
        "used is named and left out. Give all files each time; what was pooled before is replaced. "
        "The files are not kept.\n"
        "\nExamples: gleanings pool_ratings given/*.json --dry-run"
        "\n          gleanings pool_ratings --forget srs"
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.formatter_class = RawDescriptionHelpFormatter
        parser.add_argument("files", nargs="*", type=Path, metavar="FILE")
        parser.add_argument("--dry-run", action="store_true", help="report, and store nothing")
        parser.add_argument(
            "--forget", choices=list(measures()), metavar="MEASURE", help="take its values back"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if code := options["forget"]:
            if not forget(code):
                raise CommandError(f"Nothing was pooled of {measures()[code].name}.")
            self.stdout.write(f"{measures()[code].name}: the pooled values are gone.")
            return
        if not options["files"]:
            raise CommandError("Name the files that therapists gave.", returncode=NOTHING_POOLED)
        taken = take(options["files"])
        for path, why in taken.left_out:
            self.stderr.write(f"{path} is left out: {why}")
        pooled, refused = pool_measures(taken.given)
        for code, why in refused.items():
            self.stderr.write(f"{measures()[code].name} is not pooled: {why}")
        for code, values in pooled.items():
            self.stdout.write(in_words(measures()[code].name, values))
        for old in PooledValue.objects.filter(measure__in=measures().keys() - pooled.keys()):
            self.stderr.write(still_used(measures()[old.measure].name, old))
        if not pooled:
            raise CommandError("Nothing was pooled.", returncode=NOTHING_POOLED)
        if options["dry_run"]:
            self.stdout.write("Nothing was stored (--dry-run).")
        else:
            store(pooled)


def still_used(name: str, old: PooledValue) -> str:
    """Whoever takes a file back is not to stay in the values unnoticed."""
    return (
        f"{name}: the page still uses what was pooled on {old.pooled_on} of {old.therapists} "
        f"therapists and {old.clients} clients; `gleanings pool_ratings --forget {old.measure}` "
        "takes it back."
    )


def in_words(name: str, values: PooledRatings) -> str:
    spread = values.spread
    return (
        f"{name}: {values.therapists} therapists, {values.clients} clients, {values.ratings:,} "
        f"ratings. Mean {spread.mean:.1f}; SD of one client's sessions {spread.within:.2f}, of "
        f"clients {spread.between:.2f}; reliability of one rating {spread.reliability:.2f}; "
        f"expected course over {len(values.expected)} sessions. "
        f"{values.largest_share:.0%} of the clients are one therapist's."
    )
