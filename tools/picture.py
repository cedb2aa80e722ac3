"""The picture that link previews show of a network without a logo: ``python -m tools.picture``.

Drawn from the icon by Chromium, in few colours. Previews take no SVG.
"""

from __future__ import annotations

import io
import sys
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).parent.parent
STATIC = ROOT / "src/gleanings/site/static/site"
GROUND = "#1f5f52"
COLOURS = 16


def main() -> None:
    sys.path.insert(0, str(ROOT / "tests"))
    from playwright.sync_api import sync_playwright

    from browser.demo_site import CHROMIUM, HOW_TO_GET_IT
    from gleanings.site.logo import PICTURE_SIZE

    if CHROMIUM is None:
        sys.exit(HOW_TO_GET_IT)
    width, height = PICTURE_SIZE
    icon = (STATIC / "icon.svg").read_text(encoding="utf-8")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM)
        page = browser.new_page(viewport={"width": width, "height": height})
        page.set_content(
            f"<body style='margin:0;height:100vh;display:grid;place-items:center;"
            f"background:{GROUND}'><div style='width:{height * 2 // 3}px'>{icon}</div>"
        )
        drawn = Image.open(io.BytesIO(page.screenshot()))
        browser.close()
    drawn.convert("RGB").quantize(COLOURS).save(STATIC / "picture.png", optimize=True)


if __name__ == "__main__":
    main()
