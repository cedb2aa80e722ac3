"""The analysis redone in Python, by this library."""

from __future__ import annotations

from typing import Any

from gleanings.evidence.appraisal.script_data import (
    TEXTS,
    TOLERANCE,
    TOLERATED,
    Content,
    comment,
    wrapped,
)

_BOTTOM = """
pooled, spread, slope = answer.pooled, answer.heterogeneity, answer.small_studies.egger
again = {
    "estimate": pooled.estimate,
    "ci_low": pooled.ci_low,
    "ci_high": pooled.ci_high,
    "df": pooled.df,
    "p": pooled.p,
    "prediction_low": pooled.prediction_low,
    "prediction_high": pooled.prediction_high,
    "tau2": spread.tau2,
    "sigma2_between": spread.sigma2_between,
    "sigma2_within": spread.sigma2_within,
    "i2": spread.i2,
    "q": spread.q,
    "egger_slope": slope and slope.slope,
    "egger_p": slope and slope.p,
}
different = []
print(f"{'':34}{'page':>16}{'again':>16}")
for name, code, value, unit in page:
    print(f"{name:34}{value:16.8g}{again[code]:16.8g}")
    if not abs(again[code] - value) <= tolerance * unit:
        different.append(name)
if different:
    sys.exit("These numbers differ from those of the page: " + "; ".join(different))
print("All numbers agree with those of the page.")
"""


def script(of: Content, title: str, address: str) -> str:
    """The whole text."""
    a = of.of
    head = [
        comment(title),
        comment(address),
        f"# Written by Gleanings {a.version}, whose evidence library it needs: import gleanings.",
        "# yi: effects on the scale they are pooled on; vi: their sampling variances.",
    ]
    options = {"measure": a.measure, "method": a.method, "level": a.level}
    if a.dependent:
        options["rho"] = a.rho
    given = ["yi", "vi"]
    if "cluster" in of.columns:
        given.append("cluster=cluster")
    if (
        "n" in of.columns
    ):  # by which small studies are told from large ones, where their SE will not
        given.append("ni=n")
    given += [f"{name}={value!r}" for name, value in options.items()]
    page = [
        f"    ({row.name!r}, {row.code!r}, {row.value!r}, {row.unit!r})," for row in of.compared
    ]
    parts = [
        "\n".join(line for line in head if line),
        "import sys\n\nfrom gleanings.evidence import appraise",
        "\n".join(_column(name, values) for name, values in of.columns.items()),
        f"answer = appraise(\n{wrapped(given)}\n)",
        f"{TOLERATED}\ntolerance = {TOLERANCE!r}\npage = [\n" + "\n".join(page) + "\n]",
    ]
    return "\n\n".join(parts) + "\n" + _BOTTOM


def _column(name: str, values: list[Any]) -> str:
    written = [text(value) if name in TEXTS else repr(value) for value in values]
    return f"{name} = [\n{wrapped(written)}\n]"


def text(value: str | None) -> str:
    """A literal of ASCII letters alone."""
    return ascii(value)
