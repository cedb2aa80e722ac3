"""All measures by name."""

from . import (
    change,
    correlations,
    given,
    matched,
    means,
    proportions,
    rates,
    reliability,
    single_mean,
    two_by_two,
)
from .measure import Measure

FAMILIES = (
    correlations,
    means,
    two_by_two,
    matched,
    proportions,
    rates,
    change,
    single_mean,
    reliability,
    given,
)

MEASURES: dict[str, Measure] = {
    measure.name: measure for family in FAMILIES for measure in family.MEASURES
}

# a table of effects may carry these beside its numbers
LABELS = frozenset({"cluster", "esid", "slab", "study"})
