"""How sure a pooled answer is, as far as its numbers show.

The rules look at what GRADE calls imprecision (Guyatt et al. 2011, J Clin Epidemiol 64:1283),
inconsistency (64:1294) and publication bias (64:1277). How well the studies were done (64:407) and
whether they bear on the question (64:1303) needs somebody who reads them, and while nobody has, no
answer is called more than fairly sure. So this is no GRADE rating, and its steps have other names.
"""

import math
from collections.abc import Iterable, Mapping
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
from .heterogeneity import differ
from .label import LABELS, known
from .size import in_small, thresholds

LEVELS = ("very-unsure", "unsure", "fairly-sure", "sure")

# What a trial would need to find d = 0.2, the rule of thumb for means (Guyatt et al. 2011,
# J Clin Epidemiol 64:1283).
FEW_PEOPLE = 400
# Wide: more than two small thresholds to either side, so that the effect could well be a size
# smaller and a size larger. A convention of this library, in the units of `SIZES`.
WIDE = 4.0
# So wide, and with "no effect" inside, that it leaves open much benefit and much harm.
VERY_WIDE = 8.0
# The steps that each reason takes away; what is only told takes none. Whatever the numbers cannot
# show takes one together: how well the studies were done, where nobody has judged it, and what else
# there is, where nobody searched (critical domains of AMSTAR 2, Shea et al. 2017, BMJ 358:j4008).
UNSEEN = 1
# An interval that crosses the thresholds costs two steps or three (GRADE guidance 34, 2022, J Clin
# Epidemiol 150:216), so that an answer that "cannot tell" is very unsure.
_COSTS = {
    "picked": 0,
    "one-study": 2,
    "few-studies": 1,
    "few-people": 1,
    "people-unknown": 0,
    "imprecise": 2,
    "very-imprecise": 3,
    "wide-interval": 1,
    "precision-unknown": 1,
    "inconsistent": 1,
    "differ-in-size": 0,
    "very-inconsistent": 2,
    "settings-differ": 1,
    "small-study-effects": 1,
    "small-study-untested": 0,
}

