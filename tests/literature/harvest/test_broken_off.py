"""A harvest that is killed at any moment, and two at once: real processes on a real database."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing

import psycopg
import pytest

from gleanings.site import sqlite
from literature.sources.local_library import LocalLibrary, Paper
from literature.sources.local_source import local_source
from migrated import migrated_folder
from own_site import OwnSite
from postgresql_databases import new_database

pytestmark = pytest.mark.django_db  # runs on the database that the tests run on

NUMBER = 460
WAIT = 180  # seconds; a process takes a while to begin
HARVEST = "from gleanings.site.command import main; main()"
NAMES = ("Killed", "Twice", "Orphaned", "Waiting")
"""Of the searches, one for each test; each finds articles that have the word in their titles."""
SAVED = f"""
from gleanings.literature.models import SavedSearch
for name in {NAMES}:
    SavedSearch.objects.create(
        name=name, sources=["Europe PMC"], query=name.lower(), begin="2026-01-01"
    )
"""
STORED = {
    "dois": "SELECT doi FROM literature_article WHERE title LIKE '{name}%'",
    "candidates": "SELECT id FROM desk_candidate WHERE came_from = '{name} (Europe PMC)'",
    "runs": (
        "SELECT run.read, run.new, run.finished_at FROM literature_harvestrun run "
        "JOIN literature_savedsearch search ON search.id = run.search_id WHERE name = '{name}'"
    ),
}


class CountingLibrary(LocalLibrary):
    """Tells when so many pages were asked for, and keeps the next waiting while it is told to."""

    def __init__(self) -> None:
        from django.utils import timezone

        today = timezone.localdate()
        super().__init__(
            [
                Paper(1_000 * at + number, today, title=f"{name} at clinic {1_000 * at + number}")
                for at, name in enumerate(NAMES)
                for number in range(1, NUMBER + 1)
            ]
        )
        self.begin_anew()

    def begin_anew(self, *, stop_at: int = 0) -> None:
        self.count, self.stop_at = 0, stop_at
        self.stopped, self.may_go = threading.Event(), threading.Event()

    def __call__(self, asked):
        self.count += 1
        if self.count == self.stop_at:
            self.stopped.set()
            self.may_go.wait(WAIT)
        return super().__call__(asked)


@pytest.fixture(scope="module")
def database() -> Iterator[dict[str, str]]:
    if not os.environ.get("TEST_DATABASE_URL", "").startswith("postgres"):
        yield {}
        return
    with new_database() as url:
        yield {"GLEANINGS_DATABASE_URL": url}


@pytest.fixture(scope="module")
def library() -> Iterator[CountingLibrary]:
    at_work = CountingLibrary()
    with local_source(at_work) as source:
        at_work.address = source.address
        yield at_work


@pytest.fixture(scope="module")
def one_site(database, library, tmp_path_factory) -> OwnSite:
    folder = tmp_path_factory.mktemp("harvest")
    site = OwnSite(
        folder if database else migrated_folder(folder),
        more={**database, "GLEANINGS_SOURCES_ADDRESS": library.address},
    )
    migrate = (
        "from django.core.management import call_command\ncall_command('migrate', verbosity=0)"
    )
    site.must_run((migrate if database else "") + SAVED)
    return site


@pytest.fixture
def site(one_site, library) -> Iterator[OwnSite]:
    library.begin_anew()
    yield one_site
    library.may_go.set()


def begin(site: OwnSite, name: str) -> subprocess.Popen:
    return subprocess.Popen(  # noqa: S603
        [sys.executable, "-c", HARVEST, "harvest", name, "--json"],
        env=site.environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def kill(process: subprocess.Popen) -> None:
    process.kill()
    process.communicate()


def end(process: subprocess.Popen) -> dict:
    out, errors = process.communicate(timeout=WAIT)
    assert process.returncode == 0, errors
    return json.loads(out)["searches"][0]


def connect(site: OwnSite):
    if url := site.more.get("GLEANINGS_DATABASE_URL"):
        return psycopg.connect(url, autocommit=True)
    return sqlite.library().connect(site.data / "gleanings.sqlite3", timeout=0)


def assert_all_are_here_once(site: OwnSite, name: str) -> None:
    with closing(connect(site)) as opened:
        here = {
            what: opened.execute(sql.format(name=name)).fetchall() for what, sql in STORED.items()
        }
    assert len(set(here["dois"])) == len(here["dois"]) == NUMBER
    assert len(here["candidates"]) == NUMBER
    assert sum(new for _read, new, _finished_at in here["runs"]) == NUMBER
    # one run, however often it was broken off; who came late may have looked again
    assert {read for read, _new, _finished_at in here["runs"]} == {NUMBER}
    assert all(finished_at for _read, _new, finished_at in here["runs"])


def test_killed_while_it_waits_and_while_it_stores(site, library):
    library.begin_anew(stop_at=3)
    process = begin(site, "Killed")
    assert library.stopped.wait(WAIT)
    kill(process)
    library.may_go.set()
    library.begin_anew(stop_at=2)
    process = begin(site, "Killed")
    assert library.stopped.wait(WAIT)
    # answered, and killed while it makes articles of the answer
    library.may_go.set()
    kill(process)
    library.begin_anew()
    end(begin(site, "Killed"))
    assert_all_are_here_once(site, "Killed")


def test_two_at_once_store_each_article_once_and_ask_for_each_page_once(site, library):
    accounts = [end(process) for process in [begin(site, "Twice") for _time in range(2)]]
    assert_all_are_here_once(site, "Twice")
    assert [one["done"] for one in accounts] == [True, True]
    # whoever came after all was done looked again at the whole
    assert library.count in (5, 10)


def test_when_the_holder_dies_the_next_takes_over(site, library):
    library.begin_anew(stop_at=3)
    holder = begin(site, "Orphaned")
    assert library.stopped.wait(WAIT)
    waiting = begin(site, "Orphaned")
    with pytest.raises(subprocess.TimeoutExpired):
        waiting.wait(timeout=6)
    kill(holder)
    assert end(waiting)["new"] == NUMBER
    assert_all_are_here_once(site, "Orphaned")


def test_it_waits_for_a_source_without_holding_the_database(site, library):
    library.begin_anew(stop_at=3)
    process = begin(site, "Waiting")
    assert library.stopped.wait(WAIT)
    # on SQLite it would be locked, and nobody waits here
    with closing(connect(site)) as opened:
        opened.execute("UPDATE literature_savedsearch SET begin = '2026-01-02'")
        opened.commit()
    library.may_go.set()
    assert end(process)["new"] == NUMBER
