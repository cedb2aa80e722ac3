"""Screenshots of the demo's pages into docs/screenshots: ``python -m tools.screenshots``.

Small ones, of few colours, so that they may lie in the repository and a change of look be judged.
"""

from __future__ import annotations

import io
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from PIL import Image

FOLDER = Path(__file__).parent.parent / "docs" / "screenshots"
COLOURS = 24
TALLEST = 2000
# pages print their own address, which should not change from one time to the next
PORT = 8765
PHONE, DESK = 390, 1280

SUMMARY = "2018-03/alliance-goes-with-outcome-in-cbt-for-depression/"
PAGES = {
    "home": "",
    "issue": "2018-02/",
    "summary": SUMMARY,
    "summaries": "summaries/",
    "search": "summaries/?q=alliance&type=meta-analysis",
    "topics": "topics/",
    "topic": "topics/alliance-and-therapeutic-relationship/",
    "types": "types/",
    "archive": "archive/",
    "year": "archive/2018/",
    "questions": "evidence/",
    "synthesis": "evidence/conscientiousness-and-taking-medication/",
    "side-by-side": "evidence/alliance-and-outcome/",
    "open-data": "open-data/",
    "not-found": "nowhere/",
}
# those that are shown in the dark and in French too
MAIN_PAGES = ["home", "summary", "search", "synthesis"]


def main() -> None:
    # the demo's server is the browser tests'; they stand beside this package, not in it
    sys.path.insert(0, str(FOLDER.parent.parent / "tests"))
    from playwright.sync_api import sync_playwright

    from browser.demo_site import CHROMIUM, HOW_TO_GET_IT, running_demo

    if CHROMIUM is None:
        sys.exit(HOW_TO_GET_IT)
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as data,
        running_demo(Path(data), PORT) as site,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=CHROMIUM)
        page = browser.new_page()
        for name, path, width, scheme in _views():
            page.set_viewport_size({"width": width, "height": 900})
            page.emulate_media(color_scheme=scheme)
            page.goto(site.url + path)
            _save(page.screenshot(full_page=True, scale="css"), FOLDER / f"{name}.png")
        _save_print(page, f"{site.url}/en/{SUMMARY}")
        browser.close()


def _views() -> Iterator[tuple[str, str, int, Any]]:
    """Name, path, width and colour scheme of each picture."""
    for kind, path in PAGES.items():
        yield f"{kind}-desk", f"/en/{path}", DESK, "light"
        yield f"{kind}-phone", f"/en/{path}", PHONE, "light"
    for kind in MAIN_PAGES:
        yield f"{kind}-desk-dark", f"/en/{PAGES[kind]}", DESK, "dark"
        yield f"{kind}-phone-fr", f"/fr/{PAGES[kind]}", PHONE, "light"


def _save_print(page: Any, address: str) -> None:
    """The handout, as wide as a sheet of A4 without its margins."""
    page.set_viewport_size({"width": 680, "height": 960})
    page.emulate_media(media="print", color_scheme="light")
    page.goto(address)
    _save(page.screenshot(full_page=True), FOLDER / "summary-print.png")


def _save(png: bytes, path: Path) -> None:
    picture = Image.open(io.BytesIO(png)).convert("RGB")
    picture = picture.crop((0, 0, picture.width, min(picture.height, TALLEST)))
    picture.quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)


if __name__ == "__main__":
    main()
