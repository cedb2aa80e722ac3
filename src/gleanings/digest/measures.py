"""What a finding's number may be: the measures of the evidence library that a text reports."""

from django.utils.functional import lazy

from gleanings.digest.spoken_language import spoken_language
from gleanings.evidence.measures import MEASURES, reported_measures


def label_of(code: str) -> str:
    """In the reader's language: “correlation (r)”; a code that is no measure's stays as it is."""
    return MEASURES[code].label_in(spoken_language()) if code in MEASURES else code


_label = lazy(label_of, str)


def choices() -> list[tuple[str, str]]:
    """A function, so that a new measure needs no migration."""
    return [(one.code, _label(one.code)) for one in reported_measures()]
