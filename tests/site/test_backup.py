"""The drill: a backup while somebody writes; in an empty folder it answers the same pages."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from contextlib import closing
from pathlib import Path

import pytest

from gleanings.site import sqlite
from migrated import migrated_folder
from site_operator import WRITES, environment, gleanings, run

PAGES = """
import hashlib; from gleanings.site.command import load; load()
from django.test import Client
client = Client(headers={"host": "localhost"})
for path in ("/en/", "/fr/", "/en/topics/", "/en/summaries/?q=alliance"):
    answer = client.get(path)
    print(path, answer.status_code, hashlib.sha256(answer.content).hexdigest())
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    made = gleanings("demo", "--no-serve", GLEANINGS_DATA=str(migrated_folder(folder)))
    assert made.returncode == 0, made.stderr
    (folder / "media" / "images").mkdir(parents=True)
    (folder / "media" / "images" / "logo.png").write_bytes(b"\x89PNG picture")
    return folder


def pages(folder: Path) -> str:
    asked = run(PAGES, GLEANINGS_DATA=str(folder))
    assert asked.returncode == 0, asked.stderr
    assert asked.stdout.count(" 200 ") == 4
    return asked.stdout


def backup_of(site: Path, to: Path, *more: str) -> Path:
    done = gleanings("backup", "--to", str(to), *more, GLEANINGS_DATA=str(site))
    assert done.returncode == 0, done.stderr
    return Path(done.stdout.split(" (")[0])


def test_the_drill(site, tmp_path):
    writer = subprocess.Popen(  # noqa: S603
        [sys.executable, "-c", WRITES],
        env=environment(GLEANINGS_DATA=str(site)),
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "begun\n"
        file = backup_of(site, tmp_path / "backups")
    finally:
        writer.kill()
        writer.communicate()
    checked = gleanings("restore", str(file), "--check", GLEANINGS_DATA=str(tmp_path / "none"))
    assert "is whole" in checked.stdout, checked.stderr

    empty = tmp_path / "restored"
    restored = gleanings("restore", str(file), GLEANINGS_DATA=str(empty))

    assert restored.returncode == 0, restored.stderr
    assert pages(empty) == pages(site)
    assert (empty / "media" / "images" / "logo.png").read_bytes() == b"\x89PNG picture"
    again = gleanings("restore", str(file), GLEANINGS_DATA=str(empty))
    assert again.returncode == 1
    assert "There is a database already" in again.stderr
    replaced = gleanings("restore", str(file), "--replace", GLEANINGS_DATA=str(empty))
    assert replaced.returncode == 0, replaced.stderr
    assert list(empty.glob("before-restore-*-gleanings.sqlite3"))


def test_a_backup_of_an_older_version_is_brought_up_to_date(tmp_path):
    (tmp_path / "old").mkdir()
    old = {"GLEANINGS_DATA": str(migrated_folder(tmp_path / "old"))}
    for app, name in (("synthesis", "0002"), ("delivery", "zero")):
        back = gleanings("migrate", app, name, "-v0", **old)
        assert back.returncode == 0, back.stderr
    file = backup_of(tmp_path / "old", tmp_path / "backups")
    new = {"GLEANINGS_DATA": str(tmp_path / "new")}
    restored = gleanings("restore", str(file), **new)
    assert restored.returncode == 0, restored.stderr
    assert gleanings("migrate", "--check", **new).returncode == 0


def test_the_newest_are_kept(site, tmp_path):
    for day in range(1, 4):
        (tmp_path / f"gleanings-2026-01-0{day}-000000.zip").touch()
    (tmp_path / "mine.zip").touch()
    new = backup_of(site, tmp_path, "--keep", "2")
    kept = sorted(file.name for file in tmp_path.iterdir())
    assert kept == ["gleanings-2026-01-03-000000.zip", new.name, "mine.zip"]
    assert new.stat().st_mode & 0o077 == 0


def test_what_is_no_whole_backup_is_refused_with_a_sentence(site, tmp_path):
    whole = backup_of(site, tmp_path)
    cut = tmp_path / "cut.zip"
    cut.write_bytes(whole.read_bytes()[:-2000])
    foreign = tmp_path / "foreign.zip"
    with zipfile.ZipFile(foreign, "w") as zipped:
        zipped.writestr("readme", "hello")
    broken = tmp_path / "broken.zip"
    with zipfile.ZipFile(broken, "w") as zipped:
        zipped.writestr("backup.json", '{"gleanings": "0", "made": "2026"}')
        zipped.writestr("gleanings.sqlite3", b"not a database" * 1000)
    for file in (cut, foreign, broken, tmp_path / "none.zip"):
        empty = tmp_path / f"empty-{file.stem}"
        refused = gleanings("restore", str(file), GLEANINGS_DATA=str(empty))
        assert refused.returncode == 1, file
        assert "Traceback" not in refused.stderr
        assert len(refused.stderr.splitlines()) == 1
        assert not (empty / "gleanings.sqlite3").exists()


def test_an_empty_database_or_a_full_disk_gives_no_backup_and_says_so(tmp_path):
    refused = gleanings("backup", "--to", str(tmp_path / "to"), GLEANINGS_DATA=str(tmp_path))
    assert refused.returncode == 1
    assert "gleanings migrate" in refused.stderr
    assert not list((tmp_path / "to").iterdir())


def test_the_copy_is_one_file_that_is_whole(site, tmp_path):
    file = backup_of(site, tmp_path)
    with zipfile.ZipFile(file) as zipped:
        zipped.extract("gleanings.sqlite3", tmp_path)
    with closing(sqlite.library().connect(tmp_path / "gleanings.sqlite3")) as opened:
        assert opened.execute("PRAGMA journal_mode").fetchone() == ("delete",)
        assert opened.execute("PRAGMA integrity_check").fetchone() == ("ok",)
