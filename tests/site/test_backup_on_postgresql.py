"""The drill on a real PostgreSQL: a backup while somebody writes is brought back."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from postgresql_databases import new_database
from site_operator import WRITES, environment, gleanings, run

PASSWORD = "not-for-the-list-of-processes"
ASK = """
import hashlib; from gleanings.site.command import load; load()
from django.test import Client
from gleanings.digest.models import Topic
client = Client(headers={"host": "localhost"})
for path in ("/en/", "/fr/", "/en/topics/", "/en/summaries/?q=alliance"):
    answer = client.get(path)
    print(path, answer.status_code, hashlib.sha256(answer.content).hexdigest())
"""


def settings(url: str, folder: Path) -> dict[str, str]:
    # the server of the tests asks for none
    with_password = url.replace("gleanings@", f"gleanings:{PASSWORD}@")
    return {"GLEANINGS_DATABASE_URL": with_password, "GLEANINGS_DATA": str(folder)}


def count(url: str, table: str) -> int:
    with closing(psycopg.connect(url)) as opened:
        statement = sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(table))
        found = opened.execute(statement).fetchone()
    assert found is not None
    return found[0]


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with new_database() as made:
        yield made


@pytest.fixture(scope="module")
def site(url: str, tmp_path_factory) -> dict[str, str]:
    folder = tmp_path_factory.mktemp("site")
    made = gleanings("migrate", "-v0", **settings(url, folder))
    assert made.returncode == 0, made.stderr
    (folder / "media").mkdir()
    (folder / "media" / "logo.png").write_bytes(b"\x89PNG picture")
    return settings(url, folder)


@pytest.fixture(scope="module")
def file(site: dict[str, str], tmp_path_factory) -> Path:
    """Written while somebody writes, by a pg_dump that is looked at."""
    to = tmp_path_factory.mktemp("backups")
    seen = to / "seen"
    notes = f'echo "$@ / $PGPASSWORD" >> {seen}'
    programs = stand_in(to, "pg_dump", f'{notes}; exec {real("pg_dump")} "$@"')
    writer = subprocess.Popen(  # noqa: S603
        [sys.executable, "-c", WRITES], env=environment(**site), stdout=subprocess.PIPE, text=True
    )
    try:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "begun\n"
        done = gleanings("backup", "--to", str(to), **site, **programs)
    finally:
        writer.kill()
        writer.communicate()
    assert done.returncode == 0, done.stderr
    arguments, password = seen.read_text().splitlines()[-1].split(" / ")
    assert password == PASSWORD
    assert PASSWORD not in arguments
    return Path(done.stdout.split(" (")[0])


def real(program: str) -> str:
    found = shutil.which(program)
    assert found, f"{program} is not installed"
    return found


def stand_in(folder: Path, program: str, code: str) -> dict[str, str]:
    """A program of ours before the real one."""
    script = folder / program
    script.write_text(f"#!/bin/sh\n{code}\n")
    script.chmod(0o755)
    return {"PATH": f"{folder}:{os.environ['PATH']}"}


def refused(*command: str, **variables: str) -> str:
    done = gleanings(*command, **variables)
    assert done.returncode == 1, done.stdout
    assert len(done.stderr.splitlines()) == 1, done.stderr
    assert PASSWORD not in done.stderr
    return done.stderr


def test_the_drill(site, url, file, tmp_path):
    with new_database() as empty:
        there = settings(empty, tmp_path)
        checked = gleanings("restore", str(file), "--check", **there)
        assert "is whole" in checked.stdout, checked.stderr
        restored = gleanings("restore", str(file), **there)
        assert restored.returncode == 0, restored.stderr
        pages = run(ASK, **there).stdout
        assert pages.count(" 200 ") == 4
        assert pages == run(ASK, **site).stdout
        assert (tmp_path / "media" / "logo.png").read_bytes() == b"\x89PNG picture"
        assert 0 < count(empty, "literature_article") <= count(url, "literature_article")
        # and what is there stays, until it is said otherwise
        assert "not empty" in refused("restore", str(file), **there)


def test_back_to_an_older_version_and_all_or_nothing(site, file, tmp_path):
    with new_database(template=site["GLEANINGS_DATABASE_URL"]) as used:
        there = settings(used, tmp_path)
        with closing(psycopg.connect(used, autocommit=True)) as opened:
            opened.execute("CREATE TABLE newer (page integer REFERENCES wagtailcore_page)")
            opened.execute("DELETE FROM literature_article")
        broken = stand_in(
            tmp_path, "pg_restore", f"case \"$*\" in *null*) exit;; esac\n"
            f'{real("pg_restore")} "$@"\nfor last; do case $last in --file=*) '
            f'echo "SELECT 1/0;" >> "${{last#--file=}}";; esac; done',
        )  # fmt: skip
        told = refused("restore", str(file), "--replace", **there, **broken)
        assert "psql failed" in told
        assert "division by zero" in told
        assert count(used, "newer") == count(used, "literature_article") == 0
        done = gleanings("restore", str(file), "--replace", **there)
        assert done.returncode == 0, done.stderr
        assert count(used, "literature_article") > 0
        with pytest.raises(psycopg.errors.UndefinedTable):
            count(used, "newer")


def test_what_stands_in_the_way_is_said_in_a_sentence(site, file, tmp_path):
    old = stand_in(tmp_path, "pg_dump", "echo 'pg_dump (PostgreSQL) 9.6.24'")
    told = refused("backup", "--to", str(tmp_path / "to"), **site, **old)
    assert "pg_dump is of version 9" in told
    assert "apt-get install postgresql-client-" in told
    (tmp_path / "none").mkdir()
    told = refused("backup", "--to", str(tmp_path / "to"), **site, PATH=str(tmp_path / "none"))
    assert "pg_dump is not installed" in told
    assert not list((tmp_path / "to").iterdir())
    # of another database
    told = refused("restore", str(file), GLEANINGS_DATA=str(tmp_path / "sqlite"))
    assert "The backup is of a site on PostgreSQL" in told
    with new_database() as empty:
        told = refused("backup", **settings(empty, tmp_path))
        assert "gleanings migrate" in told
