"""All formulas by the code of their measure."""

from . import (
    change,
    contrasts,
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
from .formula import Formula

FAMILIES = (
    correlations,
    means,
    two_by_two,
    matched,
    proportions,
    rates,
    change,
    contrasts,
    single_mean,
    reliability,
    given,
)

FORMULAS: dict[str, Formula] = {
    formula.code: formula for family in FAMILIES for formula in family.FORMULAS
}

# a table of effects may carry these beside its numbers
LABELS = frozenset({"cluster", "esid", "slab", "study"})
