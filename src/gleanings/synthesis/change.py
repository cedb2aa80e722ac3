"""What became different from one synthesis to the next, and whether followers should hear of it."""

import math
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from gleanings.evidence.report import width_vs_small
from gleanings.synthesis.models import Question, Synthesis
from gleanings.synthesis.retractions import retractions
from gleanings.synthesis.stored_result import Change, Headline, Mention, Row, WhyBeside


def change_between(before: Synthesis, after: Synthesis) -> Change:
    """Rows that came, went, have other numbers or other words; the estimate before and after."""
    old, new, settings = _by_key(before), _by_key(after), before.data.settings
    both = {key: (old[key], row) for key, row in new.items() if key in old}
    numbers = _NUMBERS
    if settings.version == after.data.settings.version:
        # earlier programs stored no bounds: nobody corrected what they left out
        numbers += ("bound", "limit")
    corrected = {key for key, rows in both.items() if _is_corrected(*rows, numbers)}
    described = {key for key, rows in both.items() if _words(rows[0]) != _words(rows[1])}
    return Change(
        added=_mentions(row for key, row in new.items() if key not in old),
        removed=_mentions(row for key, row in old.items() if key not in new),
        retracted=_retracted(old for old, new in both.values() if _is_taken_out(old, new)),
        reinstated=_mentions(new for old, new in both.values() if _is_taken_out(new, old)),
        corrected=_mentions(new[key] for key in new if key in corrected),
        described=_mentions(new[key] for key in new if key in described - corrected),
        settings=settings != replace(after.data.settings, version=settings.version),
        computed_anew=settings.version != after.data.settings.version,
        before=before.headline,
        after=after.headline,
    )


def is_notable(before: Headline, after: Headline, question: Question) -> bool:
    """Whether the answer's change crosses the question's threshold.

    It does where the label changes (an effect is shown now that was not, or the reverse), where
    something is pooled for the first time or no longer, and where the pooled value moved by more
    than the threshold: the editor's, in the unit that is read, or else a small effect.
    """
    if before.label != after.label:
        return True
    if before.estimate is None or after.estimate is None:
        return before.estimate is not after.estimate
    if question.threshold:
        return abs(after.estimate - before.estimate) > question.threshold
    return _is_far(question.measure, before, before.estimate, after.estimate)


def _is_far(measure: str, before: Headline, old: float, new: float) -> bool:
    """By more than a small effect; without agreed sizes, out of the interval it had."""
    steps = width_vs_small(measure, old, new)
    if steps is not None:
        return steps > 1
    low, high = before.ci_low, before.ci_high
    return low is not None and high is not None and not low <= new <= high


def _mentions(rows: Iterable[Row]) -> tuple[Mention, ...]:
    return tuple(Mention(row.label, row.finding, row.cluster) for row in rows)


def _is_taken_out(before: Row, after: Row) -> bool:
    retracted = WhyBeside.RETRACTED
    return after.beside is retracted and before.beside is not retracted


def _retracted(rows: Iterable[Row]) -> tuple[Mention, ...]:
    """With the day on which each was retracted, as it is known now."""
    now = retractions()
    return tuple(
        Mention(row.label, row.finding, row.cluster, said.date if (said := now.of(row)) else "")
        for row in rows
    )


def _is_corrected(old: Row, new: Row, numbers: tuple[str, ...]) -> bool:
    """Whether somebody put other numbers there, and not the same ones on another scale.

    Fisher's z of .29 and the r of .28 that it is are one number. How a row is pooled, turned or set
    beside follows from others, and corrects nothing.
    """
    if old.measure == new.measure or None in (old.yi, old.vi, new.yi, new.vi):
        return any(getattr(old, name) != getattr(new, name) for name in numbers)
    return any(
        abs(abs(one) - abs(other)) > ROUNDING
        for one, other in zip(_value_and_error(old), _value_and_error(new), strict=True)
    )


def _value_and_error(row: Row) -> tuple[float, float]:
    return row.yi or 0.0, math.sqrt(row.vi or 0.0)


_NUMBERS: tuple[str, ...] = ("measure", "estimate", "ci_low", "ci_high", "n", "k", "given")
ROUNDING = 0.02
"""What two values differ by that were each rounded to two decimals, on two scales."""


def _words(row: Row) -> tuple[Any, ...]:
    """What is said of a row beside its numbers; its label follows from the others of its study."""
    return tuple(getattr(row, name) for name in _DESCRIBING)


_DESCRIBING = (
    *("citation", "doi", "year", "subgroup", "place", "notes"),
    *("measure", "predictor", "outcome", "group", "time"),
)


def _by_key(synthesis: Synthesis) -> dict[str, Row]:
    """Rows by what makes them the same row in another version."""
    rows: dict[str, Row] = {}
    for row in synthesis.data.rows:
        key = f"finding:{row.finding}" if row.finding else f"{row.cluster}|{row.label}"
        while key in rows:
            key += "+"
        rows[key] = row
    return rows
