"""What results say that stand side by side: first what is known, then why they are not pooled."""

from collections import Counter
from collections.abc import Collection, Sequence
from enum import StrEnum

from ..language.catalogue import N_, Language, language_of
from ..measures.phrasing import EFFECTS, SHARES
from .label import Label, as_read, evidence_label, interval_of
from .phrasing import Speech
from .size import size_called, size_of
from .sources import Single, in_words, listed_with_and, n_sources, whose


class WhyApart(StrEnum):
    """Why results are not pooled. What there is one of needs no reason."""

    FEWER_THAN_THREE = "fewer-than-three"
    BESIDE_STUDIES = "beside-studies"
    SHARE_PRIMARY_STUDIES = "share-primary-studies"
    MIXED_MEASURES = "mixed-measures"
    NOT_WEIGHED = "not-weighed"
    DIRECTION_NOT_SAID = "direction-not-said"


_WHY = {
    WhyApart.FEWER_THAN_THREE: N_(
        "From so few studies nobody can tell how far results differ from one setting to the next, "
        "so they are not pooled."
    ),
    WhyApart.BESIDE_STUDIES: N_(
        "They are not pooled, since a meta-analysis may contain the other studies, whose people "
        "would then count twice."
    ),
    WhyApart.SHARE_PRIMARY_STUDIES: N_(
        "They are not pooled, since they may rest in part on the same studies, which would then "
        "count twice."
    ),
    WhyApart.MIXED_MEASURES: N_(
        "They are not pooled, since their measures cannot be turned into one another."
    ),
    WhyApart.NOT_WEIGHED: N_("They are not pooled, since nothing says how precise they are."),
    WhyApart.DIRECTION_NOT_SAID: N_(
        "They are not pooled, since it is not said yet who did better by them."
    ),
}
_SEVERAL_REASONS = N_("They are not pooled, each for a reason of its own.")
_WHY_ONE = {
    WhyApart.NOT_WEIGHED: N_("Nothing says how precise it is."),
    WhyApart.DIRECTION_NOT_SAID: N_("It is not said yet who did better by it."),
}
_ONE_ALONE = N_("One result cannot tell how far results differ from one setting to the next.")

# by size and by which way; "" where that is not known, or where there is no agreed size
_LINKS = {
    ("none", ""): N_("next to no link"),
    ("small", "plus"): N_("a small positive link"),
    ("small", "minus"): N_("a small negative link"),
    ("small", ""): N_("a small link"),
    ("moderate", "plus"): N_("a moderate positive link"),
    ("moderate", "minus"): N_("a moderate negative link"),
    ("moderate", ""): N_("a moderate link"),
    ("large", "plus"): N_("a large positive link"),
    ("large", "minus"): N_("a large negative link"),
    ("large", ""): N_("a large link"),
    ("", "plus"): N_("a positive link"),
    ("", "minus"): N_("a negative link"),
    ("", ""): N_("a link"),
    ("", "null"): N_("no link"),
}
_EFFECTS = {
    ("none", ""): N_("next to no effect"),
    ("small", "better"): N_("a small effect for the better"),
    ("small", "worse"): N_("a small effect for the worse"),
    ("small", "more"): N_("a small effect upwards"),
    ("small", "less"): N_("a small effect downwards"),
    ("small", ""): N_("a small effect"),
    ("moderate", "better"): N_("a moderate effect for the better"),
    ("moderate", "worse"): N_("a moderate effect for the worse"),
    ("moderate", "more"): N_("a moderate effect upwards"),
    ("moderate", "less"): N_("a moderate effect downwards"),
    ("moderate", ""): N_("a moderate effect"),
    ("large", "better"): N_("a large effect for the better"),
    ("large", "worse"): N_("a large effect for the worse"),
    ("large", "more"): N_("a large effect upwards"),
    ("large", "less"): N_("a large effect downwards"),
    ("large", ""): N_("a large effect"),
    ("", "better"): N_("an effect for the better"),
    ("", "worse"): N_("an effect for the worse"),
    ("", "more"): N_("an effect upwards"),
    ("", "less"): N_("an effect downwards"),
    ("", ""): N_("an effect"),
    ("", "null"): N_("no effect"),
}

_OPPOSITE = ({"plus", "minus"}, {"better", "worse"}, {"more", "less"})

