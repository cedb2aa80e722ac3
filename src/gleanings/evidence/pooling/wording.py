"""Results in words, for people who read studies but do not pool them.

What is said is decided apart from how it is said: `statements` picks labels with their numbers,
a catalogue (`ENGLISH`) holds a sentence for each label. Another language is another catalogue.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any

from ..conversions.back import back_transform
from ..effect_sizes import measures
from .result import PooledEffect

if TYPE_CHECKING:
    from .subgroups import Subgroups
    from .tables import PooledTables


@dataclass(frozen=True)
class Statement:
    """A label of the catalogue with what its sentence needs."""

    label: str
    values: Mapping[str, Any]


ENGLISH: dict[str, str] = {
    "single": "There is one study only, so nothing could be pooled: its {name} is {estimate} "
    "({level}% confidence interval {low} to {high}).",
    "pooled": "Taken together, {k} effects give {article} {name} of {estimate} "
    "({level}% confidence interval {low} to {high}).",
    "none": "The interval includes {null}, the value of no effect: on these data an effect in "
    "either direction, or none, remains possible ({p}).",
    "near": "The whole interval lies close to {null}, the value of no effect: on these data the "
    "average effect is none or too small to matter in most settings ({p}).",
    "imprecise": "The interval includes {null}, the value of no effect, but also effects of a size "
    "that matters: these data cannot tell whether there is one ({p}). That is not evidence of no "
    "effect.",
    "some": "The interval does not include {null}, the value of no effect ({p}).",
    "homogeneous": "The studies differ no more than chance alone would make them "
    "(I² = {i2}%, τ² = {tau2}).",
    "mild": "The studies differ somewhat more than chance alone would make them: about {i2}% of "
    "the variation between them is real (I²; τ² = {tau2}).",
    "strong": "The studies differ much more than chance alone would make them: about {i2}% of the "
    "variation between them is real (I²; τ² = {tau2}), so that the average describes no single "
    "setting well.",
    "unsure": "An estimated {i2}% of the variation between the studies is real (I²; τ² = {tau2}), "
    "but chance alone could make them differ as much (Q = {q} with {df} degrees of freedom, "
    "{q_p}).",
    "prediction_both": "In a new setting like these the true effect would be expected between "
    "{low} and {high} ({level}% prediction interval), that is, in some settings there may be none "
    "or the opposite.",
    "prediction_same": "In a new setting like these the true effect would be expected between "
    "{low} and {high} ({level}% prediction interval), on the same side throughout.",
    "prediction": "In a new setting like these the true value would be expected between {low} and "
    "{high} ({level}% prediction interval).",
    "common": "The model assumes one and the same true effect in all studies; Cochran's Q = {q} "
    "with {df} degrees of freedom ({q_p}), I² = {i2}%.",
    "common_doubtful": "The model assumes one and the same true effect in all studies, but they "
    "differ more than chance alone would make them (Cochran's Q = {q} with {df} degrees of "
    "freedom, {q_p}; I² = {i2}%): the interval is too narrow for studies other than these.",
    "regression": "Across {k} effects, {count} coefficients were estimated together.",
    "coefficient": "{name}: {estimate} ({level}% confidence interval {low} to {high}, {p}).",
    "moderators": "Together the moderators are tested with {statistic} ({p}).",
    "explained": "They account for {r2}% of the differences between studies.",
    "left": "Differences between the studies remain: I² = {i2}%, τ² = {tau2}.",
    "few": "With {k} effects only, the amount of difference between studies is barely known.",
    "narrower": "The Knapp-Hartung interval is narrower here than the usual one would be, because "
    "the effects happen to lie close together; that may be chance rather than precision.",
    "dropped": "{dropped} rows with missing values were left out.",
    "dropped_one": "One row with missing values was left out.",
    "tables": "Taken together, {k} tables give {article} {name} of {estimate} ({level}% confidence "
    "interval {low} to {high}, {p}; {method}).",
    "tables_differ": "Differences between the tables: Q = {q} with {df} degrees of freedom "
    "({q_p}), I² = {i2}%.",
    "subgroup": "{name} (k = {k}): {estimate} ({level}% confidence interval {low} to {high}).",
    "subgroups_differ": "The subgroups differ more than chance alone would make them "
    "({statistic}, {p}).",
    "subgroups_alike": "Between the subgroups there is no more difference than chance alone "
    "could make ({statistic}, {p}).",
    "method": "Method: {model}, {test}.",
    "model_random": "random effects, τ² by {method}",
    "model_common": "common effect",
    "test_z": "normal distribution",
    "test_t": "t distribution with {df} degrees of freedom",
    "test_knha": "Knapp-Hartung with {df} degrees of freedom",
    "test_adhoc": "Knapp-Hartung with the ad hoc correction and {df} degrees of freedom",
    "effect": "effect",
    "correlation": "correlation",
    "smd": "standardized mean difference",
    "proportion": "proportion",
    "rate": "incidence rate",
    "p_small": "p < .001",
    "p": "p = {p}",
    "html_estimate": "Estimate",
    "html_se": "SE",
    "html_ci": "{level}% CI",
    "html_p": "p",
    "html_prediction": "{level}% prediction interval",
    "html_pooled": "Pooled effect",
}

# I² from which the differences are called strong: the "substantial" of the Cochrane Handbook,
# version 6, section 10.10.2
STRONG = 50


# what a measure is called after the way back, where its title would say something else
_READ_AS = {
    **dict.fromkeys(("ZCOR", "ZPCOR"), "correlation"),
    **dict.fromkeys(("PLO", "PAS"), "proportion"),
    **dict.fromkeys(("SMD1", "SMD1H"), "smd"),
    "IRS": "rate",
    "GEN": "effect",
}
# Up to here an effect is close to none: Cohen's small r and small d (Cohen 1988), and the
# quarter more or less of GRADE (Guyatt et al. 2011, J Clin Epidemiol 64:1283).
_STANDARDIZED = (
    "SMD", "SMDH", "SMD1", "SMD1H", "SMCC", "SMCR", "SMCRH", "OR2D", "OR2DL", "OR2DN"
)  # fmt: skip
_CORRELATIONS = (
    "COR", "UCOR", "ZCOR", "PCOR", "ZPCOR", "SPCOR", "RPB", "RBIS", "PHI", "RTET"
)  # fmt: skip
_RATIOS = ("RR", "OR", "PETO", "IRR", "MPRR", "MPOR", "MPORC", "MPPETO")
_SMALL = {
    **dict.fromkeys(_STANDARDIZED, 0.2),
    **dict.fromkeys(_CORRELATIONS, 0.1),
    **dict.fromkeys(_RATIOS, math.log(1.25)),
}
_TEST_LABELS = {
    "z": "test_z",
    "t": "test_t",
    "knapp-hartung": "test_knha",
    "knapp-hartung-adhoc": "test_adhoc",
}


def number(x: float, digits: int = 2) -> str:
    """`digits` decimals, more for numbers that would come out as 0."""
    if not math.isfinite(x):
        return "–"
    if x == 0 or abs(x) >= 10**-digits:
        return f"{x:.{digits}f}"
    return f"{x:.{digits}g}"


def p_value(p: float, words: Mapping[str, str]) -> str:
    """p as the APA writes it: three decimals, no leading zero."""
    if p < 0.001:
        return words["p_small"]
    return words["p"].format(p=f"{p:.3f}".removeprefix("0"))


def statements(result: PooledEffect, words: Mapping[str, str] = ENGLISH) -> list[Statement]:
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


def paragraph(result: PooledEffect, words: Mapping[str, str] = ENGLISH) -> str:
    return _said(statements(result, words), words)


def _said(said: list[Statement], words: Mapping[str, str]) -> str:
    return " ".join(words[s.label].format(**s.values) for s in said)


def tables_paragraph(r: "PooledTables", words: Mapping[str, str] = ENGLISH) -> str:
    name = _name(r.measure, words)
    shown = [number(float(back_transform(x, r.measure))) for x in (r.estimate, r.ci_low, r.ci_high)]
    values = {
        "k": r.k,
        "name": name,
        "article": _article(name),
        **dict(zip(("estimate", "low", "high"), shown, strict=True)),
        "level": f"{100 * r.level:g}",
        "p": p_value(r.p, words),
        "method": r.method,
    }
    said = [Statement("tables", values)]
    if r.q_df > 0:
        said.append(Statement("tables_differ", _q(r, words)))
    return _said(said, words)


def subgroups_paragraph(r: "Subgroups", words: Mapping[str, str] = ENGLISH) -> str:
    said = [
        Statement("subgroup", _estimate(part, words) | {"name": label})
        for label, part in r.groups.items()
    ]
    label = "subgroups_differ" if r.p < 1 - r.overall.level else "subgroups_alike"
    values = {"statistic": _statistic(r.q_between, r.df, r.df2), "p": p_value(r.p, words)}
    return _said([*said, Statement(label, values)], words)


def _statistic(value: float, df: int, df2: float) -> str:
    return (
        f"χ²({df}) = {number(value)}" if math.isinf(df2) else f"F({df}, {df2:g}) = {number(value)}"
    )


def _name(measure: str, words: Mapping[str, str]) -> str:
    """The measure as it is read after the way back: a correlation, not Fisher's z of one."""
    if measure in _READ_AS:
        return words[_READ_AS[measure]]
    return measures()[measure].title.replace("log ", "").split(",")[0]


