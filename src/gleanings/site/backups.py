"""Backups: one file with the database and the uploaded files, taken while the site runs."""

import datetime as dt
import json
import os
import re
import shutil
import subprocess
import tempfile
import zipfile
from contextlib import closing
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import CommandError
from django.db import connection, connections
from django.utils import timezone

from gleanings import __version__
from gleanings.site import sqlite

NAME = re.compile(r"gleanings-\d{4}-\d{2}-\d{2}-\d{6}\.zip")
ABOUT = "backup.json"
SQLITE_FILE = "gleanings.sqlite3"
POSTGRESQL_FILE = "gleanings.dump"
MEDIA = "media"
NO_SITE = "There is no site in the database. Make one with: gleanings migrate"


def back_up(folder: Path, *, keep: int | None = None) -> Path:
    """Write a backup into the folder, whole or not at all; older ones than `keep` go.

    Raises CommandError, or OSError where the disk does not have it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    name = timezone.now().astimezone(dt.UTC).strftime("gleanings-%Y-%m-%d-%H%M%S.zip")
    with tempfile.TemporaryDirectory(prefix=".unfinished-", dir=folder) as unfinished:
        database = _sqlite_copy if connection.vendor == "sqlite" else _postgresql_dump
        copy = database(Path(unfinished))
        archive = Path(unfinished) / name
        archive.touch(mode=0o600)
        with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as zipped:
            about = {"gleanings": __version__, "made": timezone.now().isoformat()}
            zipped.writestr(ABOUT, json.dumps(about))
            zipped.write(copy, copy.name)
            _add_media(zipped)
        with archive.open("rb+") as written:
            os.fsync(written.fileno())
        archive.rename(folder / name)
    if keep is not None:
        for old in kept(folder)[keep:]:
            old.unlink()
    return folder / name


def kept(folder: Path) -> list[Path]:
    """The backups in a folder, the newest first."""
    there = (one for one in folder.iterdir() if NAME.fullmatch(one.name))
    return sorted(there, key=lambda one: one.name, reverse=True)


def _sqlite_copy(folder: Path) -> Path:
    """By the library's own online backup: writers go on, and the copy is of one moment."""
    copy = folder / SQLITE_FILE
    connection.ensure_connection()
    with closing(sqlite.library().connect(copy)) as target:
        connection.connection.backup(target)
        # the copy is one file, whatever journal the database keeps
        target.execute("PRAGMA journal_mode=DELETE")
    refuse_broken_sqlite(copy)
    return copy


def refuse_broken_sqlite(file: Path) -> None:
    library = sqlite.library()
    try:
        with closing(library.connect(f"file:{file}?mode=ro", uri=True)) as opened:
            found = [row[0] for row in opened.execute("PRAGMA integrity_check(5)")]
            tables = {row[0] for row in opened.execute("SELECT name FROM sqlite_master")}
    except library.DatabaseError as error:
        found, tables = [str(error)], {"django_migrations"}
    if found != ["ok"]:
        raise CommandError(f"The database {file.name} is damaged: {'; '.join(found)}")
    if "django_migrations" not in tables:
        raise CommandError(NO_SITE)


def _postgresql_dump(folder: Path) -> Path:
    if "django_migrations" not in connection.introspection.table_names():
        raise CommandError(NO_SITE)
    refuse_older_than_server("pg_dump")
    dump = folder / POSTGRESQL_FILE
    own = ("--no-owner", "--no-privileges")
    run_postgresql("pg_dump", "--format=custom", *own, f"--file={dump}", at_database=True)
    return dump


def refuse_older_than_server(program: str) -> None:
    """PostgreSQL's programs read what their own version or an older one keeps."""
    said = run_postgresql(program, "--version")
    version = re.search(r"\) (\d+)", said)
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version_num")
        server = int(cursor.fetchone()[0]) // 10_000
    if version and int(version[1]) < server:
        raise CommandError(
            f"{program} is of version {version[1]}, and the server of version {server}, which it "
            f"cannot read. Install a newer one: apt-get install postgresql-client-{server}"
        )


def run_postgresql(program: str, *arguments: str, at_database: bool = False) -> str:
    """What it prints. The password never stands in the list of processes."""
    environment = os.environ | (_where_the_database_is() if at_database else {})
    try:
        done = subprocess.run(  # noqa: S603
            [program, *arguments], env=environment, capture_output=True, text=True, check=False
        )
    except FileNotFoundError as error:
        raise CommandError(
            f"{program} is not installed. On Debian: apt-get install postgresql-client"
        ) from error
    if done.returncode:
        why = " ".join(done.stderr.split())
        if "unsupported version" in why:
            why += ". The backup was made by a newer PostgreSQL: install its postgresql-client"
        raise CommandError(f"{program} failed: {why}")
    return done.stdout


def _where_the_database_is() -> dict[str, str]:
    """The connection of the settings, in the variables that PostgreSQL's programs read."""
    from psycopg.pq import Conninfo

    named = {
        option.keyword.decode(): option.envvar.decode()
        for option in Conninfo.get_defaults()
        if option.envvar
    }
    given: dict[str, Any] = {**connection.get_connection_params()}
    return {named[name]: str(value) for name, value in given.items() if name in named and value}


