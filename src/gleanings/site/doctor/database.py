"""Whether the database is reached, whole and up to date."""

from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import CommandError
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.db.models.functions import Now
from django.utils import timezone
from wagtail.models import Site

from gleanings.digest.models import ClockFailure, Freshness
from gleanings.site import backups, faults, sqlite
from gleanings.site.doctor.findings import Finding, better, well, wrong
from gleanings.site.models import CdnPurge
from gleanings.site.serving import THREADS

OF_THE_CLOCK = 13
"""Connections, at most: one for each of its works."""
KEPT_FREE = 10
"""For a backup, a command, and those that PostgreSQL keeps for its superuser."""
APART = 10
"""Seconds by which the clocks of two machines may differ; a lease of the clock has sixty."""


def look_at_database() -> Iterator[Finding]:
    """What cannot be looked at without a database is left out where there is none."""
    try:
        yield _reached()
        faults.refuse_damage()
        pending = _pending()
        if pending:
            yield wrong(
                "database",
                f"{len(pending)} migrations are not applied, the first being {pending[0]}.",
                "Back the site up and run: gleanings migrate (gleanings serve does it too).",
            )
            return
        yield from _programs()
        yield from _content()
    except DatabaseError as error:
        yield wrong("database", *_said(error))


def _said(error: DatabaseError) -> tuple[str, str]:
    sentence = faults.of_the_database(error)
    return sentence[0].upper() + sentence[1:], "Mend that first; the rest was not looked at."


def _reached() -> Finding:
    connection.ensure_connection()
    if connection.vendor == "sqlite":
        file = Path(str(connection.settings_dict["NAME"]))
        version = f"SQLite {sqlite.library().sqlite_version}, {file}"
        if settings.IS_PUBLIC and _is_open_to_all(file):
            return better(
                "database",
                f"{version}: every user of this machine may read it.",
                f"chmod o= {file} {file.parent}",
            )
        return well("database", f"{version}.")
    server = int(getattr(connection, "pg_version", 0)) // 10_000
    return well("database", f"PostgreSQL {server}, {connection.settings_dict['HOST'] or 'here'}.")


def _is_open_to_all(file: Path) -> bool:
    return bool(file.stat().st_mode & 0o004 and file.parent.stat().st_mode & 0o001)


def _pending() -> list[str]:
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _backwards in plan]


def _programs() -> Iterator[Finding]:
    """What a server of its own needs besides."""
    if connection.vendor == "sqlite":
        return
    for program in ("pg_dump", "pg_restore", "psql"):
        try:
            backups.refuse_older_than_server(program)
        except CommandError as error:
            yield wrong("database", "Backups cannot be made or brought back.", str(error))
    yield from _connections()
    # a change nobody makes: asked of the table, so that it is the server's time
    there = Freshness.objects.values_list(Now(), flat=True).first()
    if there is not None and abs((timezone.now() - there).total_seconds()) > APART:
        yield wrong(
            "time",
            f"The clocks of this machine and of the database differ: {timezone.now():%H:%M:%S} "
            f"here, {there:%H:%M:%S} there.",
            "Have both follow a time server: apt-get install systemd-timesyncd",
        )


def _connections() -> Iterator[Finding]:
    """Of this machine alone: the doctor knows of no other."""
    with connection.cursor() as cursor:
        cursor.execute("SHOW max_connections")
        most = int(cursor.fetchone()[0])
    needed = settings.PROCESSES * THREADS + OF_THE_CLOCK
    if needed > most - KEPT_FREE:
        yield better(
            "database",
            f"PostgreSQL takes {most} connections; {settings.PROCESSES} processes may need "
            f"{needed}, on each machine.",
            "Raise max_connections, or set GLEANINGS_PROCESSES lower.",
        )


def _content() -> Iterator[Finding]:
    users = get_user_model()._default_manager.filter(is_active=True)
    if not users.filter(is_superuser=True).exists():
        yield better("people", "Nobody has all rights.", "Run: gleanings createsuperuser")
    if not Site.objects.filter(is_default_site=True).exists():
        yield wrong(
            "pages", "No site leads to a home page.", "Run gleanings migrate, which makes one."
        )
    purge = CdnPurge.objects.filter(pk=1).first()
    if settings.CDN_PURGE_URL and purge and purge.refusal:
        yield wrong(
            "CDN",
            f"It did not take word of the last change: {purge.refusal}.",
            "Look at GLEANINGS_CDN_PURGE_URL, _TOKEN, _HEADER, _METHOD and _BODY.",
        )
    for failure in ClockFailure.objects.order_by("since"):
        yield wrong(
            "clock",
            f"“{failure}” fails since {timezone.localtime(failure.since):%Y-%m-%d %H:%M}.",
            "The log says why; where an editor can do something, the desk's first page says what.",
        )
