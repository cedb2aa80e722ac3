"""A site of an earlier version comes up to date, or is told what has to come first."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from site_operator import gleanings

OF_0_6_0 = {
    tuple(line.split())
    for line in (Path(__file__).parent / "migrations_of_version_0_6_0.txt")
    .read_text("utf-8")
    .splitlines()
}
"""App and name of what 0.6.0 had applied; its tables are those of the squashed migrations."""
SQUASHED = [
    ("digest", "0001_squashed_of_version_0_6_0"),
    ("digest", "0003_full_text_index"),
    ("literature", "0001_squashed_of_version_0_6_0"),
    ("network", "0001_squashed_of_version_0_6_0"),
    ("network", "0002_editors_change_the_network"),
    ("synthesis", "0001_squashed_of_version_0_6_0"),
    ("synthesis", "0002_editors_pose_questions"),
]


@pytest.fixture(scope="module")
def new(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    assert gleanings("migrate", "-v0", GLEANINGS_DATA=str(folder)).returncode == 0
    return folder / "gleanings.sqlite3"


@pytest.fixture
def old(new: Path, tmp_path: Path) -> Path:
    """As 0.6.0 left it: Django notes a squashed migration beside those that it replaces."""
    file = Path(shutil.copy(new, tmp_path))
    for app, name in SQUASHED:
        change(file, "DELETE FROM django_migrations WHERE app = ? AND name = ?", app, name)
    assert applied(file) >= OF_0_6_0
    return file


def change(file: Path, statement: str, *values: str) -> None:
    with closing(sqlite3.connect(file)) as database, database:
        database.execute(statement, values)


def applied(file: Path) -> set[tuple[str, str]]:
    with closing(sqlite3.connect(file)) as database:
        return set(database.execute("SELECT app, name FROM django_migrations"))


def test_a_site_of_version_0_6_0_is_migrated_as_any(old: Path, new: Path):
    done = gleanings("migrate", GLEANINGS_DATA=str(old.parent))
    assert done.returncode == 0, done.stderr
    assert applied(old) >= applied(new)
    assert gleanings("migrate", "--check", GLEANINGS_DATA=str(old.parent)).returncode == 0


@pytest.mark.parametrize(
    "missing", [("digest", "0026_basis_of_implications"), ("literature", "0004_records")]
)
def test_an_older_one_is_told_what_to_install_first_and_stays_as_it_is(old: Path, missing):
    change(old, "DELETE FROM django_migrations WHERE app = ? AND name = ?", *missing)
    before = applied(old)
    for command in (["migrate"], ["serve", "--port", "1"]):
        refused = gleanings(*command, GLEANINGS_DATA=str(old.parent))
        assert refused.returncode == 1
        assert "Install version 0.6.0, run gleanings migrate" in refused.stderr
        assert "Traceback" not in refused.stderr
    assert applied(old) == before
