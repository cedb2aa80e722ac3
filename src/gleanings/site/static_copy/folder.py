"""A folder that is written aside, and takes the place of an older one when it is whole."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.core.management import CommandError

MARK = ".gleanings-copy"
"""Stands in a folder that we wrote: no other one is replaced."""


def refuse_foreign(folder: Path) -> None:
    if folder.exists() and not (folder / MARK).exists() and not _is_empty(folder):
        raise CommandError(
            f"{folder} holds something else than an earlier copy, which would be deleted. Name "
            "another folder, or empty this one."
        )


def _is_empty(folder: Path) -> bool:
    return folder.is_dir() and not any(folder.iterdir())


@contextmanager
def put_in_place(folder: Path) -> Iterator[Path]:
    """A new folder beside it, to be written; where all went well, it is this folder afterwards.

    Between two renames, for some microseconds, neither is there.
    """
    refuse_foreign(folder)
    folder.parent.mkdir(parents=True, exist_ok=True)
    aside = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    old = aside.with_name(f"{aside.name}-old")
    try:
        (aside / MARK).touch()
        yield aside
        aside.chmod(0o755)
        if folder.exists():
            folder.rename(old)
        aside.rename(folder)
    except BaseException:
        if old.exists() and not folder.exists():
            old.rename(folder)
        raise
    finally:
        shutil.rmtree(aside, ignore_errors=True)
        shutil.rmtree(old, ignore_errors=True)
