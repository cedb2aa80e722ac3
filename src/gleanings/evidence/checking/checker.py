"""Check the statistics of a text against themselves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from gleanings.evidence.checking.derived import check_derived
from gleanings.evidence.checking.estimates import (
    check_interval,
    check_p_of_se,
    check_test_ratio,
)
from gleanings.evidence.checking.grim import check_mean, check_percentage
from gleanings.evidence.checking.groups import check_groups
from gleanings.evidence.checking.limits import check_limits
from gleanings.evidence.checking.outcome import (
    GRAVITY,
    INCONSISTENT,
    NOT_CHECKABLE,
    STYLE_NOTE,
    Outcome,
)
from gleanings.evidence.checking.significance import agrees_as_test, check_p
from gleanings.evidence.checking.verdict import Verdict
from gleanings.evidence.measures import UNKNOWN, measure_of
from gleanings.evidence.reading import Statistic, read_statistics


def _check_fraction(statistic: Statistic) -> Outcome:
    facts = {"statistic": statistic, "count": statistic.value, "n": statistic.total}
    if (statistic.value or 0.0) > (statistic.total or 0.0):
        return Outcome(INCONSISTENT, "fraction-above-total", facts)
    # that a part is not more than its whole is so of nearly every misprint
    return Outcome(NOT_CHECKABLE, "fraction-within-total", facts)


def _check_range(statistic: Statistic) -> Outcome:
    facts = {"statistic": statistic}
    if (statistic.low or 0.0) > (statistic.high or 0.0):
        return Outcome(STYLE_NOTE, "range-order", facts)
    return Outcome(NOT_CHECKABLE, "nothing-to-recompute", facts)


def _outcomes(statistic: Statistic) -> Iterator[Outcome]:
    beyond = list(check_limits(statistic))
    if beyond:
        # Nothing can be recomputed from a value that cannot be.
        yield from beyond
        return
    if measure_of(statistic.kind, UNKNOWN).is_test and not _is_estimate(statistic):
        yield check_p(statistic)
    elif statistic.ci_low is None:
        yield from check_p_of_se(statistic)
    yield from check_interval(statistic)
    yield from check_test_ratio(statistic)
    yield from check_derived(statistic)
    yield from check_groups(statistic)
    if statistic.kind == "percentage":
        yield check_percentage(statistic)
    elif statistic.kind == "fraction":
        yield _check_fraction(statistic)
    elif statistic.kind == "range":
        yield _check_range(statistic)
    elif statistic.kind == "M":
        yield check_mean(statistic)
    for part in statistic.doubtful:
        yield Outcome(NOT_CHECKABLE, f"{part}-of-another", {"statistic": statistic})


# Fisher's z of a correlation of .99; a larger z is that of a test.
_LARGEST_FISHER_Z = 2.65


def _is_estimate(statistic: Statistic) -> bool:
    """An r or a Fisher's z with its interval or SE, and nothing that makes it a test."""
    if statistic.kind not in {"r", "rho", "PCOR", "z"} or statistic.df2 is not None:
        return False
    if statistic.kind == "z" and _is_test(statistic):
        return False
    return statistic.ci_low is not None or statistic.se is not None


def _is_test(z: Statistic) -> bool:
    """A z whose own p is beside it: the SE there is of what was tested (Sobel's test)."""
    return abs(z.value or 0.0) > _LARGEST_FISHER_Z or agrees_as_test(z)


def check_statistic(statistic: Statistic) -> Verdict:
    """Everything that can be recomputed about one statistic."""
    outcomes = tuple(_outcomes(statistic))
    if not outcomes:
        is_count = measure_of(statistic.kind, UNKNOWN).is_count
        rule = "count-alone" if is_count else "nothing-to-recompute"
        outcomes = (Outcome(NOT_CHECKABLE, rule, {"statistic": statistic}),)
    gravest = max(outcomes, key=_gravity)
    return Verdict(statistic, gravest, outcomes)


def _gravity(outcome: Outcome) -> tuple[int, bool]:
    """Of two reasons why nothing can be checked, that of a number in doubt speaks."""
    return GRAVITY[outcome.verdict], outcome.rule.endswith("-of-another")


def check(text_or_statistics: str | Iterable[Statistic]) -> list[Verdict]:
    """A verdict on each statistic of a text, or of those already read, in their order."""
    statistics = (
        read_statistics(text_or_statistics)
        if isinstance(text_or_statistics, str)
        else text_or_statistics
    )
    return [check_statistic(statistic) for statistic in statistics]
