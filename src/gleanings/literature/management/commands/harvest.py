"""``gleanings harvest``: the saved searches are repeated, and watched articles looked up."""

import datetime as dt
import json
import sys
from argparse import ArgumentParser, ArgumentTypeError, RawDescriptionHelpFormatter
from typing import Any

from django.core.management import BaseCommand, CommandError
from django.db import DatabaseError, connection

from gleanings.literature.harvest.harvesting import Done, harvest, jobs_of
from gleanings.literature.models import SavedSearch

UNUSABLE = 2  # exit status: nothing could be begun
LEFT = 1  # exit status: something is left for the next harvest

Line = dict[str, Any]


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        raise ArgumentTypeError(f"“{text}” is no date such as 2026-11-30") from error


class Command(BaseCommand):
    help = (
        "Repeat the saved searches at their sources, from where the last harvest ended, and look "
        "the summarised articles up for retractions, corrections and concerns. What is here "
        "already is filled in where it is empty, and never written over. Broken off at any moment, "
        "the next harvest goes on there. The exit status is 1 where something is left.\n"
        "\nExamples: gleanings harvest"
        '\n          gleanings harvest "The alliance" --since 2026-01-01'
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.formatter_class = RawDescriptionHelpFormatter
        parser.add_argument(
            "searches",
            nargs="*",
            metavar="SEARCH",
            help="names of saved searches (default: all that are switched on, and the lookups)",
        )
        parser.add_argument(
            "--since",
            type=_day,
            metavar="DATE",
            help="reach back to this day, where the last harvest would not",
        )
        parser.add_argument("--json", action="store_true", help="the account, for other programs")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            jobs = jobs_of(_searches(options["searches"]), with_lookups=not options["searches"])
        except DatabaseError as error:
            raise CommandError(
                f"The database {connection.settings_dict['NAME']} holds no site yet. "
                "Make it first: gleanings migrate",
                returncode=UNUSABLE,
            ) from error
        account = []
        for done in harvest(jobs, since=options["since"], wait=True):
            account.append(done)
            if not options["json"]:
                self.stdout.write(in_words(done))
                self.stdout.flush()
        left = [done for done in account if done.left]
        if options["json"]:
            self.stdout.write(json.dumps(as_json(account), ensure_ascii=False, indent=1))
            if left:
                sys.exit(LEFT)
        elif left:
            raise CommandError(
                f"{len(left)} of {len(account)} are not done. What was stored stays; the next "
                "harvest goes on there.",
                returncode=LEFT,
            )
        elif not any(job.search for job in jobs):
            self.stdout.write("No search is saved and switched on: see Sources at the desk.")


def _searches(names: list[str]) -> list[SavedSearch]:
    """Raises CommandError for a name that is none."""
    if not names:
        return list(SavedSearch.objects.filter(is_on=True))
    here = {search.name.casefold(): search for search in SavedSearch.objects.all()}
    unknown = [name for name in names if name.casefold() not in here]
    if unknown:
        known = ", ".join(f"“{search}”" for search in here.values()) or "none"
        raise CommandError(
            f"No saved search is named {', '.join(f'“{name}”' for name in unknown)}. "
            f"There are: {known}.",
            returncode=UNUSABLE,
        )
    return [here[name] for name in dict.fromkeys(name.casefold() for name in names)]


def in_words(done: Done) -> str:
    job, run = done.job, done.run
    what = f"“{job.search}”" if job.search else "Summarised articles"
    line = f"{what}, {job.source}: "
    if run is not None:
        line += _counts(done)
    if done.by_another:
        line += " (by another process meanwhile)"
    return f"{line.rstrip()} Not done: {done.left}" if done.left else line


def _counts(done: Done) -> str:
    run = done.run
    if run is None:
        return ""
    if done.job.search is None:
        return f"{run.read} looked up, {run.new} new notices."
    found = "" if run.found is None else f"{run.found} found, "
    return (
        f"{run.since} to {run.until}: {found}{run.read} read, {run.new} new, {run.merged} merged "
        f"with what is here, {run.doubtful} doubtful, {run.refused_count} refused."
    )


def as_json(account: list[Done]) -> Line:
    return {
        "searches": [_search_line(done) for done in account if done.job.search],
        "lookups": [_lookup_line(done) for done in account if not done.job.search],
    }


def _search_line(done: Done) -> Line:
    run = done.run
    line: Line = {"search": str(done.job.search), "source": done.job.source}
    if run is not None:
        line |= {
            "since": run.since.isoformat(),
            "until": run.until.isoformat(),
            **{name: getattr(run, name) for name in ("found", "read", "new", "merged", "doubtful")},
            "refused": [{"line": place, "why": why} for place, why in run.refused],
        }
    return line | {"done": not done.left, "left": done.left}


def _lookup_line(done: Done) -> Line:
    counts = {"looked_up": done.run.read, "notices": done.run.new} if done.run else {}
    return {"source": done.job.source, **counts, "done": not done.left, "left": done.left}
