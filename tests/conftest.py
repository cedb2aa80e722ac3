"""The small cast that tests share: an editor, a reviewer, a writer, and pages to work on."""

from __future__ import annotations

import gc
import os
import shutil
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import settings as of_property_tests

# the same examples on every run, and no clock, which only a busy machine fails
of_property_tests.register_profile("house", deadline=None, derandomize=True)
of_property_tests.load_profile("house")

OF_ONES_OWN = ("browser", "site")
"""Rooms whose tests start processes with a database of their own."""

STORE_WORDS = ("literature", "page_import")
"""Rooms whose cases differ in what is written to the database."""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What takes longest first, lest one worker wait for the other at the end.

    On another database than SQLite, only what asks it, and of a test's cases the first: the rest
    ask it the same in other words. A room where the words themselves are stored has all its cases.
    """
    items.sort(key=lambda one: [*OF_ONES_OWN, _room(one)].index(_room(one)))
    if not os.environ.get("TEST_DATABASE_URL"):
        return
    seen: set[str] = set()
    kept, left_out = [], []
    for item in items:
        test = item.nodeid.partition("[")[0]
        asks_anew = test not in seen or _room(item) in STORE_WORDS
        (kept if asks_anew and _asks_the_database(item) else left_out).append(item)
        seen.add(test)
    config.hook.pytest_deselected(items=left_out)
    items[:] = kept


def _room(item: pytest.Item) -> str:
    return item.path.relative_to(Path(__file__).parent).parts[0]


def _asks_the_database(item: pytest.Item) -> bool:
    fixtures = getattr(item, "fixturenames", ())
    marked = bool(item.get_closest_marker("django_db"))
    return _room(item) in OF_ONES_OWN or "db" in fixtures or marked


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> object:
    """What is collected stays to the end: there is no garbage among it to look for."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()


def pytest_unconfigure() -> None:
    from django.conf import settings

    if settings.configured:
        shutil.rmtree(Path(settings.DATA_DIR), ignore_errors=True)


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    from django.db import connection

    return connection.vendor == "sqlite"


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix, django_db_keepdb):
    """The database in memory is there, with its migrations, before Django asks for it."""
    if not django_db_keepdb:
        yield
        return
    from django.db import connection

    from gleanings.site.sqlite import library
    from migrated import migrated_file

    name = connection.creation._get_test_db_name()
    # in memory it lasts as long as somebody is connected
    with (
        closing(library().connect(name, uri=True)) as in_memory,
        closing(library().connect(migrated_file())) as migrated,
    ):
        migrated.backup(in_memory)
        yield


@pytest.fixture(autouse=True)
def _connections_stay(monkeypatch):
    """The end of a request would close the connection, and with it the test's transaction."""
    from django.db.backends.base.base import BaseDatabaseWrapper

    monkeypatch.setattr(BaseDatabaseWrapper, "close_if_unusable_or_obsolete", lambda self: None)


@pytest.fixture(scope="session", autouse=True)
def _static_files_are_listed_once():
    """Each client that asks begins the site anew, and looks up each of 400 static files."""
    from whitenoise.middleware import WhiteNoiseMiddleware

    look_up = WhiteNoiseMiddleware.add_files_from_finders
    listed: dict[tuple, dict] = {}

    def add_listed_files(site: WhiteNoiseMiddleware) -> None:
        how = (site.static_prefix, site.max_age, site.allow_all_origins, site.charset)
        if how not in listed:
            others, site.files = site.files, {}
            look_up(site)
            listed[how], site.files = site.files, others
        site.files.update(listed[how])

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(WhiteNoiseMiddleware, "add_files_from_finders", add_listed_files)
        yield


@pytest.fixture(autouse=True)
def _in_english():
    """A request leaves its language behind in the thread."""
    from django.conf import settings
    from django.utils import translation

    with translation.override(settings.LANGUAGE_CODE):
        yield


def _person(username: str, group: str):
    from django.contrib.auth.models import Group, User

    user = User.objects.create_user(username, f"{username}@example.org", "secret-of-the-test")
    user.groups.add(Group.objects.get(name=group))
    return user


@pytest.fixture
def editor(db):
    return _person("editor", "Editors")


@pytest.fixture
def reviewer(db):
    return _person("reviewer", "Reviewers")


@pytest.fixture
def writer(db):
    return _person("writer", "Writers")