def _article(name: str) -> str:
    return "an" if name[0] in "aeiou" else "a"


def _pooled(r: PooledEffect, words: Mapping[str, str]) -> list[Statement]:
    values = _estimate(r, words)
    said = [Statement("pooled", values)]
    null = _null(r)
    if not math.isnan(null):
        said.append(Statement(_against_null(r, null), values))
    if r.method == "EE":
        label = "common_doubtful" if r.q_p < 1 - r.level else "common"
        return [*said, Statement(label, _spread(r, words))]
    said.append(Statement(_how_different(r), _spread(r, words)))
    if r.tau2 > 0:
        low, high = (_shown(r, x) for x in r.prediction)
        label = "prediction"
        if not math.isnan(null):
            both = r.prediction_low <= null <= r.prediction_high
            label = "prediction_both" if both else "prediction_same"
        said.append(Statement(label, {"low": low, "high": high, "level": values["level"]}))
    if r.k < 5:
        said.append(Statement("few", {"k": r.k}))
    if "narrower" in r.notes:
        said.append(Statement("narrower", {}))
    return said


def _against_null(r: PooledEffect, null: float) -> str:
    """Precisely near none and too imprecise to tell are different news (Barley et al. 2009)."""
    if not r.ci_low <= null <= r.ci_high:
        return "some"
    small = _SMALL.get(r.measure or "")
    if small is None:
        return "none"
    return "near" if max(null - r.ci_low, r.ci_high - null) <= small else "imprecise"


