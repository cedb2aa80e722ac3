"""What several machines share in Redis: kept pages and counts; and the site without it."""

from __future__ import annotations

import shutil
import subprocess
import time

import pytest
import redis
import requests
from django.core.cache import caches
from django.test import override_settings

from gleanings.site.doctor.findings import Level
from gleanings.site.doctor.reached import look_at_cache
from migrated import migrated_folder
from own_site import OwnSite, free_port


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """The address of a Redis of our own."""
    if not shutil.which("redis-server"):
        pytest.skip("Redis is not installed")
    port, folder = free_port(), tmp_path_factory.mktemp("redis")
    process = subprocess.Popen(  # noqa: S603
        ["redis-server", "--port", str(port), "--bind", "127.0.0.1", "--save", ""],  # noqa: S607
        cwd=folder,
        stdout=subprocess.DEVNULL,
    )
    url = f"redis://127.0.0.1:{port}/0"
    for _attempt in range(200):
        try:
            redis.from_url(url).ping()
            break
        except redis.RedisError:
            time.sleep(0.05)
    yield url
    process.terminate()
    process.wait(timeout=20)


def cached_at(url: str) -> dict:
    return {
        name: {
            "BACKEND": "gleanings.site.shared_cache.SharedCache",
            "LOCATION": url,
            "KEY_PREFIX": name,
        }
        for name in ("default", "api_rate", "guesses")
    }


def test_two_machines_count_together(server):
    with override_settings(CACHES=cached_at(server)):
        one, another = caches["guesses"], caches.create_connection("guesses")
        assert one.add("somebody", 0, 60)
        assert not another.add("somebody", 0, 60)
        assert one.incr("somebody") == 1
        assert another.incr("somebody") == 2
        assert one.get("somebody") == 2
        with pytest.raises(ValueError, match="nobody"):
            one.incr("nobody")
        assert caches["api_rate"].get("somebody") is None


def test_without_it_each_process_counts_for_itself_and_asks_again(monkeypatch):
    with override_settings(CACHES=cached_at(f"redis://127.0.0.1:{free_port()}/0")):
        cache = caches["guesses"]
        cache.own.clear()
        assert cache.add("somebody", 0, 60)
        assert cache.incr("somebody") == 1
        assert cache.get("somebody") == 1
        with pytest.raises(ValueError, match="nobody"):
            cache.incr("nobody")
        # left alone for a while, lest each request waits for it
        assert cache.left_alone_until > time.monotonic()


def test_the_doctor_says_whether_it_answers(server, settings):
    settings.CACHE_URL = server
    (found,) = look_at_cache()
    assert found.level is Level.WELL
    settings.CACHE_URL = f"redis://user:hunter2@127.0.0.1:{free_port()}/0"
    (found,) = look_at_cache()
    assert found.level is Level.WRONG
    assert "hunter2" not in found.sentence
    settings.CACHE_URL = ""
    assert list(look_at_cache()) == []


def test_a_site_with_it_and_a_site_that_lost_it_answer(server, tmp_path):
    site = OwnSite(
        migrated_folder(tmp_path),
        more={"GLEANINGS_CACHE_URL": server, "GLEANINGS_API_RATE": "3/day"},
    )
    site.more["GLEANINGS_PROCESSES"] = "2"
    with site.served():
        asked = [requests.get(f"{site.url}/api/v1/", timeout=20).status_code for _ask in range(5)]
        assert asked == [200, 200, 200, 429, 429]
        assert requests.get(f"{site.url}/en/topics/", timeout=20).ok
        assert any(b":page:" in key for key in redis.from_url(server).scan_iter())
    site.more["GLEANINGS_CACHE_URL"] = f"redis://127.0.0.1:{free_port()}/0"
    with site.served():
        assert requests.get(f"{site.url}/en/", timeout=20).ok
        assert requests.get(f"{site.url}/api/v1/", timeout=20).ok
