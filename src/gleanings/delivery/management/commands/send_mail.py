"""``gleanings send_mail``: what is due goes out; for cron, or as workers beside the site."""

import datetime as dt
import signal
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from typing import Any

from django.core.management import BaseCommand, CommandError

from gleanings.delivery import sender
from gleanings.delivery.sending.worker import LEASE, Worker


class Command(BaseCommand):
    help = (
        "Send the mail that is due, and say how much it was. gleanings serve and gleanings tick do "
        "so too; as many may run at a time as you like, each subscriber gets a mailing once.\n\n"
        "Example: gleanings send_mail --forever"
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.formatter_class = RawDescriptionHelpFormatter
        parser.add_argument(
            "--forever", action="store_true", help="go on until stopped, as a service does"
        )
        parser.add_argument(
            "--lease",
            type=float,
            default=LEASE.total_seconds(),
            metavar="SECONDS",
            help="after which what a worker that died had taken is sent by another "
            "(default: %(default)s)",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if not sender.may_subscribe():
            raise CommandError(
                "No mail server is set, so nothing can be sent. Set GLEANINGS_EMAIL_HOST."
            )
        if options["lease"] <= 0:
            raise CommandError("--lease takes a number of seconds above 0.")
        worker = Worker(lease=dt.timedelta(seconds=options["lease"]))
        for number in (signal.SIGTERM, signal.SIGINT):
            # the message in flight is finished, and what is left is given back
            signal.signal(number, lambda *_: worker.stop.set())
        if options["forever"]:
            worker.run_for_ever()
        else:
            worker.run()
        counts = worker.counts
        self.stdout.write(
            f"{counts['sent']} sent, {counts['put off']} put off, {counts['failed']} refused, "
            f"{counts['suppressed']} not sent; {counts['links']} links."
        )
        if worker.trouble:
            raise CommandError(f"The mail server takes nothing for now: {worker.trouble}")
