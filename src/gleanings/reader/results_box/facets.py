"""Finding summaries by their main result: its kind, its size, the studies and people behind it."""

from collections.abc import Callable
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gleanings.digest.findings.results import MainResult
from gleanings.digest.findings.words import size_of
from gleanings.evidence.measures import FISHERS_Z, Phrasing, Scale
from gleanings.evidence.measures.phrasing import CORRELATIONS, RATIOS

MEASURE, SIZE, SAMPLE, STUDIES = "measure", "size", "sample", "studies"

_FAMILIES = {
    "link": CORRELATIONS,
    "difference": {Phrasing.DIFFERENCE, Phrasing.MEAN_DIFFERENCE, Phrasing.RISK_DIFFERENCE},
    "ratio": RATIOS,
}


class Part(NamedTuple):
    """One value of such a facet. Its slug stands in addresses and stays."""

    slug: str
    name: Promise


PARTS: dict[str, tuple[Part, ...]] = {
    MEASURE: (
        Part("link", _("Link between two things (r)")),
        Part("difference", _("Difference between groups (d, g)")),
        Part("ratio", _("Odds ratio or risk ratio")),
        Part("other", _("Another kind of number")),
    ),
    SIZE: (
        Part("none", _("Close to none")),
        Part("small", pgettext_lazy("size", "Small")),
        Part("moderate", pgettext_lazy("size", "Moderate")),
        Part("large", pgettext_lazy("size", "Large")),
    ),
    SAMPLE: (
        Part("under-100", _("Under 100")),
        Part("100-999", _("100 to 999")),
        Part("1000-and-more", _("1,000 and more")),
    ),
    STUDIES: (
        Part("2-9", _("2 to 9")),
        Part("10-49", _("10 to 49")),
        Part("50-and-more", _("50 and more")),
    ),
}


def _family(result: MainResult) -> str:
    phrasing = result.of.phrasing
    return next((name for name, told in _FAMILIES.items() if phrasing in told), "other")


def _size(result: MainResult) -> str | None:
    if result.estimate is None or result.bound:
        return None
    if result.of is FISHERS_Z:
        return size_of("r", Scale.FISHER.back(result.estimate))
    return size_of(result.measure, result.estimate)


def _sample(result: MainResult) -> str | None:
    if not result.people:
        return None
    if result.people < 100:
        return "under-100"
    return "100-999" if result.people < 1000 else "1000-and-more"


def _studies(result: MainResult) -> str | None:
    """One study is no review."""
    if result.studies is None or result.studies < 2:
        return None
    if result.studies < 10:
        return "2-9"
    return "10-49" if result.studies < 50 else "50-and-more"


_READ: dict[str, Callable[[MainResult], str | None]] = {
    MEASURE: _family,
    SIZE: _size,
    SAMPLE: _sample,
    STUDIES: _studies,
}
_PLACES = {
    facet: {part.slug: place for place, part in enumerate(parts)} for facet, parts in PARTS.items()
}


def place_in(facet: str, result: MainResult) -> int | None:
    """Which part of the facet the result belongs to; None where it says nothing of it."""
    slug = _READ[facet](result)
    return None if slug is None else _PLACES[facet][slug]
