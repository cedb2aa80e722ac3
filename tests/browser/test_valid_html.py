"""Every kind of page is valid HTML, as the Nu checker of the W3C sees it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from browser.pages import PAGES

CHECKER = Path(__file__).parent / "checkers"
JAR = CHECKER / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
HOW_TO_GET_IT = (
    "The HTML checker is not here. It needs Java and npm: "
    "npm ci --ignore-scripts --prefix tests/browser/checkers"
)


OF_NO_ADDRESS = "violates Content Security Policy"
"""Of a page in a file nothing is its own site's; that the policy lets the page work, the browser
tests of the page see."""


def test_every_page_is_valid_html(site, tmp_path):
    if not (JAR.exists() and shutil.which("java")):
        if os.environ.get("GLEANINGS_REQUIRE_BROWSER") == "1":
            pytest.fail(HOW_TO_GET_IT)
        pytest.skip(HOW_TO_GET_IT)
    for language in ("en", "fr"):
        for kind, path in PAGES.items():
            name = f"{language} {kind}.html".replace(" ", "-")
            (tmp_path / name).write_bytes(_page(f"{site.url}/{language}/{path}"))
    assert _faults(sorted(tmp_path.glob("*.html"))) == []


def test_the_checker_finds_what_is_wrong(tmp_path):
    """That it says nothing means something."""
    if not (JAR.exists() and shutil.which("java")):
        pytest.skip(HOW_TO_GET_IT)
    page = tmp_path / "wrong.html"
    page.write_text("<!DOCTYPE html><html lang=en><title>T</title><p hx-get=x><p id=a><p id=a>")
    faults = " ".join(_faults([page]))
    assert "hx-get" in faults
    assert "Duplicate ID" in faults


def _page(address: str) -> bytes:
    try:
        with urllib.request.urlopen(address) as answer:  # noqa: S310
            return answer.read()
    except urllib.error.HTTPError as not_found:
        return not_found.read()


def _faults(pages: list[Path]) -> list[str]:
    """Errors and warnings, each with its page and line; the checker starts once for all pages."""
    run = subprocess.run(  # noqa: S603
        ["java", "-jar", str(JAR), "--format", "json", "--stdout", "--exit-zero-always", *pages],  # noqa: S607
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    return [
        f"{Path(found['url']).name}:{found.get('lastLine')}: {found['message']}"
        for found in json.loads(run.stdout)["messages"]
        if (found["type"] != "info" or found.get("subType") == "warning")
        and OF_NO_ADDRESS not in found["message"]
    ]
