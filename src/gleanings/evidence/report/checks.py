"""The verdicts on a text's numbers in words: one sentence for each rule of the checks."""

from __future__ import annotations

import math
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from ..language.catalogue import N_, Language, language_of
from .bounds import SIGNS

if TYPE_CHECKING:
    from ..checking.outcome import Outcome
    from ..checking.verdict import Verdict
    from ..reading import Statistic

SENTENCES = {
    "no-p": N_("No p is reported with {what}, so there is nothing to hold it against."),
    "no-df": N_("The degrees of freedom of {what} are not given, so its p cannot be recomputed."),
    "rank-correlation": N_(
        "The p of a rank correlation depends on ties, which the text does not tell."
    ),
    "nothing-to-recompute": N_("The text gives nothing from which {what} could be recomputed."),
    "damaged": N_(
        "Signs of {what} were lost in conversion; as read here it would give {p}, so compare it "
        "with the original."
    ),
    "p-agrees": N_("{what} gives {p}{sides}, which agrees with {reported} within rounding."),
    "p-zero": N_(
        "{what} gives {p}; {reported} is right as a rounded number, but no p is zero: write p < "
        "{smallest}."
    ),
    "p-agrees-one-sided": N_(
        "{what} gives {p_one} (one-sided), which agrees with {reported}; the text calls the test "
        "one-tailed."
    ),
    "p-differs": N_(
        "{what} gives {p}{sides}, not {reported} (off by {off}); the decision at .05 stays the "
        "same or is left open.{hint}"
    ),
    "p-decision": N_(
        "{what} gives {p}{sides}, not {reported} (off by {off}), and that changes the decision at "
        ".05.{hint}"
    ),
    "interval-order": N_(
        "The lower bound of the interval ({low}) is above its upper bound ({high})."
    ),
    "estimate-outside": N_(
        "The estimate {value} lies outside its own interval from {low} to {high} (by {off})."
    ),
    "estimate-inside": N_(
        "The estimate {value} lies inside its interval from {low} to {high}; more cannot be "
        "recomputed for this measure."
    ),
    "interval-agrees": N_(
        "The interval from {low} to {high} has its middle at {middle}{scale}, which agrees with "
        "the estimate {value} within rounding and the small skew of such intervals."
    ),
    "interval-centre": N_(
        "The interval from {low} to {high} has its middle at {middle}{scale}, too far from the "
        "estimate {value} (off by {off})."
    ),
    "interval-fits-se": N_(
        "Half the interval, in standard errors of {se}, is {ratio}, as a {level}% interval needs."
    ),
    "interval-against-se": N_(
        "Half the interval from {low} to {high}, in standard errors of {se}, is {ratio}; a "
        "{level}% interval needs {expected} (off by {off})."
    ),
    "interval-fits-n": N_(
        "The interval has the width that a correlation of {n} people needs (Fisher's z)."
    ),
    "interval-against-n": N_(
        "Half the interval is {half} on Fisher's scale; a correlation of {n} people needs "
        "{expected} (off by {off})."
    ),
    "interval-fits-p": N_("The interval from {low} to {high} agrees with {reported}."),
    "interval-against-p": N_(
        "The interval from {low} to {high} gives z = {z} and {p} (normal distribution), not "
        "{reported} (off by {off})."
    ),
    "interval-decision": N_(
        "The interval from {low} to {high} gives z = {z} and {p} (normal distribution), not "
        "{reported} (off by {off}): the two disagree on significance at .05."
    ),
    "se-fits-p": N_("{value} with a standard error of {se} agrees with {reported}."),
    "se-against-p": N_(
        "{value} with a standard error of {se} gives z = {z} and {p} (normal distribution), not "
        "{reported} (off by {off})."
    ),
    "se-decision": N_(
        "{value} with a standard error of {se} gives z = {z} and {p} (normal distribution), not "
        "{reported} (off by {off}), and that changes the decision at .05."
    ),
    "ratio-agrees": N_(
        "{estimate} divided by its standard error {estimate_se} gives {ratio}, which agrees with "
        "{what} within rounding."
    ),
    "ratio-differs": N_(
        "{estimate} divided by its standard error {estimate_se} gives {ratio}, not {value} (off by "
        "{off} beyond rounding)."
    ),
    "percentage-bound": N_('A bound such as "{text}" cannot be recomputed.'),
    "percentage-without-n": N_("The text does not say of how many people {value}% is."),
    "percentage-of-a-part": N_(
        "{value}% of {n} is impossible ({below} of {n} are {percent_below}%, {above} are "
        "{percent_above}%): it must be of a part of the {n}, and the text does not say of how many."
    ),
    "percentage-perhaps-of-n": N_(
        "{value}% would be possible of the {n} named before, but the text does not say that it is "
        "of all of them."
    ),
    "percentage-possible": N_("{value}% of {n} is possible: {count} of {n} are {percent}%."),
    "percentage-of-many": N_(
        "Of {n} people any percentage with so few decimals is possible, so {value}% cannot be "
        "tested."
    ),
    "percentage-impossible": N_(
        "{value}% of {n} is impossible: {below} of {n} are {percent_below}%, {above} are "
        "{percent_above}% (off by {off} points)."
    ),
    "percentage-of-count": N_("{count} of {n} are {percent}%, which agrees with {value}%."),
    "percentage-not-of-count": N_(
        "{count} of {n} are {percent}%, not {value}% (off by {off} points)."
    ),
    "fraction-within-total": N_("Nothing stands beside {text} to recompute it from."),
    "fraction-above-total": N_("{count} is more than the total of {n}."),
    "range-order": N_("The range begins above its end: {text}."),
    "t-of-groups": N_(
        "The means, standard deviations and sizes of the two groups give t = {derived}, which "
        "agrees with {what} within rounding."
    ),
    "t-against-groups": N_(
        "The means, standard deviations and sizes of the two groups give t = {derived}, not "
        "{value} (off by {off})."
    ),
    "d-of-groups": N_(
        "The means and standard deviations of the two groups give d = {derived}, which agrees with "
        "{what} within rounding and the choice of standard deviation."
    ),
    "d-against-groups": N_(
        "The means and standard deviations of the two groups give d = {derived}, not {value} (off "
        "by {off})."
    ),
    "groups-otherwise": N_(
        "The two means before {what} would give {derived} for two independent groups; the text "
        "does not say that it compares them so."
    ),
    "mean-without-n": N_("No sample size stands with {what}, so it cannot be tested."),
    "mean-of-what": N_(
        "The text does not say that {what} is a mean of whole numbers, so it cannot be tested."
    ),
    "mean-possible": N_("{what} is possible for {n} whole numbers (nearest: {nearest})."),
    "mean-of-many": N_(
        "Of {n} whole numbers any mean with so few decimals is possible, so {what} cannot be "
        "tested."
    ),
    "mean-impossible": N_(
        "No {n} whole numbers have the mean {value}; the nearest is {nearest} (off by {off})."
    ),
    "value-beyond": N_("{what} is impossible: it must lie between {lowest} and {highest}."),
    "bound-beyond": N_(
        "The interval from {low} to {high} reaches beyond what is possible: {lowest} to {highest}."
    ),
    "p-beyond": N_("{reported} is impossible: a p lies between 0 and 1."),
    "level-beyond": N_("A confidence level of {level}% is impossible."),
    "se-negative": N_("A standard error of {se} is impossible: it cannot be negative."),
    "sd-negative": N_("A standard deviation of {sd} is impossible: it cannot be negative."),
    "count-alone": N_(
        "{text} is a count by itself: nothing stands beside it to recompute it from."
    ),
    "p-slip": N_(
        "{what} gives {p}{sides}, which is written {reported} here: its last digit was cut off or "
        "rounded the wrong way (off by {off})."
    ),
    "p-agrees-corrected": N_(
        "{what} gives {p}{sides} for one test; {reported} is a whole number of times that, as a "
        "Bonferroni correction makes it."
    ),
    "p-corrected": N_(
        "{what} gives {p}{sides} by itself; {reported} is corrected for many tests, in a way that "
        "cannot be recomputed from the text."
    ),
    "r-squared": N_(
        "r(2) is mostly r² whose superscript fell into the brackets: {what} with 2 degrees of "
        "freedom would give {p}, so compare it with the original."
    ),
    "interval-reversed": N_(
        "The interval holds the estimate {value}, but its bounds are reversed: write {high} to "
        "{low}."
    ),
    "interval-in-proportions": N_(
        "The estimate {value} and its interval from {low} to {high} are written in different "
        "units: one in per cent, one as a proportion."
    ),
    "interval-of-decrease": N_(
        "{value} lies in the interval from {low} to {high} without the minus sign: the text calls "
        "it a decrease."
    ),
    "interval-plain-scale": N_(
        "The interval from {low} to {high} is symmetric around {value} as it stands; that of a "
        "ratio is symmetric on the log scale (its middle there is {middle})."
    ),
    "interval-other-test": N_(
        "The interval from {low} to {high} gives z = {z} and {p} (normal distribution); {reported} "
        "may be of another test of the same effect (exact, log-rank, of ranks)."
    ),
    "interval-of-another": N_(
        "The interval beside {what} may be of a difference or of another number, so it is not held "
        "against it."
    ),
    "p-of-another": N_(
        "The p near {what} may be of another comparison (of subgroups, of heterogeneity, of a "
        "trend), so it is not held against it."
    ),
    "percentage-change": N_("{value}% is a change, which is of no number of people."),
    "percentage-of-variance": N_("{value}% is a share of the variance, not of people."),
    "percentage-of-r": N_(
        "{value}% is the square of {origin}: {derived}% of the variance, which agrees within "
        "rounding."
    ),
    "percentage-part-or-whole": N_(
        "{count} may be how many the {value}% are, or how many they are of; the text does not say "
        "which."
    ),
    "percentage-of-count-slip": N_(
        "{count} of {n} are {percent}%, which is written {value}% here: the last digit was cut off "
        "or rounded the wrong way."
    ),
    "interval-sign": N_(
        "The interval from {low} to {high} fits {value} with the opposite sign: write the sign, or "
        "say in words which way it goes."
    ),
    "interval-log-scale": N_(
        "The interval from {low} to {high} has its middle at {value} on the log scale, as if this "
        "were a ratio."
    ),
    "i-squared-of-q": N_(
        "{origin} gives I² = {derived}%, which agrees with {what} within rounding."
    ),
    "i-squared-otherwise": N_(
        "{origin} gives I² = {derived}%, not {what}; from τ² (REML) it comes out otherwise, and "
        "the text does not say how it was computed."
    ),
    "d-of-r": N_("{origin} is d = {derived} in groups of the same size, which agrees with {what}."),
    "d-against-r": N_(
        "{origin} is d = {derived} in groups of the same size, not {what} (off by {off})."
    ),
}
_SCALES = {
    "log": N_(" on the log scale"),
    "fisher": N_(" on Fisher's z scale"),
}
_HINT = N_(" A one-tailed test would fit: if it was one, the text should say so.")
_TWO_SIDED = {"t", "z", "r", "PCOR"}
_SYMBOLS = {
    "chi2": "χ²",
    "eta2": "η²",
    "omega2": "ω²",
    "tau2": "τ²",
    "R2": "R²",
    "I2": "I²",
    "PCOR": "pr",
    "SPCOR": "sr",
    "f2": "f²",
}
_WHOLE = {"n", "count", "below", "above"}


