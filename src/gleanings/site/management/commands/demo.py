"""``gleanings demo``: a running site with demo content."""

import secrets
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from typing import Any

from django.conf import settings
from django.contrib.auth.models import Group, User
from django.core.management import BaseCommand, CommandError, call_command

from gleanings.community.demo import store_demo_collection
from gleanings.desk.demo import store_demo_candidates
from gleanings.digest.demo.store import store_demo
from gleanings.site.demo_words import introduce_demo_network
from gleanings.site.from_environment import env
from gleanings.site.serving import listen, serve
from gleanings.synthesis.demo import store_demo_questions

PEOPLE = {"editor": "Editors", "reviewer": "Reviewers", "writer": "Writers"}


class Command(BaseCommand):
    help = (
        "Start a site with demo content on this machine. The first run makes the database; later "
        "ones change nothing.\n\nExample: gleanings demo --port 8080"
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.formatter_class = RawDescriptionHelpFormatter
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--no-serve", action="store_true", help="set up and stop")

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.IS_PUBLIC:
            raise CommandError(
                "The demo is for one's own machine; GLEANINGS_URL names a public address. "
                "Unset it, or start the real site with: gleanings serve"
            )
        if not env("URL"):
            # mails are made where no request tells the port
            settings.URL = f"http://localhost:{options['port']}"
        is_new = self._prepare()
        password = self._people_sign_in_with()
        if is_new:
            store_demo_candidates(User.objects.get(username="editor"))
        if options["no_serve"]:
            self.stdout.write("\nNothing runs yet. Start it with: gleanings demo")
        else:
            sockets = listen("127.0.0.1", options["port"])
            self.stdout.write(self._addresses(options["port"]))
        self.stdout.write(self._welcome(password))
        if not options["no_serve"]:
            self.stdout.write("Stop with Ctrl-C.")
            serve(sockets)

    def _prepare(self) -> bool:
        """Whether the demo was loaded now."""
        # the first run takes some ten seconds, which should not look like a standstill
        if not (settings.DATA_DIR / "gleanings.sqlite3").exists():
            self.stdout.write("Making the database …")
            self.stdout.flush()
        call_command("migrate", verbosity=0, interactive=False)
        if store_demo():
            introduce_demo_network()
            store_demo_questions()
            store_demo_collection()
            self.stdout.write("Demo content loaded.")
            return True
        return False

    def _people_sign_in_with(self) -> str:
        """The demo's password: made at random once, and kept beside the database."""
        path = settings.DATA_DIR / "demo_password"
        if not path.exists():
            path.touch(mode=0o600)
            path.write_text(secrets.token_urlsafe(9))
        password = path.read_text()
        for username, group in PEOPLE.items():
            if not User.objects.filter(username=username).exists():
                user = User.objects.create_user(
                    username,
                    f"{username}@example.org",
                    password,
                    first_name=username.capitalize(),
                    last_name="(demo)",
                )
                user.groups.add(Group.objects.get(name=group))
        return password

    def _addresses(self, port: int) -> str:
        address = f"http://localhost:{port}"
        return f"\n  The site    {address}/\n  The desk    {address}/admin/"

    def _welcome(self, password: str) -> str:
        return (
            f"  Sign in     editor, password {password}\n"
            f"              (reviewer and writer have the same)\n\n"
            f"Everything is in {settings.DATA_DIR}."
        )