# by how many there are, and whether they are told as studies or as results of fewer studies
_AGREE = {
    (1, "studies"): N_("{who} finds {what}: {values}."),
    (2, "studies"): N_("{who} both find {what}: {values}."),
    (3, "studies"): N_("{who} all find {what}: {values}."),
    (2, "results"): N_("{who} both come to {what}: {values}."),
    (3, "results"): N_("{who} all come to {what}: {values}."),
}
_DIFFER = {
    "opposite": N_("{who} point in different directions: {parts}."),
    "other measures": N_("{who} find, by different measures: {parts}."),
    "same way": N_("{who} point the same way, but not equally far: {parts}."),
    "else": N_("{who} differ: {parts}."),
}
_OFTEN = {1: N_("{what} once"), 2: N_("{what} twice"), 3: N_("{what} {number} times")}
_DOUBTFUL = {
    ("one", "link"): N_(
        "Its interval includes “no link”: by itself it cannot tell whether there is one."
    ),
    ("one", "effect"): N_(
        "Its interval includes “no effect”: by itself it cannot tell whether there is one."
    ),
    ("one of them", "link"): N_(
        "The interval of one of them includes “no link”: by itself it cannot tell whether there is "
        "one."
    ),
    ("one of them", "effect"): N_(
        "The interval of one of them includes “no effect”: by itself it cannot tell whether there "
        "is one."
    ),
    ("some", "link"): N_(
        "The intervals of {number} of them include “no link”: by itself none of these can tell "
        "whether there is one."
    ),
    ("some", "effect"): N_(
        "The intervals of {number} of them include “no effect”: by itself none of these can tell "
        "whether there is one."
    ),
    ("all", "link"): N_(
        "The interval of each includes “no link”: by itself none of them can tell whether there is "
        "one."
    ),
    ("all", "effect"): N_(
        "The interval of each includes “no effect”: by itself none of them can tell whether there "
        "is one."
    ),
}


def side_by_side_in_words(
    results: Sequence[Single],
    reasons: Collection[str],
    *,
    better: str | None = None,
    language: str = "en",
) -> str:
    """What results say that are not pooled, and once why they are not.

    One, two or many: whether they agree in size and direction, in what measures, and of how many
    the interval holds no effect at all. Of one or two each value is told, of more their range.

    Parameters
    ----------
    results : those that have a value, in the order in which they are listed.
    reasons : codes of `WhyApart`, of all of them.
    better : which end of the results speaks for what is asked about, as in `effect_in_words`.
    language : "en" or "fr".

    Raises
    ------
    ValueError : for another reason, `better` or language, or without a result.
    """
    if not results:
        raise ValueError("There is no result to tell of; say why with not_pooled_in_words.")
    whys = list(dict.fromkeys(map(WhyApart, reasons)))
    spoken = language_of(language)
    told = [_Told(result, better, language) for result in results]
    said = [_known(told, spoken), _doubt(told, spoken), _why(len(told), whys, spoken)]
    return " ".join(filter(None, said))


class _Told:
    """A result with the words for it."""

    def __init__(self, result: Single, better: str | None, language: str) -> None:
        self.of = result
        measure, (self.estimate, low, high) = as_read(
            result.measure, result.estimate, result.ci_low, result.ci_high
        )
        self.speech = Speech(
            measure, "", "", better if result.has_direction else "unknown", language
        )
        # of a pooled correlation the number of people says nothing
        people = None if result.is_meta_analysis else result.n_people
        self.low, self.high = interval_of(measure, self.estimate, low, high, 1, people)
        self.label = evidence_label(
            measure=measure, estimate=self.estimate, ci_low=self.low, ci_high=self.high
        )
        self.way = self._way()
        self.what = self._what()

    def _way(self) -> str:
        """plus, minus, better, worse, more, less; "" where nobody knows, or there is none."""
        speech, value, null = self.speech, self.estimate or 0.0, self.speech.null
        if null is None or not self.of.has_direction or speech.phrasing in SHARES:
            return ""
        if value == null:
            return "null"
        if speech.kind == "link":
            return "plus" if value > null else "minus"
        return speech.way(value)

    @property
    def is_effect(self) -> bool:
        return self.speech.null is not None and self.speech.phrasing in EFFECTS | SHARES

    def _what(self) -> str:
        """ "a small positive link"; of what is no effect, the measure: "a proportion"."""
        speech = self.speech
        if not self.is_effect:
            return speech.of.name.said_in(speech.language)
        phrases = _LINKS if speech.kind == "link" else _EFFECTS
        return speech.spoken.say(phrases[self.size, "" if self.size == "none" else self.way])

    @property
    def size(self) -> str:
        """As a sentence may call it: none, small, moderate, large; "" of what has no such name."""
        if self.label is Label.NEAR_ZERO:
            return "none"
        return size_called(self.speech.measure, self.estimate or 0.0) or ""

    @property
    def points(self) -> str:
        """The way, of what is more than next to none: a ratio near 1 has to be known to be some."""
        may_be_none = size_of(self.speech.measure, self.estimate or 0.0) == "none"
        is_some = self.size != "none" and (self.label is Label.EFFECT or not may_be_none)
        return self.way if is_some else ""

    @property
    def is_doubtful(self) -> bool:
        """Whether no effect lies within its interval, and it is not precisely near none."""
        null = self.speech.null
        if null is None or self.low is None or self.high is None:
            return False
        return self.label is not Label.NEAR_ZERO and self.low <= null <= self.high

    @property
    def symbol(self) -> str:
        return self.speech.of.symbol_in(self.speech.language)

    @property
    def bare_value(self) -> str:
        return self.speech.shown(self.estimate or 0.0)

    @property
    def value(self) -> str:
        """ "r = .26"; of a percentage without a symbol."""
        return f"{self.symbol} = {self.bare_value}" if self.symbol else self.bare_value


