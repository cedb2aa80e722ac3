"""p recomputed from a test statistic and its degrees of freedom.

The rules are those of statcheck (Nuijten, Hartgerink, van Assen, Epskamp & Wicherts, 2016,
Behavior Research Methods 48:1205–1226), with the tolerance of every reported number added and
one-tailed tests taken for what they are where the text says so.
"""

from __future__ import annotations

import math
from typing import Any

from gleanings.evidence.checking.outcome import (
    CONSISTENT,
    DECISION_ERROR,
    INCONSISTENT,
    NOT_CHECKABLE,
    ROUNDING_SLIP,
    STYLE_NOTE,
    Outcome,
)
from gleanings.evidence.checking.rounding import Range, distance, exact_if_whole, rounded
from gleanings.evidence.checking.tails import chi2_p, f_p, normal_p, r_p, t_p
from gleanings.evidence.reading import Number, Statistic

ALPHA = 0.05
_CHI_SQUARED = frozenset({"chi2", "Q", "QB", "QW", "QM", "QE", "QT"})


def _two_sided(kind: str, value: float, df1: float, df2: float) -> float:
    if kind == "t":
        return t_p(value, df2)
    if kind == "z":
        return normal_p(value)
    if kind == "F":
        return f_p(value, df1, df2)
    return chi2_p(value, df1) if kind in _CHI_SQUARED else r_p(value, df2)


def degrees(statistic: Statistic) -> tuple[Number | None, Number | None] | None:
    """df1 and df2 as the test needs them, or None where they are not all there."""
    df1, df2 = statistic.df1_written, statistic.df2_written
    if statistic.kind == "z":
        return None, None
    if statistic.kind == "F":
        return (df1, df2) if df1 and df2 else None
    if statistic.kind in _CHI_SQUARED:
        return (df1, None) if df1 else None
    if statistic.kind == "r" and df2 is None and statistic.n_stated and not statistic.k:
        # Of a single study's r; a pooled one has its n from many.
        n = statistic.n or 0.0
        return (None, Number(f"{n - 2:.0f}", n - 2, 0)) if n > 2 else None
    return (None, df2) if df2 else None


def recomputed_p(statistic: Statistic) -> tuple[Range, float] | None:
    """The two-sided p's that the statistic allows, given how it and its df are rounded, and the
    p of the numbers exactly as written.

    None where kind or degrees of freedom do not tell.
    """
    needed = degrees(statistic)
    if statistic.value_written is None or needed is None:
        return None
    low, high = _compared(statistic, statistic.value_written)
    df1, df2 = (set(exact_if_whole(df)) if df else {1.0} for df in needed)
    written = (df.value if df else 1.0 for df in needed)
    kind, value = statistic.kind, statistic.value_written.value
    p = [_two_sided(kind, v, a, b) for v in (low, high) for a in df1 for b in df2]
    return Range(min(p), max(p)), _two_sided(kind, abs(value), *written)


def _compared(statistic: Statistic, number: Number) -> Range:
    """Sizes of the statistic, without its sign, that its comparison leaves open."""
    size = rounded(number).absolute()
    below = statistic.comparison.startswith("<") != (number.value < 0)
    top = 1.0 if statistic.kind in {"r", "PCOR"} else math.inf
    if statistic.comparison == "=":
        return Range(size.low, min(size.high, top))
    return Range(0.0, size.high) if below else Range(size.low, top)


def reported_range(statistic: Statistic) -> Range:
    """The p's that the text reports: .03 is .025 to .035, "< .05" anything below."""
    if statistic.p_written is None:
        return Range(ALPHA, 1.0)
    p, comparison = statistic.p_written, statistic.p_comparison
    if comparison in {"<", "<="}:
        return Range(0.0, p.value)
    if comparison in {">", ">="}:
        return Range(p.value, 1.0)
    return Range(max(0.0, p.low), p.high)


def reported_significance(statistic: Statistic) -> bool | None:
    """Whether the text calls it significant at .05; p = .05 counts as such, as in statcheck."""
    p, comparison = statistic.p, statistic.p_comparison
    if p is None:
        return False
    if comparison == "=":
        return p <= ALPHA
    if comparison in {"<", "<="}:
        return True if p <= ALPHA else None
    return False if p >= ALPHA else None


def contradicts_decision(statistic: Statistic, recomputed: Range) -> bool:
    significant = reported_significance(statistic)
    if significant is None:
        return False
    return recomputed.low > ALPHA if significant else recomputed.high <= ALPHA


def _agrees(statistic: Statistic, recomputed: Range) -> bool:
    reported = reported_range(statistic)
    if statistic.p_comparison in {"<", ">", "ns"}:
        # Strict: p < .05 is wrong where every possible p is .05 or more.
        if statistic.p_comparison == "<":
            return recomputed.low < reported.high
        return recomputed.high > reported.low
    return reported.meets(recomputed)


