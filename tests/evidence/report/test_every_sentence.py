"""No sentence of the voice goes without a condition in a truth table."""

import ast
import re
from pathlib import Path

import pytest

from gleanings.evidence import report

from .truth import FOLDER, sentences

SOURCES = sorted(Path(report.__file__).parent.glob("*.py"))
SAID = [
    said["en"]
    for path in FOLDER.glob("*.toml")
    for said in sentences(path.stem).values()
    if said["en"]
]
# the table for notebooks is asserted whole in test_pooled.py
IN_NOTEBOOKS = {
    "Estimate", "SE", "{level}% CI", "Pooled value", "{level}% prediction interval",
    "{low} to {high}",
}  # fmt: skip


def spoken() -> set[str]:
    """Every sentence that the sources say or mark to be said."""
    found = set()
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                name = getattr(node.func, "attr", getattr(node.func, "id", ""))
                given = {"N_": 1, "say": 1, "plural": 2}.get(name, 0)
                found |= {one.value for one in node.args[:given] if isinstance(one, ast.Constant)}
    return found


@pytest.mark.parametrize("sentence", sorted(spoken() - IN_NOTEBOOKS))
def test_it_is_asserted_somewhere(sentence):
    parts = re.split(r"{\w+}", sentence)
    pattern = re.compile(".*?".join(map(re.escape, parts)))
    assert any(pattern.search(said) for said in SAID), sentence


def test_there_are_as_many_as_there_should_be():
    assert len(spoken()) > 250
