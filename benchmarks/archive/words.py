"""The word lists, read once."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def words() -> dict[str, Any]:
    """Populations, treatments, outcomes and so on, each in English and French with its topics."""
    return _read("words.json")


@cache
def sentences() -> dict[str, Any]:
    """Templates by kind of study and language; what stands in braces is a fact of the study."""
    return _read("sentences.json")


@cache
def by_topic() -> dict[str, Any]:
    """A background sentence and practice implications for each topic."""
    return _read("by_topic.json")


@cache
def akin(kind: str, topic: str) -> list[dict[str, Any]]:
    """The words of a kind that belong to a topic; all of the kind, if none does."""
    return [word for word in words()[kind] if topic in word["topics"]] or words()[kind]


def _read(name: str) -> dict[str, Any]:
    text = files(__package__).joinpath(name).read_text(encoding="utf-8")
    return json.loads(text)
