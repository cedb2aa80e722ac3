"""Whether there is an effect, as far as the data can tell.

Readers take "insufficient evidence" for "no effect" (Barley et al. 2009), so no study, few or
imprecise studies, and an effect precisely near zero have a label each.
"""

import math
from collections.abc import Callable
from enum import StrEnum
from typing import NamedTuple

from ..conventions import STUDIES_TO_POOL
from ..distributions import critical_value
from ..language.catalogue import N_, language_of
from ..measures import FISHERS_Z, UNKNOWN, Scale, measure_of, reported
from ..measures.phrasing import LINKS
from .size import is_too_small_to_matter, may_matter, thresholds


class Label(StrEnum):
    NO_STUDY = "no-study"
    FEW_OR_IMPRECISE = "few-or-imprecise"
    NEAR_ZERO = "near-zero"
    EFFECT = "effect"
    NOT_RATED = "not-rated"
    SIDE_BY_SIDE = "side-by-side"
    """Of results that are shown and not pooled; `evidence_label` gives it to none."""


LABELS = tuple(one for one in Label if one is not Label.SIDE_BY_SIDE)

# heading and sentence of each
_SENTENCES = {
    Label.NO_STUDY: (
        N_("No study"),
        N_("No study of this has been found; whether there is an effect is not known."),
    ),
    Label.FEW_OR_IMPRECISE: (
        N_("Few or imprecise studies"),
        N_(
            "The studies are too few or too imprecise to tell whether there is an effect; that is "
            "not the same as no effect."
        ),
    ),
    Label.NEAR_ZERO: (
        N_("Little or no effect"),
        N_(
            "The studies are precise enough to say that on average there is no effect, or one too "
            "small to matter."
        ),
    ),
    Label.EFFECT: (
        N_("An effect"),
        N_("The interval leaves out “no effect”: such data would be rare if there were none."),
    ),
    Label.NOT_RATED: (
        N_("Not rated"),
        N_(
            "Too little is known to say how sure an effect is, or there is no agreed yardstick "
            "for this kind of number."
        ),
    ),
    Label.SIDE_BY_SIDE: (
        N_("Side by side"),
        N_("Each result stands by itself."),
    ),
}
# where a link between two things is spoken of: that is no effect of the one on the other
_OF_LINKS = _SENTENCES | {
    Label.NO_STUDY: (
        N_("No study"),
        N_("No study of this has been found; whether there is a link is not known."),
    ),
    Label.FEW_OR_IMPRECISE: (
        N_("Few or imprecise studies"),
        N_(
            "The studies are too few or too imprecise to tell whether there is a link; that is not "
            "the same as no link."
        ),
    ),
    Label.NEAR_ZERO: (
        N_("Little or no link"),
        N_(
            "The studies are precise enough to say that on average there is no link, or one too "
            "small to matter."
        ),
    ),
    Label.EFFECT: (
        N_("A link"),
        N_("The interval leaves out “no link”: such data would be rare if there were none."),
    ),
    Label.NOT_RATED: (
        N_("Not rated"),
        N_(
            "Too little is known to say how sure a link is, or there is no agreed yardstick for "
            "this kind of number."
        ),
    ),
}


class LabelWords(NamedTuple):
    """A label for readers: its heading and one sentence that explains it."""

    heading: str
    sentence: str


def evidence_label(
    *,
    measure: str,
    estimate: float | None = None,
    ci_low: float | None = None,
    ci_high: float | None = None,
    k: int | None = None,
    n: float | None = None,
) -> Label:
    """Which of `LABELS` the evidence for an effect deserves.

    Values are on the scale that people read (see `size_of`), though a z with an interval is taken
    for Fisher's z; the interval counts whatever its level. `k` counts studies, `n` people.

    no-study: k is 0. near-zero: the whole interval lies within the small threshold, whether or not
    it includes "no effect" itself; of a ratio only if it does. effect: the interval excludes no
    effect. few-or-imprecise: it includes no effect and a size that matters; or there is no interval
    and there are fewer than three studies. not-rated: nothing is known of the precision; or the
    interval includes no effect and it is not agreed which size would matter (mean and risk
    differences); or the measure knows no "no effect" (a mean, a percentage). The interval of a
    correlation from one study follows from its n (Fisher 1921). One end of an interval is enough
    where it decides.
    """
    if k == 0 or n == 0:
        return Label.NO_STUDY
    measure, (estimate, ci_low, ci_high) = as_read(measure, estimate, ci_low, ci_high)
    null = measure_of(measure, UNKNOWN).null
    if null is None:
        return Label.NOT_RATED
    low, high = interval_of(measure, estimate, ci_low, ci_high, k, n)
    if low is None and high is None:
        return Label.FEW_OR_IMPRECISE if k is not None and k < STUDIES_TO_POOL else Label.NOT_RATED
    return _by_interval(measure, null, estimate, low, high)


