"""Effects with the intervals that were reported, and not those that their weights would give.

A weight comes from the width of an interval, and an interval from a weight lies alike to both
sides. A reported one need not, if only by its rounding; what is drawn and listed is what was
reported, each end at its own place.
"""

import math
from collections.abc import Sequence
from dataclasses import replace

from gleanings.evidence.appraisal.result import Effect
from gleanings.evidence.distributions import critical_value
from gleanings.evidence.measures import FISHERS_Z, MEASURES, UNKNOWN, reported
from gleanings.synthesis.stored_result import Row

LEVEL = 0.95
SAME = 1e-6
"""Relative: two widths are one and the same but for the last bits of their logarithms."""


def as_reported(effects: Sequence[Effect], rows: Sequence[Row], measure: str) -> tuple[Effect, ...]:
    """The effects, each with its row's own interval where that is of the level that is shown."""
    return tuple(
        _with_ends(effect, ends, measure) if (ends := _ends(row, measure)) else effect
        for effect, row in zip(effects, rows, strict=True)
    )


def is_of_fishers_z(row: Row) -> bool:
    """Whether it was reported as Fisher's z of the correlation that is shown."""
    has_precision = row.yi is not None or row.ci_low is not None
    return reported(row.measure, has_precision=has_precision, unknown=UNKNOWN) is FISHERS_Z


def _ends(row: Row, measure: str) -> tuple[float, float] | None:
    """Of its interval on the scale of the analysis; None where it has none, or of another level."""
    if row.ci_low is None or row.ci_high is None or row.vi is None:
        return None
    ends = (row.ci_low, row.ci_high)
    if not is_of_fishers_z(row):
        ends = tuple(float(MEASURES[measure].pooled(end)) for end in ends)  # type: ignore[assignment]
    low, high = (-ends[1], -ends[0]) if row.is_turned else ends
    usual = 2 * float(critical_value(LEVEL)) * math.sqrt(row.vi)
    return (low, high) if math.isclose(high - low, usual, rel_tol=SAME) else None


def _with_ends(effect: Effect, ends: tuple[float, float], measure: str) -> Effect:
    low, high = (float(MEASURES[measure].natural(end)) for end in ends)
    shown = replace(effect.shown, ci_low=low, ci_high=high)
    return replace(effect, ci_low=ends[0], ci_high=ends[1], shown=shown)
