"""Folders, the room in them, who may read them, and how old the newest backup is."""

import os
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from gleanings.reader.cache import files
from gleanings.site import backups, health
from gleanings.site.doctor.findings import Finding, better, well, wrong

DAYS_OF_A_BACKUP = 2
MEGABYTES = 1024 * 1024


def look_at_folders() -> Iterator[Finding]:
    data = Path(settings.DATA_DIR)
    free = shutil.disk_usage(data).free
    if free < health.ROOM_NEEDED:
        yield wrong(
            "disk",
            f"{free // MEGABYTES} MB are free for {data}; a night's files and a backup need "
            f"{health.ROOM_NEEDED // MEGABYTES}.",
            "Make room, or keep fewer backups: gleanings backup --keep 3",
        )
    else:
        yield well("disk", f"{data} has {free // MEGABYTES} MB free.")
    for folder in _written_to(data):
        if folder.is_dir() and not os.access(folder, os.R_OK | os.W_OK | os.X_OK):
            yield wrong(
                "disk",
                f"{folder} cannot be written to by this user.",
                f"Run gleanings as the user of the site, or: chown -R that-user {folder}",
            )
    key = data / "secret_key"
    if key.exists() and key.stat().st_mode & 0o077:
        yield wrong("disk", f"{key} can be read by others.", f"chmod 600 {key}")
    yield from _static_files()
    yield from _page_files()


def _written_to(data: Path) -> list[Path]:
    return [Path(settings.MEDIA_ROOT), Path(settings.STATIC_ROOT), data / "open-data"]


def _static_files() -> Iterator[Finding]:
    manifest = Path(settings.STATIC_ROOT) / "staticfiles.json"
    if settings.IS_PUBLIC and not manifest.exists():
        yield wrong(
            "static files",
            f"{settings.STATIC_ROOT} does not hold the styles and scripts of this version.",
            "Run: gleanings collectstatic --no-input (gleanings serve does so as it starts).",
        )


def _page_files() -> Iterator[Finding]:
    place = files.folder()
    if place is None or not place.exists():
        return
    if not os.access(place, os.W_OK):
        yield wrong(
            "pages as files",
            f"{place} cannot be written to, so no change can be stored: a file that is stale could "
            "not be taken away.",
            "It has to belong to the user that the site runs as.",
        )
    elif not os.stat(place).st_mode & 0o005:
        yield better(
            "pages as files",
            f"{place.resolve()} cannot be read by the web server, which asks the site for each "
            "page.",
            f"chmod 755 {place.resolve()}",
        )


def look_at_backups(folder: Path | None) -> Iterator[Finding]:
    folder = folder or Path(settings.DATA_DIR) / "backups"
    newest = next(iter(backups.kept(folder)), None) if folder.is_dir() else None
    make = f"Run: gleanings backup --to {folder} (gleanings deploy_files writes that for cron)."
    if newest is None:
        say = wrong if settings.IS_PUBLIC else better
        yield say(
            "backup",
            f"There is no backup in {folder}.",
            f"{make} If they are elsewhere: gleanings doctor --backups DIR",
        )
        return
    days = int((time.time() - newest.stat().st_mtime) / 86_400)
    if days >= DAYS_OF_A_BACKUP:
        yield wrong("backup", f"The newest backup, {newest}, is {days} days old.", make)
    elif newest.stat().st_dev == Path(settings.DATA_DIR).stat().st_dev and settings.IS_PUBLIC:
        yield better(
            "backup",
            f"The newest backup, {newest}, is fresh, and on the same disk as the site.",
            "Let copies leave the machine, with rsync or restic. If they do, all is well.",
        )
    else:
        yield well("backup", f"The newest backup, {newest}, is fresh.")