def _known(told: list[_Told], spoken: Language) -> str:
    who = _capitalised(whose([one.of for one in told], spoken))
    if len({one.what for one in told}) == 1:
        if not told[0].is_effect:
            return spoken.say("{who}: {values}.", who=who, values=_values(told, spoken))
        kind = "studies" if n_sources([one.of for one in told]) == len(told) else "results"
        sentence = _AGREE[min(len(told), 3), kind]
        return spoken.say(sentence, who=who, what=told[0].what, values=_values(told, spoken))
    ways, points = {one.way for one in told}, {one.points for one in told}
    if any(ends <= points for ends in _OPPOSITE):
        how = "opposite"
    elif len({one.speech.phrasing for one in told}) > 1:
        # how large the one is beside the other, nobody can tell
        how = "other measures"
    else:
        is_one_way = len(ways) == 1 and not points & {"", "null"}
        how = "same way" if is_one_way else "else"
    return spoken.say(_DIFFER[how], who=who, parts=_parts(told, spoken))


def _parts(told: list[_Told], spoken: Language) -> str:
    """Of two each with its value; of more how often each, and the range of the values."""
    if len(told) == 2:
        one, other = (f"{each.what} ({each.value})" for each in told)
        return spoken.say("{one} and {other}", one=one, other=other)
    often = Counter(one.what for one in told)
    parts = ", ".join(
        spoken.say(_OFTEN[min(count, 3)], what=what, number=in_words(count, spoken))
        for what, count in often.most_common()
    )
    values = _values(told, spoken)
    return f"{parts} ({values})"


def _values(told: list[_Told], spoken: Language) -> str:
    """ "r = .26 and .29"; of three and more "r from .12 to .55"; each measure by itself."""
    by_symbol: dict[str, list[_Told]] = {}
    for one in told:
        by_symbol.setdefault(one.symbol, []).append(one)
    return listed_with_and([_values_of(group, spoken) for group in by_symbol.values()], spoken)


def _values_of(told: list[_Told], spoken: Language) -> str:
    """Of one measure."""
    if len(told) > 2:
        ends = sorted(told, key=lambda one: one.estimate or 0.0)
        low, high = ends[0].bare_value, ends[-1].bare_value
        if low != high:
            shown = spoken.say("from {low} to {high}", low=low, high=high)
            return f"{told[0].symbol} {shown}".strip()
        return told[0].value
    return listed_with_and([told[0].value, *(one.bare_value for one in told[1:])], spoken)


def _doubt(told: list[_Told], spoken: Language) -> str:
    """How far the intervals bear it out."""
    doubtful = [one for one in told if one.is_doubtful]
    if not doubtful:
        is_near = all(one.label is Label.NEAR_ZERO for one in told)
        return told[0].speech.sure("near") if is_near else ""
    if len(told) == 1:
        which = "one"
    elif len(doubtful) == len(told):
        which = "all"
    else:
        which = "one of them" if len(doubtful) == 1 else "some"
    number = in_words(len(doubtful), spoken)
    return spoken.say(_DOUBTFUL[which, doubtful[0].speech.kind], number=number)


def _why(n: int, reasons: list[WhyApart], spoken: Language) -> str:
    if n == 1:
        said = [_WHY_ONE[reason] for reason in reasons if reason in _WHY_ONE]
        return " ".join(map(spoken.say, said or [_ONE_ALONE]))
    if not reasons:
        return ""
    return spoken.say(_WHY[reasons[0]] if len(reasons) == 1 else _SEVERAL_REASONS)


def _capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]
