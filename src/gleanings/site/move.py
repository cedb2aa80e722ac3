"""From SQLite to PostgreSQL: every row of every table, in one transaction, and compared afterwards.

The site's settings name PostgreSQL already, so that its migrations, signals and commands work on
the new database as they always do. The SQLite file is a second connection, which reads, and holds
the lock of writers so that nobody changes what is being copied.
"""

import datetime as dt
import hashlib
import io
import itertools
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.management import CommandError, call_command
from django.core.management.color import no_style
from django.db import DEFAULT_DB_ALIAS, IntegrityError, connection, connections, transaction
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import Model

from gleanings.site import sqlite
from gleanings.site.backups import refuse_broken_sqlite

SOURCE = "sqlite"
"""The name of the connection to the SQLite file."""
MADE_ANEW = ("digest_search", "wagtailsearch_")
"""Tables that begin so are an index, which each database keeps in its own way."""
KEPT_BY_OTHERS = ("sqlite_", MigrationRecorder.Migration._meta.db_table)
"""SQLite's own, and what the migrations of the new database have written already."""
AT_ONCE = 500


@dataclass
class Moved:
    """What was copied, and found again."""

    tables: int = 0
    rows: int = 0
    left: list[str] = field(default_factory=list)
    """Tables that no part of the site knows any longer."""


def move(file: Path, progress: Callable[[int, int], Any] = lambda done, of: None) -> Moved:
    """Copy the site in the SQLite file into the database of the settings, which has to be empty.

    All or nothing; the file stays as it is. Raises CommandError.
    """
    _refuse_used()
    _connect(file)
    try:
        with transaction.atomic(using=SOURCE):  # takes the lock: from here on nobody else writes
            _refuse_other_version()
            call_command("migrate", verbosity=0, interactive=False)
            return _copy_everything(progress)
    finally:
        connections[SOURCE].close()
        del connections[SOURCE]


def _connect(file: Path) -> None:
    if not file.is_file():
        raise CommandError(f"There is no SQLite database {file}. Name it with --from FILE.")
    sqlite.use_a_safe_library()
    refuse_broken_sqlite(file)
    from django.db.backends.sqlite3.base import DatabaseWrapper

    same = {**connection.settings_dict, "HOST": "", "PORT": "", "USER": "", "PASSWORD": ""}
    # the journal stays what it is
    options = {name: value for name, value in sqlite.options().items() if name != "init_command"}
    own: Any = DatabaseWrapper(
        {**same, "ENGINE": "django.db.backends.sqlite3", "NAME": str(file), "OPTIONS": options},
        alias=SOURCE,
    )
    connections[SOURCE] = own


# --- what is refused ------------------------------------------------------------------------------


def _refuse_used() -> None:
    """What ``gleanings migrate`` made is no obstacle; what a person or another program made is."""
    there = set(connection.introspection.table_names())
    ours = set(connection.introspection.django_table_names(include_views=False))
    others = there - ours - {KEPT_BY_OTHERS[1]}
    if others:
        raise CommandError(
            f"The database is not empty: it has a table {min(others)}, which is not Gleanings'. "
            "Make a database for the site alone."
        )
    for label in ("auth.User", "literature.Article"):
        model = apps.get_model(label)
        if model._meta.db_table in there and model._base_manager.exists():
            raise CommandError(
                f"The database is not empty: there are {model._meta.verbose_name_plural} in it. "
                "Nothing was changed. Make an empty one, or drop this one first."
            )


def _refuse_other_version() -> None:
    loader = MigrationLoader(connections[SOURCE])
    if set(loader.graph.nodes) - set(loader.applied_migrations):
        raise CommandError(
            "The SQLite database was made by an older version of Gleanings. Bring it up to date "
            "first: unset GLEANINGS_DATABASE_URL and run gleanings migrate."
        )
    known = set(loader.disk_migrations or {})
    for squashed in (loader.disk_migrations or {}).values():
        known.update(squashed.replaces)
    ours = {config.label for config in apps.get_app_configs() if "gleanings" in config.name}
    newer = {one for one in loader.applied_migrations if one[0] in ours} - known
    if newer:
        raise CommandError(
            f"The SQLite database was made by a newer version of Gleanings ({'.'.join(min(newer))} "
            "is not known to this one). Install that version first."
        )


# --- copying --------------------------------------------------------------------------------------


