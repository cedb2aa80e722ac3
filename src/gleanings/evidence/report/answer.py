"""The answer to a question in words: a pooled effect, or why there is none."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from ..language.catalogue import N_, Language, language_of
from .effect import how_sure, plainly_how_sure, share_of
from .label import Label, as_read, evidence_label, interval_of, known
from .phrasing import Speech
from .plain import PlainPhrases, PlainSpeech, speaks_of_more
from .size import is_too_small_to_matter, size_called
from .written import Written

# by code; of few studies also by their number, of other measures also with their names
_NOT_POOLED = {
    "no-study": N_(
        "No study of this question has been found so far. That says nothing either way."
    ),
    "fewer-than-three_0": N_("There are no results to pool yet."),
    "fewer-than-three_1": N_(
        "There is only one study. It is shown as it is; one study cannot tell how much results "
        "differ from one setting to the next."
    ),
    "fewer-than-three_2": N_(
        "There are only two studies. They are shown side by side and not pooled: from two, nobody "
        "can tell how much results differ from one setting to the next."
    ),
    "fewer-than-three": N_(
        "There are fewer than three studies. They are shown side by side and not pooled: from so "
        "few, nobody can tell how much results differ from one setting to the next."
    ),
    "share-primary-studies": N_(
        "These meta-analyses may rest in part on the same studies. They are shown side by side and "
        "not pooled, since pooling would count such studies more than once."
    ),
    "mixed-measures": N_(
        "The results are in measures that cannot be turned into one another. They are shown side "
        "by side and not pooled."
    ),
    "mixed-measures_named": N_(
        "The results are in measures that cannot be turned into one another ({measures}). They are "
        "shown side by side and not pooled."
    ),
    "not-weighed": N_(
        "Nothing says how precise the results are. They are shown side by side and not pooled."
    ),
    "only-a-bound": N_(
        "Only bounds are reported, which do not say how large the effect is. They are shown side "
        "by side and not pooled."
    ),
    "direction-not-said": N_(
        "It is not said yet who did better by these results. They are shown side by side and not "
        "pooled."
    ),
}


class WhyNotPooled(StrEnum):
    NO_STUDY = "no-study"
    FEWER_THAN_THREE = "fewer-than-three"
    SHARE_PRIMARY_STUDIES = "share-primary-studies"
    MIXED_MEASURES = "mixed-measures"
    NOT_WEIGHED = "not-weighed"
    ONLY_A_BOUND = "only-a-bound"
    DIRECTION_NOT_SAID = "direction-not-said"


_PREDICTIONS = {
    ("both", "effect"): N_("So in some settings there may be no effect, or one the other way."),
    ("same", "effect"): N_(
        "So the effect would be expected to go the same way in nearly every setting, though not "
        "equally far."
    ),
    ("near", "effect"): N_(
        "So in nearly every setting there would be no effect, or one too small to matter."
    ),
    ("both", "link"): N_("So in some settings there may be no link, or one the other way."),
    ("same", "link"): N_(
        "So the link would be expected to go the same way in nearly every setting, though not to "
        "be equally strong."
    ),
    ("near", "link"): N_(
        "So in nearly every setting there would be no link, or one too small to matter."
    ),
}
_EFFECTS = {
    "none": N_("hardly any effect"),
    "small": N_("a small effect {way}"),
    "moderate": N_("a moderate effect {way}"),
    "large": N_("a large effect {way}"),
}
_WAYS = {
    "better": N_("for the better"),
    "worse": N_("for the worse"),
    "more": N_("upwards"),
    "less": N_("downwards"),
}
# a link has no better or worse: which way it goes is its sign
_LINKS = {
    ("none", ""): N_("hardly any link"),
    ("small", "plus"): N_("a small positive link"),
    ("small", "minus"): N_("a small negative link"),
    ("moderate", "plus"): N_("a moderate positive link"),
    ("moderate", "minus"): N_("a moderate negative link"),
    ("large", "plus"): N_("a large positive link"),
    ("large", "minus"): N_("a large negative link"),
}


@dataclass(frozen=True)
class Answer:
    """A pooled effect for readers; texts that have nothing to say are empty."""

    sentence: str
    """the answer, how sure it is, and what it rests on"""
    size: str | None
    """as of `EffectWords`"""
    label: Label
    """one of `LABELS`"""
    prediction: str
    """what to expect in a new setting"""
    more: str = ""
    """what a clinician's sentence leaves to those who ask: how large the effect is called"""


