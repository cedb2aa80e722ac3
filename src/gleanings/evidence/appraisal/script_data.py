"""What a reproduction script carries: the rows, and the numbers of the page to compare with."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from gleanings.evidence.appraisal.result import Appraisal
from gleanings.evidence.figures.words import plain_label

TEXTS = ("label", "cluster", "subgroup")
NUMBERS = ("year", "n", "yi", "vi")

TOLERANCE = 1e-3
"""How far a number may lie from the page's, as a share of its unit. Programs stop their search for
the top of a likelihood at different places, which moves a variance in its fourth digit."""

TOLERATED = """\
# A number may differ from the page's by tolerance times unit. The unit of an estimate and of the
# ends of an interval is the standard error, of a variance the total variance, of p 0.1, of I2 100,
# and of all else the number itself (at least 1)."""


@dataclass(frozen=True)
class Compared:
    """One number of the page. code: what the script calls it; unit: what the tolerance is of."""

    name: str
    code: str
    value: float
    unit: float


@dataclass(frozen=True)
class Content:
    """Rows by column, and the numbers to compare with."""

    of: Appraisal
    columns: dict[str, list[Any]]
    compared: tuple[Compared, ...]


def content(appraisal: Mapping[str, Any] | Appraisal, rows: Any) -> Content:
    """ValueError where nothing is pooled, or rows do not fit the appraisal."""
    of = appraisal if isinstance(appraisal, Appraisal) else Appraisal.from_dict(appraisal)
    if of.pooled is None:
        raise ValueError(
            f"Nothing is pooled in this appraisal ({of.why_not_pooled}), and so there is nothing "
            "to reproduce."
        )
    own = [{name: getattr(effect, name) for name in (*TEXTS, *NUMBERS)} for effect in of.effects]
    return Content(of, _columns(of, own, rows), _compared(of))


def _columns(
    of: Appraisal, own: list[dict[str, Any]], rows: Sequence[Mapping[str, Any]] | None
) -> dict[str, list[Any]]:
    """The rows' own values where they have them, else those of the appraisal; no empty column."""
    given = list(rows) if rows is not None else own
    if len(given) != of.k:
        raise ValueError(
            f"data has {len(given)} rows and the appraisal {of.k} effects; give one row for each."
        )
    columns = {}
    for name in (*TEXTS, *NUMBERS):
        values = [row.get(name, mine[name]) for row, mine in zip(given, own, strict=True)]
        if name in TEXTS:
            values = [None if value is None else str(value) for value in values]
        else:
            values = [_number(value) for value in values]
        if any(value is not None for value in values):
            columns[name] = values
    return columns


def _number(value: Any) -> float | int | None:
    if value is None or isinstance(value, int):
        return value
    value = float(value)
    return value if math.isfinite(value) else None


def _compared(of: Appraisal) -> tuple[Compared, ...]:
    """In the order of reading."""
    pooled, spread = of.pooled, of.heterogeneity
    assert pooled is not None and spread is not None  # noqa: S101 - content() saw to it
    found: list[tuple[str, str, float | None, float]] = [
        ("estimate", "estimate", pooled.estimate, pooled.se),
        ("interval, lower end", "ci_low", pooled.ci_low, pooled.se),
        ("interval, upper end", "ci_high", pooled.ci_high, pooled.se),
        ("degrees of freedom", "df", pooled.df, _own(pooled.df)),
        ("p", "p", pooled.p, 0.1),
    ]
    if of.model != "common-effect":
        ends = {"lower": pooled.prediction_low, "upper": pooled.prediction_high}
        found += [
            (f"prediction interval, {end} end", f"prediction_{code}", ends[end], pooled.se)
            for end, code in (("lower", "low"), ("upper", "high"))
        ]
    typical = pooled.se**2 + spread.tau2
    if spread.sigma2_between is not None and spread.sigma2_within is not None:
        # where the likelihood has a flat top, its height is sure and the place on it is not
        found += [
            ("variance between studies", "sigma2_between", spread.sigma2_between, typical),
            ("variance within studies", "sigma2_within", spread.sigma2_within, typical),
        ]
    else:
        found.append(("variance between studies (tau2)", "tau2", spread.tau2, typical))
        found.append(("I2 in percent", "i2", spread.i2, 100.0))
    found.append(("Q", "q", spread.q, _own(spread.q)))
    slope = of.small_studies.egger
    if slope is not None:
        found.append(("Egger's regression, slope", "egger_slope", slope.slope, slope.se))
        found.append(("Egger's regression, p", "egger_p", slope.p, 0.1))
    return tuple(
        Compared(name, code, value, unit) for name, code, value, unit in found if value is not None
    )


def _own(value: float | None) -> float:
    return max(1.0, abs(value or 0.0))


def comment(text: str, mark: str = "#") -> str:
    """Text as a comment of one line, whatever it holds."""
    line = plain_label(text)
    return f"{mark} {line}" if line else ""


def wrapped(items: Sequence[str], indent: str = "    ", width: int = 88) -> str:
    """Items with commas between, in lines that every reader of the language takes."""
    lines, line = [], indent
    for number, item in enumerate(items):
        piece = item + ("," if number < len(items) - 1 else "")
        if len(line) + len(piece) > width and line.strip():
            lines.append(line.rstrip())
            line = indent
        line += piece + " "
    return "\n".join([*lines, line.rstrip()])
