"""On which measure a question is answered, and which findings fit it."""

from django.utils.functional import lazy

from gleanings.digest.models import Finding
from gleanings.digest.spoken_language import spoken_language
from gleanings.evidence.effect_sizes import effect_measures
from gleanings.evidence.measures import FISHERS_Z, MEASURES, Z


def label_of(measure: str) -> str:
    """In readers' words and their language."""
    return MEASURES[measure].pooled_label_in(spoken_language())


def _named(measure: str) -> str:
    label = label_of(measure)
    return label if MEASURES[measure].is_common else f"{measure}: {label}"


_lazily_named = lazy(_named, str)


def choices() -> list[tuple[str, str]]:
    """Every measure that the evidence library pools; what the field reports most comes first."""
    by_use = sorted(effect_measures().values(), key=lambda one: not one.is_common)
    return [(one.code, _lazily_named(one.code)) for one in by_use]


def stored_codes(measure: str) -> list[str]:
    """What findings that may answer a question on this measure are stored as."""
    codes = MEASURES[measure].pooled_from
    return [Z.code if code == FISHERS_Z.code else code for code in codes]


def fits(finding: Finding, measure: str) -> bool:
    """Is the finding of a measure that answers a question on this one?

    Nothing is converted: a correlation and a difference between groups answer different questions.
    """
    return finding.reported.code in MEASURES[measure].pooled_from