def _by_interval(
    measure: str, null: float, estimate: float | None, low: float | None, high: float | None
) -> Label:
    if low is not None and high is not None and is_too_small_to_matter(measure, low, high):
        return Label.NEAR_ZERO
    if (low is not None and low > null) or (high is not None and high < null):
        return Label.EFFECT
    # where one end is not known, the interval reaches to the estimate at least
    reach = [low if low is not None else estimate, high if high is not None else estimate]
    if thresholds(measure) is None or reach[0] is None or reach[1] is None:
        return Label.NOT_RATED
    holds_none = reach[0] <= null <= reach[1]
    holds_much = any(may_matter(measure, end) for end in reach if end is not None)
    return Label.FEW_OR_IMPRECISE if holds_none and holds_much else Label.NOT_RATED


def interval_of(
    measure: str,
    estimate: float | None,
    ci_low: float | None,
    ci_high: float | None,
    k: int | None,
    n: float | None,
) -> tuple[float | None, float | None]:
    """The interval as far as known, from `as_read`; of one study's correlation from its n."""
    if ci_low is not None or ci_high is not None:
        return ci_low, ci_high
    r, people = estimate, known(n)
    follows = measure_of(measure, UNKNOWN).precision_follows_from_n
    if not follows or r is None or people is None or k not in (None, 1):
        return None, None
    if abs(r) >= 1 or people <= 3:
        return None, None
    half = float(critical_value(0.95)) / math.sqrt(people - 3)
    return math.tanh(math.atanh(r) - half), math.tanh(math.atanh(r) + half)


def as_read(
    measure: str, estimate: float | None, ci_low: float | None, ci_high: float | None
) -> tuple[str, tuple[float | None, float | None, float | None]]:
    """Measure, estimate and interval as people read them, with the interval's ends in order.

    Fisher's z (in prose, a z with an interval) becomes its correlation, and a risk difference in
    percentage points a share.
    """
    estimate, low, high = known(estimate), known(ci_low), known(ci_high)
    if low is not None and high is not None:
        low, high = min(low, high), max(low, high)
    given = (estimate, low, high)
    has_precision = low is not None or high is not None
    chosen = reported(measure, has_precision=has_precision, unknown=UNKNOWN)
    if chosen is FISHERS_Z:
        return "r", _each(Scale.FISHER.back, *given)
    if chosen.maybe_per_cent and any(x is not None and abs(x) > 1 for x in given):
        return measure, _each(lambda x: x / 100, *given)
    return measure, given


def _each(
    way: Callable[[float], float], *values: float | None
) -> tuple[float | None, float | None, float | None]:
    estimate, low, high = (None if x is None else float(way(x)) for x in values)
    return estimate, low, high


def known(value: float | None) -> float | None:
    """The number as a float, or None where there is none."""
    if value is None or math.isnan(value):
        return None
    return float(value)


def label_words(label: str, language: str = "en", measure: str = "") -> LabelWords:
    """Heading and sentence of a label, in English or French; of a link, where the measure is one.

    Raises ValueError for a label that is none of `Label`, or a language
    without words.
    """
    if label not in set(Label):
        raise ValueError(f"There is no label {label!r}; there are {', '.join(Label)}.")
    speaks_of_links = measure_of(measure, UNKNOWN).phrasing in LINKS
    sentences = (_OF_LINKS if speaks_of_links else _SENTENCES)[Label(label)]
    return LabelWords(*map(language_of(language).say, sentences))
