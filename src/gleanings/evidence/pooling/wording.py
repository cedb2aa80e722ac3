"""Results in words, for people who read studies but do not pool them.

What is said is decided apart from how it is said: `statements` picks labels with their numbers,
a catalogue (`ENGLISH`, `FRENCH`) holds a sentence for each label. Another language is another
catalogue.
"""

import math
from html import escape
from typing import TYPE_CHECKING, Any

from ..conventions import NOTICEABLE_I2, STUDIES_FOR_SPREAD, SUBSTANTIAL_I2
from ..language.numbers import shortest
from ..languages import (
    Statement,
    Words,
    catalogue,
    figure,
    level_text,
    number,
    p_value,
    style_of,
    tell,
)
from ..readable import name_of, null_of, null_shown, readable, shown
from ..words.sizes import in_small, thresholds
from .result import PooledEffect

if TYPE_CHECKING:
    from .subgroups import Subgroups
    from .tables import PooledTables


def catalogue_of(language: str) -> Words:
    """The sentences of this part in a language. Raises ValueError for one that has none."""
    return catalogue(__package__, language)


ENGLISH = catalogue_of("en")
FRENCH = catalogue_of("fr")

_TEST_LABELS = {
    "z": "test_z",
    "t": "test_t",
    "knapp-hartung": "test_knha",
    "knapp-hartung-adhoc": "test_adhoc",
}


def statements(result: PooledEffect, words: Words = ENGLISH) -> list[Statement]:
    """What there is to say, in order."""
    if result.is_regression:
        said = _regression(result, words)
    elif result.k == 1:
        said = [Statement("single", _estimate(result, words))]
    else:
        said = _pooled(result, words)
    if result.dropped:
        label = "dropped_one" if result.dropped == 1 else "dropped"
        said.append(Statement(label, {"dropped": result.dropped}))
    return [*said, _method(result, words)]


def paragraph(result: PooledEffect, words: Words = ENGLISH) -> str:
    return tell(statements(result, words), words)


def tables_paragraph(r: "PooledTables", words: Words = ENGLISH) -> str:
    numbers = [shown(x, r.measure, words) for x in (r.estimate, r.ci_low, r.ci_high)]
    values = {
        "k": r.k,
        "name": name_of(r.measure, words),
        **dict(zip(("estimate", "low", "high"), numbers, strict=True)),
        "level": level_text(r.level, words),
        "p": p_value(r.p, words),
        "method": r.method,
    }
    said = [Statement("tables", values)]
    if r.q_df > 0:
        said.append(Statement("tables_differ", _q(r, words)))
    return tell(said, words)


def subgroups_paragraph(r: "Subgroups", words: Words = ENGLISH) -> str:
    said = [
        Statement("subgroup", _estimate(part, words) | {"group": label})
        for label, part in r.groups.items()
    ]
    label = "subgroups_differ" if r.p < 1 - r.overall.level else "subgroups_alike"
    values = {"statistic": _statistic(r.q_between, r.df, r.df2, words), "p": p_value(r.p, words)}
    return tell([*said, Statement(label, values)], words)


def _statistic(value: float, df: int, df2: float, words: Words) -> str:
    if math.isinf(df2):
        return words["statistic_chi2"].format(df=df, value=number(value, words))
    second = shortest(df2, style_of(words))
    return words["statistic_f"].format(df=df, df2=second, value=number(value, words))


def _pooled(r: PooledEffect, words: Words) -> list[Statement]:
    values = _estimate(r, words)
    said = [Statement("pooled", values)]
    null = null_of(r.measure)
    if not math.isnan(null):
        said.append(Statement(_against_null(r, null), values))
    if r.method == "EE":
        label = "common_doubtful" if r.q_p < 1 - r.level else "common"
        return [*said, Statement(label, _spread(r, words))]
    said.append(Statement(_how_different(r), _spread(r, words)))
    if r.tau2 > 0:
        low, high = (shown(x, r.measure, words) for x in r.prediction)
        label = "prediction"
        if not math.isnan(null):
            both = r.prediction_low <= null <= r.prediction_high
            label = "prediction_both" if both else "prediction_same"
        said.append(Statement(label, {"low": low, "high": high, "level": values["level"]}))
    if r.k < STUDIES_FOR_SPREAD:
        said.append(Statement("few", {"k": r.k}))
    if "narrower" in r.notes:
        said.append(Statement("narrower", {}))
    return said


