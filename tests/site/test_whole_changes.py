"""Changes in the admin: whole or not at all, and no lock for what changes nothing."""

from __future__ import annotations

import json
import sqlite3
from contextlib import contextmanager

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import DatabaseError, OperationalError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from digest.factories import make_issue, make_summary
from gleanings.digest.models import Author, Home
from gleanings.open_data.resources import terms
from gleanings.reader.cache import content_version
from gleanings.site import unsaved
from gleanings.site.whole_changes import whole_change

pytestmark = pytest.mark.django_db


@pytest.fixture
def own_file(tmp_path, monkeypatch):
    """A database in a file of its own, with one table, in the place of the test's."""
    if connection.vendor != "sqlite":
        pytest.skip("only SQLite has one lock for all")
    from django.db import connections
    from django.db.backends.sqlite3.base import DatabaseWrapper

    settings = {**connection.settings_dict, "NAME": str(tmp_path / "own.sqlite3")}
    settings["OPTIONS"] = {"transaction_mode": "IMMEDIATE", "timeout": 0.2}
    own = DatabaseWrapper(settings)
    there = connections["default"]
    own.inc_thread_sharing()
    connections["default"] = own
    own.execute = lambda sql: own.cursor().execute(sql)
    own.execute("CREATE TABLE words (word text)")
    yield own
    own.close()
    connections["default"] = there


def count(own) -> int:
    return own.execute("SELECT count(*) FROM words").fetchone()[0]


WRITE = "INSERT INTO words VALUES ('x')"


