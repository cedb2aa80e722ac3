"""``gleanings simulate_screening``: how well would the desk have ranked these records?"""

import json
from argparse import ArgumentParser, ArgumentTypeError, RawDescriptionHelpFormatter
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management import BaseCommand, CommandError

from gleanings.desk.ranking.labelled_csv import NotLabelledError, lines_of, read_labelled
from gleanings.desk.ranking.simulation import NothingToFindError, Simulation, simulate

_LARGEST_SEED = 2**32 - 1


class Command(BaseCommand):
    help = (
        "Simulate a screening on records with known decisions, and measure the desk's ranking as "
        "the field does. Nothing is stored.\n"
        "\nExample: gleanings simulate_screening review.csv --seed 1 --json"
    )
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.formatter_class = RawDescriptionHelpFormatter
        parser.add_argument(
            "file",
            type=Path,
            help="CSV, gzipped or not, with columns title, abstract and label (1 for what was "
            "relevant, 0 for the rest)",
        )
        parser.add_argument(
            "--seed", type=_seed, default=0, help="which two records are known at first"
        )
        parser.add_argument("--json", action="store_true", help="for other programs")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            file = read_labelled(options["file"])
            result = simulate(file.records, options["seed"])
        except (OSError, NotLabelledError, NothingToFindError) as error:
            raise CommandError(str(error)) from error
        for line in lines_of(file):
            self.stderr.write(line)
        if options["json"]:
            self.stdout.write(json.dumps(asdict(result)))
        else:
            self.stdout.write(in_words(result))


def in_words(result: Simulation) -> str:
    return (
        f"{result.records} records, {result.relevant} of them relevant.\n"
        f"Found among the first 5 %: {result.recall_5:.1%} of the relevant ones; "
        f"10 %: {result.recall_10:.1%}; 20 %: {result.recall_20:.1%}.\n"
        f"Work saved until 95 % were found (WSS@95): {result.wss_95:.1%}.\n"
        f"{result.seconds:.1f} seconds of processor time."
    )


def _seed(text: str) -> int:
    if not text.isdecimal() or int(text) > _LARGEST_SEED:
        raise ArgumentTypeError(f"“{text}” is no whole number from 0 to {_LARGEST_SEED}")
    return int(text)
