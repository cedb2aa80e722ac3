"""``gleanings serve``: the site, on all cores."""

from argparse import ArgumentParser, RawDescriptionHelpFormatter
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, call_command

from gleanings.reader.cache import files
from gleanings.site.faults import refuse_damage
from gleanings.site.serving import listen, serve


class Command(BaseCommand):
    help = (
        "Serve the site, and publish what is scheduled at its time. Brings the database and the "
        "static files up to date first.\n\nExample: gleanings serve --port 8000"
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.formatter_class = RawDescriptionHelpFormatter
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument(
            "--no-scheduler",
            action="store_true",
            help="leave the clock to another machine, or to cron (gleanings tick)",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        refuse_damage()
        files.clear()  # what is migrated may look otherwise
        call_command("migrate", verbosity=0, interactive=False)
        if settings.IS_PUBLIC:
            call_command("collectstatic", verbosity=0, interactive=False)
        sockets = listen(options["host"], options["port"])
        self.stdout.write(f"Serving {settings.URL} from {options['host']}:{options['port']}")
        serve(sockets, scheduler=not options["no_scheduler"])
