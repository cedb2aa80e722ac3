"""A summary's main result, and the studies and people behind it."""

from collections.abc import Iterable
from itertools import groupby
from typing import Any, NamedTuple

from django.db.models import CharField, Q
from django.db.models.functions import Cast

from gleanings.digest.models.finding import ALARMS, Finding, Role
from gleanings.evidence.measures import UNKNOWN, K, Measure, N, measure_of, reported

COUNTED_IN = {"studies": K.code, "people": N.code}


class MainResult(NamedTuple):
    """What lists and filters know of a summary's findings."""

    measure: str
    """code in the evidence library's table: a z with an interval is Fisher's"""
    estimate: float | None
    decimals: int | None
    studies: int | None
    people: int | None
    fits: bool
    """False where its numbers do not fit together."""
    bound: str = ""
    """Of the estimate; empty where it is exact."""

    @property
    def is_effect(self) -> bool:
        return self.of.is_effect

    @property
    def of(self) -> Measure:
        return measure_of(self.measure, UNKNOWN)


def main_of(findings: Iterable[Any]) -> Any:
    """The first finding that is the main result; None where no editor named one."""
    return next((one for one in findings if one.role == Role.MAIN), None)


class Counted(NamedTuple):
    """How many studies or people, exactly or by a bound."""

    number: int
    bound: str = ""


def studies_counted(main: Any, findings: Iterable[Any]) -> Counted | None:
    """Of the main result, or else of the study as a whole."""
    return Counted(main.k) if main and main.k is not None else _counted(K.code, findings)


def people_counted(main: Any, findings: Iterable[Any]) -> Counted | None:
    return Counted(main.n) if main and main.n is not None else _counted(N.code, findings)


def studies_behind(main: Any, findings: Iterable[Any]) -> int | None:
    """As `studies_counted`; None where only a bound is known, from which nothing follows."""
    return _exact(studies_counted(main, findings))


def people_behind(main: Any, findings: Iterable[Any]) -> int | None:
    return _exact(people_counted(main, findings))


def _counted(measure: str, findings: Iterable[Any]) -> Counted | None:
    counts = (
        Counted(round(one.estimate), one.bound)
        for one in findings
        if one.role == Role.CONTEXT and one.measure == measure and one.estimate is not None
    )
    return next(counts, None)


def _exact(counted: Counted | None) -> int | None:
    return counted.number if counted and not counted.bound else None


class _Row(NamedTuple):
    key: str
    role: str
    measure: str
    estimate: float | None
    decimals: int | None
    bound: str
    n: int | None
    k: int | None
    verdict: str
    ci_low: float | None
    se: float | None

    @property
    def reported(self) -> str:
        has_precision = self.ci_low is not None or self.se is not None
        return reported(self.measure, has_precision=has_precision, unknown=UNKNOWN).code


def main_results() -> dict[str, MainResult]:
    """Of every live summary that has a confirmed one, by its translation key as text."""
    rows = (
        Finding.objects.confirmed()
        .filter(summary__live=True)
        .filter(Q(role=Role.MAIN) | Q(role=Role.CONTEXT, measure__in=COUNTED_IN.values()))
        .annotate(key=Cast("summary__translation_key", CharField()))
        .order_by("summary", "sort_order", "pk")
        .values_list(*_Row._fields)
    )
    results = {}
    for key, group in groupby(map(_Row._make, rows), key=lambda row: row.key):
        found = list(group)
        main = main_of(found)
        if main:
            results[key] = MainResult(
                main.reported,
                main.estimate,
                main.decimals,
                studies_behind(main, found),
                people_behind(main, found),
                main.verdict not in ALARMS,
                main.bound,
            )
    return results
