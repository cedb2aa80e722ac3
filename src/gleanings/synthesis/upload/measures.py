"""What a measure can be computed from, as the evidence library has it."""

from collections.abc import Iterable
from functools import cache

import numpy as np

from gleanings.evidence.effect_sizes import family_of
from gleanings.evidence.inputs import Faults
from gleanings.evidence.measures import MEASURES

INTERVAL = ("ci_low", "ci_high", "level")
PRECISION = (*INTERVAL, "se", "n")
# what a reported test says beside an effect; only checked against it
TEST = ("n", "t", "df", "p")
GIVEN = ("yi", "vi", "sei")


@cache
def lacking(measure: str, names: frozenset[str]) -> list[str]:
    """What is lacking for the measure to be computed from columns of these names, in words of the
    evidence library; nothing where they suffice."""
    present = {name: np.array([np.nan]) for name in family_of(measure).columns if name in names}
    if not present:
        return list(family_of(measure).columns)
    faults = Faults(measure)
    family_of(measure).prepare(present, faults)
    return [
        message.removeprefix("column ").removesuffix(" is needed") for message in faults.messages
    ]


def takes_reported(measure: str) -> bool:
    """Is an effect taken as an article reports it, with its interval or standard error?"""
    return MEASURES[measure].interval is not None


def ways(measure: str, names: Iterable[str]) -> list[str]:
    """How an effect can be had from columns of these names, the best way first."""
    had = set(names)
    if "n" in had and "ni" in family_of(measure).columns:
        had.add("ni")
    found = []
    if not lacking(measure, frozenset(had)):
        found.append("own")
    if "yi" in had and had & {"vi", "sei"}:
        found.append("given")
    if "effect" in had and takes_reported(measure):
        if {"ci_low", "ci_high"} <= had:
            found.append("interval")
        if "se" in had:
            found.append("se")
        sizes = MEASURES[measure].reported_columns[1:]
        if sizes and had.issuperset(sizes):
            found.append("sizes")
    return found


def computes(measure: str, names: Iterable[str]) -> bool:
    return bool(ways(measure, names))
