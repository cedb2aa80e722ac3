"""Numbers as a language writes them, and the language in which the evidence library speaks."""

from django.utils.translation import get_language

from gleanings.evidence.figures import Words
from gleanings.evidence.figures.words import format_number, format_p
from gleanings.evidence.figures.words import words_of as figure_words
from gleanings.evidence.languages import LANGUAGES


def spoken(language: str | None = None) -> str:
    """The reader's language where the evidence library has it, else English."""
    wanted = language or get_language() or "en"
    return wanted if wanted in LANGUAGES else "en"


def words_of(language: str | None = None) -> Words:
    return figure_words(spoken(language))


def shown(value: float | None, decimals: int = 2) -> str:
    """“−0.28”, “−0,28”; a dash for what is not known."""
    return format_number(value, decimals, words_of())


def p_shown(p: float | None) -> str:
    return format_p(p, words_of())
