"""``gleanings version``: its own, and what it stands on."""

import platform
from typing import Any

import django
import wagtail
from django.core.management import BaseCommand
from django.db import connection

from gleanings import __version__
from gleanings.site import sqlite


class Command(BaseCommand):
    help = "Say which version of Gleanings this is, and of what it stands on."
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        database = (
            f"SQLite {sqlite.library().sqlite_version}"
            if connection.vendor == "sqlite"
            else connection.display_name
        )
        self.stdout.write(f"Gleanings {__version__}")
        self.stdout.write(
            f"Django {django.__version__}, Wagtail {wagtail.__version__}, "
            f"Python {platform.python_version()}, {database}"
        )
