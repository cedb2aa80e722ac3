"""Numbers as the reader's language writes them."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from gleanings.digest.spoken_language import number_style, spoken_language
from gleanings.evidence.figures import Words
from gleanings.evidence.figures.words import words_of as figure_words
from gleanings.evidence.language import numbers
from gleanings.evidence.measures import UNKNOWN, measure_of


def listed(names: Iterable[str]) -> str:
    """“Ames (2001); Bohr (2004)”, as the reader's language spaces it."""
    return _("; ").join(names)


def words_of(language: str | None = None) -> Words:
    return figure_words(spoken_language(language))


def shown(value: float | None, decimals: int = 2) -> str:
    """“−0.28”, “−0,28”; a dash for what is not known."""
    return numbers.fixed(value, decimals, number_style())


def value_shown(value: float | None, measure: str) -> str:
    """An effect of a measure: “−.28” of a correlation, “−0.28” of a difference."""
    within_one = measure_of(measure, UNKNOWN).stays_within_one
    return numbers.number(value, number_style(), within_one=within_one)


def p_shown(p: float | None) -> str:
    return numbers.p_value(p, number_style())
