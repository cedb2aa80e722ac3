"""A SQLite file with every migration in it, made once for all runs of tests on the same code.

The migrations of Wagtail and its company take longer than most test files.
"""

from __future__ import annotations

import fcntl
import hashlib
import shutil
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path

from gleanings.site import sqlite
from site_operator import environment

ROOT = Path(__file__).parents[1]
KEPT = ROOT / ".pytest_cache" / "migrated"
FILE = "gleanings.sqlite3"


def migrated_folder(folder: Path) -> Path:
    """The folder, now a data folder whose database is up to date, with nothing in it yet."""
    shutil.copyfile(migrated_file(), folder / FILE)
    return folder


def migrated_file() -> Path:
    kept = KEPT / f"{_hash_of_the_code()}.sqlite3"
    KEPT.mkdir(parents=True, exist_ok=True)
    with (KEPT / "lock").open("w") as lock:  # two workers begin together
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not kept.exists():
            for old in KEPT.glob("*.sqlite3"):
                old.unlink()
            _migrate(kept)
    return kept


def _migrate(into: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            [sys.executable, "-m", "gleanings", "migrate", "-v0"],
            env=environment(GLEANINGS_DATA=folder),
            check=True,
        )
        # whole in one file, whatever the journal still holds
        whole = Path(folder) / "whole"
        with closing(sqlite.library().connect(Path(folder) / FILE)) as opened:
            opened.execute("VACUUM INTO ?", [str(whole)])
        shutil.move(whole, into)


def _hash_of_the_code() -> str:
    digest = hashlib.sha256((ROOT / "requirements" / "run.lock").read_bytes())
    for file in sorted(ROOT.glob("src/gleanings/*/migrations/*.py")):
        digest.update(file.name.encode() + file.read_bytes())
    return digest.hexdigest()[:16]
