"""How sure a pooled answer is, as far as its numbers show.

The rules follow those domains of GRADE that numbers can speak to: imprecision (Guyatt et al. 2011,
J Clin Epidemiol 64:1283), inconsistency (64:1294) and publication bias (64:1277). The fourth and
fifth, the risk of bias within studies (64:407) and whether they bear on the question (64:1303),
need a reader of the studies. So this is not a GRADE rating, and says so.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from ..conventions import (
    CONSIDERABLE_I2,
    DOUBTFUL_P,
    STUDIES_FOR_ASYMMETRY,
    STUDIES_FOR_SPREAD,
    SUBSTANTIAL_I2,
)
from ..language.catalogue import N_, language_of
from ..measures import UNKNOWN, measure_of
from ..measures.phrasing import LINKS
from .label import LABELS, known
from .size import in_small, thresholds

LEVELS = ("very low", "low", "moderate", "high")

# What a trial would need to find d = 0.2, the rule of thumb for means (Guyatt et al. 2011,
# J Clin Epidemiol 64:1283).
FEW_PEOPLE = 400
# Wide: more than two small thresholds to either side, so that the effect could well be a size
# smaller and a size larger. A convention of this library, in the units of `SIZES`.
WIDE = 4.0
# So wide, and with "no effect" inside, that it leaves open much benefit and much harm.
VERY_WIDE = 8.0
# What each reason takes away; what is only told takes nothing. An interval that crosses the
# thresholds costs two levels or three (GRADE guidance 34, 2022, J Clin Epidemiol 150:216),
# so that an answer that "cannot tell" is never of more than low certainty.
_COSTS = {
    # Without a search nobody knows what else there is, and what was picked may be what stood out:
    # a critical domain of AMSTAR 2 (Shea et al. 2017, BMJ 358:j4008).
    "picked": 1,
    "one-study": 2,
    "few-studies": 1,
    "few-people": 1,
    "people-unknown": 0,
    "imprecise": 2,
    "very-imprecise": 3,
    "wide-interval": 1,
    "precision-unknown": 1,
    "inconsistent": 1,
    "very-inconsistent": 2,
    "settings-differ": 1,
    "small-study-effects": 1,
    "small-study-untested": 0,
}

_SENTENCES = {
    "very low": N_("Very low certainty: these numbers say little about the true average."),
    "low": N_("Low certainty: the true average may well differ from this result."),
    "moderate": N_(
        "Moderate certainty: the true average is probably close to this result, but it may differ."
    ),
    "high": N_(
        "High certainty: the numbers give no reason to doubt that the true average is close to "
        "this result."
    ),
}
_LIMITS = N_(
    "This rates only what the numbers show. How well the studies were done is not part of it."
)
_LIMITS_OF_FOUND = N_(
    "This rates only what the numbers show and how the studies were found. How well they were done "
    "is not part of it."
)
_REASONS = {
    "picked": N_(
        "The studies were picked and not searched for systematically: those that are missing may "
        "say something else."
    ),
    "no-study": N_("There is no study."),
    "one-study": N_("There is only one study."),
    "few-studies": N_("There are only {n_studies} studies."),
    "few-people": N_("Fewer than {few_people} people took part ({n_people})."),
    "people-unknown": N_(
        "How many people took part is not known; this was not counted against the result."
    ),
    "imprecise": N_("The interval holds no effect as well as effects that matter."),
    "very-imprecise": N_("The interval is so wide that it tells little either way."),
    "wide-interval": N_("The interval is wide: the effect could be much smaller or larger."),
    "precision-unknown": N_("How precise the result is cannot be rated."),
    "inconsistent": N_(
        "The studies differ more than chance would make them ({i2}% of the variation is real)."
    ),
    "very-inconsistent": N_(
        "The studies differ far more than chance would make them ({i2}% of the variation is real), "
        "so that in some settings there may be no effect, or one the other way."
    ),
    "settings-differ": N_("In some settings there may be no effect, or one the other way."),
    "small-study-effects": N_(
        "Small studies give other results than large ones; studies that found something else may "
        "be missing."
    ),
    "small-study-untested": N_(
        "Whether studies are missing could not be tested; this was not counted against the result."
    ),
}
# of a link between two things
_OF_LINKS = {
    "imprecise": N_("The interval holds no link as well as links that matter."),
    "wide-interval": N_("The interval is wide: the link could be much weaker or stronger."),
    "very-inconsistent": N_(
        "The studies differ far more than chance would make them ({i2}% of the variation is real), "
        "so that in some settings there may be no link, or one the other way."
    ),
    "settings-differ": N_("In some settings there may be no link, or one the other way."),
}


class CertaintyWords(NamedTuple):
    """`sentence` says how sure and what was not rated; `reasons` what spoke against."""

    sentence: str
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Certainty:
    """`level` is one of `LEVELS`; `reasons` are codes, in the order of the domains."""

    level: str
    reasons: tuple[str, ...]
    facts: Mapping[str, float] = field(default_factory=dict, repr=False, compare=False)
    """numbers that the reasons' sentences need"""
    rates_search: bool = False
    """whether it was known how the studies were found"""

    def in_words(self, language: str = "en", measure: str = "") -> CertaintyWords:
        """For readers, in English or French; of a link, where the measure is one.

        Raises ValueError for another language.
        """
        spoken = language_of(language)
        shown = {
            name: spoken.fixed(value) if name == "i2" else spoken.count(value)
            for name, value in self.facts.items()
        }
        speaks_of_links = measure_of(measure, UNKNOWN).phrasing in LINKS
        sentences = _REASONS | _OF_LINKS if speaks_of_links else _REASONS
        reasons = tuple(spoken.say(sentences[code], **shown) for code in self.reasons)
        limits = _LIMITS_OF_FOUND if self.rates_search else _LIMITS
        return CertaintyWords(f"{spoken.say(_SENTENCES[self.level])} {spoken.say(limits)}", reasons)


