"""The answer to a question in words: a pooled effect, or why there is none."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from ..languages import Words, catalogue, level_text
from .effects import how_sure, share_of
from .labels import as_read, evidence_label, interval_of, known
from .sizes import in_small, size_of
from .speech import Speech, counted

NOT_POOLED = ("no-study", "fewer-than-three", "share-primary-studies", "mixed-measures")


@dataclass(frozen=True)
class Answer:
    """A pooled effect for readers; texts that have nothing to say are empty."""

    sentence: str
    """the answer, how sure it is, and what it rests on"""
    size: str | None
    """none, small, moderate, large; None without agreed thresholds"""
    label: str
    """one of `LABELS`"""
    prediction: str
    """what to expect in a new setting"""


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
    predictor: str = "",
    outcome: str = "",
    better: str | None = None,
    language: str = "en",
) -> Answer:
    """A pooled effect in plain words.

    Values are on the scale that people read (see `size_of`); `k` counts effects, `n_studies` the
    studies that they come from. The other arguments are those of `effect_in_words`.

    Raises
    ------
    ValueError : for another `better` or language.
    """
    measure, (estimate, low, high) = as_read(measure, estimate, ci_low, ci_high)
    speech = Speech(measure, predictor, outcome, better, language)
    label = evidence_label(
        measure=measure, estimate=estimate, ci_low=low, ci_high=high, k=n_studies, n=n_people
    )
    low, high = interval_of(measure, estimate, low, high, n_studies, n_people)
    said = how_sure(speech, estimate, low, high, label) or speech.words["answer_nothing"]
    rests_on = _rests_on(k, n_studies, n_people, speech.words)
    return Answer(
        sentence=f"{said} {rests_on}".strip(),
        size=None if estimate is None else size_of(measure, estimate),
        label=label,
        prediction=_prediction(speech, known(prediction_low), known(prediction_high), level),
    )


def _rests_on(k: int, n_studies: int, n_people: int | None, words: Words) -> str:
    if n_studies < 1:
        return ""
    studies = "rests_study" if n_studies == 1 else "rests_studies"
    effects = words["rests_effects"].format(count=counted(k, words)) if k > n_studies else ""
    people = "" if not n_people else words["rests_people"].format(count=counted(n_people, words))
    return words["rests_on"].format(
        studies=words[studies].format(count=counted(n_studies, words)),
        effects=effects,
        people=people,
    )


def _prediction(speech: Speech, low: float | None, high: float | None, level: float) -> str:
    if low is None or high is None:
        return ""
    low, high = min(low, high), max(low, high)
    words, null = speech.words, speech.null
    shown_level = level_text(share_of(level), words)
    around = words["prediction_around"].format(
        low=speech.shown(low),
        high=speech.shown(high),
        level=shown_level,
        sizes=_sizes(speech, low, high),
    )
    if null is None:
        return around
    steps = [in_small(speech.measure, end) for end in (low, high)]
    if all(step is not None and abs(step) <= 1 for step in steps):
        label = "prediction_near"
    else:
        label = "prediction_both" if low <= null <= high else "prediction_same"
    return words[label].format(around=around)


def _sizes(speech: Speech, low: float, high: float) -> str:
    ends = [_effect(speech, end) for end in (low, high)]
    if not all(ends):
        return ""
    if ends[0] == ends[1]:
        return speech.words["prediction_size"].format(low_size=ends[0])
    return speech.words["prediction_sizes"].format(low_size=ends[0], high_size=ends[1])


def _effect(speech: Speech, value: float) -> str:
    """ "a small effect for the better"; empty without agreed thresholds."""
    size = size_of(speech.measure, value)
    if size is None:
        return ""
    way = speech.words[f"way_{speech.way(value)}"]
    return speech.words[f"effect_{size}"].format(way=way)


def not_pooled_in_words(reason: str, language: str = "en", **facts: Any) -> str:
    """Why results stand side by side, in one or two sentences.

    Parameters
    ----------
    reason : one of `NOT_POOLED`.
    facts : `k`, the number of studies, for "fewer-than-three"; `measures`, their names, for
        "mixed-measures". Others are passed over.

    Raises
    ------
    ValueError : for another reason or language.
    """
    if reason not in NOT_POOLED:
        raise ValueError(f"There is no reason {reason!r}; there are {', '.join(NOT_POOLED)}.")
    words = catalogue(__package__, language)
    label = f"not_pooled_{reason}"
    if reason == "fewer-than-three":
        return words.get(f"{label}_{facts.get('k')}", words[label])
    if reason == "mixed-measures" and facts.get("measures"):
        return words[f"{label}_named"].format(measures=_listed(facts["measures"]))
    return words[label]


def _listed(names: Iterable[str]) -> str:
    return ", ".join([names] if isinstance(names, str) else names)
