"""The site moves from SQLite to a real PostgreSQL, every row and page of it, and goes on there."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from gleanings.site import sqlite
from postgresql_databases import new_database
from site_operator import gleanings, run

FILE = "gleanings.sqlite3"

MOVE_WHILE_SOMEBODY_WRITES = """
from gleanings.site.command import load
load()
from django.conf import settings
from django.core.management import call_command
from gleanings.site import move, sqlite
plain = move._copy_everything

def copy_everything(*args):
    other = sqlite.library().connect(settings.DATA_DIR / "gleanings.sqlite3", timeout=0)
    try:
        other.execute("UPDATE auth_user SET last_name = 'written meanwhile'")
        other.commit()
        print("somebody wrote")
    except sqlite.library().OperationalError as error:
        print(error)
    other.close()
    return plain(*args)

move._copy_everything = copy_everything
call_command("move_to_postgresql")
"""
ANSWERS = """
import re
from gleanings.site.command import load
load()
from django.test import Client
from django.urls import reverse
from wagtail.models import Page
client = Client(headers={"host": "localhost"})
paths = [page.url for page in Page.objects.live().order_by("path") if page.url]
paths += [reverse("feed", kwargs={"kind": kind}) for kind in ("atom", "rss")]
paths += ["/en/summaries/?q=alliance", "/fr/summaries/?q=alliance",
          "/en/topics/", "/en/evidence/", "/api/v1/summaries", "/api/v1/findings", "/sitemap.xml"]
for path in dict.fromkeys(paths):
    answer = client.get(path)
    body = answer.content if not answer.streaming else b"".join(answer.streaming_content)
    if "?q=" in path:  # the same is found; each database ranks it in its own way
        body = b" ".join(sorted(set(re.findall(rb'href="([^"]+)"', body))))
    print(path, answer.status_code, len(body), re.sub(rb"\\s+", b" ", body).hex())
"""
SIGN_IN = """
from gleanings.site.command import load
load()
from django.conf import settings
from django.test import Client
client = Client(headers={"host": "localhost"})
word = (settings.DATA_DIR / "demo_password").read_text()
answer = client.post("/admin/login/", {"username": "editor", "password": word, "next": "/admin/"})
print(answer.status_code, client.get("/admin/").status_code)
"""
WRITE = """
from gleanings.site.command import load
load()
from django.contrib.auth.models import User
from gleanings.reader.search.query import parse
from gleanings.reader.search.backends import scores
from digest.drafts import approve, draft_issue, whole_summary
editor = User.objects.get(username="editor")
issue = draft_issue("2031-03")
summary = approve(whole_summary(issue, "Written on quokkas"), by=editor, asked_by=editor)
issue.latest_revision.publish(user=editor)
print(len(scores(parse("quokkas").parts)))
"""
SPOIL_ONE_ROW = """
from gleanings.site.command import load
load()
from django.core.management import call_command
from gleanings.literature.models import Article
from gleanings.site import move
plain = move._check_constraints

def spoil():
    plain()
    article = Article.objects.order_by("pk").last()
    Article.objects.filter(pk=article.pk).update(title=article.title + ".")

