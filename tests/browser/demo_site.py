"""The demo, served by a process of its own as ``gleanings demo`` would serve it."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from psycopg import sql

from migrated import migrated_folder

CHROMIUM = os.environ.get("CHROMIUM") or next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
HOW_TO_GET_IT = (
    "Browser tests need Chromium, which is not here. On Debian: apt-get install chromium; "
    "elsewhere set CHROMIUM to its path."
)


GLEANINGS = [sys.executable, "-m", "gleanings"]
SERVER = os.environ.get("TEST_DATABASE_URL", "")
"""The database server that the sites are to run on, each in a database of its own; or SQLite."""


@dataclass
class Site:
    """The running demo."""

    url: str
    data: Path

    @property
    def password(self) -> str:
        """Of editor, reviewer and writer."""
        return (self.data / "demo_password").read_text().strip()

    @property
    def environment(self) -> dict[str, str]:
        ours = {
            "GLEANINGS_DATA": str(self.data),
            "GLEANINGS_URL": self.url,
            "DJANGO_SETTINGS_MODULE": "gleanings.site.settings",
            "GLEANINGS_SOURCES_ADDRESS": "http://127.0.0.1:9",  # where nobody listens
        }
        if SERVER:
            address = urlsplit(SERVER)._replace(path=f"/{_database_of(self.data)}")
            ours["GLEANINGS_DATABASE_URL"] = address.geturl()
        others = {name: value for name, value in os.environ.items() if "GLEANINGS_" not in name}
        return others | ours

    def gleanings(self, *arguments: str) -> str:
        """Run the command on this site; what it prints."""
        return subprocess.run(  # noqa: S603
            [*GLEANINGS, *arguments],
            env=self.environment,
            check=True,
            stdout=subprocess.PIPE,
            text=True,
        ).stdout


def make_demo(data: Path) -> None:
    """A new demo in the folder, that nobody serves yet."""
    if SERVER:
        _make_database(data, like="template1")
    else:
        migrated_folder(data)
    Site("http://localhost:8000", data).gleanings("demo", "--no-serve")


@contextmanager
def running_demo(data: Path, port: int | None = None, made: Path | None = None) -> Iterator[Site]:
    """A demo in the folder, on the port or a free one, until the block ends.

    A copy of one that was ``made`` is there at once; a new one takes longer than most tests.
    """
    port = port or _free_port()
    if made:
        shutil.copytree(made, data, dirs_exist_ok=True)
        if SERVER:
            _make_database(data, like=_database_of(made))
    else:
        make_demo(data)
    site = Site(f"http://localhost:{port}", data)
    log = (data / "log").open("w")
    server = subprocess.Popen(  # noqa: S603
        [*GLEANINGS, "serve", "--port", str(port)], env=site.environment, stdout=log, stderr=log
    )
    try:
        _wait_for(site.url, server)
        yield site
    finally:
        server.terminate()
        server.wait(timeout=20)
        log.close()


def _make_database(data: Path, like: str) -> None:
    names = sql.Identifier(_database_of(data)), sql.Identifier(like)
    with psycopg.connect(SERVER, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(*names))


def _database_of(data: Path) -> str:
    """Its name: that of the folder, with the run's before it."""
    return f"{data.parent.name}-{data.name}"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _wait_for(url: str, server: subprocess.Popen) -> None:
    for _attempt in range(300):
        assert server.poll() is None, "the server ended before it answered"
        try:
            urllib.request.urlopen(f"{url}/robots.txt", timeout=5)  # noqa: S310
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError("the server does not answer")