def _one_sided(statistic: Statistic, two_sided: Range) -> list[Range]:
    """The p's of the one-sided test, in the direction of the result and against it."""
    if statistic.kind in {"F"} | _CHI_SQUARED and statistic.df1 != 1:
        return []
    half = Range(two_sided.low / 2, two_sided.high / 2)
    return [half, Range(1 - half.high, 1 - half.low)]


def _numbers(statistic: Statistic, recomputed: Range, central: float) -> dict[str, Any]:
    return {
        "statistic": statistic,
        "p": central,
        "p_low": recomputed.low,
        "p_high": recomputed.high,
        "off": _off(statistic, recomputed, central),
    }


def _off(statistic: Statistic, recomputed: Range, central: float) -> float:
    """How far the reported p lies from the recomputed one, as an editor would subtract them."""
    if statistic.p is not None and statistic.p_comparison == "=":
        return abs(statistic.p - central)
    return distance(reported_range(statistic), recomputed)


def agrees_as_test(statistic: Statistic) -> bool:
    """Whether the p beside a statistic is that of the statistic taken for a test."""
    found = recomputed_p(statistic) if statistic.p_comparison is not None else None
    return found is not None and _agrees(statistic, found[0])


def corrected(statistic: Statistic, recomputed: Range) -> tuple[str, str]:
    """Verdict and rule for a p that the text calls corrected for many tests.

    Bonferroni's is a whole number of times the p of one test; others cannot be recomputed.
    """
    reported = reported_range(statistic)
    if statistic.p_comparison == "=" and recomputed.low > 0 and reported.high < 1:
        fewest, most = reported.low / recomputed.high, reported.high / recomputed.low
        if math.floor(most) == math.ceil(fewest) >= 2:
            return CONSISTENT, "p-agrees-corrected"
    return NOT_CHECKABLE, "p-corrected"


# With three decimals and more, a p that is off by one in the last says nothing else.
_DECIMALS_OF_A_SLIP = 3


def _is_slip(statistic: Statistic, recomputed: Range) -> bool:
    """A p of three decimals or more cut off at its last, or .001 for anything smaller."""
    p = statistic.p_written
    if p is None or statistic.p_comparison != "=" or p.decimals < _DECIMALS_OF_A_SLIP:
        return False
    unit = 10.0**-p.decimals
    if contradicts_decision(statistic, recomputed):
        return False
    return Range(p.value - unit, p.value + unit).meets(recomputed)


def _excuse(statistic: Statistic, recomputed: Range) -> tuple[str, str] | None:
    """Verdict and rule where a p that does not agree is no contradiction."""
    if statistic.damaged:
        return NOT_CHECKABLE, "damaged"
    if statistic.p == 0 and statistic.p_written and recomputed.low <= statistic.p_written.high:
        return STYLE_NOTE, "p-zero"  # p < .000
    if statistic.p_corrected:
        return corrected(statistic, recomputed)
    if statistic.kind == "r" and statistic.df2 == _SQUARE and not statistic.n_stated:
        return NOT_CHECKABLE, "r-squared"
    return (ROUNDING_SLIP, "p-slip") if _is_slip(statistic, recomputed) else None


# r(2) = .21 is mostly r², its superscript fallen into the brackets.
_SQUARE = 2


def check_p(statistic: Statistic) -> Outcome:
    """The reported p against the one recomputed from the test statistic."""
    facts = {"statistic": statistic}
    if statistic.p_comparison is None:
        return Outcome(NOT_CHECKABLE, "no-p", facts)
    if statistic.kind == "rho":
        return Outcome(NOT_CHECKABLE, "rank-correlation", facts)
    found = recomputed_p(statistic)
    if found is None:
        return Outcome(NOT_CHECKABLE, "no-df", facts)
    recomputed, central = found
    numbers = _numbers(statistic, recomputed, central)
    if _agrees(statistic, recomputed):
        if statistic.p_comparison == "=" and statistic.p == 0:
            return Outcome(CONSISTENT, "p-zero", numbers, central)
        return Outcome(CONSISTENT, "p-agrees", numbers, central)
    halves = _one_sided(statistic, recomputed)
    fits_one_sided = [half for half in halves if _agrees(statistic, half)]
    if statistic.one_tailed and fits_one_sided:
        numbers["p_one_sided"] = central / 2 if fits_one_sided[0] == halves[0] else 1 - central / 2
        return Outcome(CONSISTENT, "p-agrees-one-sided", numbers, numbers["p_one_sided"])
    excused = _excuse(statistic, recomputed)
    if excused is not None:
        return Outcome(*excused, numbers, central)
    readings = [recomputed, *halves[:1]] if statistic.one_tailed else [recomputed]
    numbers["one_sided_fits"] = bool(halves) and _agrees(statistic, halves[0])
    if all(contradicts_decision(statistic, reading) for reading in readings):
        return Outcome(DECISION_ERROR, "p-decision", numbers, central)
    return Outcome(INCONSISTENT, "p-differs", numbers, central)
