"""Numbers as a language writes them."""

from django.utils.translation import get_language

from gleanings.evidence.figures.words import ENGLISH, FRENCH, Words, format_number, format_p

WORDS: dict[str, Words] = {"en": ENGLISH, "fr": FRENCH}


def words_of(language: str | None = None) -> Words:
    """The figures' words in the language, else in English."""
    return WORDS.get(language or get_language() or "en", ENGLISH)


def shown(value: float | None, decimals: int = 2) -> str:
    """“−0.28”, “−0,28”; a dash for what is not known."""
    return format_number(value, decimals, words_of())


def interval(low: float | None, high: float | None, decimals: int = 2) -> str:
    """“0.19 to 0.32” without the word between: for tables."""
    return f"{shown(low, decimals)} – {shown(high, decimals)}"


def p_shown(p: float | None) -> str:
    return format_p(p, words_of())
