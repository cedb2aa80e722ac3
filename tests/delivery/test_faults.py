"""Workers that are killed in the midst: the benchmark of it, small."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from migrated import migrated_file
from postgresql_databases import new_database

ROOT = Path(__file__).parent.parent.parent


def account(*arguments: str) -> dict[str, int]:
    command = [sys.executable, "-m", "benchmarks", "delivery_faults", "--json", *arguments]
    command += ["--kills", "8", "--subscribers", "300"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def promise_is_kept(found: dict[str, int]) -> bool:
    doubles = found.pop("doubles")
    return found == {"served": 300, "subscribers": 300, "kills": 8} and doubles <= 8


def test_everybody_is_served_and_few_get_it_twice(tmp_path):
    shutil.copy(migrated_file(), tmp_path / "gleanings.sqlite3")
    assert promise_is_kept(account("--folder", str(tmp_path)))


@pytest.mark.django_db  # it is this that runs it where a PostgreSQL is asked for
def test_so_it_is_on_postgresql(tmp_path):
    with new_database() as url:
        assert promise_is_kept(account("--folder", str(tmp_path), "--database", url))
