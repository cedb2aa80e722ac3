"""What an answer was with the studies that were retracted, and what it is without them."""

from __future__ import annotations

from typing import NamedTuple

from ..language.catalogue import N_, Language, language_of
from .answer import value_in_words
from .label import label_words


class AnswerValues(NamedTuple):
    """An answer; the values are as they are read, and None where nothing is pooled."""

    label: str
    """One of `Label`."""
    estimate: float | None = None
    ci_low: float | None = None
    ci_high: float | None = None


# by whether something is pooled with the studies and without them, and whether they are several
_SAID = {
    ("neither", False): N_("With it, nothing was pooled either."),
    ("neither", True): N_("With them, nothing was pooled either."),
    ("only with", False): N_(
        "With it, the pooled answer was: {before}. Without it, nothing is pooled."
    ),
    ("only with", True): N_(
        "With them, the pooled answer was: {before}. Without them, nothing is pooled."
    ),
    ("only without", False): N_(
        "With it, nothing was pooled. Without it, the pooled answer is: {after}."
    ),
    ("only without", True): N_(
        "With them, nothing was pooled. Without them, the pooled answer is: {after}."
    ),
    ("same", False): N_("The answer is the same with it and without it: {after}."),
    ("same", True): N_("The answer is the same with them and without them: {after}."),
    ("both", False): N_("With it, the answer was: {before}. Without it, it is: {after}."),
    ("both", True): N_("With them, the answer was: {before}. Without them, it is: {after}."),
}
_LABELS_DIFFER = N_("What it amounts to is another: “{before}” before, “{after}” now.")
_LABELS_AGREE = N_("What it amounts to stays the same: “{after}”.")


def retracted_in_words(
    before: AnswerValues,
    after: AnswerValues,
    *,
    measure: str,
    level: float,
    n: int,
    language: str = "en",
) -> str:
    """What retracted studies did to an answer that no longer counts them.

    Parameters
    ----------
    before, after : the answer with the studies and without them.
    measure : code of the table of measures, of both.
    level : of their intervals, as in 0.95.
    n : how many studies were retracted.
    language : "en" or "fr".

    Raises
    ------
    ValueError : for a label that is none, or a language without words.
    """
    spoken = language_of(language)
    values = {
        name: _value(one, measure, level, language)
        for name, one in (("before", before), ("after", after))
    }
    said = [spoken.say(_SAID[_how(values), n > 1], **values)]
    if all(values.values()):
        said.append(_amounts_to(before, after, measure, spoken, language))
    return " ".join(said)


def _how(values: dict[str, str]) -> str:
    if values["before"] and values["after"]:
        return "same" if values["before"] == values["after"] else "both"
    if values["before"]:
        return "only with"
    return "only without" if values["after"] else "neither"


def _value(one: AnswerValues, measure: str, level: float, language: str) -> str:
    if one.estimate is None or one.ci_low is None or one.ci_high is None:
        return ""
    said = value_in_words(
        measure=measure,
        estimate=one.estimate,
        ci_low=one.ci_low,
        ci_high=one.ci_high,
        level=level,
        language=language,
    )
    return said[:1].lower() + said[1:]


def _amounts_to(
    before: AnswerValues, after: AnswerValues, measure: str, spoken: Language, language: str
) -> str:
    was, now = (label_words(one.label, language, measure).heading for one in (before, after))
    return spoken.say(_LABELS_AGREE if was == now else _LABELS_DIFFER, before=was, after=now)
