"""In which language the evidence library speaks to a reader."""

from django.utils.translation import get_language

from gleanings.evidence.languages import LANGUAGES


def spoken_language(language: str | None = None) -> str:
    """The language, or the reader's, where the evidence library speaks it; else its first."""
    wanted = language or get_language()
    return wanted if wanted in LANGUAGES else LANGUAGES[0]
