"""What rows relate, in whom and when, in the words of a language."""

from dataclasses import fields, replace
from typing import Any

from gleanings.digest.models.finding import PHRASES
from gleanings.synthesis.models import IncludedFinding
from gleanings.synthesis.stored_result import Dataset, Row

OF_A_ROW = {field.name for field in fields(Row)}.intersection(PHRASES)

Given = dict[int, dict[str, dict[str, str]]]
"""By finding and language."""


def in_language(data: Dataset, language: str, given: Given | None = None) -> Dataset:
    """The dataset with the phrases that editors gave its findings in the language.

    They are the findings' as they are now, also in an older version: words, and no numbers. Of many
    datasets at once, `given` is looked up once: `given_phrases`.
    """
    given = given_phrases() if given is None else given
    rows = (_said(row, given.get(row.finding or 0, {}).get(language, {})) for row in data.rows)
    return replace(data, rows=tuple(rows))


def given_phrases() -> Given:
    translated = IncludedFinding.objects.exclude(finding__other_languages={})
    return dict(translated.values_list("finding", "finding__other_languages"))


def _said(row: Row, phrases: dict[str, str]) -> Row:
    said: dict[str, Any] = {name: phrases[name] for name in OF_A_ROW if phrases.get(name)}
    return replace(row, **said) if said else row
