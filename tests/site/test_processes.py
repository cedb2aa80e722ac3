"""The server's processes: several answer, one that is lost is replaced, and all end together."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest
import requests

from gleanings.site.processes import PATIENCE
from migrated import migrated_folder
from own_site import OwnSite, answer

SLOW = """
import time
import gleanings.site.wsgi as wsgi
def slow(environ, start_response):
    time.sleep(1)
    start_response("200 OK", [("Content-Length", "4")])
    return [b"here"]
wsgi.application = slow
"""
"""Put before the server begins: each answer takes a second."""


@pytest.fixture
def site(tmp_path):
    return OwnSite(migrated_folder(tmp_path), more={"GLEANINGS_PROCESSES": "2"})


def until(is_so, seconds: float = 20) -> bool:
    ends = time.monotonic() + seconds
    while time.monotonic() < ends:
        if is_so():
            return True
        time.sleep(0.05)
    return False


def answers(site: OwnSite) -> bool:
    try:
        site.connect().close()
    except ConnectionRefusedError:
        return False
    return True


def begun(site: OwnSite, number: int = 3) -> list[int]:
    assert until(lambda: len(site.children()) == number)
    return site.children()


def is_gone(pid: int) -> bool:
    with suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] == "Z"
    return True


def get(site: OwnSite, path: str = "/en/") -> int:
    return requests.get(site.url + path, timeout=30).status_code


def test_a_process_that_is_lost_is_replaced_and_readers_go_on(site):
    with site.served(scheduler=True):
        before = begun(site)
        for pid in before:
            os.kill(pid, signal.SIGKILL)
            assert get(site) == 200
        assert until(lambda: len(site.children()) == 3 and not {*before} & {*site.children()})
        assert get(site) == 200


def test_all_end_when_the_first_one_is_killed(site):
    with site.served(scheduler=True):
        children = begun(site)
        site.process.kill()
        assert until(lambda: all(map(is_gone, children)))
    assert until(lambda: not answers(site))


def test_what_was_asked_before_the_end_is_answered(site):
    with site.served(before=SLOW):
        asked = [site.connect() for _number in range(6)]
        for one in asked:
            one.sendall(b"GET / HTTP/1.0\r\n\r\n")
        time.sleep(0.3)
        site.process.send_signal(signal.SIGTERM)
        for one in asked:
            with one:
                assert answer(one)[1].endswith(b"here")
        assert site.process.wait(timeout=10) == 0


def test_who_holds_a_connection_and_asks_nothing_keeps_nobody_from_ending(site):
    with site.served(scheduler=True), site.connect():
        time.sleep(0.2)
        site.process.send_signal(signal.SIGTERM)
        # sooner than the patience with those who are being answered
        assert site.process.wait(timeout=0.8 * PATIENCE) == 0


def test_a_port_that_is_taken_is_said(site):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = subprocess.run(  # noqa: S603
            [
                *(sys.executable, "-c", "from gleanings.site.command import main; main()"),
                *("serve", "--port", str(port)),
            ],
            env=site.environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
    assert done.returncode == 1
    assert f"Port {port} cannot be used (Address already in use)" in done.stderr
    assert "Serving" not in done.stdout


def test_all_processes_count_together(site):
    """Else as many processes as there are would each let somebody guess."""
    site.more["GLEANINGS_API_RATE"] = "20/hour"
    with site.served():
        statuses = [get(site, "/api/v1/topics") for _time in range(25)]
    assert (statuses.count(200), statuses.count(429)) == (20, 5)
