"""The rows of a forest plot: studies, subgroups, the diamond and the prediction interval."""

import math
from dataclasses import replace
from typing import Any

import numpy as np

from gleanings.evidence.distributions import critical_value
from gleanings.evidence.figures.axis import shown
from gleanings.evidence.figures.forest_data import Forest, Pooled, has_effect
from gleanings.evidence.figures.rows import Row
from gleanings.evidence.figures.words import Words, format_level
from gleanings.evidence.measures import Measure


def forest_rows(of: Forest, prediction: bool, words: Words) -> list[Row]:
    every = _study_rows(of)
    rows: list[Row] = []
    if not of.parts:
        rows += every
    for part in of.parts:
        rows.append(Row("heading", part.name, bold=True))
        rows += [every[member] for member in part.members]
        if part.result is not None:
            label = words.pooled_subgroup.format(name=part.name, k=len(part.members))
            rows.append(diamond(part.result, of.measure, label))
        rows.append(Row("gap"))
    if len(every) > 1 and has_effect(of.result):
        rows.append(Row("gap"))
        rows.append(replace(diamond(of.result, of.measure, words.pooled), bold=True))
        bar = _prediction_row(of.result, of.measure, of.level, words) if prediction else None
        rows += [bar] if bar else []
    return rows


def _study_rows(of: Forest) -> list[Row]:
    """Squares by weight, or dots where nothing is pooled."""
    studies = of.studies
    half = float(critical_value(of.level)) * np.sqrt(studies.vi)
    lows, highs = studies.ends or (studies.yi - half, studies.yi + half)
    weights = studies.weights
    return [
        Row(
            "point" if weights is None else "study",
            label,
            *as_read(of.measure, float(y), float(low), float(high)),
            weight=math.nan if weights is None else float(weights[place]),
            cells=cells,
        )
        for place, (label, cells, y, low, high) in enumerate(
            zip(studies.labels, studies.cells, studies.yi, lows, highs, strict=True)
        )
    ]


def as_read(
    measure: Measure, estimate: float, low: float, high: float
) -> tuple[float, float, float]:
    """As people read them, cut to what can be: no correlation above 1."""
    least, most = measure.bounds
    return (
        shown(measure, estimate),
        max(shown(measure, low), least),
        min(shown(measure, high), most),
    )


def diamond(result: Pooled, measure: Measure, label: str) -> Row:
    return Row("diamond", label, *as_read(measure, result.estimate, result.ci_low, result.ci_high))


def _prediction_row(result: Any, measure: Measure, level: float, words: Words) -> Row | None:
    low, high = (getattr(result, f"prediction_{end}", None) for end in ("low", "high"))
    if low is None or high is None or not (math.isfinite(low) and math.isfinite(high)):
        return None
    label = words.prediction.format(level=format_level(100 * level, words))
    return Row("bar", label, *as_read(measure, result.estimate, low, high))
