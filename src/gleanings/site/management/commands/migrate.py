"""``gleanings migrate``: Django's own, which does not begin where earlier steps are missing."""

from typing import Any

from django.core.management.base import CommandError
from django.core.management.commands.migrate import Command as Migrate
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

TOO_OLD = (
    "The database was made by a version before 0.6.0, which this version cannot bring up to date "
    "by itself. Nothing was changed. Install version 0.6.0, run gleanings migrate with it, then "
    "install this version again."
)


class Command(Migrate):
    def handle(self, *args: Any, **options: Any) -> None:
        if is_before_the_squash(connections[options["database"]]):
            raise CommandError(TOO_OLD)
        super().handle(*args, **options)


def is_before_the_squash(connection: BaseDatabaseWrapper) -> bool:
    """Whether some, but not all, of what a squashed migration replaces has been applied.

    Django would leave out the squashed migration and what it alone brings, without a word.
    """
    loader = MigrationLoader(None, load=False)
    loader.load_disk()
    applied = MigrationRecorder(connection).applied_migrations()
    return any(
        0 < sum(replaced in applied for replaced in migration.replaces) < len(migration.replaces)
        for migration in loader.disk_migrations.values()
    )
