"""In which language the evidence library speaks to a reader, and how numbers are written in it."""

from django.utils.formats import get_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from gleanings.evidence.language.catalogue import LANGUAGES
from gleanings.evidence.language.numbers import STYLES, Style


def spoken_language(language: str | None = None) -> str:
    """The language, or the reader's, where the evidence library speaks it; else its first."""
    wanted = language or get_language()
    return wanted if wanted in LANGUAGES else LANGUAGES[0]


def in_quotes(words: object) -> str:
    """As the reader's language quotes: “words”, « mots »."""
    return _("“%(words)s”") % {"words": words}


def number_style() -> Style:
    """The library's for its own languages; for another as Django has it."""
    language = get_language() or LANGUAGES[0]
    if language in STYLES:
        return STYLES[language]
    decimal = str(get_format("DECIMAL_SEPARATOR"))
    thousands = str(get_format("THOUSAND_SEPARATOR"))
    return Style(decimal, thousands, drops_zero=decimal == ".", percent="{number}\u00a0%")
