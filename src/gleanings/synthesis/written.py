"""Numbers as a language writes them."""

from gleanings.digest.findings.language import spoken_language
from gleanings.evidence.figures import Words
from gleanings.evidence.figures.words import format_number, format_p
from gleanings.evidence.figures.words import words_of as figure_words


def words_of(language: str | None = None) -> Words:
    return figure_words(spoken_language(language))


def shown(value: float | None, decimals: int = 2) -> str:
    """“−0.28”, “−0,28”; a dash for what is not known."""
    return format_number(value, decimals, words_of())


def p_shown(p: float | None) -> str:
    return format_p(p, words_of())
