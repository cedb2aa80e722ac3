"""An estimate against its interval, its standard error, its test and its p."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from typing import Any

from gleanings.evidence.checking.outcome import (
    CONSISTENT,
    DECISION_ERROR,
    INCONSISTENT,
    NOT_CHECKABLE,
    STYLE_NOTE,
    Outcome,
)
from gleanings.evidence.checking.rounding import Range, distance, rounded
from gleanings.evidence.checking.scales import is_symmetric, on_scale, scale_of
from gleanings.evidence.checking.significance import (
    contradicts_decision,
    corrected,
    reported_range,
)
from gleanings.evidence.checking.tails import t_p
from gleanings.evidence.distributions import critical_value
from gleanings.evidence.measures import Scale
from gleanings.evidence.reading import Number, Statistic

# A Wald interval is symmetric; noncentral, exact and profile intervals are nearly so. Beyond a
# tenth of the width between its halves an interval is not of this estimate.
_ASYMMETRY = 0.10
# Without n the interval may rest on a t distribution with as few degrees of freedom as this.
_FEWEST_DF = 4.0
_DFS = (math.inf, 30.0, 10.0, _FEWEST_DF)
_USUAL_LEVELS = (95.0, 90.0, 99.0)


def _facts(statistic: Statistic, **more: Any) -> dict[str, Any]:
    return {"statistic": statistic, "level": statistic.level or 95.0, **more}


def check_interval(statistic: Statistic) -> Iterator[Outcome]:
    """Order, estimate inside, the same distance to both bounds, width against the SE."""
    value, low, high = (
        statistic.value_written,
        statistic.ci_low_written,
        statistic.ci_high_written,
    )
    if value is None or low is None or high is None:
        return
    if low.low > high.high:
        holds = high.low <= value.high and value.low <= low.high
        verdict, rule = (STYLE_NOTE, "interval-reversed") if holds else _ORDER
        yield Outcome(verdict, rule, _facts(statistic))
        return
    if value.high < low.low or value.low > high.high:
        yield _outside(statistic, value, low, high)
        return
    if not is_symmetric(statistic.kind) or statistic.resampled:
        yield Outcome(CONSISTENT, "estimate-inside", _facts(statistic))
        return
    yield _centre(statistic, value, low, high)
    if statistic.se_written is not None:
        yield _width(statistic, low, high, statistic.se_written)
    elif (
        statistic.kind == "r" and statistic.n_stated and not statistic.k and (statistic.n or 0) > 4
    ):
        yield _width_of_r(statistic, low, high)
    if statistic.p_comparison is not None:
        yield from _p_of_interval(statistic, value, low, high)


_ORDER = (INCONSISTENT, "interval-order")
# May be given in per cent or as a proportion, the estimate one way and its interval the other.
_OF_A_HUNDRED = frozenset({"percentage", "RD", "R2", "estimate"})
# Of these people write the size, and say in words which way it goes.
_SIZE_IN_WORDS = frozenset({"percentage", "RD", "MD", "M", "estimate"})
# Of these people report geometric means, ratios, transformed and pooled values under one name.
_MADE_IN_MANY_WAYS = frozenset({"RD", "MD", "M", "estimate"})
# An exact interval of few events: so many times as high above as below, and that much askew.
_EXACT_SPAN, _EXACT_ASYMMETRY = 40.0, 0.30


def _outside(statistic: Statistic, value: Number, low: Number, high: Number) -> Outcome:
    """An estimate outside its interval; a note where it is merely written in another way."""
    off = low.value - value.value if value.value < low.value else value.value - high.value
    facts = _facts(statistic, off=off)
    interval = Range(low.low, high.high)
    if statistic.kind in _OF_A_HUNDRED:
        in_per_cent = Range(interval.low * 100, interval.high * 100)
        in_proportions = Range(interval.low / 100, interval.high / 100)
        as_share = (
            abs(low.value) <= 1 and abs(high.value) <= 1 and in_per_cent.meets(rounded(value))
        )
        if as_share or (abs(value.value) <= 1 and in_proportions.meets(rounded(value))):
            return Outcome(STYLE_NOTE, "interval-in-proportions", facts)
    if statistic.kind in _SIZE_IN_WORDS and interval.meets(Range(-value.high, -value.low)):
        return _sign_in_words(statistic, facts)
    return Outcome(INCONSISTENT, "estimate-outside", facts)


def _sign_in_words(statistic: Statistic, facts: dict[str, Any]) -> Outcome:
    """The interval of the estimate without its sign, which the text may give in words."""
    if statistic.decrease:
        return Outcome(CONSISTENT, "interval-of-decrease", facts)
    return Outcome(STYLE_NOTE, "interval-sign", facts)


def _asymmetry(scale: Scale, value: Number, low: Number, high: Number) -> float:
    """Least difference between the halves that rounding allows, as a share of the width."""
    e, a, b = (on_scale(scale, number) for number in (value, low, high))
    if not all(map(math.isfinite, (*e, *a, *b))):
        return 0.0
    shift = Range(a.low + b.low - 2 * e.high, a.high + b.high - 2 * e.low)
    if shift.low <= 0 <= shift.high or b.high <= a.low:
        return 0.0
    return min(abs(shift.low), abs(shift.high)) / (b.high - a.low)


def _centre(statistic: Statistic, value: Number, low: Number, high: Number) -> Outcome:
    scale = scale_of(statistic.kind)
    asymmetry = _asymmetry(scale, value, low, high)
    if scale is Scale.FISHER and asymmetry > _ASYMMETRY:
        asymmetry = min(asymmetry, _asymmetry(Scale.IDENTITY, value, low, high))
    middle = _middle(scale, low.value, high.value)
    facts = _facts(statistic, scale=scale, middle=middle, off=abs(middle - value.value))
    if asymmetry > _ASYMMETRY:
        otherwise = _centred_otherwise(statistic, value, low, high, asymmetry)
        if otherwise is not None:
            return Outcome(*otherwise, facts, middle)
        if scale is Scale.LOG and _asymmetry(Scale.IDENTITY, value, low, high) == 0.0:
            return Outcome(STYLE_NOTE, "interval-plain-scale", facts, middle)
        return Outcome(INCONSISTENT, "interval-centre", facts, middle)
    return Outcome(CONSISTENT, "interval-agrees", facts, middle)


def _centred_otherwise(
    statistic: Statistic, value: Number, low: Number, high: Number, asymmetry: float
) -> tuple[str, str] | None:
    """Verdict and rule where the interval has its middle elsewhere for a reason."""
    if scale_of(statistic.kind) is Scale.LOG:
        is_exact = low.value > 0 and high.value / low.value > _EXACT_SPAN
        return (
            (CONSISTENT, "estimate-inside") if is_exact and asymmetry <= _EXACT_ASYMMETRY else None
        )
    if statistic.kind in {"M", "estimate"} and value.value > 0 > low.value:
        without_sign = Number(value.text, -value.value, value.decimals)
        if _asymmetry(Scale.IDENTITY, without_sign, low, high) <= _ASYMMETRY:
            return STYLE_NOTE, "interval-sign"
    if statistic.kind == "M" and asymmetry <= _EXACT_ASYMMETRY:
        return CONSISTENT, "estimate-inside"  # of skewed values
    if statistic.kind in _MADE_IN_MANY_WAYS and low.value > 0:
        between = _exact(Scale.LOG, low) + _exact(Scale.LOG, high)
        if math.exp(between / 2) <= value.high and value.low <= (low.value + high.value) / 2:
            return CONSISTENT, "estimate-inside"
    if statistic.kind in _STANDARDIZED and _asymmetry(Scale.LOG, value, low, high) == 0.0:
        return (STYLE_NOTE, "interval-log-scale") if low.value > 0 else None
    return None


def _middle(scale: Scale, low: float, high: float) -> float:
    if scale is not Scale.IDENTITY:
        middle = float(scale.onto((low, high)).sum()) / 2
        # ends that lie on those of the scale, or beyond, have no middle there
        if math.isfinite(middle):
            return float(scale.back(middle))
    return (low + high) / 2


def _widths(statistic: Statistic, low: Number, high: Number, se: Number) -> Iterator[Range]:
    """Half the width in standard errors, by every scale on which the SE may be stated."""
    plain = Range(max(0.0, high.low - low.high), high.high - low.low)
    scale = scale_of(statistic.kind)
    if scale is Scale.IDENTITY:
        yield _halved(plain).over(rounded(se))
        return
    wide = on_scale(scale, high).minus(on_scale(scale, low))
    yield _halved(wide).over(rounded(se))
    if scale is Scale.FISHER:
        yield _halved(plain).over(rounded(se))
    elif statistic.value_written is not None and statistic.value_written.low > 0:
        # Some programs give the SE of the ratio itself: by the delta method, SE(log) × ratio.
        yield _halved(wide).over(rounded(se).over(rounded(statistic.value_written)))


def _halved(width: Range) -> Range:
    return Range(max(0.0, width.low / 2), width.high / 2)


@lru_cache(maxsize=256)
def _multiplier(level: float, df: float = math.inf) -> float:
    """Standard errors from the estimate to a bound of its interval."""
    return float(critical_value(level / 100, df))


def _multipliers(statistic: Statistic) -> list[Range]:
    """Standard errors to half an interval: from the normal to the t with the fewest df."""
    levels = (statistic.level,) if statistic.level else _USUAL_LEVELS
    fewest = (
        max(_FEWEST_DF, statistic.n - 3.0) if statistic.n_stated and statistic.n else _FEWEST_DF
    )
    return [
        Range(_multiplier(level), _multiplier(level, fewest)) for level in levels if 0 < level < 100
    ]


def _width(statistic: Statistic, low: Number, high: Number, se: Number) -> Outcome:
    widths, multipliers = list(_widths(statistic, low, high, se)), _multipliers(statistic)
    expected = multipliers[0].low if multipliers else 1.96
    found = min(widths, key=lambda width: distance(width, multipliers[0]) if multipliers else 0.0)
    # of the numbers as they are written: the middle of what they may have been lies higher
    written = _widths(_as_written(statistic), _sharp(low), _sharp(high), _sharp(se))
    ratio = list(written)[widths.index(found)].low
    facts = _facts(
        statistic, ratio=ratio, expected=expected, se=se.value, off=abs(ratio - expected)
    )
    if not multipliers or any(w.meets(m) for w in widths for m in multipliers):
        return Outcome(CONSISTENT, "interval-fits-se", facts, ratio)
    return Outcome(INCONSISTENT, "interval-against-se", facts, ratio)


def _width_of_r(statistic: Statistic, low: Number, high: Number) -> Outcome:
    """Fisher (1921): the SE of z is 1/sqrt(n - 3), n the number of pairs."""
    n = statistic.n or 0.0
    wide = _halved(on_scale(Scale.FISHER, high).minus(on_scale(Scale.FISHER, low)))
    half = (_exact(Scale.FISHER, high) - _exact(Scale.FISHER, low)) / 2
    level = statistic.level or 95.0
    expected = _multiplier(level) / math.sqrt(n - 3)
    facts = _facts(statistic, n=n, half=half, expected=expected)
    facts["off"] = abs(half - expected)
    # Partial and attenuated correlations lose a few degrees of freedom: a tenth is granted.
    if wide.meets(Range(expected * 0.9, expected * 1.1)):
        return Outcome(CONSISTENT, "interval-fits-n", facts, expected)
    return Outcome(INCONSISTENT, "interval-against-n", facts, expected)


def _unit(level: float | None, df: float) -> float:
    """Standard errors in the unit of size: half an interval of that level, or an SE (None)."""
    return 1.0 if level is None else _multiplier(level, df)


def _dfs(statistic: Statistic) -> tuple[float, ...]:
    """Degrees of freedom that the p may rest on: half of a stated n goes to what else is fitted."""
    if statistic.n_stated and statistic.n and not statistic.k:
        return (math.inf, max(_FEWEST_DF, statistic.n / 2))
    return _DFS


def _p_over_dfs(size: Range, level: float | None, dfs: tuple[float, ...]) -> Range:
    """p of an estimate ``size`` times half its interval (level) or its SE (None) from the null."""
    ends = [end for end in size if math.isfinite(end)]
    p = [t_p(end * _unit(level, df), df) for end in ends for df in dfs]
    return Range(min(p) if len(ends) == 2 else 0.0, max(p))


def _p_of_interval(
    statistic: Statistic, value: Number, low: Number, high: Number
) -> Iterator[Outcome]:
    scale = scale_of(statistic.kind)
    e, a, b = (on_scale(scale, number) for number in (value, low, high))
    halves = (e.minus(a), b.minus(e))
    half = Range(max(0.0, min(side.low for side in halves)), max(side.high for side in halves))
    level = statistic.level or 95.0
    if half.high <= 0 or not 0 < level < 100:
        return
    size = e.absolute().over(half)
    if not math.isfinite(size.low):
        return
    width = _exact(scale, high) - _exact(scale, low)
    z = abs(_exact(scale, value)) * 2 * _multiplier(level) / width if width > 0 else math.inf
    yield _against_p(statistic, _p_over_dfs(size, level, _dfs(statistic)), z, "interval")


def _sharp(number: Number) -> Number:
    """The number as if nothing had been rounded."""
    return Number(number.text, number.value, 15)


def _exact(scale: Scale, number: Number) -> float:
    """The number as written, on the scale."""
    return on_scale(scale, _sharp(number)).low


# The p of a ratio may be of another test (exact, score, log-rank) than its interval: up to so
# many times apart, or so many across the threshold, it is no contradiction. So many for others.
_OTHER_TEST, _OTHER_TEST_ACROSS = 4.0, 2.0
_FARTHEST_P = 0.15
# A difference may be tested by ranks, and an estimate whose measure is not named by anything.
_STANDARDIZED = frozenset({"d", "g", "SMD", "b"})
_OF_MANY_TESTS = frozenset({"MD", "RD", "estimate"})


def _is_ratio(statistic: Statistic) -> bool:
    return scale_of(statistic.kind) is Scale.LOG


def _may_be_other_test(statistic: Statistic, recomputed: Range, p: float) -> bool:
    if statistic.p_comparison != "=" or not (
        _is_ratio(statistic) or statistic.kind in _OF_MANY_TESTS
    ):
        return False
    across = contradicts_decision(statistic, recomputed)
    if across and not _is_ratio(statistic):
        return False
    times = _OTHER_TEST if _is_ratio(statistic) and not across else _OTHER_TEST_ACROSS
    farthest = Range(max(p / times, p - _FARTHEST_P), min(p * times, p + _FARTHEST_P))
    return reported_range(statistic).meets(farthest)


def _against_p(statistic: Statistic, recomputed: Range, z: float, source: str) -> Outcome:
    """The reported p against those that the estimate allows; told is that of the normal."""
    reported = reported_range(statistic)
    p = t_p(z, math.inf) if math.isfinite(z) else 0.0
    facts = _facts(
        statistic,
        z=z,
        p=p,
        p_low=recomputed.low,
        p_high=recomputed.high,
        off=abs(statistic.p - p)
        if statistic.p is not None and statistic.p_comparison == "="
        else distance(reported, recomputed),
    )
    if reported.meets(recomputed):
        return Outcome(CONSISTENT, f"{source}-fits-p", facts, p)
    if statistic.p_corrected:
        return Outcome(*corrected(statistic, Range(p, p)), facts, p)
    if source == "interval" and _may_be_other_test(statistic, recomputed, p):
        return Outcome(NOT_CHECKABLE, "interval-other-test", facts, p)
    if contradicts_decision(statistic, recomputed):
        return Outcome(DECISION_ERROR, f"{source}-decision", facts, p)
    return Outcome(INCONSISTENT, f"{source}-against-p", facts, p)


def _ratios_to_se(estimate: Statistic) -> Iterator[Range]:
    """The estimate in standard errors from its null, by every scale the SE may be stated on."""
    value, se = estimate.value_written, estimate.se_written
    if value is None or se is None:
        return
    scale = scale_of(estimate.kind)
    size = on_scale(scale, value).absolute()
    yield size.over(rounded(se))
    if scale is Scale.FISHER:
        yield rounded(value).absolute().over(rounded(se))
    elif scale is Scale.LOG and value.low > 0:
        yield size.over(rounded(se).over(rounded(value)))


def check_test_ratio(statistic: Statistic) -> Iterator[Outcome]:
    """z or t in the brackets of an estimate: estimate / SE."""
    estimate = statistic.test_ratio_of
    if estimate is None or statistic.value_written is None:
        return
    ratios = list(_ratios_to_se(estimate))
    if not ratios:
        return
    reported = rounded(statistic.value_written).absolute()
    nearest = min(ratios, key=lambda ratio: distance(reported, ratio))
    written = list(_ratios_to_se(_as_written(estimate)))[ratios.index(nearest)].low
    facts = {
        "statistic": statistic,
        "estimate": estimate,
        "ratio": written,
        "off": distance(reported, nearest),
    }
    if any(ratio.meets(reported) for ratio in ratios):
        yield Outcome(CONSISTENT, "ratio-agrees", facts, written)
    elif statistic.comparison == "=":
        yield Outcome(INCONSISTENT, "ratio-differs", facts, written)


def _as_written(statistic: Statistic) -> Statistic:
    """As if its estimate and standard error had not been rounded."""
    return replace(
        statistic,
        value_written=statistic.value_written and _sharp(statistic.value_written),
        se_written=statistic.se_written and _sharp(statistic.se_written),
    )


def check_p_of_se(statistic: Statistic) -> Iterator[Outcome]:
    """p of an estimate that stands with its SE but without its test."""
    if statistic.p_comparison is None or not is_symmetric(statistic.kind) or statistic.kind == "M":
        return
    if statistic.value_written is None or statistic.se_written is None:
        return
    ratios = list(_ratios_to_se(statistic))
    if not all(math.isfinite(ratio.low) for ratio in ratios):
        return
    as_written = _ratios_to_se(_as_written(statistic))
    dfs = _dfs(statistic)
    outcomes = [
        _against_p(statistic, _p_over_dfs(ratio, None, dfs), written.low, "se")
        for ratio, written in zip(ratios, as_written, strict=True)
    ]
    agreeing = [outcome for outcome in outcomes if outcome.verdict == CONSISTENT]
    yield (agreeing or outcomes)[0]
