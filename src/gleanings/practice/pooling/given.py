"""A file that a therapist gives: ratings by measure and a number that stands for whoever gave it.

Whatever else is in a file makes it another's: it is refused, and named, as all that is broken or
made to do harm.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NoReturn

from gleanings.practice.measures import Measure, measures

FORMAT, VERSION = "gleanings-ratings", 1
KEYS = {"format", "version", "therapist", "courses"}
LARGEST_FILE = 5_000_000  # bytes; a thousand clients of two hundred sessions take one
MOST_COURSES, MOST_RATINGS = 1_000, 2_000  # as many as the page keeps
LARGEST_NUMBER = 2**53  # that JavaScript knows
SHOWN = 40


class UnusableError(Exception):
    """Why a file is left out, as a sentence."""


@dataclass(frozen=True)
class Given:
    therapist: int
    courses: dict[str, list[list[float]]]
    """By measure: the ratings of each client in order of sessions, the clients in no order."""

    @property
    def ratings(self) -> int:
        return sum(len(course) for courses in self.courses.values() for course in courses)


@dataclass
class Taken:
    """What was read of many files; `left_out` says of each other why it is not among them."""

    given: list[Given] = field(default_factory=list)
    left_out: list[tuple[Path, str]] = field(default_factory=list)


def take(paths: Iterable[Path]) -> Taken:
    """Of one therapist's files the one with most ratings counts, and the same file but once."""
    taken = Taken()
    first: dict[int, tuple[Path, Given]] = {}
    for path in paths:
        try:
            given = read_given(path)
        except UnusableError as error:
            taken.left_out.append((path, str(error)))
            continue
        known = next((one for one in first.values() if one[1].courses == given.courses), None)
        known = known or first.get(given.therapist)
        if known is None:
            first[given.therapist] = path, given
        elif known[1].courses == given.courses:
            taken.left_out.append((path, f"it holds the same as {known[0]}, which counts once."))
        elif known[1].ratings >= given.ratings:
            taken.left_out.append((path, _is_older(known[0])))
        else:
            taken.left_out.append((known[0], _is_older(path)))
            first[given.therapist] = path, given
    taken.given = [given for _path, given in first.values()]
    return taken


def _is_older(than: Path) -> str:
    return f"{than} is of the same therapist and holds more."


def read_given(path: Path) -> Given:
    """Raises `UnusableError`, whatever is wrong with it."""
    try:
        if not path.is_file():
            _refuse("it is no file that is here.")
        if path.stat().st_size > LARGEST_FILE:
            _refuse(f"it is larger than {LARGEST_FILE // 1_000_000} MB.")
        written = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        _refuse(f"it cannot be read ({error.strerror}).")
    except UnicodeDecodeError:
        _refuse("it is no text in UTF-8.")
    except (ValueError, RecursionError):
        _refuse("it is no JSON, or damaged.")
    return _given(written)


def _given(written: Any) -> Given:
    if not isinstance(written, dict) or written.get("format") != FORMAT:
        _refuse("it is no file of ratings that the page for sessions saved.")
    if more := sorted(written.keys() - KEYS):
        _refuse(f"it holds more than numbers: {_shown(more[0])}.")
    if written.get("version") != VERSION:
        _refuse(f"it is of version {_shown(written.get('version'))}; {VERSION} is read here.")
    therapist = written.get("therapist")
    if type(therapist) is not int or not 0 < therapist < LARGEST_NUMBER:
        _refuse(f"the number that stands for the therapist is {_shown(therapist)}.")
    courses = written.get("courses")
    if not isinstance(courses, dict):
        _refuse("it has no courses by measure.")
    return Given(therapist, {code: _courses(code, each) for code, each in courses.items()})


def _courses(code: str, courses: Any) -> list[list[float]]:
    measure = measures().get(code)
    if measure is None:
        _refuse(f"the measure {_shown(code)} is not known here.")
    if not isinstance(courses, list) or len(courses) > MOST_COURSES:
        _refuse(f"{measure.name}: there is no list of at most {MOST_COURSES:,} courses.")
    return sorted(_course(measure, course) for course in courses)


def _course(measure: Measure, course: Any) -> list[float]:
    if not isinstance(course, list) or len(course) > MOST_RATINGS:
        _refuse(f"{measure.name}: a course is no list of at most {MOST_RATINGS:,} ratings.")
    for rating in course:
        is_number = type(rating) in (int, float) and math.isfinite(rating)
        if not is_number or not measure.lowest <= rating <= measure.highest:
            scale = f"{measure.lowest:g} to {measure.highest:g}"
            _refuse(f"{measure.name}: {_shown(rating)} is no rating from {scale}.")
    return course


def _shown(value: Any) -> str:
    """As it may stand in a terminal, whatever somebody put into it."""
    text = ascii(value)
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"


def _refuse(sentence: str) -> NoReturn:
    raise UnusableError(sentence)