def check_line(*, agreeing: int, disagreeing: int, unchecked: int, language: str = "en") -> str:
    """What the checks of a summary's numbers came to, for readers.

    agreeing, disagreeing, unchecked : how many of its numbers fit with what stands beside them, do
        not fit, and have nothing beside them that they could be held against; how much was studied
        is none of them.

    Empty where nothing could be checked: that is no praise. Raises ValueError for a language
    without sentences.
    """
    spoken = language_of(language)
    if disagreeing:
        return spoken.plural(
            "One number does not fit: see the note",
            "{n} numbers do not fit: see the notes",
            disagreeing,
        )
    if not agreeing:
        return ""
    if unchecked:
        return spoken.say("The numbers agree with each other, as far as they could be checked")
    return spoken.say("The numbers agree with each other")


def why(verdict: Verdict, language: str = "en") -> str:
    """A verdict in one sentence, for an editor. Raises ValueError for a language without any."""
    spoken, outcome = language_of(language), verdict.outcome
    parts = defaultdict(lambda: "?", _parts(outcome, spoken))
    return spoken.messages.gettext(SENTENCES[outcome.rule]).format_map(parts)


def _parts(outcome: Outcome, spoken: Language) -> dict[str, str]:
    numbers: dict[str, Any] = outcome.numbers
    statistic: Statistic | None = numbers.get("statistic")
    parts: dict[str, str] = {}
    for name, value in numbers.items():
        if isinstance(value, int | float) and not isinstance(value, bool):
            parts[name] = spoken.at_most(value, 0 if name in _WHOLE else 3)
    scale = numbers.get("scale")
    parts["scale"] = spoken.say(_SCALES[scale]) if scale in _SCALES else ""
    parts["hint"] = spoken.say(_HINT) if numbers.get("one_sided_fits") else ""
    if "off" in numbers:
        parts["off"] = _off(float(numbers["off"]), spoken)
    if statistic is not None:
        _add_statistic(parts, statistic, numbers, spoken)
    return parts


