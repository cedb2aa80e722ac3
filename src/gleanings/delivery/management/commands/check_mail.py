"""``gleanings check_mail``: whether the mails will be taken, and what to set."""

from argparse import ArgumentParser, RawDescriptionHelpFormatter
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError

from gleanings.delivery import sender
from gleanings.delivery.deliverability.checks import Level, Sender, check
from gleanings.delivery.deliverability.connection import check_connection
from gleanings.delivery.deliverability.dns import Names, NoAnswerError


class Command(BaseCommand):
    help = (
        "Look up SPF, DKIM, DMARC and the server's name for the domain that mails come from, and "
        "say what Gmail, Yahoo and Microsoft will refuse and what to set. Sends nothing. Ends with "
        "1 if mails will be refused.\n\nExample: gleanings check_mail --selector mail"
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.formatter_class = RawDescriptionHelpFormatter
        parser.add_argument(
            "--selector",
            action="append",
            default=[],
            help="the name of the DKIM key, s= in a mail's DKIM-Signature; by itself usual ones",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if not sender.has_server():
            raise CommandError(
                "No mail server is set. Set GLEANINGS_EMAIL_HOST, or a provider's "
                "GLEANINGS_EMAIL_API_KEY."
            )
        domain = sender.domain_of_the_sender()
        who = Sender(domain, settings.EMAIL_HOST, tuple(options["selector"]))
        self.stdout.write(f"Mails from {domain} by {who.host or settings.EMAIL_PROVIDER.lower()}:")
        try:
            verdicts = [*check(who, Names()), check_connection()]
        except NoAnswerError as error:
            raise CommandError(
                f"No name server answered ({error}): nothing was checked."
            ) from error
        for one in verdicts:
            self.stdout.write(f"{one.about}, {one.level.value}: {one.sentence}")
        if any(one.level == Level.REFUSED for one in verdicts):
            raise CommandError("Mails will be refused: see above.")
