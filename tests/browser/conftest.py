"""A real Chromium before a real site: the demo, served as ``gleanings serve`` serves it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from browser.demo_site import CHROMIUM, HOW_TO_GET_IT, Site, make_demo, running_demo

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    ours = [item for item in items if HERE in item.path.parents]
    for item in ours:
        item.add_marker(pytest.mark.browser)
        if CHROMIUM is None and os.environ.get("GLEANINGS_REQUIRE_BROWSER") != "1":
            item.add_marker(pytest.mark.skip(reason=HOW_TO_GET_IT))


@pytest.fixture(scope="session")
def made_demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A demo to make copies of."""
    data = tmp_path_factory.mktemp("made")
    make_demo(data)
    return data


@pytest.fixture(scope="session")
def site(made_demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The demo that all tests read and none changes."""
    with running_demo(tmp_path_factory.mktemp("site"), made=made_demo) as site:
        yield site


@pytest.fixture(scope="module")
def own_site(made_demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A demo for the tests of one file, to change as they like."""
    with running_demo(tmp_path_factory.mktemp("own-site"), made=made_demo) as site:
        yield site


@pytest.fixture(scope="module")
def browser() -> Iterator:
    """Of one file: while it runs there is an event loop, beside which Django opens no database."""
    from playwright.sync_api import sync_playwright

    assert CHROMIUM, HOW_TO_GET_IT
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM)
        yield browser
        browser.close()


@pytest.fixture
def page(browser, own_site: Site) -> Iterator:
    """A window of one's own, before the site that may be changed."""
    context = browser.new_context(base_url=own_site.url, viewport={"width": 1280, "height": 900})
    context.set_default_timeout(30_000)
    yield context.new_page()
    context.close()


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


@pytest.fixture(scope="module")
def reader_page(browser, site) -> Iterator[Watched]:
    """One page for tests that only read: a new one for each would cost most of the time."""
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


@pytest.fixture
def therapist(browser, site: Site) -> Iterator:
    """A browser of one's own, all of whose requests are noted."""
    context = browser.new_context(base_url=site.url, viewport={"width": 390, "height": 844})
    context.set_default_timeout(10_000)
    sent: list[str] = []
    context.on("request", lambda request: sent.append(_whole(request)))
    page = context.new_page()
    page.watched = watch(page, site)
    page.sent = sent
    page.on("dialog", lambda dialog: dialog.accept())
    yield page
    assert page.watched.elsewhere == []
    assert page.watched.errors == []
    context.close()


def _whole(request) -> str:
    return f"{request.method} {request.url} {request.headers} {request.post_data or ''}"
