"""What the evidence library can say of a row's numbers can be said in the editor's language."""

import ast
from pathlib import Path

import gleanings.evidence.effect_sizes
from gleanings.synthesis.upload.faults import ENDED, RULES

FOLDER = Path(gleanings.evidence.effect_sizes.__file__).parent


def rules_in(path: Path) -> set[str]:
    """The last argument of each call of a fault; the start of it where it is put together."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = {
        node.targets[0].id: node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)
    }
    found = set()
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
            continue
        if node.func.attr not in {"check", "add", "undefined"} or len(node.args) != 4:
            continue
        rule = node.args[3]
        rule = names.get(rule.id, rule) if isinstance(rule, ast.Name) else rule
        text = rule.values[0] if isinstance(rule, ast.JoinedStr) else rule
        found.add(text.value)
    return found


def test_every_rule_can_be_translated():
    rules = set().union(*map(rules_in, FOLDER.glob("*.py")))
    # of whole columns, which are asked for before any row is looked at
    rules.discard('is missing; or pass missing="keep"')
    assert rules == {*RULES, *(start for start, _ in ENDED)}
