"""What `pool` prints: an object for programs, a paragraph and a table for people."""

import argparse
import math
import textwrap
from collections.abc import Sequence
from typing import Any

from gleanings.evidence.figures.axis import measure_drawn, shown
from gleanings.evidence.figures.words import format_level, format_number, format_p
from gleanings.evidence.measures import Measure
from gleanings.evidence.report import describe

NUMBERS = (
    "k", "estimate", "se", "statistic", "p", "ci_low", "ci_high", "prediction_low",
    "prediction_high", "tau2", "i2", "h2", "q", "q_p",
)  # fmt: skip
_COEFFICIENT = ("estimate", "se", "statistic", "p", "ci_low", "ci_high")


def number(value: Any) -> float | int | None:
    """For JSON: what does not exist is null."""
    if value is None or not math.isfinite(value):
        return None
    return int(value) if isinstance(value, int) else float(value)


def facts(result: Any, between: Any, options: argparse.Namespace) -> dict[str, Any]:
    """The numbers by their names, on the scale that was pooled on."""
    found = _numbers(result)
    if options.cluster:
        found |= _cluster_facts(result)
    if options.moderators:
        found["coefficients"] = [
            {"name": one.name} | {name: number(getattr(one, name)) for name in _COEFFICIENT}
            for one in result.coefficients
        ]
        found |= _moderator_test(result, bool(options.cluster))
    if between is not None:
        found["subgroups"] = {str(name): _numbers(part) for name, part in between.groups.items()}
        found |= {"q_between": number(between.q_between), "q_between_df": between.df}
        found["q_between_p"] = number(between.p)
    return found


def _numbers(result: Any) -> dict[str, Any]:
    found: dict[str, Any] = {name: number(getattr(result, name, None)) for name in NUMBERS}
    return found | {"method": result.method, "test": result.test}


def _moderator_test(result: Any, robustly: bool) -> dict[str, Any]:
    """χ² (df2 null) or F."""
    names = ("f", "f_df1", "f_df2", "f_p") if robustly else ("qm", "qm_df", "qm_df2", "qm_p")
    values = [number(getattr(result, name)) for name in names]
    return dict(zip(("qm", "qm_df", "qm_df2", "qm_p"), values, strict=True))


def _cluster_facts(result: Any) -> dict[str, Any]:
    names = ("sigma2_between", "sigma2_within", "i2_between", "i2_within", "rho", "n_clusters")
    return {name: number(getattr(result, name)) for name in (*names, "df")}


def report(result: Any, between: Any, studies: Any, options: argparse.Namespace) -> str:
    paragraphs = [describe(result, measure=options.measure)]
    if between is not None:
        paragraphs.append(describe(between))
    if studies.dropped:
        paragraphs.append(studies.note)
    wrapped = [textwrap.fill(paragraph, 88) for paragraph in paragraphs]
    lines = _coefficient_lines(result, options)
    if not options.moderators:
        lines = _effect_lines(result, between, options)
    return "\n\n".join([*wrapped, "\n".join(lines)]) + "\n"


def _effect_lines(result: Any, between: Any, options: argparse.Namespace) -> list[str]:
    """On the reader's scale: ratios as ratios."""
    measure = measure_drawn(options.measure)
    level = format_level(100 * options.level)
    rows = [["", measure.heading_in("en"), f"{level}% CI", "p"]]
    parts = between.groups.items() if between is not None else ()
    for name, part in [*((str(name), part) for name, part in parts), ("pooled effect", result)]:
        numbers = [_written(measure, x) for x in (part.estimate, part.ci_low, part.ci_high)]
        rows.append([name, numbers[0], f"{numbers[1]} to {numbers[2]}", format_p(part.p)])
    low, high = (getattr(result, f"prediction_{end}", None) for end in ("low", "high"))
    if low is not None and high is not None and math.isfinite(low):
        rows.append(
            ["prediction", "", f"{_written(measure, low)} to {_written(measure, high)}", ""]
        )
    return _aligned(rows)


def _coefficient_lines(result: Any, options: argparse.Namespace) -> list[str]:
    """Coefficients on the scale that was pooled on: differences of logarithms are no ratios."""
    rows = [["", "coefficient", "SE", f"{format_level(100 * options.level)}% CI", "p"]]
    for one in result.coefficients if options.moderators else ():
        values = [format_number(x, 4) for x in (one.estimate, one.se, one.ci_low, one.ci_high)]
        interval = f"{values[2]} to {values[3]}"
        rows.append([one.name, values[0], values[1], interval, format_p(one.p)])
    return _aligned(rows)


def _written(measure: Measure, value: float) -> str:
    return format_number(shown(measure, float(value)), 3)


def _aligned(rows: Sequence[Sequence[str]]) -> list[str]:
    widths = [max(len(row[place]) for row in rows) for place in range(len(rows[0]))]
    lines = []
    for row in rows:
        cells = [row[0].ljust(widths[0])]
        cells += [cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True)]
        lines.append("   ".join(cells).rstrip())
    return lines
