"""``gleanings deploy_files``: what systemd, nginx and cron need to know, written for this site."""

import sys
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management import BaseCommand, CommandError
from django.template.loader import render_to_string

from gleanings.reader.cache import files
from gleanings.site import page_files
from gleanings.site.from_environment import host_of

FILES = {
    "gleanings.service": "/etc/systemd/system/",
    "gleanings.nginx": "/etc/nginx/sites-enabled/",
    "gleanings.cron": "/etc/cron.d/gleanings",
}


class Command(BaseCommand):
    help = (
        "Write the files for systemd, nginx and cron for this site, from its settings. Nothing is "
        "installed: the files say themselves where they belong.\n\n"
        "Example: gleanings deploy_files /tmp/gleanings"
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.formatter_class = RawDescriptionHelpFormatter
        parser.add_argument("folder", type=Path, metavar="DIR")
        parser.add_argument("--user", default="gleanings", help="that the site runs as")
        parser.add_argument("--port", type=int, default=8000, help="of gleanings serve")
        parser.add_argument(
            "--settings-file",
            type=Path,
            help="the settings file (default: settings.env above the data)",
        )
        parser.add_argument("--certificate", type=Path, help="default: where certbot puts it")
        parser.add_argument("--certificate-key", type=Path)
        parser.add_argument("--backups", type=Path, help="default: backups in the data folder")

    def handle(self, *, folder: Path, **options: Any) -> None:
        if not settings.IS_PUBLIC:
            raise CommandError(
                "GLEANINGS_URL names no public address (https://…). Read the settings file first: "
                "set -a; . /srv/gleanings/settings.env; set +a"
            )
        context = context_of(**options)
        paths = {name: value for name, value in context.items() if name not in ("asks", "headers")}
        if any(set(str(value)) & set(" \t\n\"'%;{}\\$") for value in paths.values()):
            raise CommandError("A path or address has blanks or quotes in it; choose plainer ones.")
        try:
            folder.mkdir(parents=True, exist_ok=True)
            for name, place in FILES.items():
                text = render_to_string(f"site/deploy/{name}", {**context, "place": place})
                (folder / name).write_text(text, encoding="utf-8")
                self.stdout.write(f"{folder / name}  goes to {place}")
        except OSError as error:
            raise CommandError(f"{folder} cannot be written to: {error.strerror}") from error


def context_of(**options: Any) -> dict[str, Any]:
    """What the files are made of: the command's options, and the site's own settings."""
    address = urlsplit(settings.URL)
    data = Path(settings.DATA_DIR)
    certificates = Path("/etc/letsencrypt/live") / str(address.hostname)
    return {
        "site": settings.URL,
        "host": host_of(settings.URL),
        "tls_port": address.port or 443,
        "port": options["port"],
        "user": options["user"],
        "program": Path(sys.executable).parent / "gleanings",
        "settings_file": (options["settings_file"] or data.parent / "settings.env").resolve(),
        "data": data,
        "pages": files.folder(),
        "cache": Path("/var/cache") / f"gleanings-{address.hostname}",
        "asks": f"{address.scheme}://{address.netloc}".replace(".", r"\."),
        "languages": "|".join(code for code, _name in settings.LANGUAGES),
        "session": settings.SESSION_COOKIE_NAME,
        "layout": page_files.layout(),
        "headers": {**page_files.headers(), "Vary": page_files.VARY},
        "backups": (options["backups"] or data / "backups").resolve(),
        "certificate": options["certificate"] or certificates / "fullchain.pem",
        "certificate_key": options["certificate_key"] or certificates / "privkey.pem",
    }