def answer_in_words(
    *,
    measure: str,
    estimate: float | None,
    ci_low: float | None,
    ci_high: float | None,
    prediction_low: float | None = None,
    prediction_high: float | None = None,
    level: float = 0.95,
    k: int,
    n_studies: int,
    n_people: int | None = None,
    of_meta_analyses: bool = False,
    predictor: str = "",
    outcome: str = "",
    better: str | None = None,
    baseline_risk: float | None = None,
    plain: PlainPhrases | None = None,
    language: str = "en",
) -> Answer:
    """A pooled effect in plain words.

    Values are on the scale that people read (see `size_of`); `k` counts effects, `n_studies` the
    studies that they come from, `of_meta_analyses` says that these are meta-analyses, and
    `baseline_risk` is the share of cases in the comparison, between 0 and 1, where it is known: of
    an odds or risk ratio both risks are then told. `plain` are phrases in this language for the
    sentence that a clinician would say: the outcome is what a number above "no effect" means, or
    what happens or does not ("drop out"); no such sentence is made of a number below. The other
    arguments are those of `effect_in_words`.

    Raises
    ------
    ValueError : for another `better` or language.
    """
    measure, (estimate, low, high) = as_read(measure, estimate, ci_low, ci_high)
    speech = Speech(measure, predictor, outcome, better, language, baseline_risk=baseline_risk)
    label = evidence_label(
        measure=measure, estimate=estimate, ci_low=low, ci_high=high, k=n_studies, n=n_people
    )
    low, high = interval_of(measure, estimate, low, high, n_studies, n_people)
    clinician = PlainSpeech(speech, plain or PlainPhrases())
    is_plain = estimate is not None and speaks_of_more(speech, estimate, label)
    plainly = ""
    if is_plain and not speech.baseline_risk:
        plainly = plainly_how_sure(clinician, estimate, low, high, label)
    said = (
        plainly
        or how_sure(speech, estimate, low, high, label)
        or speech.spoken.say("There is no estimate yet.")
    )
    rests_on = _rests_on(k, n_studies, n_people, speech.spoken)
    if of_meta_analyses:
        counted = speech.spoken.say(
            "What is counted here are meta-analyses, each of several studies."
        )
        rests_on = f"{rests_on} {counted}"
    return Answer(
        sentence=f"{said} {rests_on}".strip(),
        size=None if estimate is None else size_called(measure, estimate),
        label=label,
        prediction=prediction_of(speech, prediction_low, prediction_high, share_of(level)),
        more=clinician.a_tap_away(estimate, label) if plainly and estimate is not None else "",
    )


def _rests_on(k: int, n_studies: int, n_people: int | None, spoken: Language) -> str:
    if n_studies < 1:
        return ""
    studies = spoken.plural("one study", "{n} studies", n_studies)
    effects = spoken.say(" ({count} results)", count=spoken.count(k)) if k > n_studies else ""
    people = spoken.plural(" with one person", " with {n} people", n_people) if n_people else ""
    return spoken.say(
        "This rests on {studies}{effects}{people}.", studies=studies, effects=effects, people=people
    )


def prediction_of(speech: Speech, low: float | None, high: float | None, level: float) -> str:
    """What to expect in a new setting, as far as an interval of it is known."""
    low, high = known(low), known(high)
    if low is None or high is None:
        return ""
    low, high = min(low, high), max(low, high)
    around = speech.spoken.say(
        "In a new setting like these, the true value would be expected between {low} and {high} "
        "({level}% prediction interval){sizes}.",
        low=speech.shown(low),
        high=speech.shown(high),
        level=speech.spoken.level(level),
        sizes=_sizes(speech, low, high),
    )
    if speech.null is None:
        return around
    if is_too_small_to_matter(speech.measure, low, high):
        so = "near"
    else:
        so = "both" if low <= speech.null <= high else "same"
    return f"{around} {speech.spoken.say(_PREDICTIONS[so, speech.kind])}"


def _sizes(speech: Speech, low: float, high: float) -> str:
    ends = [_size(speech, end) for end in (low, high)]
    if not all(ends):
        return ""
    if ends[0] == ends[1]:
        return speech.spoken.say(": {size} throughout", size=ends[0])
    return speech.spoken.say(
        ": from {low_size} to {high_size}", low_size=ends[0], high_size=ends[1]
    )


def _size(speech: Speech, value: float) -> str:
    """ "a small effect for the better"; empty without agreed thresholds, or of a ratio."""
    size = size_called(speech.measure, value)
    if size is None:
        return ""
    if speech.kind == "link":
        way = "plus" if value > (speech.null or 0.0) else "minus"
        return speech.spoken.say(_LINKS[size, "" if size == "none" else way])
    way = speech.spoken.say(_WAYS[speech.way(value)])
    return speech.spoken.say(_EFFECTS[size], way=way)


def not_pooled_in_words(reason: str, language: str = "en", **facts: Any) -> str:
    """Why results stand side by side, in one or two sentences.

    Parameters
    ----------
    reason : one of `WhyNotPooled`.
    facts : `k`, the number of studies, for "fewer-than-three"; `measures`, their names, for
        "mixed-measures". Others are passed over.

    Raises
    ------
    ValueError : for another reason or language.
    """
    if reason not in set(WhyNotPooled):
        raise ValueError(f"There is no reason {reason!r}; there are {', '.join(WhyNotPooled)}.")
    say = language_of(language).say
    if reason == "fewer-than-three":
        return say(_NOT_POOLED.get(f"{reason}_{facts.get('k')}", _NOT_POOLED[reason]))
    if reason == "mixed-measures" and facts.get("measures"):
        return say(_NOT_POOLED[f"{reason}_named"], measures=_listed(facts["measures"]))
    return say(_NOT_POOLED[reason])


def _listed(names: Iterable[str]) -> str:
    return ", ".join([names] if isinstance(names, str) else names)


def caution_of(measure: str, language: str = "en") -> str:
    """What an answer cannot say: of a link, that it is no cause; else nothing."""
    speech = Speech(measure, "", "", None, language)
    return speech.tell("caution_link") if speech.kind == "link" else ""


def value_in_words(
    *, measure: str, estimate: float, ci_low: float, ci_high: float, level: float, language: str
) -> str:
    """A pooled value with its interval, on the scale that people read."""
    written = Written.of(measure, language_of(language))
    label = written.measure.pooled_label_in(language)
    return written.spoken.say(
        "{measure} {estimate} ({level}% confidence interval {low} to {high})",
        measure=label[:1].upper() + label[1:],
        estimate=written.value(estimate),
        level=written.spoken.level(level),
        low=written.value(ci_low),
        high=written.value(ci_high),
    )
