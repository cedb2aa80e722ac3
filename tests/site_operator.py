"""The ``gleanings`` command, as an operator starts it: a process of its own, its own settings."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

WRITES = """
from gleanings.site.command import load; load()
from gleanings.literature.models import Article
print("begun", flush=True)
number = 0
while True:
    number += 1
    Article.objects.create(title=f"Written meanwhile {number}", year=2025)
"""
"""Goes on writing until it is ended."""


def gleanings(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    return run("from gleanings.site.command import main; main()", *arguments, **variables)


def run(code: str, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603
        [sys.executable, "-c", code, *arguments],
        env=environment(**variables),
        capture_output=True,
        text=True,
        check=False,
    )


def environment(**variables: str) -> dict[str, str]:
    mine = {name: value for name, value in os.environ.items() if not name.startswith("GLEANINGS_")}
    return mine | {
        "DJANGO_SETTINGS_MODULE": "gleanings.site.settings",
        "PYTHONPATH": str(Path(__file__).parent),
        "GLEANINGS_SOURCES_ADDRESS": "http://127.0.0.1:9",  # where nobody listens
        **variables,
    }
