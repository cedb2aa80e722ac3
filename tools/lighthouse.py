"""What Lighthouse says of the demo's pages, as a table: ``python -m tools.lighthouse``.

It needs Chromium and Lighthouse itself (``npm install --global lighthouse``, or LIGHTHOUSE set to
the path of its command). It fails where a page has fewer than 95 points.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
AIM = 95
CATEGORIES = ["performance", "accessibility", "best-practices", "seo"]
PAGES = {
    "home": "",
    "browse": "summaries/",
    "browse, with a query": "summaries/?q=alliance",
    "summary": "2018-03/alliance-goes-with-outcome-in-cbt-for-depression/",
    "synthesis": "evidence/conscientiousness-and-taking-medication/",
}
# what was searched for is not to be indexed, and Lighthouse takes points for that
NOT_TO_BE_INDEXED = {"browse, with a query"}
DEVICES: dict[str, list[str]] = {"mobile": [], "desktop": ["--preset=desktop"]}


def main() -> None:
    sys.path.insert(0, str(ROOT / "tests"))
    from browser.demo_site import CHROMIUM, HOW_TO_GET_IT, running_demo

    command = os.environ.get("LIGHTHOUSE") or shutil.which("lighthouse")
    if CHROMIUM is None:
        sys.exit(HOW_TO_GET_IT)
    if command is None:
        sys.exit("Lighthouse is not here: npm install --global lighthouse, or set LIGHTHOUSE.")
    os.environ["CHROME_PATH"] = CHROMIUM
    too_low = []
    _row(["page", "device", "performance", "accessibility", "best practices", "SEO"])
    _row(["---"] * 6)
    with tempfile.TemporaryDirectory() as data, running_demo(Path(data)) as site:
        for name, path in PAGES.items():
            for device, options in DEVICES.items():
                points = measured(command, f"{site.url}/en/{path}", options)
                _row([name, device, *map(str, points.values())])
                if name in NOT_TO_BE_INDEXED:
                    del points["seo"]
                too_low += [f"{name}, {device}" for some in points.values() if some < AIM]
    if too_low:
        sys.exit(f"Below {AIM}: {'; '.join(dict.fromkeys(too_low))}.")


def _row(cells: list[str]) -> None:
    sys.stdout.write(f"| {' | '.join(cells)} |\n")
    sys.stdout.flush()


def measured(command: str, address: str, options: list[str]) -> dict[str, int]:
    """Points of 100 in each category."""
    call = [
        *(command, address, "--quiet", "--output=json", "--output-path=stdout"),
        *(f"--only-categories={','.join(CATEGORIES)}", *options),
        "--chrome-flags=--headless=new --no-sandbox",
    ]
    run = subprocess.run(call, stdout=subprocess.PIPE, text=True)  # noqa: S603
    if run.returncode:  # on a busy machine the browser is sometimes too late; once, that is
        run = subprocess.run(call, check=True, stdout=subprocess.PIPE, text=True)  # noqa: S603
    found: dict[str, Any] = json.loads(run.stdout)["categories"]
    return {category: round(100 * found[category]["score"]) for category in CATEGORIES}


if __name__ == "__main__":
    main()
