"""The controlled lists that a new site starts with."""

from __future__ import annotations

import json
import re
from importlib.resources import files

import pytest

LISTS = {"topics.json": 36, "research_types.json": 10}
FIELDS = ("name_en", "name_fr", "definition_en", "definition_fr")


def rows(name: str) -> list[dict[str, str]]:
    text = files("gleanings.digest.vocabulary").joinpath(name).read_text(encoding="utf-8")
    return json.loads(text)


@pytest.mark.parametrize(("name", "count"), LISTS.items())
def test_as_many_terms_as_announced_and_no_slug_twice(name: str, count: int) -> None:
    slugs = [row["slug"] for row in rows(name)]
    assert len(slugs) == len(set(slugs)) == count
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug) for slug in slugs)


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("field", FIELDS)
def test_every_term_is_named_and_defined_in_both_languages(name: str, field: str) -> None:
    values = [row.get(field, "").strip() for row in rows(name)]
    assert all(values)
    assert len(set(values)) == len(values)


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_definition_is_a_few_whole_sentences(name: str, language: str) -> None:
    for row in rows(name):
        definition = row[f"definition_{language}"]
        assert definition[0].isupper()
        assert definition.endswith(".")
        assert 60 <= len(definition) <= 320, row["slug"]


@pytest.mark.parametrize("name", LISTS)
def test_french_keeps_its_punctuation_on_the_line(name: str) -> None:
    for row in rows(name):
        french = row["name_fr"] + " " + row["definition_fr"]
        assert not re.search(r"(?<!\u202f)[;?!]|(?<!\u00a0)[:»]|«(?!\u00a0)", french), row["slug"]
        assert "'" not in french
