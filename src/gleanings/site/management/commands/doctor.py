"""``gleanings doctor``: what is wrong with this installation, and what to do."""

from argparse import ArgumentParser, RawDescriptionHelpFormatter
from pathlib import Path
from typing import Any

from django.core.management import BaseCommand

from gleanings.site.doctor.account import as_json, as_text, worst
from gleanings.site.doctor.examination import examine
from gleanings.site.doctor.findings import Level


class Command(BaseCommand):
    help = (
        "Look over this installation: settings, database, folders, clock, mail server, backups, "
        "the public address. Says what is wrong and what to do, and changes nothing. Ends with 1 "
        "if something is wrong.\n\nExample: gleanings doctor --backups /backup"
    )
    requires_system_checks = []  # it says itself what they say

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.formatter_class = RawDescriptionHelpFormatter
        parser.add_argument("--json", action="store_true", help="for a program to read")
        parser.add_argument(
            "--strict", action="store_true", help="end with 1 also for what could be better"
        )
        parser.add_argument(
            "--here",
            action="store_true",
            help="reach nothing over the network: neither the mail server nor the public address",
        )
        parser.add_argument(
            "--backups", type=Path, metavar="DIR", help="default: backups in the data folder"
        )

    def handle(self, **options: Any) -> None:
        found = list(examine(backups=options["backups"], from_outside=not options["here"]))
        self.stdout.write(as_json(found) if options["json"] else as_text(found))
        fails = [Level.WRONG, Level.BETTER] if options["strict"] else [Level.WRONG]
        if worst(found) in fails:
            raise SystemExit(1)
