"""Results as a notebook shows them: their numbers in a table, and what they mean below it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from html import escape
from typing import Any

from ..inputs import SHOWN
from ..language.catalogue import Language, language_of
from .description import describe, is_described


def html_of(result: Any, language: str = "en") -> str:
    """A table of coefficients and the paragraph; the paragraph alone where there are none."""
    if not is_described(result):
        return _columns(result)
    text = f"<p>{escape(describe(result, language))}</p>"
    coefficients = getattr(result, "coefficients", None)
    if not coefficients:
        return text
    spoken = language_of(language)
    level = spoken.level(result.level)
    head = (
        "",
        spoken.say("Estimate"),
        spoken.say("SE"),
        spoken.say("{level}% CI", level=level),
        "p",
    )
    rows = [_cells(one, result, spoken) for one in coefficients]
    low, high = (getattr(result, f"prediction_{end}", math.nan) for end in ("low", "high"))
    if not math.isnan(low):
        name = spoken.say("{level}% prediction interval", level=level)
        rows.append((name, "", "", _range(low, high, spoken), ""))
    return _table(head, rows) + text


def _columns(result: Any) -> str:
    """The columns of a result that is a table, as it gives them for JSON."""
    lists = {name: one for name, one in result.to_dict().items() if isinstance(one, list)}
    size = max(map(len, lists.values()))
    columns = {name: values for name, values in lists.items() if len(values) == size}
    rows = [[_cell(value) for value in row] for row in zip(*columns.values(), strict=True)]
    return _table(columns, rows[:SHOWN])


def _cell(value: Any) -> str:
    return f"{value:.4g}" if isinstance(value, float) else str(value)


def _cells(one: Any, result: Any, spoken: Language) -> tuple[str, ...]:
    name = one.name if result.is_regression else spoken.say("Pooled value")
    p = spoken.p_value(one.p).removeprefix("p = ").removeprefix("p ")
    interval = _range(one.ci_low, one.ci_high, spoken)
    return name, spoken.number(one.estimate), spoken.number(one.se), interval, p


def _range(low: float, high: float, spoken: Language) -> str:
    return spoken.say("{low} to {high}", low=spoken.number(low), high=spoken.number(high))


def _table(head: Iterable[str], rows: Iterable[Sequence[str]]) -> str:
    top = "".join(f"<th>{escape(cell)}</th>" for cell in head)
    body = "".join(
        f"<tr><th>{escape(first)}</th>{''.join(f'<td>{escape(cell)}</td>' for cell in rest)}</tr>"
        for first, *rest in rows
    )
    return f"<table><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>"
