"""Files of kept pages: written whole or not, shown while they are true, gone when they are old."""

from __future__ import annotations

import gzip
import os
import resource
import time

import pytest
from django.db import connection

from gleanings.reader.cache import content_version, files

pytestmark = pytest.mark.django_db
NAME = "layout/en/page/index.html"


@pytest.fixture
def place(tmp_path, monkeypatch):
    if connection.vendor != "sqlite":
        pytest.skip("files are made beside SQLite alone")
    monkeypatch.setattr(files, "folder", lambda: tmp_path)
    monkeypatch.setattr(files, "ROOM_LEFT", 0)
    return tmp_path


@pytest.fixture
def stamp(place) -> int:
    content_version.bump()
    return content_version.current()


def written(place) -> list[str]:
    return sorted(name for _folder, _folders, names in os.walk(place) for name in names)


def test_a_page_is_written_twice_for_anybody_to_read(place, stamp):
    files.keep(stamp, NAME, b"page" * 1000)
    file = place / f"{stamp:x}" / NAME
    assert file.read_bytes() == b"page" * 1000
    assert gzip.decompress(file.with_name("index.html.gz").read_bytes()) == b"page" * 1000
    for one in (file, *list(file.parents)[:4]):
        assert one.stat().st_mode & 0o004


def test_versions_of_one_length_have_tags_of_their_own(place, stamp):
    """nginx makes them of seconds and length; both were written in this second."""
    tags = set()
    for content in (b"one", b"two", b"one"):
        files.keep(stamp, NAME, content)
        tags.add(files.tag((place / f"{stamp:x}" / NAME).stat()))
    assert len(tags) == 2


def test_on_a_full_disk_no_half_page_is_left(place, stamp):
    most = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, most[1]))
    try:
        files.keep(stamp, NAME, b"x" * 100_000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, most)
    # what is compressed is small enough; the page itself is what a web server looks for
    assert "index.html" not in written(place)
    assert not [name for name in written(place) if name.startswith(".")]


def test_room_is_left_for_the_database_and_the_folder_has_a_limit(place, stamp, monkeypatch):
    monkeypatch.setattr(files, "ROOM_LEFT", 1 << 62)
    files.keep(stamp, NAME, b"page")
    assert written(place) == []
    monkeypatch.setattr(files, "ROOM_LEFT", 0)
    monkeypatch.setattr(files, "MOST", 20_000)
    for number in range(50):
        files.keep(stamp, f"layout/en/{number}/index.html", os.urandom(1000))
    assert 0 < sum(one.stat().st_size for one in place.rglob("*.html*")) < 20_000


def test_only_files_of_the_present_stamp_are_shown(place, stamp):
    files.show(stamp)
    assert files.is_shown(stamp)
    content_version.bump()
    assert not (place / files.CURRENT).is_symlink()
    files.show(stamp)
    assert not (place / files.CURRENT).is_symlink()


def test_old_files_go_and_so_do_those_of_yesterday(place, stamp, settings, monkeypatch):
    settings.PAGE_CACHE_SECONDS = 3600
    files.keep(1, NAME, b"old")
    files.keep(stamp, NAME, b"present")
    files.show(stamp)
    files.sweep()  # what is young may be somebody's who has looked before it was renewed
    assert (place / "1").exists()
    later = time.time() + 100
    monkeypatch.setattr(files.time, "time", lambda: later)
    files.sweep()
    assert not (place / "1").exists()
    assert files.is_shown(stamp)
    monkeypatch.setattr(files.time, "time", lambda: later + 3600)
    files.sweep()
    assert written(place) == []
    assert not files.is_shown(stamp)


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/en/", "en/index.html"),
        ("/fr/thérapie/", "fr/th%C3%A9rapie/index.html"),
        *(("/en/feed.atom", None), ("/en/../x/", None), ("/en//x/", None), ("/en/.x/", None)),
        *((f"/en/{'x' * 300}/", None), ("/en/a\0b/", "en/a%00b/index.html")),
    ],
)
def test_a_path_has_one_file_or_none(path, name):
    assert files.name_of(path) == name


def test_another_database_than_sqlite_in_a_file_has_none():
    """It may be on another machine, where nobody could take the link away."""
    assert files.folder() is None  # the tests' own SQLite is in memory
    files.withdraw()
    files.clear()
    files.sweep()