def _copy_everything(progress: Callable[[int, int], Any]) -> Moved:
    models = _models()
    steps = itertools.count(1)
    moved = Moved(left=_unknown_tables(models))
    with transaction.atomic(), connection.cursor() as cursor:
        tables = [model._meta.db_table for model in models]
        for statement in connection.ops.sql_flush(no_style(), tables, allow_cascade=True):
            cursor.execute(statement)
        for model in models:
            _copy(model, cursor)
            progress(next(steps), 2 * len(models))
        _check_constraints()
        for statement in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(statement)
        for model in models:
            moved.rows += _compare(model)
            moved.tables += 1
            progress(next(steps), 2 * len(models))
        # what is remembered by key is another row's now
        ContentType.objects.clear_cache()
        call_command("rebuild_search", verbosity=0, stdout=io.StringIO())
        call_command("wagtail_update_index", verbosity=0, stdout=io.StringIO())
    return moved


def _models() -> list[type[Model]]:
    return [
        model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed
        and not model._meta.proxy
        and not model._meta.db_table.startswith(MADE_ANEW)
    ]


def _unknown_tables(models: list[type[Model]]) -> list[str]:
    known = {model._meta.db_table for model in models}
    there = connections[SOURCE].introspection.table_names()
    elsewhere = (*MADE_ANEW, *KEPT_BY_OTHERS)
    return sorted(name for name in there if name not in known and not name.startswith(elsewhere))


def _fields(model: type[Model]) -> list[Any]:
    fields: list[Any] = list(model._meta.local_concrete_fields)
    return [one for one in fields if not one.generated]


def _rows(model: type[Model], using: str) -> Iterator[tuple[Any, ...]]:
    """The rows of the model's own table; of a page, what its kind has beyond all pages."""
    rows = model._base_manager.using(using).order_by()
    return rows.values_list(*(one.attname for one in _fields(model))).iterator(chunk_size=AT_ONCE)


def _copy(model: type[Model], cursor: Any) -> None:
    import psycopg  # which a site on SQLite does not have

    fields, table = _fields(model), model._meta.db_table
    quote = connection.ops.quote_name
    columns = ", ".join(quote(one.column) for one in fields)
    key = [one.primary_key for one in fields].index(True)
    keys: list[Any] = []
    try:
        with cursor.copy(f"COPY {quote(table)} ({columns}) FROM STDIN") as target:
            for row in _rows(model, SOURCE):
                keys.append(row[key])
                pairs = zip(fields, row, strict=True)
                target.write_row([one.get_db_prep_save(value, connection) for one, value in pairs])
    except psycopg.Error as error:
        raise CommandError(_not_taken(table, keys, error)) from error


def _not_taken(table: str, keys: list[Any], error: Any) -> str:
    """SQLite holds texts to no length and numbers to no range; PostgreSQL does."""
    where = re.search(r"line (\d+)(?:, column (\w+))?", error.diag.context or "")
    row = keys[int(where[1]) - 1] if where else keys[-1]
    column = f", column {where[2]}" if where and where[2] else ""
    why = " ".join((error.diag.message_primary or str(error)).split())
    return (
        f"PostgreSQL does not take row {row} of the table {table}{column}: {why}. "
        "Nothing was moved. Put it right on the site as it is, then move again."
    )


def _check_constraints() -> None:
    try:
        connection.check_constraints()
    except IntegrityError as error:
        raise CommandError(
            f"A row names another that is not there ({' '.join(str(error).split())}). "
            "Nothing was moved."
        ) from error


# --- comparing ------------------------------------------------------------------------------------


def _compare(model: type[Model]) -> int:
    """The number of rows, which both databases hold with the same contents. Raises CommandError."""
    here, there = (_contents(model, using) for using in (SOURCE, DEFAULT_DB_ALIAS))
    if here != there:
        raise CommandError(
            f"The table {model._meta.db_table} did not arrive as it was ({here[0]} rows here, "
            f"{there[0]} there). Nothing was moved. This should not happen: please report it."
        )
    return here[0]


def _contents(model: type[Model], using: str) -> tuple[int, int]:
    """How many rows, and a sum over their contents, which no order changes."""
    fields = _fields(model)
    number = total = 0
    for row in _rows(model, using):
        plain = [_plain(one.get_prep_value(value)) for one, value in zip(fields, row, strict=True)]
        total += int.from_bytes(hashlib.sha256(repr(plain).encode()).digest())
        number += 1
    return number, total % 2**256


def _plain(value: Any) -> Any:
    """A value as both databases give it back: moments in UTC, the keys of JSON in no order."""
    if isinstance(value, dict):
        return sorted((str(name), _plain(one)) for name, one in value.items())
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    if isinstance(value, float) and value.is_integer():
        return int(value)  # 1e22 within JSON comes back as a whole number
    if isinstance(value, memoryview):
        return bytes(value)
    if isinstance(value, dt.datetime) and value.tzinfo:
        return value.astimezone(dt.UTC)
    return value