def _add_statistic(
    parts: dict[str, str], statistic: Statistic, numbers: dict[str, Any], spoken: Language
) -> None:
    decimals = statistic.p_written.decimals if statistic.p_written else 2
    parts |= _written(statistic)
    parts["what"] = _named(statistic)
    parts["sides"] = spoken.say(" (two-sided)") if statistic.kind in _TWO_SIDED else ""
    parts["text"] = _in_text(statistic)
    parts["reported"] = _reported(statistic)
    parts["smallest"] = spoken.number(10.0**-decimals, decimals, within_one=True)
    if "p" in numbers:
        parts["p"] = _p(float(numbers["p"]), decimals, spoken)
    if "p_one_sided" in numbers:
        parts["p_one"] = _p(float(numbers["p_one_sided"]), decimals, spoken)
    if "middle" in numbers and statistic.value_written is not None:
        parts["middle"] = spoken.at_most(numbers["middle"], statistic.value_written.decimals + 1)
    origin: Statistic | None = numbers.get("origin")
    if origin is not None:
        parts["origin"] = _named(origin)
    estimate: Statistic | None = numbers.get("estimate")
    if estimate is not None and estimate.se_written is not None:
        parts["estimate"] = _named(estimate)
        parts["estimate_se"] = _one_line(estimate.se_written.text)


def _p(value: float, reported_decimals: int, spoken: Language) -> str:
    """One decimal more than was reported, so that they can be told apart."""
    decimals = max(3 if value >= 0.001 else 4, reported_decimals + 1)
    return spoken.p_value(value, min(decimals, 8))


def _off(value: float, spoken: Language) -> str:
    if value <= 0:
        return "0"
    return spoken.at_most(value, min(8, max(2, 1 - math.floor(math.log10(value)))))


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _in_text(statistic: Statistic) -> str:
    """As the text has it; a number that an editor added, which no text has, by its value."""
    value = statistic.value_written
    if statistic.text.strip() or value is None:
        return _one_line(statistic.text)
    sign = SIGNS.get(statistic.comparison, "")
    percent = "%" if statistic.kind == "percentage" else ""
    return f"{sign} {_one_line(value.text)}{percent}".strip()


def _named(statistic: Statistic) -> str:
    """The statistic in short: its name and value, as written."""
    value = statistic.value_written
    if value is None or statistic.kind in {"count", "fraction", "range", "percentage", "estimate"}:
        return _in_text(statistic)
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