_SENTENCES = {
    "very-unsure": N_("Going by the numbers alone: very unsure. That is too little to build on."),
    "unsure": N_(
        "Going by the numbers alone: unsure. Take it for a hint; the true average may lie "
        "elsewhere."
    ),
    "fairly-sure": N_(
        "Going by the numbers alone: fairly sure. It would be a surprise if the true average lay "
        "far from here."
    ),
    "sure": N_(
        "Sure: neither the numbers nor the way the studies were done give a reason to expect the "
        "true average elsewhere."
    ),
}
_NOT_JUDGED = N_(
    "Nobody has judged here how well the studies were done; as long as that is so, no answer is "
    "called more than fairly sure."
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
    "differ-in-size": N_(
        "The studies differ more than chance would make them ({i2}% of the variation is real), but "
        "not in whether there is an effect that matters; this was not counted against the result."
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
    "differ-in-size": N_(
        "The studies differ more than chance would make them ({i2}% of the variation is real), but "
        "not in whether there is a link that matters; this was not counted against the result."
    ),
    "very-inconsistent": N_(
        "The studies differ far more than chance would make them ({i2}% of the variation is real), "
        "so that in some settings there may be no link, or one the other way."
    ),
    "settings-differ": N_("In some settings there may be no link, or one the other way."),
}


class CertaintyWords(NamedTuple):
    """`sentence` says how sure, and who judged nothing; `reasons` what spoke against."""

    sentence: str
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Certainty:
    """`level` is one of `LEVELS`; `reasons` are codes, in the order of the domains."""

    level: str
    reasons: tuple[str, ...]
    facts: Mapping[str, float] = field(default_factory=dict, repr=False, compare=False)
    """numbers that the reasons' sentences need"""
    well_done: bool = False
    """whether somebody judged how well the studies were done"""

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
        said = [_SENTENCES[self.level], *([] if self.well_done else [_NOT_JUDGED])]
        return CertaintyWords(" ".join(map(spoken.say, said)), reasons)


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
    is_one_sided: bool = False,
    well_done: bool = False,
) -> Certainty:
    """How sure a pooled answer is, in four steps.

    Unseen: nobody judged how well the studies were done, or editors picked them, takes one step,
    both together no more. Imprecision: one study takes two, fewer than five one; fewer than 400
    people one; an interval that holds no effect and effects that matter two, three where it is
    very wide; any other wide interval one. Inconsistency: studies that differ more than chance
    would make them (I² of 50% and more, and Q with p < .10) take one, two where I² is 75% and more
    and the prediction interval holds no effect although the average's does not, and none where all
    lie on one side of the small threshold; that some settings may have no effect alone takes one.
    Small-study effects: p < .10 on ten studies or more takes one.

    Parameters
    ----------
    label : the answer's, from `evidence_label`.
    k : effects; n_studies : the studies that they come from; n_people : None where not known.
    i2 : in per cent; q_p : p of Cochran's Q.
    prediction_includes_null : whether the prediction interval holds no effect.
    interval_width_vs_small : from `width_vs_small`; None where the measure has no thresholds.
    small_study_p : of Egger's test or another.
    is_searched : by a systematic search, or picked; None where nobody said.
    is_one_sided : whether every study and the prediction interval lie on one side of the small
        threshold, from `on_one_side`.
    well_done : whether somebody judged how well the studies were done, and took no offence.

    Raises
    ------
    ValueError : for a label that is none of `LABELS`.

    Notes
    -----
    Only of studies that were judged and searched for can one be sure. "few-or-imprecise" is unsure
    at most, and very unsure where nobody judged the studies.
    """
    if label not in LABELS:
        raise ValueError(f"There is no label {label!r}; there are {', '.join(LABELS)}.")
    if label == "no-study" or n_studies < 1 or k < 1:
        return Certainty(LEVELS[0], ("no-study",), well_done=well_done)
    reasons = [
        *(["picked"] if is_searched is False else []),
        *_imprecision(label, n_studies, n_people, known(interval_width_vs_small)),
        *_inconsistency(
            label, known(i2), known(q_p), prediction_includes_null, is_one_sided=is_one_sided
        ),
        *_small_studies(n_studies, known(small_study_p)),
    ]
    unseen = UNSEEN if is_searched is False or not well_done else 0
    lost = unseen + sum(_COSTS[reason] for reason in reasons)
    facts: dict[str, float] = {"n_studies": n_studies, "few_people": FEW_PEOPLE}
    facts |= {
        name: value
        for name, value in (("n_people", known(n_people)), ("i2", known(i2)))
        if value is not None
    }
    return Certainty(LEVELS[max(0, 3 - lost)], tuple(reasons), facts, well_done)


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


def on_one_side(measure: str, values: Iterable[float | None]) -> bool:
    """Do all values lie beyond the small threshold the same way, or all within it?

    Values are on the scale that people read. False where one is not known, where the measure has no
    agreed thresholds, or without a value.

    Examples
    --------
    >>> on_one_side("d", [0.21, 0.9]), on_one_side("d", [0.19, 0.9]), on_one_side("d", [-0.1, 0.1])
    (True, False, True)
    """
    sides = {None if value is None else _side(measure, value) for value in values}
    return len(sides) == 1 and None not in sides


def _side(measure: str, value: float) -> int | None:
    steps = in_small(measure, value)
    if steps is None:
        return None
    return 0 if abs(steps) <= 1 else round(math.copysign(1, steps))


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
    label: str,
    i2: float | None,
    q_p: float | None,
    prediction_includes_null: bool | None,
    *,
    is_one_sided: bool,
) -> list[str]:
    """One reason for differences beyond chance; one where only the prediction interval tells."""
    settings_differ = label == "effect" and bool(prediction_includes_null)
    # without a p, I² alone tells
    if i2 is None or i2 < SUBSTANTIAL_I2 or not (q_p is None or differ(q_p)):
        return ["settings-differ"] if settings_differ else []
    if is_one_sided:
        # inconsistency counts where it makes a difference to the answer (GRADE, 64:1294)
        return ["differ-in-size"]
    return ["very-inconsistent" if settings_differ and i2 >= CONSIDERABLE_I2 else "inconsistent"]


def _small_studies(n_studies: int, p: float | None) -> list[str]:
    if p is None or n_studies < STUDIES_FOR_ASYMMETRY:
        return ["small-study-untested"]
    return ["small-study-effects"] if p < DOUBTFUL_P else []
