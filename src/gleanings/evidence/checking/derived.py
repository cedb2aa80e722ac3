"""A number against another that it follows from: I² from Q, d from r, a share from its r."""

from __future__ import annotations

import math
from collections.abc import Iterator

from gleanings.evidence.checking.outcome import (
    CONSISTENT,
    INCONSISTENT,
    NOT_CHECKABLE,
    Outcome,
)
from gleanings.evidence.checking.rounding import Range, rounded
from gleanings.evidence.reading import Number, Statistic

# Groups of unequal sizes make another d of the same r: so much of it is granted.
_UNEQUAL = 0.10


def check_derived(statistic: Statistic) -> Iterator[Outcome]:
    """Where the text gives what it follows from, beside it."""
    origin, value = statistic.derived_from, statistic.value_written
    if origin is None or value is None or origin.value_written is None:
        return
    if statistic.kind == "I2":
        yield from _of_q(statistic, value, origin, origin.value_written)
    elif statistic.of_variance:
        yield from _square_of_r(statistic, value, origin, origin.value_written)
    else:
        yield _of_r(statistic, value, origin, origin.value_written)


def _of_q(statistic: Statistic, value: Number, test: Statistic, q: Number) -> Iterator[Outcome]:
    """Higgins & Thompson (2002): 100 (Q - df) / Q; from τ² by REML it comes out otherwise."""
    df = test.df1 or 0.0
    if q.low <= 0:
        return
    found = Range(*(100 * max(0.0, 1 - df / end) for end in (q.low, q.high)))
    written = Range(
        *(end * (100 if value.value <= 1 and value.decimals else 1) for end in rounded(value))
    )
    exact = 100 * max(0.0, 1 - df / q.value)
    facts = {"statistic": statistic, "origin": test, "derived": exact}
    if written.meets(found):
        yield Outcome(CONSISTENT, "i-squared-of-q", facts, exact)
    else:
        yield Outcome(NOT_CHECKABLE, "i-squared-otherwise", facts, exact)


def _square_of_r(
    statistic: Statistic, value: Number, origin: Statistic, r: Number
) -> Iterator[Outcome]:
    """100 r² per cent of the variance; another share may be of more than this r, so no alarm."""
    ends = sorted([100 * r.low**2, 100 * r.high**2])
    exact = 100 * r.value**2
    if rounded(value).meets(Range(*ends)):
        facts = {"statistic": statistic, "origin": origin, "derived": exact}
        yield Outcome(CONSISTENT, "percentage-of-r", facts, exact)


def _of_r(statistic: Statistic, value: Number, origin: Statistic, r: Number) -> Outcome:
    """Rosenthal (1994): d = 2r / sqrt(1 - r²) for groups of the same size."""
    ends = [2 * end / math.sqrt(1 - end * end) for end in (r.low, r.high) if abs(end) < 1]
    exact = 2 * r.value / math.sqrt(1 - r.value**2) if abs(r.value) < 1 else math.inf
    facts = {
        "statistic": statistic,
        "origin": origin,
        "derived": exact,
        "off": abs(exact - value.value),
    }
    slack = _UNEQUAL * abs(exact)
    if not ends or rounded(value).meets(Range(min(ends) - slack, max(ends) + slack)):
        return Outcome(CONSISTENT, "d-of-r", facts, exact)
    return Outcome(INCONSISTENT, "d-against-r", facts, exact)
