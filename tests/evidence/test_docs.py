"""docs/evidence.md and tutorial.md run as they stand; the first names all that is public."""

import doctest
import re
import shlex
from pathlib import Path

import pytest

import gleanings.evidence
from evidence.gold import cases
from gleanings.evidence.command import main

DOCS = Path(__file__).parents[2] / "docs"
PAGE = (DOCS / "evidence.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^```(\w+)(?: (\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def blocks(language: str, page: str = PAGE) -> list[tuple[str, str]]:
    """(name, content) of each fenced block in a language."""
    return [(name, body) for kind, name, body in BLOCK.findall(page) if kind == language]


@pytest.mark.parametrize(("name", "least"), [("evidence.md", 40), ("tutorial.md", 25)])
def test_the_examples_give_what_they_say(name, least):
    page = (DOCS / name).read_text(encoding="utf-8")
    source = "".join(body for _, body in blocks("python", page))
    example = doctest.DocTestParser().get_doctest(source, {}, name, name, 0)
    faults: list[str] = []
    runner = doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE)
    result = runner.run(example, out=faults.append)
    assert result.attempted > least
    assert result.failed == 0, "".join(faults)


def test_the_commands_run(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    for name, body in blocks("csv"):
        (tmp_path / name).write_text(body, encoding="utf-8")
    lines = [line for _, body in blocks("console") for line in body.splitlines()]
    commands = [line.removeprefix("$ ") for line in lines if line.startswith("$ ")]
    assert len(commands) >= 3
    for command in commands:
        program, *arguments = shlex.split(command.removeprefix("python -m "))
        assert program == "gleanings.evidence"
        assert main(arguments) == 0, capsys.readouterr().err
    assert (tmp_path / "forest.svg").exists()


@pytest.mark.parametrize("name", gleanings.evidence.__all__)
def test_every_public_name_is_documented(name):
    table = PAGE.partition("## Public names")[2].partition("\n## ")[0]
    assert f"`{name}`" in table
    value = getattr(gleanings.evidence, name)
    assert value.__doc__


def test_no_name_is_documented_that_is_not_public():
    table = PAGE.partition("## Public names")[2].partition("\n## ")[0]
    assert set(re.findall(r"`(\w+)`", table)) == set(gleanings.evidence.__all__)


def test_the_number_of_reference_analyses_is_right():
    assert f"Reference results for {len(cases())} analyses" in PAGE


def test_every_link_leads_somewhere():
    for target in re.findall(r"\]\(([^)#]+)\)", PAGE):
        assert target.startswith("https://") or (DOCS / target).exists(), target
    headings = {
        re.sub(r"[^\w\- ]", "", line.lower()).replace(" ", "-")
        for line in re.findall(r"^#+ (.*)$", PAGE, re.MULTILINE)
    }
    for anchor in re.findall(r"\]\(#([^)]+)\)", PAGE):
        assert anchor in headings
