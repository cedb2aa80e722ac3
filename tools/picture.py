"""The picture that link previews show of a network without a logo, and the icons that the page for
sessions has on home screens: ``python -m tools.picture``.

Drawn from the icon by Chromium, in few colours. Neither takes SVG.
"""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).parent.parent
STATIC = ROOT / "src/gleanings/site/static/site"
ICONS = ROOT / "src/gleanings/practice/static/practice"
ICON_SIZES = (180, 192, 512)
GROUND = "#1f5f52"
COLOURS = 16


def main() -> None:
    sys.path.insert(0, str(ROOT / "tests"))
    from playwright.sync_api import sync_playwright

    from browser.demo_site import CHROMIUM, HOW_TO_GET_IT

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gleanings.site.settings")
    from gleanings.site.logo import PICTURE_SIZE

    if CHROMIUM is None:
        sys.exit(HOW_TO_GET_IT)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM)
        draw(browser, STATIC / "picture.png", *PICTURE_SIZE)
        for size in ICON_SIZES:
            draw(browser, ICONS / f"icon-{size}.png", size, size)
        browser.close()


def draw(browser: Browser, file: Path, width: int, height: int) -> None:
    """The icon in the middle of a ground, two thirds as wide as that is high."""
    icon = (STATIC / "icon.svg").read_text(encoding="utf-8")
    page = browser.new_page(viewport={"width": width, "height": height})
    page.set_content(
        f"<body style='margin:0;height:100vh;display:grid;place-items:center;"
        f"background:{GROUND}'><div style='width:{height * 2 // 3}px'>{icon}</div>"
    )
    drawn = Image.open(io.BytesIO(page.screenshot()))
    page.close()
    drawn.convert("RGB").quantize(COLOURS).save(file, optimize=True)


if __name__ == "__main__":
    main()
