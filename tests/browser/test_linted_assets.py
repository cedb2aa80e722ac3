"""Our scripts and style sheets have none of the faults that Biome's linter knows."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

CHECKERS = Path(__file__).parent / "checkers"
BIOME = CHECKERS / "node_modules" / ".bin" / "biome"
SOURCE = Path(__file__).parents[2] / "src"
HOW_TO_GET_IT = (
    "The linter of scripts and style sheets is not here. It needs npm: "
    "npm ci --ignore-scripts --prefix tests/browser/checkers"
)


def lint(*files: Path) -> subprocess.CompletedProcess[str]:
    if not BIOME.exists():
        if os.environ.get("GLEANINGS_REQUIRE_BROWSER") == "1":
            pytest.fail(HOW_TO_GET_IT)
        pytest.skip(HOW_TO_GET_IT)
    command = [BIOME, "lint", f"--config-path={CHECKERS}", "--error-on-warnings", *files]
    return subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603


def test_scripts_and_style_sheets():
    files = [*SOURCE.glob("**/static/**/*.js"), *SOURCE.glob("**/static/**/*.css")]
    assert len(files) > 10
    linted = lint(*files)
    assert linted.returncode == 0, linted.stderr + linted.stdout


@pytest.mark.parametrize(
    ("name", "fault"),
    [("a.js", "if (a = 1) undeclared()\nconst a = 2; a = 3;"), ("a.css", "a { colour: red }")],
)
def test_the_linter_finds_what_is_wrong(tmp_path, name, fault):
    """That it says nothing means something."""
    (tmp_path / name).write_text(fault)
    assert lint(tmp_path / name).returncode != 0
