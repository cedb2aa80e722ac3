"""The verdicts in words: the sentences of `sentences_*.toml`, filled with their numbers."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import cache
from typing import Any

from gleanings.evidence import languages
from gleanings.evidence.checking.outcome import Outcome
from gleanings.evidence.reading import Statistic


@cache
def sentences(language: str) -> dict[str, str]:
    """The sentence of each rule in English (``en``) or French (``fr``)."""
    return languages.sentences(__package__, language)


_SCALES = {
    "en": {"log": " on the log scale", "fisher": " on Fisher's z scale"},
    "fr": {
        "log": " sur l'échelle logarithmique", "fisher": " sur l'échelle z de Fisher"
    },
}  # fmt: skip
_HINTS = {
    "en": " A one-tailed test would fit: if it was one, the text should say so.",
    "fr": " Un test unilatéral conviendrait : si c'en était un, le texte devrait le dire.",
}
_SIDES = {"en": " (two-sided)", "fr": " (bilatéral)"}
_TWO_SIDED = {"t", "z", "r"}
_SYMBOLS = {
    "chi2": "χ²",
    "eta2": "η²",
    "omega2": "ω²",
    "tau2": "τ²",
    "R2": "R²",
    "I2": "I²",
    "f2": "f²",
}
_WHOLE = {"n", "count", "below", "above"}


def _figure(value: float, decimals: int, language: str) -> str:
    """A number as the language writes it, without digits that say nothing."""
    if not math.isfinite(value):
        return "∞" if value > 0 else "−∞"
    written = f"{value:.{decimals}f}"
    if "." in written:
        written = written.rstrip("0").rstrip(".")
    written = written.replace("-0", "0") if written == "-0" else written
    return written.replace(".", ",") if language == "fr" else written


def _p(value: float, reported_decimals: int, language: str) -> str:
    if value < 0.0001:
        return "p < " + _figure(0.0001, 4, language)
    decimals = max(3 if value >= 0.001 else 4, reported_decimals + 1)
    return "p = " + _figure(value, min(decimals, 8), language)


def _off(value: float, language: str) -> str:
    if value <= 0:
        return "0"
    places = min(8, max(2, 1 - math.floor(math.log10(value))))
    return _figure(value, places, language)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _named(statistic: Statistic) -> str:
    """The statistic in short: its name and value, as written."""
    value = statistic.value_written
    if value is None or statistic.kind in {"count", "fraction", "range", "percentage", "estimate"}:
        return _one_line(statistic.text)
    degrees = ", ".join(
        df.text for df in (statistic.df1_written, statistic.df2_written) if df is not None
    )
    bracket = f"({degrees})" if degrees else ""
    symbol = _SYMBOLS.get(statistic.kind, statistic.kind)
    return f"{symbol}{bracket} {statistic.comparison} {_one_line(value.text)}"


def _reported(statistic: Statistic) -> str:
    if statistic.p_written is None:
        return "ns"
    return f"p {statistic.p_comparison} {_one_line(statistic.p_written.text)}"


def _written(statistic: Statistic) -> dict[str, str]:
    numbers = {
        "value": statistic.value_written,
        "low": statistic.ci_low_written or statistic.low_written,
        "high": statistic.ci_high_written or statistic.high_written,
        "se": statistic.se_written,
        "sd": statistic.sd_written,
    }
    return {name: _one_line(number.text) for name, number in numbers.items() if number}


def _parts(outcome: Outcome, language: str) -> dict[str, str]:
    numbers: dict[str, Any] = outcome.numbers
    statistic: Statistic | None = numbers.get("statistic")
    parts: dict[str, str] = {}
    for name, value in numbers.items():
        if isinstance(value, bool | Statistic) or value is None:
            continue
        if isinstance(value, int | float):
            parts[name] = _figure(value, 0 if name in _WHOLE else 3, language)
    parts["scale"] = _SCALES[language].get(str(numbers.get("scale", "")), "")
    parts["hint"] = _HINTS[language] if numbers.get("one_sided_fits") else ""
    if "off" in numbers:
        parts["off"] = _off(float(numbers["off"]), language)
    if statistic is not None:
        _add_statistic(parts, statistic, numbers, language)
    return parts


def _add_statistic(
    parts: dict[str, str], statistic: Statistic, numbers: dict[str, Any], language: str
) -> None:
    decimals = statistic.p_written.decimals if statistic.p_written else 2
    parts |= _written(statistic)
    parts["what"] = _named(statistic)
    parts["sides"] = _SIDES[language] if statistic.kind in _TWO_SIDED else ""
    parts["text"] = _one_line(statistic.text)
    parts["reported"] = _reported(statistic)
    parts["smallest"] = _figure(10.0**-decimals, decimals, language)
    if "p" in numbers:
        parts["p"] = _p(float(numbers["p"]), decimals, language)
    if "p_one_sided" in numbers:
        parts["p_one"] = _p(float(numbers["p_one_sided"]), decimals, language)
    if "middle" in numbers and statistic.value_written is not None:
        parts["middle"] = _figure(numbers["middle"], statistic.value_written.decimals + 1, language)
    origin: Statistic | None = numbers.get("origin")
    if origin is not None:
        parts["origin"] = _named(origin)
    estimate: Statistic | None = numbers.get("estimate")
    if estimate is not None and estimate.se_written is not None:
        parts["estimate"] = _named(estimate)
        parts["estimate_se"] = _one_line(estimate.se_written.text)


class _Blank(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "?"


def sentence(outcome: Outcome, language: str = "en") -> str:
    """The verdict's sentence. Raises ValueError for a language that has none."""
    template = sentences(language)[outcome.rule]
    fill: Callable[..., str] = template.format_map
    return fill(_Blank(_parts(outcome, language)))
