"""``gleanings check_numbers``: every number of the archive is checked anew."""

import json
import sys
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, cast

from django.conf import settings
from django.core.management import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import override
from rich.console import Console
from rich.progress import track
from rich.table import Table

from gleanings.digest.findings.survey import Checked, summaries, survey
from gleanings.digest.models.finding import ALARMS, Verdict

OPEN_ONLINE = 1  # exit status with --exit-code
GRAVITY = (
    Verdict.DECISION_ERROR,
    Verdict.INCONSISTENT,
    Verdict.ROUNDING_SLIP,
    Verdict.STYLE_NOTE,
    Verdict.NOT_CHECKABLE,
    Verdict.CONSISTENT,
)


class Command(BaseCommand):
    help = (
        "Check every number of the archive anew, as it is online and in the latest drafts: does "
        "the p belong to the test, the interval to the estimate? Nothing is changed.\n"
        "\nExample: gleanings check_numbers --verdict inconsistent"
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.formatter_class = RawDescriptionHelpFormatter
        parser.add_argument("--json", action="store_true", help="all numbers, for other programs")
        parser.add_argument(
            "--verdict",
            choices=Verdict.values,
            action="append",
            help="list the numbers with this verdict; may be given again. "
            "Without it, what does not fit is listed",
        )
        parser.add_argument(
            "--exit-code",
            action="store_true",
            help="end with status 1 if a number that is online does not fit and nobody has "
            "acknowledged it",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        verdicts = set(options["verdict"] or (Verdict.values if options["json"] else ALARMS))
        tally = Tally()
        with override(settings.LANGUAGE_CODE):
            chosen = [
                number
                for numbers in progress(survey())
                for number in map(tally.count, numbers)
                if number.finding.verdict in verdicts
            ]
            # the gravest first, and otherwise as in the archive
            chosen.sort(key=lambda number: GRAVITY.index(number.finding.verdict))
            if options["json"]:
                self.stdout.write(json.dumps(document(tally, chosen), ensure_ascii=False))
            else:
                self._print(tally, chosen)
        if options["exit_code"] and tally.open_online:
            raise CommandError(
                f"Numbers that are online, do not fit and are not acknowledged: "
                f"{tally.open_online}.",
                returncode=OPEN_ONLINE,
            )

    def _print(self, tally: "Tally", chosen: list[Checked]) -> None:
        # past Django's wrapper, which would end each piece with a line break
        console = Console(file=cast(Any, self.stdout)._out)
        console.print(counts_table(tally))
        if chosen:
            console.print(numbers_table(chosen))
        else:
            console.print("None of them is to be listed." if tally.numbers else "No numbers yet.")


@dataclass
class Tally:
    """How many numbers have which verdict, in which version, and how many are acknowledged."""

    numbers: Counter[tuple[str, str]] = field(default_factory=Counter)
    acknowledged: Counter[str] = field(default_factory=Counter)
    open_online: int = 0

    def count(self, number: Checked) -> Checked:
        finding = number.finding
        self.numbers[finding.verdict, number.version] += 1
        self.acknowledged[finding.verdict] += finding.is_alarm and not finding.is_open
        self.open_online += number.is_open_online
        return number


def progress(numbers: Iterable[list[Checked]]) -> Iterable[list[Checked]]:
    # on standard error, so that --json stays alone on standard output
    return track(
        numbers, description="Checking", total=summaries().count(), transient=True,
        console=Console(stderr=True), disable=not sys.stderr.isatty(),
    )  # fmt: skip


def counts_table(tally: Tally) -> Table:
    table = Table("Verdict", box=None)
    for heading in ("online", "in drafts", "acknowledged"):
        table.add_column(heading, justify="right")
    for verdict in Verdict:
        found = [str(tally.numbers[verdict, version]) for version in ("online", "draft")]
        reasons = str(tally.acknowledged[verdict]) if verdict in ALARMS else ""
        table.add_row(str(verdict.label), *found, reasons)
    return table


def numbers_table(numbers: list[Checked]) -> Table:
    table = Table(show_lines=True)
    for heading in ("Summary", "Words", "Why"):
        table.add_column(heading, overflow="fold")  # an address is to be followed
    for number in numbers:
        finding, reason = number.finding, number.finding.acknowledgement
        state = finding.get_state_display() if number.is_kept else _("no finding yet")
        why = f"{finding.why_here}\n{_('Acknowledged')}: {reason}" if reason else finding.why_here
        table.add_row(
            f"{number.summary.title}\n{address(number)}\n({number.version}, {state})",
            str(finding),
            why,
        )
    return table


def address(number: Checked) -> str:
    """Where readers see it, or where an editor does."""
    summary = number.summary
    if number.version == "online":
        return f"{settings.WAGTAILADMIN_BASE_URL}/{summary.locale.language_code}/{_path(summary)}"
    return f"{settings.WAGTAILADMIN_BASE_URL}/admin/pages/{summary.pk}/edit/"


def _path(summary: Any) -> str:
    # below the home page of its language: /home/2018-03/alliance/
    return str(summary.url_path).lstrip("/").partition("/")[2]


def document(tally: Tally, chosen: list[Checked]) -> dict[str, Any]:
    return {
        "counts": {
            version: {verdict.value: tally.numbers[verdict, version] for verdict in Verdict}
            for version in ("online", "draft")
        },
        "open_online": tally.open_online,
        "numbers": [
            {
                "summary": number.summary.title,
                "id": number.summary.pk,
                "address": address(number),
                "version": number.version,
                "words": number.finding.words,
                "measure": number.finding.measure,
                "bound": number.finding.bound,
                "value": number.finding.estimate,
                "verdict": number.finding.verdict,
                "rule": number.finding.check_record.get("rule"),
                "recomputed": number.finding.check_record.get("recomputed"),
                "why": number.finding.why_here,
                "state": number.finding.state if number.is_kept else None,
                "role": number.finding.role if number.is_kept else None,
                "words_are_gone": number.finding.words_are_gone,
                "acknowledged": number.finding.acknowledgement,
            }
            for number in chosen
        ],
    }
