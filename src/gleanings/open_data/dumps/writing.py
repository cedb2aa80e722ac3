"""Writing a dump: whole, or not at all."""

import csv
import datetime as dt
import gzip
import hashlib
import os
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files import locks
from django.utils import timezone
from django.utils.translation import override

from gleanings.open_data.describing import licence_text
from gleanings.open_data.dumps.kept import (
    MANIFEST,
    NAME_FORMAT,
    SCHEMA_VERSION,
    DumpFile,
    Manifest,
    folder,
    folders,
)
from gleanings.open_data.dumps.tables import cell, columns, row
from gleanings.open_data.licence import data_licence
from gleanings.open_data.paging import part_of
from gleanings.open_data.reading import Reading
from gleanings.open_data.resources import RESOURCES, Resource
from gleanings.reader.cache import content_version

KEPT = 7
AT_ONCE = 200
ATTEMPTS = 3
UNFINISHED = ".unfinished-"
README, COLUMNS = "README.txt", "columns.csv"

README_TEXT = """\
The open data of {site}, made {made}.

One file for each resource: {names}.
Each record is as the API gives it (see {site}/api/v1/docs). What has words of its own
has a record for each language that it is in, and there "id" and "language" together are unique.

JSON Lines (.jsonl): one record a line, in UTF-8. CSV: in UTF-8; several values in one cell are
parted by semicolons, the implications by line breaks; texts that a spreadsheet would take for a
formula have an apostrophe before them. What each column holds is in columns.csv.

Licence: {licence}
Please cite each summary as its page proposes, and name this site and the date above for the whole.
"""


class BusyError(Exception):
    """Another process is writing dumps."""


class UnsettledError(Exception):
    """So much was published meanwhile that no state of the archive could be written whole."""


def write_dumps(
    keep: int = KEPT,
    *,
    at: dt.datetime | None = None,
    is_wanted: Callable[[], bool] = lambda: True,
) -> Manifest | None:
    """Write a dump beside the old ones, and keep the newest of them all.

    ``is_wanted`` is asked once no other process writes; None if it says no. Raises
    :class:`BusyError` or :class:`UnsettledError`, and then leaves everything as it was.
    """
    at = at or timezone.now()
    with _alone():
        if not is_wanted():
            return None
        manifest = _write(at)
        for old in folders()[keep:]:
            shutil.rmtree(old)
    return manifest


@contextmanager
def _alone() -> Iterator[None]:
    """While no other process writes here. What one that was killed left behind is removed."""
    folder().mkdir(parents=True, exist_ok=True)
    with (folder() / ".lock").open("w") as lock:
        if not locks.lock(lock, locks.LOCK_EX | locks.LOCK_NB):
            raise BusyError("Another process is writing the dumps at this moment.")
        for left in folder().glob(f"{UNFINISHED}*"):
            shutil.rmtree(left)
        yield


def _write(at: dt.datetime) -> Manifest:
    name = at.astimezone(dt.UTC).strftime(NAME_FORMAT)
    for _attempt in range(ATTEMPTS):
        unfinished = Path(tempfile.mkdtemp(prefix=UNFINISHED, dir=folder()))
        try:
            stamp = content_version.current()
            manifest = _write_files(unfinished, name, at, stamp)
            if content_version.current() != stamp:
                continue  # half of it might be of before, half of after
            _save(unfinished / MANIFEST, manifest.model_dump_json(indent=1))
            unfinished.chmod(0o755)
            unfinished.rename(folder() / name)
            return manifest
        finally:
            shutil.rmtree(unfinished, ignore_errors=True)
    raise UnsettledError(
        f"The archive changed {ATTEMPTS} times while it was being written. Try again later."
    )


def _write_files(into: Path, name: str, at: dt.datetime, stamp: int) -> Manifest:
    records = {resource.name: _write_resource(into, resource) for resource in RESOURCES}
    about = [_write_readme(into, at), _write_columns(into)]
    files = []
    for kind in ("csv", "jsonl"):
        plain = [into / f"{resource.name}.{kind}" for resource in RESOURCES]
        whole = into / f"all-{kind}.zip"
        with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
            for one in (*about, *plain):
                archive.write(one, one.name)
        files.append(_file(whole, None, kind, sum(records.values())))
        for resource, one in zip(RESOURCES, plain, strict=True):
            packed = _packed(one)
            files.append(_file(packed, resource.name, kind, records[resource.name]))
    return Manifest(
        name=name,
        made=at,
        site=settings.URL,
        licence=data_licence() or None,
        schema_version=SCHEMA_VERSION,
        stamp=f"{stamp:x}",
        records=records,
        files=files,
    )


def _write_resource(into: Path, resource: Resource) -> int:
    """Both formats at once; how many records there are."""
    number = 0
    with (
        (into / f"{resource.name}.jsonl").open("w", encoding="utf-8") as lines,
        (into / f"{resource.name}.csv").open("w", encoding="utf-8", newline="") as table,
    ):
        rows = csv.writer(table)
        rows.writerow(columns(resource.schema))
        for record in all_records(resource):
            lines.write(f"{record.model_dump_json()}\n")
            rows.writerow(row(record))
            number += 1
    return number


def all_records(resource: Resource) -> Iterator[Any]:
    """Every record, in each language that it is in; a part of them in memory at a time."""
    languages = [code for code, _name in settings.LANGUAGES]
    for language in languages if resource.has_languages else languages[:1]:
        name, order = next(
            (name, order) for name, order in resource.orders.items() if not order.is_down
        )
        cursor: str | None = ""
        while cursor is not None:
            reading = Reading(language)
            rows = resource.in_its_language(resource.rows(reading))
            part = part_of(rows, name, order, cursor, AT_ONCE)
            with override(language):
                records = resource.items(part.rows, reading)
            yield from (one for one in records if resource.is_said_in(one, language))
            cursor = str(part.next) if part.next else None


def _write_readme(into: Path, at: dt.datetime) -> Path:
    text = README_TEXT.format(
        site=settings.URL,
        made=at.isoformat(timespec="seconds"),
        names=", ".join(resource.name for resource in RESOURCES),
        licence=licence_text(),
    )
    return _save(into / README, text)


def _write_columns(into: Path) -> Path:
    with (into / COLUMNS).open("w", encoding="utf-8", newline="") as table:
        rows = csv.writer(table)
        rows.writerow(["resource", "column", "what it holds"])
        for resource in RESOURCES:
            for name, field in resource.schema.model_fields.items():
                rows.writerow([resource.name, name, cell(field.description or "")])
    return into / COLUMNS


def _packed(plain: Path) -> Path:
    """The file compressed, in place of the plain one."""
    packed = plain.with_name(f"{plain.name}.gz")
    with (
        plain.open("rb") as source,
        packed.open("wb") as target,
        # without the time, the same content gives the same file
        gzip.GzipFile(filename="", mode="wb", fileobj=target, mtime=0) as compressed,
    ):
        shutil.copyfileobj(source, compressed)
    plain.unlink()
    return packed


def _file(path: Path, resource: str | None, kind: str, records: int) -> DumpFile:
    with path.open("rb") as file:
        os.fsync(file.fileno())
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return DumpFile(
        name=path.name,
        resource=resource,
        format=kind,
        records=records,
        bytes=path.stat().st_size,
        sha256=digest,
    )


def _save(path: Path, text: str) -> Path:
    with path.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    return path
