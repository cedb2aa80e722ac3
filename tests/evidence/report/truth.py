"""The truth tables: under which condition which sentence is said, in both languages.

A test file has the conditions, `told/NAME.toml` the whole sentences that readers see. Whoever
changes a sentence changes them there, in both languages.
"""

import tomllib
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import pytest

Said = Callable[[str], str | Iterable[str]]
FOLDER = Path(__file__).with_name("told")


def sentences(name: str) -> dict[str, dict[str, str]]:
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


def joined(said: str | Iterable[str]) -> str:
    return said if isinstance(said, str) else " ".join(said)


def each(name: str, conditions: Mapping[str, Said]) -> pytest.MarkDecorator:
    """A case for each condition and language; none may be without sentences, nor the reverse."""
    told = sentences(name)
    assert list(told) == list(conditions), set(told) ^ set(conditions)
    cases = [
        pytest.param(said, language, told[when][language], id=f"{when}-{language}")
        for when, said in conditions.items()
        for language in ("en", "fr")
    ]
    return pytest.mark.parametrize(("said", "language", "expected"), cases)
