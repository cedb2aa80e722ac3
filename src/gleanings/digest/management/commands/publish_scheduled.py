"""Wagtail's command, without its stopping at the first page that fails."""

from typing import Any

from django.core.management import CommandError
from wagtail.management.commands import publish_scheduled

from gleanings.digest.schedule import publish_due, unpublish_expired


class Command(publish_scheduled.Command):
    help = (
        "Publish what is scheduled until now, and take offline what expired; each page by itself. "
        "gleanings tick does this and everything else that has its time."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["dryrun"]:
            super().handle(*args, **options)
            return
        failed = [*unpublish_expired(), *publish_due()]
        if failed:
            names = "; ".join(map(str, failed))
            raise CommandError(f"Was due and could not be done: {names}. The log says why.")
