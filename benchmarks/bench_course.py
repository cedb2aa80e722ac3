"""How often the rules for a drop flag a course that is stable, and how often one that falls.

A stable course is twelve independent normal ratings around one mean. The same seed gives the same
numbers on every machine; `evidence/course/false_flags.py`, the page and the docs state them.
"""

import math
import random
from collections.abc import Callable

from gleanings.evidence.course.chart import control_chart
from gleanings.evidence.course.false_flags import AT_THE_BEST_END, FALSE_FLAGS, Given
from gleanings.evidence.course.reliable import reliable_change

SESSIONS = 12
COURSES = 20_000
SEED = 2026

Course = Callable[[random.Random], list[float]]


def stable(chance: random.Random) -> list[float]:
    return [chance.gauss(0, 1) for _session in range(SESSIONS)]


def in_whole_points(chance: random.Random) -> list[float]:
    """On a scale whose ratings spread by two points, as most short measures are written down."""
    return [round(2 * rating) / 2 for rating in stable(chance)]


def with_memory(chance: random.Random) -> list[float]:
    """Each rating leans on the one before it (r = .3), as those of people do."""
    ratings = [chance.gauss(0, 1)]
    while len(ratings) < SESSIONS:
        ratings.append(0.3 * ratings[-1] + chance.gauss(0, (1 - 0.3**2) ** 0.5))
    return ratings


def cut_off(chance: random.Random) -> list[float]:
    """The best half of the ratings are the best there is; the others come in quarters of σ."""
    return [min(0.0, round(4 * rating) / 4) for rating in stable(chance)]


SD_CUT_OFF = math.sqrt(1 / 2 - 1 / (2 * math.pi))
"""Of what is left of normal ratings where those above their mean are all one."""


def one_deep_session(chance: random.Random) -> list[float]:
    return [one - (3 if at == 7 else 0) for at, one in enumerate(stable(chance))]


def a_lasting_fall(chance: random.Random) -> list[float]:
    return [one - (1.5 if at >= 5 else 0) for at, one in enumerate(stable(chance))]


def a_slow_fall(chance: random.Random) -> list[float]:
    return [one - 0.2 * at for at, one in enumerate(stable(chance))]


def flagged(given: Given, course: Course = stable, sd: float = 1.0) -> float:
    """Of 100 courses, those in which any session is called a drop; `sd` is that of the course."""
    change = reliable_change(sd, 0.0) if given.change else None  # the SD is all error
    return _flagged(course, sd if given.sd else None, change)


def flagged_at_the_best_end(given: Given) -> float:
    return flagged(given, cut_off, SD_CUT_OFF)


def flagged_beyond_error(times: float) -> float:
    """The same of stable ones whose ratings spread so many times as much as error of measurement,
    which is all that is known."""
    return _flagged(stable, 1 / times, reliable_change(1 / times, 0.0))


def _flagged(course: Course, sd: float | None, change: float | None) -> float:
    chance, found = random.Random(SEED), 0
    for _course in range(COURSES):
        chart = control_chart(course(chance), sd=sd, change=change)
        found += any(session.rule for session in chart)
    return 100 * found / COURSES


def main() -> None:
    courses = (
        stable,
        in_whole_points,
        with_memory,
        one_deep_session,
        a_lasting_fall,
        a_slow_fall,
    )
    print(f"of 100 courses of {SESSIONS} sessions, those with a flag ({COURSES:,} simulated)")
    for given in FALSE_FLAGS:
        print(f"SD known: {given.sd}, reliable change known: {given.change}")
        for course in courses:
            print(f"  {course.__name__.replace('_', ' '):20} {flagged(given, course):5.1f}")
    print("stable, but the scale cuts off half of the ratings:")
    for given in AT_THE_BEST_END:
        found = flagged_at_the_best_end(given)
        print(f"  SD {given.sd}, reliable change {given.change}   {found:5.1f}")
    print("SD taken from error of measurement, and ratings that spread by more:")
    for times in (1.0, 1.25, 1.5, 2.0):
        print(f"  {times:.2f} times as much   {flagged_beyond_error(times):5.1f}")
