"""A CDN is told of each change once it is committed, and again until it has taken it."""

from __future__ import annotations

import datetime as dt
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from digest.factories import make_issue, make_summary
from gleanings.reader.cache import content_version
from gleanings.site.cdn import purging
from gleanings.site.models import CdnPurge
from migrated import migrated_folder
from own_site import OwnSite


class FakeCdn:
    """Takes what it is told, or answers as it is set to."""

    def __init__(self) -> None:
        self.told: list[tuple[str, str, dict[str, str], bytes]] = []
        self.status = 200
        cdn = self

        class Handler(BaseHTTPRequestHandler):
            def _answer(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                cdn.told.append((self.command, self.path, dict(self.headers), body))
                self.send_response(cdn.status)
                self.end_headers()

            do_POST = do_PURGE = _answer  # noqa: N815

            def log_message(self, *args: object) -> None:
                pass

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/zones/1/purge?key=in-the-address"


@pytest.fixture
def cdn():
    fake = FakeCdn()
    thread = threading.Thread(target=fake.server.serve_forever, daemon=True)
    thread.start()
    yield fake
    fake.server.shutdown()
    fake.server.server_close()
    thread.join()


@pytest.fixture
def _told(settings, cdn, db):
    settings.CDN_PURGE_URL, settings.CDN_PURGE_TOKEN = cdn.url, "a-token"
    content_version.bump()


@pytest.fixture
def desk(editor):
    client = Client()
    client.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")
    return client


@contextmanager
def later(monkeypatch, seconds: int):
    with monkeypatch.context() as patch:
        at = timezone.now() + dt.timedelta(seconds=seconds)
        patch.setattr(purging.timezone, "now", lambda: at)
        yield


@pytest.mark.usefixtures("_told")
def test_it_is_told_once_of_a_change_and_once_of_what_was_on_its_way(cdn, monkeypatch):
    assert purging.tell_of_changes()
    assert not purging.tell_of_changes()
    ((method, path, headers, body),) = cdn.told
    assert (method, path) == ("POST", "/zones/1/purge?key=in-the-address")
    assert headers["Authorization"] == "Bearer a-token"
    assert body == b'{"purge_everything": true}'
    with later(monkeypatch, 61):
        assert purging.tell_of_changes()
        assert not purging.tell_of_changes()
    assert len(cdn.told) == 2


@pytest.mark.usefixtures("_told")
def test_others_want_it_said_otherwise(cdn, settings):
    settings.CDN_PURGE_HEADER, settings.CDN_PURGE_METHOD = "Fastly-Key", "PURGE"
    assert purging.tell_of_changes()
    assert cdn.told[0][0] == "PURGE"
    assert cdn.told[0][2]["Fastly-Key"] == "a-token"


@pytest.mark.usefixtures("_told")
def test_what_it_does_not_take_is_told_again_and_stands_at_the_desk(cdn, desk, writer):
    cdn.status = 403
    with pytest.raises(purging.CdnRefusesError, match="403"):
        purging.tell_of_changes()
    assert "did not take word of the last change (403 Forbidden" in first_page(desk)
    cdn.status = 200
    assert purging.tell_of_changes()
    assert "It was told of the last change" in first_page(desk)
    other = Client()
    other.force_login(writer, backend="django.contrib.auth.backends.ModelBackend")
    assert "What the CDN shows" not in first_page(other)


@pytest.mark.usefixtures("_told")
def test_a_redirect_is_no_answer_and_no_key_is_repeated(cdn, settings):
    cdn.status = 302
    with pytest.raises(purging.CdnRefusesError, match="302"):
        purging.tell_of_changes()
    settings.CDN_PURGE_URL = "http://127.0.0.1:9/purge?key=in-the-address"
    with pytest.raises(purging.CdnRefusesError) as refused:
        purging.tell_of_changes()
    assert "not reached" in str(refused.value)
    assert "key" not in str(refused.value)
    assert CdnPurge.objects.get().stamp is None


@pytest.mark.usefixtures("_told")
def test_a_change_while_another_process_tells_is_not_lost(cdn, monkeypatch):
    soon = timezone.now() + dt.timedelta(seconds=20)
    CdnPurge.objects.create(pk=1, busy_until=soon)
    assert not purging.tell_of_changes()
    with later(monkeypatch, 21):  # it was killed
        assert purging.tell_of_changes()


def test_without_the_setting_nobody_is_told(cdn, db, desk):
    content_version.bump()
    assert not purging.tell_of_changes()
    assert "What the CDN shows" not in first_page(desk)


def first_page(client) -> str:
    return client.get(reverse("wagtailadmin_home")).content.decode()


@pytest.mark.django_db
def test_nothing_is_told_before_it_is_committed(monkeypatch, django_capture_on_commit_callbacks):
    told = []
    monkeypatch.setattr(content_version, "_followers", [lambda: told.append(1)])
    with django_capture_on_commit_callbacks(execute=True):
        make_summary(make_issue("2018-03"))
        assert told == []
    assert told
    told.clear()
    with (
        django_capture_on_commit_callbacks(execute=True),
        pytest.raises(ZeroDivisionError),
        transaction.atomic(),
    ):
        content_version.bump()
        raise ZeroDivisionError
    assert told == []


def test_a_process_that_publishes_tells_it_by_itself(cdn, tmp_path):
    site = OwnSite(migrated_folder(tmp_path), more={"GLEANINGS_CDN_PURGE_URL": cdn.url})
    site.must_run(
        "import time\n"
        "from digest.factories import make_issue, make_summary\n"
        "from gleanings.site.models import CdnPurge\n"
        "make_summary(make_issue('2018-03'))\n"
        "ends = time.monotonic() + 20\n"
        "while not CdnPurge.objects.filter(told_at__isnull=False).exists():\n"
        "    assert time.monotonic() < ends\n"
        "    time.sleep(0.05)"
    )
    assert cdn.told
