"""Results that are not pooled, each as it is told by itself."""

import math

from gleanings.evidence.distributions import critical_value
from gleanings.evidence.measures import MEASURES, UNKNOWN, measure_of
from gleanings.evidence.report import Single, WhyApart
from gleanings.synthesis.stored_result import Dataset, Row, WhyBeside

LEVEL = 0.95
Values = tuple[float, float | None, float | None]


def singles_of(data: Dataset) -> tuple[list[Single], list[WhyApart]]:
    """Every row that has a value and was not retracted, and why none of them is pooled."""
    rows = data.in_force
    told = [(row, values) for row in rows if (values := _values(row, data.settings.measure))]
    reasons = {WhyApart(row.beside or WhyApart.FEWER_THAN_THREE) for row, _values in told}
    if WhyApart.BESIDE_STUDIES in reasons:
        # few studies stand beside meta-analyses: the one reason is enough
        reasons.discard(WhyApart.FEWER_THAN_THREE)
    return [_single(row, values, data) for row, values in told], sorted(reasons)


def _single(row: Row, values: Values, data: Dataset) -> Single:
    estimate, low, high = values
    return Single(
        measure=row.measure or data.settings.measure,
        estimate=estimate,
        ci_low=low,
        ci_high=high,
        source=row.cluster,
        is_meta_analysis=row.is_meta_analysis,
        n_studies=row.k,
        n_people=row.n,
        whom=row.group,
        has_direction=_has_direction(row, data.settings.better),
    )


def _has_direction(row: Row, better: str) -> bool:
    """A row that could not be weighed was not turned either, where the question asks for it."""
    if row.beside is WhyBeside.DIRECTION_NOT_SAID:
        return False
    return not better or row.yi is not None


def _values(row: Row, measure: str) -> Values | None:
    """Value and interval as they are read: the row's own, or else those of the analysis."""
    if row.estimate is not None:
        values: Values = (row.estimate, row.ci_low, row.ci_high)
        return _turned(values, row.measure) if row.is_turned else values
    if row.yi is None or row.vi is None:
        return None
    half = float(critical_value(LEVEL)) * math.sqrt(row.vi)
    natural = MEASURES[measure].natural
    estimate, low, high = (
        float(natural(value, row.n)) for value in (row.yi, row.yi - half, row.yi + half)
    )
    return estimate, low, high


def _turned(values: Values, measure: str) -> Values:
    """Seen from the question's end: a ratio inverted, any other value with the other sign."""
    is_ratio = measure_of(measure, UNKNOWN).is_ratio
    estimate, low, high = values
    ends = (None if end is None else (1 / end if is_ratio else -end) for end in (high, low))
    return (1 / estimate if is_ratio else -estimate, *ends)  # type: ignore[return-value]
