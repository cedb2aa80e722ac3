"""A real Chromium before a real site: the demo, served as ``gleanings serve`` serves it."""

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
from dataclasses import dataclass, field
from pathlib import Path

import pytest

CHROMIUM = os.environ.get("CHROMIUM") or next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
HOW_TO_GET_IT = (
    "Browser tests need Chromium, which is not here. On Debian: apt-get install chromium; "
    "elsewhere set CHROMIUM to its path."
)
HERE = Path(__file__).parent
GLEANINGS = [sys.executable, "-m", "django"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    ours = [item for item in items if HERE in item.path.parents]
    for item in ours:
        item.add_marker(pytest.mark.browser)
        # one server and one browser for all of them, also where pytest runs in several processes
        item.add_marker(pytest.mark.xdist_group("browser"))
        if CHROMIUM is None and os.environ.get("GLEANINGS_REQUIRE_BROWSER") != "1":
            item.add_marker(pytest.mark.skip(reason=HOW_TO_GET_IT))


@dataclass
class Site:
    """The running demo."""

    url: str
    data: Path

    @property
    def password(self) -> str:
        return (self.data / "demo_password").read_text().strip()

    @property
    def environment(self) -> dict[str, str]:
        ours = {
            "GLEANINGS_DATA": str(self.data),
            "GLEANINGS_URL": self.url,
            "DJANGO_SETTINGS_MODULE": "gleanings.site.settings",
        }
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


@contextmanager
def running_demo(data: Path) -> Iterator[Site]:
    port = _free_port()
    site = Site(f"http://localhost:{port}", data)
    site.gleanings("demo", "--no-serve")
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


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The demo that all tests read and none changes."""
    with running_demo(tmp_path_factory.mktemp("site")) as site:
        yield site


@pytest.fixture(scope="module")
def own_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A demo for the tests of one file, to change as they like."""
    with running_demo(tmp_path_factory.mktemp("own-site")) as site:
        yield site


@pytest.fixture(scope="session")
def browser() -> Iterator:
    from playwright.sync_api import sync_playwright

    assert CHROMIUM, HOW_TO_GET_IT
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM)
        yield browser
        browser.close()


@dataclass
class Watched:
    """A page, and all that went wrong on it or left the site since the last look."""

    page: object
    site: Site
    errors: list[str] = field(default_factory=list)
    elsewhere: list[str] = field(default_factory=list)

    def open(self, path: str) -> None:
        self.errors.clear()
        self.elsewhere.clear()
        self.page.goto(self.site.url + path)  # type: ignore[attr-defined]


@pytest.fixture(scope="session")
def reader_page(browser, site) -> Iterator[Watched]:
    """One page for all tests that only read: a new one for each would cost most of the time."""
    page = browser.new_page()
    yield watch(page, site)
    page.close()


def watch(page, site: Site) -> Watched:
    watched = Watched(page, site)

    def note_console(message) -> None:
        if message.type in ("error", "warning"):
            watched.errors.append(message.text)

    def note_request(request) -> None:
        if not request.url.startswith((site.url, "data:")):
            watched.elsewhere.append(request.url)

    page.on("console", note_console)
    page.on("pageerror", lambda error: watched.errors.append(str(error)))
    page.on("request", note_request)
    return watched


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
