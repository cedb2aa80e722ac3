"""What the guides name is there, and what is there is named."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.core.management import get_commands

import gleanings.site.settings

DOCS = Path(__file__).parents[2] / "docs"
OPERATOR = (DOCS / "operator.md").read_text(encoding="utf-8")
SETTINGS = Path(gleanings.site.settings.__file__).read_text(encoding="utf-8")


def test_every_setting_is_in_the_operators_table_and_no_other() -> None:
    read = {
        f"GLEANINGS_{name}" for name in re.findall(r'env(?:_[a-z_]+)?\(\s*"([A-Z_]+)"', SETTINGS)
    }
    rows = [line for line in OPERATOR.splitlines() if line.startswith("| `GLEANINGS_")]
    told = {name for row in rows for name in re.findall(r"`(GLEANINGS_[A-Z_]+)`", row)}
    assert told == read


@pytest.mark.parametrize("guide", ["editor.md", "operator.md"])
def test_every_command_named_exists(guide: str) -> None:
    text = (DOCS / guide).read_text(encoding="utf-8")
    named = set(re.findall(r"(?:`|\$ |/)gleanings ([a-z_]+)", text))
    assert named
    assert named - {"help"} <= set(get_commands())


def test_every_path_of_the_table_for_newcomers_is_there() -> None:
    root = DOCS.parent
    told = re.findall(r"`(src/[^`]+)`", (root / "CONTRIBUTING.md").read_text(encoding="utf-8"))
    assert len(told) > 30
    assert [path for path in told if not (root / path).exists()] == []