def certainty(
    *,
    label: str,
    k: int,
    n_studies: int,
    n_people: int | None = None,
    i2: float | None = None,
    q_p: float | None = None,
    prediction_includes_null: bool | None = None,
    interval_width_vs_small: float | None = None,
    small_study_p: float | None = None,
    is_searched: bool | None = None,
) -> Certainty:
    """How sure a pooled answer is, in four levels.

    It starts high. Imprecision: one study takes two levels, fewer than five one; fewer than 400
    people one; an interval that holds no effect and effects that matter two, three where it is
    very wide; any other wide interval one. Inconsistency: studies that differ more than chance
    would make them (I² of 50% and more, and Q with p < .10) take one, two where I² is 75% and more
    and the prediction interval holds no effect although the average's does not; that alone takes
    one. Small-study effects: p < .10 on ten studies or more takes one. A pick by editors takes one.

    Parameters
    ----------
    label : the answer's, from `evidence_label`.
    k : effects; n_studies : the studies that they come from; n_people : None where not known.
    i2 : in per cent; q_p : p of Cochran's Q.
    prediction_includes_null : whether the prediction interval holds no effect.
    interval_width_vs_small : from `width_vs_small`; None where the measure has no thresholds.
    small_study_p : of Egger's test or another.
    is_searched : by a systematic search, or picked; None where nobody said.

    Raises
    ------
    ValueError : for a label that is none of `LABELS`.

    Notes
    -----
    "near-zero" can be of high certainty, "not-rated" of moderate, "few-or-imprecise" of low; what
    was picked of moderate at most.
    """
    if label not in LABELS:
        raise ValueError(f"There is no label {label!r}; there are {', '.join(LABELS)}.")
    if label == "no-study" or n_studies < 1 or k < 1:
        return Certainty(LEVELS[0], ("no-study",))
    reasons = [
        *(["picked"] if is_searched is False else []),
        *_imprecision(label, n_studies, n_people, known(interval_width_vs_small)),
        *_inconsistency(label, known(i2), known(q_p), prediction_includes_null),
        *_small_studies(n_studies, known(small_study_p)),
    ]
    lost = sum(_COSTS[reason] for reason in reasons)
    facts: dict[str, float] = {"n_studies": n_studies, "few_people": FEW_PEOPLE}
    facts |= {
        name: value
        for name, value in (("n_people", known(n_people)), ("i2", known(i2)))
        if value is not None
    }
    return Certainty(LEVELS[max(0, 3 - lost)], tuple(reasons), facts, is_searched is not None)


def width_vs_small(measure: str, ci_low: float, ci_high: float) -> float | None:
    """The width of an interval in units of the small threshold; ratios by their logarithms.

    Values are on the scale that people read. None where the measure has no agreed thresholds.

    Examples
    --------
    >>> round(width_vs_small("r", 0.2, 0.34), 6)
    1.4
    """
    ends = [in_small(measure, end) for end in (ci_low, ci_high)]
    if thresholds(measure) is None or ends[0] is None or ends[1] is None:
        return None
    width = abs(ends[1] - ends[0])
    return None if math.isnan(width) else width


def _imprecision(
    label: str, n_studies: int, n_people: int | None, width: float | None
) -> list[str]:
    reasons = []
    if n_studies < STUDIES_FOR_SPREAD:
        reasons.append("one-study" if n_studies == 1 else "few-studies")
    if n_people is None:
        reasons.append("people-unknown")
    elif n_people < FEW_PEOPLE:
        reasons.append("few-people")
    if label == "few-or-imprecise":
        too_wide = width is not None and width > VERY_WIDE
        reasons.append("very-imprecise" if too_wide else "imprecise")
    elif label == "not-rated":
        reasons.append("precision-unknown")
    elif width is not None and width > WIDE:
        reasons.append("wide-interval")
    return reasons


def _inconsistency(
    label: str, i2: float | None, q_p: float | None, prediction_includes_null: bool | None
) -> list[str]:
    """One reason for differences beyond chance; one where only the prediction interval tells."""
    differ = label == "effect" and bool(prediction_includes_null)
    if i2 is None or i2 < SUBSTANTIAL_I2 or (q_p is not None and q_p >= DOUBTFUL_P):
        return ["settings-differ"] if differ else []
    return ["very-inconsistent" if differ and i2 >= CONSIDERABLE_I2 else "inconsistent"]


def _small_studies(n_studies: int, p: float | None) -> list[str]:
    if p is None or n_studies < STUDIES_FOR_ASYMMETRY:
        return ["small-study-untested"]
    return ["small-study-effects"] if p < DOUBTFUL_P else []