def _against_null(r: PooledEffect, null: float) -> str:
    """Precisely near none and too imprecise to tell are different news (Barley et al. 2009)."""
    if not r.ci_low <= null <= r.ci_high:
        return "some"
    measure = r.measure or ""
    if thresholds(measure) is None:
        return "none"
    steps = [in_small(measure, readable(end, r.measure)) for end in r.ci]
    near = all(step is not None and abs(step) <= 1 for step in steps)
    return "near" if near else "imprecise"


def _regression(r: PooledEffect, words: Words) -> list[Statement]:
    said = [Statement("regression", {"k": r.k, "count": len(r.coefficients)})]
    for c in r.coefficients:
        values = {
            "name": c.name,
            "estimate": number(c.estimate, words),
            "low": number(c.ci_low, words),
            "high": number(c.ci_high, words),
            "p": p_value(c.p, words),
            "level": level_text(r.level, words),
        }
        said.append(Statement("coefficient", values))
    statistic = _statistic(r.qm, r.qm_df, r.qm_df2, words)
    said.append(Statement("moderators", {"statistic": statistic, "p": p_value(r.qm_p, words)}))
    if not math.isnan(r.r2) and r.r2 > 0:
        said.append(Statement("explained", {"r2": f"{r.r2:.0f}"}))
    if r.tau2 > 0:
        said.append(Statement("left", _spread(r, words)))
    return said


def _estimate(r: PooledEffect, words: Words) -> dict[str, Any]:
    return {
        "k": r.k,
        "name": name_of(r.measure, words),
        "estimate": shown(r.estimate, r.measure, words),
        "low": shown(r.ci_low, r.measure, words),
        "high": shown(r.ci_high, r.measure, words),
        "null": null_shown(r.measure, words),
        "p": p_value(r.p, words),
        "level": level_text(r.level, words),
    }


def _spread(r: PooledEffect, words: Words) -> dict[str, Any]:
    return {"tau2": number(r.tau2, words, 3), **_q(r, words)}


def _q(r: "PooledEffect | PooledTables", words: Words) -> dict[str, Any]:
    return {
        "i2": figure(r.i2, words),
        "q": number(r.q, words),
        "df": r.q_df,
        "q_p": p_value(r.q_p, words),
    }


def _how_different(r: PooledEffect) -> str:
    if r.i2 < NOTICEABLE_I2:
        return "homogeneous"
    if r.q_p >= 1 - r.level:
        return "unsure"
    return "strong" if r.i2 >= SUBSTANTIAL_I2 else "mild"


def _method(r: PooledEffect, words: Words) -> Statement:
    test = _TEST_LABELS[r.test]
    model = "model_common" if r.method == "EE" else "model_random"
    values = {
        "model": words[model].format(method=r.method),
        "test": words[test].format(df=shortest(r.test_df, style_of(words))),
    }
    return Statement("method", values)


def html(result: PooledEffect, words: Words = ENGLISH) -> str:
    """A table of estimates and the paragraph, for a notebook."""
    level = level_text(result.level, words)
    heads = ("", words["html_estimate"], words["html_se"], words["html_ci"], words["html_p"])
    head = "".join(f"<th>{escape(h.format(level=level))}</th>" for h in heads)
    body = "".join(_row(_cells(c, result, words)) for c in result.coefficients)
    if not math.isnan(result.prediction_low):
        name = words["html_prediction"].format(level=level)
        body += _row((name, "", "", _range(result.prediction, words), ""))
    text = escape(paragraph(result, words))
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table><p>{text}</p>"


def _cells(c: Any, result: PooledEffect, words: Words) -> tuple[str, ...]:
    name = c.name if result.is_regression else words["html_pooled"]
    p = p_value(c.p, words).removeprefix("p = ").removeprefix("p ")
    interval = _range((c.ci_low, c.ci_high), words)
    return name, number(c.estimate, words), number(c.se, words), interval, p


def _range(ends: tuple[float, float], words: Words) -> str:
    low, high = (number(end, words) for end in ends)
    return words["html_range"].format(low=low, high=high)


def _row(cells: tuple[str, ...]) -> str:
    first, *rest = (escape(cell) for cell in cells)
    return f"<tr><th>{first}</th>{''.join(f'<td>{cell}</td>' for cell in rest)}</tr>"
