"""What a measure can be computed from, as the evidence library has it."""

from collections.abc import Iterable
from functools import cache

import numpy as np

from gleanings.evidence.conversions import scale_of
from gleanings.evidence.effect_sizes import measures
from gleanings.evidence.inputs import Faults

INTERVAL = ("ci_low", "ci_high", "level")
PRECISION = (*INTERVAL, "se", "n")
# what a reported test says beside an effect; only checked against it
TEST = ("n", "t", "df", "p")
GIVEN = ("yi", "vi", "sei")
_STANDARDIZED = {"di", "n1i", "n2i"}


def own_columns(measure: str) -> tuple[str, ...]:
    return measures()[measure].family.columns


@cache
def lacking(measure: str, names: frozenset[str]) -> list[str]:
    """What is lacking for the measure to be computed from columns of these names, in words of the
    evidence library; nothing where they suffice."""
    present = {name: np.array([np.nan]) for name in own_columns(measure) if name in names}
    if not present:
        return list(own_columns(measure))
    faults = Faults(measure)
    measures()[measure].prepare(present, faults)
    return [
        message.removeprefix("column ").removesuffix(" is needed") for message in faults.messages
    ]


def effect_scale(measure: str) -> str:
    """The scale on which a reported effect's interval is symmetric: identity, log, fisher or
    logit; an empty text where reported effects of this measure are not taken."""
    back = measures()[measure].back
    if back in {"exp", "tanh", "identity"}:
        return scale_of(measure)
    return "logit" if back == "logistic" else ""


def has_sizes_in_n(measure: str) -> bool:
    """Is the effect's precision known by the number of people alone, as of a correlation?"""
    return {"ri", "ni", "ti"} <= set(own_columns(measure))


def takes_difference(measure: str) -> bool:
    """Does a standardized difference with the sizes of both groups suffice?"""
    return measure == "SMD"


def ways(measure: str, names: Iterable[str]) -> list[str]:
    """How an effect can be had from columns of these names, the best way first."""
    had = set(names)
    if "n" in had and "ni" in own_columns(measure):
        had.add("ni")
    found = []
    if not lacking(measure, frozenset(had)):
        found.append("own")
    if "yi" in had and had & {"vi", "sei"}:
        found.append("given")
    if "effect" in had and effect_scale(measure):
        if {"ci_low", "ci_high"} <= had:
            found.append("interval")
        if "se" in had:
            found.append("se")
        if has_sizes_in_n(measure) and had & {"n", "ni"}:
            found.append("size")
        if takes_difference(measure) and {"n1i", "n2i"} <= had:
            found.append("sizes")
    return found


def computes(measure: str, names: Iterable[str]) -> bool:
    return bool(ways(measure, names))
