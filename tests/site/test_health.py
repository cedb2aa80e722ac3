"""A monitor learns whether database, clock and disk are well, and nothing else."""

from __future__ import annotations

import os
import time

import pytest
from django.db import DatabaseError

from gleanings.reader.cache import content_version
from gleanings.site import clock, health

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    clock.beat()


def ask(client, **headers: str):
    return client.get("/healthz", headers=headers)


def test_all_is_well_by_any_host_name_and_without_https(client, settings):
    settings.ALLOWED_HOSTS = ["digest.example.org"]
    settings.SECURE_SSL_REDIRECT = True
    response = ask(client, host="127.0.0.1:8000")
    assert response.status_code == 200
    assert response.json() == {"status": "ok", "database": "ok", "clock": "ok", "disk": "ok"}
    assert response["Cache-Control"] == "no-store"
    assert not response.cookies


def test_a_database_that_does_not_answer(client, monkeypatch):
    def fail() -> None:
        raise DatabaseError("password=hunter2 /srv/secret")

    monkeypatch.setattr(content_version, "current", fail)
    response = ask(client)
    assert response.status_code == 503
    assert response.json()["database"] == "failing"
    assert b"hunter2" not in response.content


def test_a_clock_that_stands_still(client):
    late = time.time() - health.CLOCK_IS_LATE
    os.utime(clock.beat_file(), (late + 60, late + 60))
    assert ask(client).json()["clock"] == "ok"
    os.utime(clock.beat_file(), (late - 1, late - 1))
    assert ask(client).json()["clock"] == "late"
    clock.beat_file().unlink()
    assert ask(client).status_code == 503


def test_a_disk_that_is_nearly_full(client, monkeypatch):
    monkeypatch.setattr(health, "ROOM_NEEDED", 1 << 62)
    response = ask(client)
    assert (response.status_code, response.json()["disk"]) == (503, "nearly full")