def _add_media(zipped: zipfile.ZipFile) -> None:
    root = Path(settings.MEDIA_ROOT)
    for file in sorted(root.rglob("*")):
        if file.is_file() and not file.is_symlink():
            try:
                # pictures are packed already
                kind = zipfile.ZIP_STORED
                zipped.write(file, f"{MEDIA}/{file.relative_to(root)}", compress_type=kind)
            except FileNotFoundError:
                continue  # deleted since it was listed


def check(file: Path) -> dict[str, Any]:
    """What a backup says of itself, once all of it was read and its database found whole.

    Raises CommandError.
    """
    with tempfile.TemporaryDirectory(prefix="gleanings-check-") as folder:
        return _unpack_database(file, Path(folder))


def restore(file: Path, *, replace: bool = False) -> dict[str, Any]:
    """Bring database and uploaded files back; the newest migrations are the caller's to run."""
    data = Path(settings.DATA_DIR)
    with tempfile.TemporaryDirectory(prefix=".restoring-", dir=data) as folder:
        about = _unpack_database(file, Path(folder))
        if about["database"] == SQLITE_FILE:
            _refuse_other_database("sqlite", "SQLite")
            _put_sqlite_in_place(Path(folder) / SQLITE_FILE, replace=replace)
        else:
            _refuse_other_database("postgresql", "PostgreSQL")
            if connection.introspection.table_names() and not replace:
                raise CommandError(f"The database is not empty. {_REPLACE}")
            _put_postgresql_in_place(Path(folder) / POSTGRESQL_FILE)
        _unpack_media(file)
    return about


_REPLACE = "To put the backup in its place, stop the site and give --replace."


def _refuse_other_database(vendor: str, name: str) -> None:
    if connection.vendor != vendor:
        raise CommandError(
            f"The backup is of a site on {name}, and this one runs on {connection.display_name}. "
            "Set GLEANINGS_DATABASE_URL to what it was; afterwards it can be moved."
        )


def _put_postgresql_in_place(dump: Path) -> None:
    """All or nothing: one transaction takes away what is there and brings back what was.

    `pg_restore --clean` would stop at a table of a newer version that leans on an older one.
    """
    quote = connection.ops.quote_name
    tables = [quote(name) for name in connection.introspection.table_names()]
    away = dump.with_name("away.sql")
    away.write_text(f"DROP TABLE {', '.join(tables)} CASCADE;" if tables else "")
    back = dump.with_name("back.sql")
    own = ("--no-owner", "--no-privileges")
    run_postgresql("pg_restore", *own, f"--file={back}", str(dump))
    connections.close_all()
    run_postgresql(
        *("psql", "--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1"),
        *(f"--file={away}", f"--file={back}"),
        at_database=True,
    )


def _put_sqlite_in_place(copy: Path, *, replace: bool) -> None:
    there = Path(connection.settings_dict["NAME"])
    connections.close_all()
    files = [there, *(there.with_name(there.name + end) for end in ("-wal", "-shm", "-journal"))]
    if there.exists() and there.stat().st_size and not replace:
        raise CommandError(f"There is a database already: {there}. {_REPLACE}")
    stamp = timezone.now().strftime("%Y-%m-%d-%H%M%S")
    for old in files:
        if old.exists():
            old.rename(old.with_name(f"before-restore-{stamp}-{old.name}"))
    copy.chmod(0o600)
    shutil.move(copy, there)


def _unpack_database(file: Path, folder: Path) -> dict[str, Any]:
    try:
        with zipfile.ZipFile(file) as zipped:
            if (broken := zipped.testzip()) is not None:
                raise CommandError(f"{file} is damaged: {broken} in it cannot be read.")
            names = set(zipped.namelist())
            database = next((one for one in (SQLITE_FILE, POSTGRESQL_FILE) if one in names), None)
            if ABOUT not in names or database is None:
                raise CommandError(f"{file} is no backup made by gleanings backup.")
            about = json.loads(zipped.read(ABOUT))
            zipped.extract(database, folder)
    except FileNotFoundError as error:
        raise CommandError(f"There is no file {file}.") from error
    except (zipfile.BadZipFile, EOFError, OSError, ValueError) as error:
        raise CommandError(f"{file} is damaged, or no backup: {error}") from error
    if database == SQLITE_FILE:
        refuse_broken_sqlite(folder / database)
    else:
        # all of it is read, and nothing written
        run_postgresql("pg_restore", "--file=/dev/null", str(folder / database))
    media = sum(name.startswith(f"{MEDIA}/") for name in names)
    return {**about, "database": database, "media": media}


def _unpack_media(file: Path) -> None:
    """Files that are there and not in the backup stay: they harm nobody."""
    root = Path(settings.MEDIA_ROOT)
    with zipfile.ZipFile(file) as zipped:
        for entry in zipped.infolist():
            parts = Path(entry.filename).parts
            if parts[0] != MEDIA or ".." in parts or entry.is_dir():
                continue
            target = root.joinpath(*parts[1:])
            target.parent.mkdir(parents=True, exist_ok=True)
            with zipped.open(entry) as packed, target.open("wb") as unpacked:
                shutil.copyfileobj(packed, unpacked)
