"""``gleanings import_subscribers LIST``: a list that a network has already."""

from argparse import ArgumentParser, RawDescriptionHelpFormatter
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management import BaseCommand, CommandError
from django.utils.dateparse import parse_date

from gleanings.delivery.importing.dates import Order
from gleanings.delivery.importing.subscriber_list import Defaults, import_list


class Command(BaseCommand):
    help = (
        "Add the subscribers of a CSV list (columns email, and if they are there date, source and "
        "language), and say of every line what became of it. Who has unsubscribed stays so.\n\n"
        "Example: gleanings import_subscribers list.csv --date 2024-05-31 --source 'Mailchimp'"
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.formatter_class = RawDescriptionHelpFormatter
        parser.add_argument("list")
        parser.add_argument("--date", required=True, help="of the consent, where no line says it")
        parser.add_argument(
            "--first",
            choices=[order.value for order in Order],
            help="what comes first in dates such as 05/06/2024, where no line of the list shows it",
        )
        parser.add_argument("--source", required=True, help="where the consent was given")
        parser.add_argument("--language", default=settings.LANGUAGE_CODE)
        parser.add_argument("--dry-run", action="store_true", help="say it, and store nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            date = parse_date(options["date"])
        except ValueError:
            date = None
        if date is None:
            raise CommandError("--date takes a date like 2024-05-31.")
        if options["language"] not in dict(settings.LANGUAGES):
            known = ", ".join(dict(settings.LANGUAGES))
            raise CommandError(f"--language takes one of the site's: {known}.")
        order = Order(options["first"]) if options["first"] else None
        defaults = Defaults(date, options["source"], options["language"], order)
        try:
            content = Path(options["list"]).read_bytes()
            account = import_list(content, defaults, dry_run=options["dry_run"])
        except OSError as error:
            raise CommandError(f"{options['list']} cannot be read: {error.strerror}.") from error
        except ValidationError as error:
            raise CommandError(error.messages[0]) from error
        for line in account.lines:
            why = f" ({line.why})" if line.why else ""
            self.stdout.write(f"{line.number}: {line.address}: {line.fate.value}{why}")
        for note in account.notes:
            self.stdout.write(note)
        counts = "; ".join(f"{number} {fate.value}" for fate, number in account.counts())
        self.stdout.write(f"{len(account.lines)} lines: {counts or 'none'}.")
