"""``gleanings export_static``: the public site as files."""

from argparse import ArgumentParser, RawDescriptionHelpFormatter
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError, call_command

from gleanings.reader.cache import content_version
from gleanings.site.static_copy.crawl import Copy
from gleanings.site.static_copy.folder import put_in_place


class Command(BaseCommand):
    help = (
        "Write everything that readers get by following links – pages in every language, feeds, "
        "pictures, figures, files of citations – into a folder, under the same addresses, for a "
        "CDN, an archive or the time after the server. Search and forms lead to the site itself. "
        "The folder is replaced when the new copy is whole.\n\n"
        "Example: gleanings export_static /srv/copy"
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.formatter_class = RawDescriptionHelpFormatter
        parser.add_argument("folder", type=Path, metavar="DIR")
        parser.add_argument(
            "--alone",
            action="store_true",
            help="for the time after the site: a page says what the copy does not have",
        )

    def handle(self, *, folder: Path, alone: bool, **options: Any) -> None:
        if settings.IS_PUBLIC:
            call_command("collectstatic", verbosity=0, interactive=False)
        before = content_version.current()
        try:
            with put_in_place(folder.resolve()) as aside:
                copied = Copy(aside, keeps_links=not alone).make(self._progress(options))
        except OSError as error:
            raise CommandError(f"{folder} cannot be written: {error.strerror or error}") from error
        self.stdout.write(f"{folder}: {copied.files} files, of them {len(copied.pages)} pages.")
        if content_version.current() != before:
            self.stdout.write(
                "Something was published meanwhile: run it again for a copy of one moment."
            )

    def _progress(self, options: Any) -> Any:
        def say(number: int) -> None:
            if number % 1000 == 0 and number and options["verbosity"] > 1:
                self.stdout.write(f"{number} files …")

        return say