@contextmanager
def another_writer(own):
    other = sqlite3.connect(own.settings_dict["NAME"], isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        other.rollback()
        other.close()


def test_what_only_reads_waits_for_no_writer(own_file):
    with another_writer(own_file), whole_change():
        assert count(own_file) == 0
        assert not own_file.connection.in_transaction


def test_what_only_reads_keeps_no_writer_waiting(own_file):
    with whole_change():
        count(own_file)
        with another_writer(own_file):
            pass


def test_the_first_that_writes_takes_the_lock_and_keeps_it_to_the_end(own_file):
    with whole_change():
        own_file.execute(WRITE)
        count(own_file)
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            sqlite3.connect(own_file.settings_dict["NAME"], timeout=0).execute(WRITE)
    with another_writer(own_file):
        assert count(own_file) == 1


def test_a_block_that_is_marked_takes_it_before_it_looks(own_file):
    with whole_change(), transaction.atomic():
        assert own_file.connection.in_transaction


def test_everything_is_undone_together(own_file):
    with pytest.raises(RuntimeError), whole_change():
        own_file.execute(WRITE)
        with transaction.atomic():
            own_file.execute(WRITE)
        raise RuntimeError
    assert count(own_file) == 0


def test_where_the_lock_is_not_to_be_had_nothing_is_written(own_file):
    with pytest.raises(OperationalError, match="locked"), another_writer(own_file), whole_change():
        own_file.execute(WRITE)
    assert count(own_file) == 0
    with whole_change():
        own_file.execute(WRITE)
    assert count(own_file) == 1


def test_an_ordinary_transaction_afterwards_begins_at_once(own_file):
    with whole_change():
        pass
    with transaction.atomic():
        assert own_file.connection.in_transaction


# --- what cannot be saved ----------------------------------------------------------------------
REASONS = [
    (OperationalError("database is locked"), "takes longer than usual", "plus de temps"),
    (OperationalError("database or disk is full"), "disk is full", "plein"),
    (OSError(28, "No space left on device"), "disk is full", "plein"),
    (OperationalError("attempt to write a readonly database"), "may not write", "écrire"),
    (DatabaseError("database disk image is malformed"), "is damaged", "endommagée"),
    (OperationalError("connection refused"), "does not answer", "répond"),
]


@pytest.fixture
def failing(monkeypatch):
    """Author can be saved only when this list is empty."""
    reasons: list[Exception] = []
    save = Author.save

    def save_or_fail(author, *args, **kwargs):
        if reasons:
            raise reasons[0]
        return save(author, *args, **kwargs)

    monkeypatch.setattr(Author, "save", save_or_fail)
    return reasons


ADD = "/admin/snippets/digest/author/add/"
TYPED = {"name": "Somebody with a <long> name", "next": ""}


@pytest.mark.parametrize(("error", "why", "in_french"), REASONS)
def test_what_cannot_be_saved_is_said_and_kept(client, editor, failing, error, why, in_french):
    client.force_login(editor)
    failing.append(error)
    for language, words in (("en", why), ("fr", in_french)):
        response = client.post(ADD, TYPED, headers={"Accept-Language": language})
        page = response.content.decode()
        assert response.status_code == 503
        assert words in page
        assert 'name="name" value="Somebody with a &lt;long&gt; name"' in page
        assert f'action="{ADD}"' in page
    failing.clear()
    assert client.post(ADD, TYPED).status_code == 302
    assert Author.objects.filter(name=TYPED["name"]).count() == 1


def test_what_is_saved_by_itself_is_told_so_too(client, editor, failing):
    client.force_login(editor)
    failing.append(OperationalError("database is locked"))
    answer = client.post(ADD, TYPED, headers={"Accept": "application/json"}).json()
    assert not answer["success"]
    assert answer["error_code"] == "locked"
    assert "takes longer than usual" in answer["error_message"]


def test_what_a_browser_sends_again_by_itself_is_no_error_in_the_log(
    client, editor, monkeypatch, caplog
):
    from wagtail.admin.models import EditingSession

    def fail(*args, **kwargs):
        raise OperationalError("database is locked")

    summary = make_summary(make_issue("2018-03"), "The first title")
    client.force_login(editor)
    monkeypatch.setattr(EditingSession.objects, "create", fail)
    monkeypatch.setattr(EditingSession, "save", fail)
    kind = ContentType.objects.get_for_model(summary)
    session = EditingSession(user=editor, content_type=kind, object_id=str(summary.pk))
    session.last_seen_at = timezone.now()
    EditingSession.objects.bulk_create([session])
    key = EditingSession.objects.get().pk
    names = ("wagtailcore", "page", summary.pk, key)
    response = client.post(reverse("wagtailadmin_editing_sessions:ping", args=names))
    assert response.status_code == 503
    assert [one for one in caplog.records if one.levelname in ("WARNING", "ERROR")] == []


@pytest.mark.parametrize("error", [ValueError("x"), OSError(2, "No such file")])
def test_a_fault_of_the_code_is_no_fault_of_the_disk(error):
    assert not unsaved.is_ours_to_tell(error)


@pytest.mark.parametrize("error", [error for error, _why, _french in REASONS[:2]])
def test_a_form_opens_though_nothing_can_be_written(client, editor, monkeypatch, error):
    from wagtail.admin.models import EditingSession

    def fail(*args, **kwargs):
        raise error

    summary = make_summary(make_issue("2018-03"), "The first title")
    client.force_login(editor)
    monkeypatch.setattr(EditingSession.objects, "create", fail)
    response = client.get(f"/admin/pages/{summary.pk}/edit/")
    assert response.status_code == 200
    assert b"The first title" in response.content


@pytest.mark.parametrize(
    ("error", "why", "in_french"),
    [one for one in REASONS if isinstance(one[0], DatabaseError)],
)
def test_a_page_that_cannot_be_read_says_why(client, monkeypatch, settings, error, why, in_french):
    settings.PAGE_CACHE_SECONDS = 0  # a page that is kept needs no database

    def fail(*args, **kwargs):
        raise error

    monkeypatch.setattr(Home, "serve", fail)
    for address, words in (("/en/", why), ("/fr/", in_french)):
        response = client.get(address)
        assert response.status_code == 503
        assert words in response.content.decode()


@pytest.mark.parametrize("error", [one[0] for one in REASONS if isinstance(one[0], DatabaseError)])
@pytest.mark.parametrize("step", [(content_version, "current"), (terms, "terms_with_counts")])
def test_the_api_says_so_too(client, db, monkeypatch, error, step):
    def fail(*args, **kwargs):
        raise error

    monkeypatch.setattr(*step, fail)
    response = client.get("/api/v1/topics")
    assert response.status_code == 503
    assert response["Content-Type"] == "application/problem+json"
    assert int(response["Retry-After"]) > 0
    assert "database cannot be read now" in response.json()["detail"]


def test_what_was_typed_is_shown_in_words(client, editor, failing):
    client.force_login(editor)
    failing.append(OperationalError("database is locked"))
    words = "What an editor wrote in an afternoon"
    carried = {
        "csrfmiddlewaretoken": "t" * 64,
        "loaded_revision_created_at": "2026-11-29T02:47:52.482326+00:00",
        "body": json.dumps({"blocks": [{"text": words}, {"text": "and more"}], "entityMap": {}}),
        "telepath": json.dumps({"of": "the form's own, and of some length"}),
        "number": "12345678901234567890",
    }
    page = client.post(ADD, TYPED | carried).content.decode()
    shown = page[page.index("<details>") :]
    assert f'<pre style="white-space: pre-wrap">{words}\nand more</pre>' in shown
    assert carried["number"] in shown
    for held in ("tttt", "T02:47", "blocks", "own, and"):
        assert held not in shown
        assert held in page  # to be sent again


def test_a_page_with_a_fault_of_the_code_is_no_fault_of_the_database(client, monkeypatch, settings):
    settings.PAGE_CACHE_SECONDS = 0
    monkeypatch.setattr(Home, "serve", lambda *args, **kwargs: [][1])
    client.raise_request_exception = False
    assert client.get("/en/").status_code == 500