move._check_constraints = spoil
call_command("move_to_postgresql")
"""


@dataclass
class Site:
    folder: Path
    url: str = ""

    @property
    def on_sqlite(self) -> dict[str, str]:
        return {"GLEANINGS_DATA": str(self.folder)}

    @property
    def on_postgresql(self) -> dict[str, str]:
        return {**self.on_sqlite, "GLEANINGS_DATABASE_URL": self.url}

    def change(self, statement: str, *values: object) -> None:
        """Past the site, as a hand or an older version may have."""
        with closing(sqlite.library().connect(self.folder / FILE)) as opened:
            opened.execute(statement, values)
            opened.commit()


@pytest.fixture(scope="module")
def empty() -> Iterator[str]:
    with new_database() as url:
        yield url


@pytest.fixture(scope="module")
def demo(empty: str, tmp_path_factory) -> Site:
    site = Site(tmp_path_factory.mktemp("site"), empty)
    made = gleanings("demo", "--no-serve", **site.on_sqlite)
    assert made.returncode == 0, made.stderr
    return site


@pytest.fixture(scope="module")
def moved(demo: Site) -> Site:
    """The demo, moved, while somebody tries to write on SQLite."""
    before = digest(demo.folder / FILE)
    done = run(MOVE_WHILE_SOMEBODY_WRITES, **demo.on_postgresql)
    assert done.returncode == 0, done.stderr
    assert "database is locked" in done.stdout
    assert "Moved " in done.stdout
    assert digest(demo.folder / FILE) == before
    return demo


def digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


@pytest.fixture(scope="module")
def migrated(tmp_path_factory) -> Iterator[str]:
    """What ``gleanings migrate`` makes, as an operator may have begun."""
    with new_database() as url:
        site = Site(tmp_path_factory.mktemp("migrated"), url)
        assert gleanings("migrate", "-v0", **site.on_postgresql).returncode == 0
        yield url


@pytest.fixture
def other(moved: Site, migrated: str, tmp_path: Path) -> Iterator[Site]:
    """A copy of the demo, and a database in which nobody has worked."""
    shutil.copy(moved.folder / FILE, tmp_path)
    with new_database(template=migrated) as url:
        yield Site(tmp_path, url)


def refusal(code_or_command: str, site: Site) -> str:
    """The one line that it ends with."""
    if code_or_command.startswith("\n"):
        return run(code_or_command, **site.on_postgresql).stderr.splitlines()[-1]
    refused = gleanings(code_or_command, **site.on_postgresql)
    assert refused.returncode == 1, refused.stdout
    assert len(refused.stderr.splitlines()) == 1, refused.stderr
    return refused.stderr


def test_every_page_answers_as_before(moved):
    before = run(ANSWERS, **moved.on_sqlite)
    after = run(ANSWERS, **moved.on_postgresql)
    assert before.returncode == after.returncode == 0, before.stderr + after.stderr
    assert before.stdout.count(" 200 ") > 25
    assert " 404 " not in before.stdout
    assert after.stdout == before.stdout


def test_people_sign_in_and_what_is_new_gets_a_key_of_its_own_and_is_found(moved):
    signed_in = run(SIGN_IN, **moved.on_postgresql)
    assert signed_in.stdout.strip() == "302 200", signed_in.stderr
    written = run(WRITE, **moved.on_postgresql)
    # before it stand the notices of review, which go to the console
    assert written.stdout.splitlines()[-1:] == ["1"], written.stderr
    # and from now on the database is used
    assert "not empty" in refusal("move_to_postgresql", moved)


def test_what_postgresql_does_not_take_is_named_and_moves_once_it_is_put_right(other):
    other.change("UPDATE auth_user SET first_name = ? WHERE username = 'writer'", "x" * 151)
    told = refusal("move_to_postgresql", other)
    assert "auth_user, column first_name: value too long" in told
    assert "Nothing was moved" in told
    other.change("UPDATE auth_user SET first_name = ? WHERE username = 'writer'", "a\0b")
    assert "auth_user" in refusal("move_to_postgresql", other)
    # numbers as SQLite writes them and PostgreSQL reads them, letters of every plane
    other.change(
        "UPDATE literature_article SET title = ?, authors = ?",
        "Ænigma 𝛼 𐍈 \\. \t “–”",
        '[{"family": "\\ud835\\udefc", "x": 1e22, "a": 0.1, "b": -0.0, "c": 1.0, "a\\\\": null}]',
    )
    other.change("UPDATE auth_user SET first_name = 'Writer' WHERE username = 'writer'")
    done = gleanings("move_to_postgresql", **other.on_postgresql)
    assert done.returncode == 0, done.stderr


def test_a_row_that_arrives_otherwise_is_noticed_and_nothing_is_moved(other):
    assert "literature_article did not arrive as it was" in refusal(SPOIL_ONE_ROW, other)
    # users would be an obstacle: there are none
    other.change("UPDATE wagtailcore_page SET owner_id = 4711 WHERE depth = 2")
    told = refusal("move_to_postgresql", other)
    assert "A row names another that is not there" in told
    assert "4711" in told


def test_a_database_of_another_version_or_none_is_refused(other):
    other.change("DELETE FROM django_migrations WHERE app = 'literature' AND name LIKE '0005%'")
    assert "older version" in refusal("move_to_postgresql", other)
    other.change("DELETE FROM django_migrations")
    assert "older version" in refusal("move_to_postgresql", other)
    (other.folder / FILE).unlink()
    assert "There is no SQLite database" in refusal("move_to_postgresql", other)


def test_a_site_that_stays_on_sqlite_is_told_what_to_set(tmp_path):
    told = gleanings("move_to_postgresql", GLEANINGS_DATA=str(tmp_path))
    assert told.returncode == 1
    assert "Set GLEANINGS_DATABASE_URL" in told.stderr