def _regression(r: PooledEffect, words: Mapping[str, str]) -> list[Statement]:
    said = [Statement("regression", {"k": r.k, "count": len(r.coefficients)})]
    for c in r.coefficients:
        values = {
            "name": c.name,
            "estimate": number(c.estimate),
            "low": number(c.ci_low),
            "high": number(c.ci_high),
            "p": p_value(c.p, words),
            "level": f"{100 * r.level:g}",
        }
        said.append(Statement("coefficient", values))
    statistic = _statistic(r.qm, r.qm_df, r.qm_df2)
    said.append(Statement("moderators", {"statistic": statistic, "p": p_value(r.qm_p, words)}))
    if not math.isnan(r.r2) and r.r2 > 0:
        said.append(Statement("explained", {"r2": f"{r.r2:.0f}"}))
    if r.tau2 > 0:
        said.append(Statement("left", _spread(r, words)))
    return said


def _estimate(r: PooledEffect, words: Mapping[str, str]) -> dict[str, Any]:
    name = _name(r.measure, words) if r.measure else words["effect"]
    return {
        "k": r.k,
        "name": name,
        "article": _article(name),
        "estimate": _shown(r, r.estimate),
        "low": _shown(r, r.ci_low),
        "high": _shown(r, r.ci_high),
        "null": number(float(back_transform(_null(r), r.measure))) if r.measure else "0",
        "p": p_value(r.p, words),
        "level": f"{100 * r.level:g}",
    }


def _null(r: PooledEffect) -> float:
    return measures()[r.measure].null if r.measure else 0.0


def _shown(r: PooledEffect, x: float) -> str:
    """On the scale people read: a ratio, not its logarithm."""
    if r.measure is None or measures()[r.measure].needs_n:
        return number(x)
    return number(float(back_transform(x, r.measure)))


def _spread(r: PooledEffect, words: Mapping[str, str]) -> dict[str, Any]:
    return {"tau2": number(r.tau2, 3), **_q(r, words)}


def _q(r: "PooledEffect | PooledTables", words: Mapping[str, str]) -> dict[str, Any]:
    return {
        "i2": f"{r.i2:.0f}",
        "q": number(r.q),
        "df": r.q_df,
        "q_p": p_value(r.q_p, words),
    }


def _how_different(r: PooledEffect) -> str:
    if r.i2 < 1:
        return "homogeneous"
    if r.q_p >= 1 - r.level:
        return "unsure"
    return "strong" if r.i2 >= STRONG else "mild"


def _method(r: PooledEffect, words: Mapping[str, str]) -> Statement:
    test = _TEST_LABELS[r.test]
    model = "model_common" if r.method == "EE" else "model_random"
    values = {
        "model": words[model].format(method=r.method),
        "test": words[test].format(df=f"{r.test_df:g}"),
    }
    return Statement("method", values)


def html(result: PooledEffect, words: Mapping[str, str] = ENGLISH) -> str:
    """A table of estimates and the paragraph, for a notebook."""
    level = f"{100 * result.level:g}"
    heads = ("", words["html_estimate"], words["html_se"], words["html_ci"], words["html_p"])
    head = "".join(f"<th>{escape(h.format(level=level))}</th>" for h in heads)
    body = "".join(_row(_cells(c, result, words)) for c in result.coefficients)
    if not math.isnan(result.prediction_low):
        low, high = number(result.prediction_low), number(result.prediction_high)
        name = words["html_prediction"].format(level=level)
        body += _row((name, "", "", f"{low} to {high}", ""))
    text = escape(paragraph(result, words))
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table><p>{text}</p>"


def _cells(c: Any, result: PooledEffect, words: Mapping[str, str]) -> tuple[str, ...]:
    name = c.name if result.is_regression else words["html_pooled"]
    interval = f"{number(c.ci_low)} to {number(c.ci_high)}"
    p = p_value(c.p, words).removeprefix("p = ").removeprefix("p ")
    return name, number(c.estimate), number(c.se), interval, p


def _row(cells: tuple[str, ...]) -> str:
    first, *rest = (escape(cell) for cell in cells)
    return f"<tr><th>{first}</th>{''.join(f'<td>{cell}</td>' for cell in rest)}</tr>"
