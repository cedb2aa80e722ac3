"""The words and numbers that stand in a figure, so that a site can put them into its language."""

import math
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from functools import cache

from gleanings.evidence.language import numbers
from gleanings.evidence.language.catalogue import N_, language_of


@dataclass(frozen=True, repr=False)
class Words:
    """Every word of the figures; ``{…}`` are filled in. Replace some or all of them to translate.

    ``decimal`` is the decimal mark. With a comma, the ends of an interval are parted by a
    semicolon. ``leading_zero`` says whether p is written ``0.03`` or, as APA style has it, ``.03``.
    """

    decimal: str = "."
    leading_zero: bool = False
    percent: str = "{number}%"

    study: str = N_("Study")
    study_number: str = N_("Study {number}")
    weight: str = N_("Weight")
    effect: str = N_("Effect")
    interval: str = N_("{level}% CI")
    interval_words: str = N_("{level}% confidence interval {low} to {high}")
    pooled: str = N_("Pooled value")
    pooled_subgroup: str = N_("Pooled, {name} (k = {k})")
    prediction: str = N_("{level}% prediction interval")
    heterogeneity: str = N_("Heterogeneity: {facts}")
    random_effects: str = N_("Random-effects model, τ² by {method}")
    multilevel: str = N_("Results within studies, {method}")
    cluster_robust: str = N_("cluster-robust intervals (CR2)")
    common_effect: str = N_("Common-effect model")
    knapp_hartung: str = N_("Knapp–Hartung intervals")
    between: str = N_("Between subgroups: {facts}")
    log_axis: str = N_("{effect} (log scale)")

    standard_error: str = N_("Standard error")
    found: str = N_("Study")
    imputed: str = N_("Filled in by trim and fill")
    estimate_line: str = N_("Pooled value")
    adjusted_line: str = N_("Pooled value after filling in")
    expected_region: str = N_("95% of studies expected here if all estimate one value")
    p_between: str = N_("{low} < p < {high}")
    p_below: str = N_("p < {low}")

    added: str = N_("+ {label}")
    cumulative_header: str = N_("Studies up to and including")

    forest_title: str = N_("{effect}: forest plot of {k} studies")
    forest_title_one: str = N_("{effect}: forest plot of one study")
    funnel_title: str = N_("{effect}: funnel plot of {k} studies")
    cumulative_title: str = N_("{effect}: cumulative forest plot of {k} studies")
    estimate_sentence: str = N_("The pooled value is {estimate}.")
    pooled_sentence: str = N_("The pooled value is {estimate} ({interval}).")
    prediction_sentence: str = N_("A new study is expected to find between {low} and {high}.")
    range_sentence: str = N_("The studies' estimates range from {low} to {high}.")
    subgroup_sentence: str = N_("In the subgroup {name} (k = {k}) it is {estimate} ({interval}).")
    funnel_sentence: str = N_(
        "Each study's value against its standard error, with the most precise studies on top."
    )
    significant_sentence: str = N_("{n} of {k} estimates have p < .05.")
    fill_sentence: str = N_("Trim and fill adds {n} studies; the value then is {estimate}.")
    no_fill_sentence: str = N_("Trim and fill adds no study.")
    cumulative_sentence: str = N_(
        "The estimate starts at {first} with {first_label} and ends at {last} ({interval})."
    )

    language: str = "en"
    """in which measures are named"""

    def __repr__(self) -> str:  # stands in signatures, where fifty sentences would hide the rest
        return f"Words(decimal={self.decimal!r}, …)"

    @property
    def style(self) -> numbers.Style:
        """How the numbers are written."""
        own = numbers.STYLES[self.language]
        thousands = own.thousands if own.thousands != self.decimal else "\u00a0"
        drops_zero = not self.leading_zero and self.decimal == "."
        return replace(own, decimal=self.decimal, thousands=thousands, drops_zero=drops_zero)

    @property
    def list_separator(self) -> str:
        """Between numbers: a comma that is no decimal mark."""
        return "; " if self.decimal == "," else ", "


ENGLISH = Words()
_NUMBERS = ("decimal", "leading_zero", "percent", "language")


@cache
def words_of(language: str) -> Words:
    """The words in English (``en``) or French (``fr``). Raises ValueError for another language."""
    spoken = language_of(language)
    said = {
        field.name: spoken.messages.gettext(str(field.default))
        for field in fields(Words)
        if field.name not in _NUMBERS
    }
    style = spoken.style
    return Words(
        **said,
        language=language,
        decimal=style.decimal,
        leading_zero=not style.drops_zero,
        percent=style.percent,
    )


FRENCH = words_of("fr")


def format_number(
    value: float | None, decimals: int, words: Words = ENGLISH, *, within_one: bool = False
) -> str:
    """``-0.456`` → ``−0.46``; what is not known is a dash, what is not finite an infinity sign."""
    size = abs(value or 0.0)
    decimals = decimals if size < 1000 else 0
    return numbers.fixed(value, decimals, words.style, within_one=within_one)


def format_interval(
    low: float, high: float, decimals: int, words: Words = ENGLISH, *, within_one: bool = False
) -> str:
    low_text, high_text = (
        format_number(end, decimals, words, within_one=within_one) for end in (low, high)
    )
    return f"[{low_text}{words.list_separator}{high_text}]"


def format_p(p: float | None, words: Words = ENGLISH) -> str:
    """``p = .043``, ``p < .001``; empty when p is not known."""
    return numbers.p_value(p, words.style)


def format_level(level: float, words: Words = ENGLISH) -> str:
    return numbers.shortest(level, words.style)


def decimals_for(half_widths: Sequence[float]) -> int:
    """Two decimals for effects of the usual size; more or fewer where the intervals ask for it."""
    finite = sorted(width for width in half_widths if math.isfinite(width) and width > 0)
    if not finite:
        return 2
    typical = finite[len(finite) // 2]
    if typical >= 10:
        return 0 if typical >= 100 else 1
    if typical >= 0.01:
        return 2
    return min(8, 1 - math.floor(math.log10(typical)))


def plain_label(label: object) -> str:
    """A label on one line, without characters that XML forbids."""
    text = " ".join(str(label).split())
    return "".join(
        mark for mark in text if unicodedata.category(mark) not in {"Cc", "Cs", "Cn", "Co"}
    )
