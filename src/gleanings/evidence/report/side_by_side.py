"""What results say that stand side by side: first what is known, then why they are not pooled."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

from ..language.catalogue import N_, Language, language_of
from ..measures.phrasing import EFFECTS, SHARES
from .label import Label, as_read, evidence_label, interval_of
from .phrasing import Speech, plain_phrase
from .size import size_called


@dataclass(frozen=True)
class Single:
    """A result that stands by itself, on the scale that people read, signed as the question is."""

    measure: str
    estimate: float
    ci_low: float | None = None
    ci_high: float | None = None
    source: str = ""
    """the same for results of one study or meta-analysis"""
    is_meta_analysis: bool = False
    n_studies: int | None = None
    """behind a meta-analysis"""
    n_people: int | None = None
    whom: str = ""
    """a noun phrase in any language, or empty"""
    has_direction: bool = True
    """whether it is known which way it speaks"""


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

_NUMBERS = {
    2: N_("two"),
    3: N_("three"),
    4: N_("four"),
    5: N_("five"),
    6: N_("six"),
    7: N_("seven"),
    8: N_("eight"),
    9: N_("nine"),
}
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
        size = size_called(speech.measure, self.estimate or 0.0) or ""
        phrases = _LINKS if speech.kind == "link" else _EFFECTS
        return speech.spoken.say(phrases[size, "" if size == "none" else self.way])

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
    who = _capitalised(_who(told, spoken))
    if len({one.what for one in told}) == 1:
        if not told[0].is_effect:
            return spoken.say("{who}: {values}.", who=who, values=_values(told, spoken))
        kind = "studies" if _n_sources(told) == len(told) else "results"
        sentence = _AGREE[min(len(told), 3), kind]
        return spoken.say(sentence, who=who, what=told[0].what, values=_values(told, spoken))
    ways = {one.way for one in told}
    if {"plus", "minus"} <= ways or {"better", "worse"} <= ways or {"more", "less"} <= ways:
        how = "opposite"
    else:
        is_one_way = len(ways) == 1 and not ways & {"", "null"}
        how = "same way" if is_one_way and not _any_near_none(told) else "else"
    return spoken.say(_DIFFER[how], who=who, parts=_parts(told, spoken))


def _any_near_none(told: list[_Told]) -> bool:
    return any(size_called(one.speech.measure, one.estimate or 0.0) == "none" for one in told)


def _parts(told: list[_Told], spoken: Language) -> str:
    """Of two each with its value; of more how often each, and the range of the values."""
    if len(told) == 2:
        one, other = (f"{each.what} ({each.value})" for each in told)
        return spoken.say("{one} and {other}", one=one, other=other)
    often = Counter(one.what for one in told)
    parts = ", ".join(
        spoken.say(_OFTEN[min(count, 3)], what=what, number=_number(count, spoken))
        for what, count in often.most_common()
    )
    values = _values(told, spoken)
    return f"{parts} ({values})"


def _values(told: list[_Told], spoken: Language) -> str:
    """ "r = .26 and .29"; of three and more "r from .12 to .55"; each measure by itself."""
    by_symbol: dict[str, list[_Told]] = {}
    for one in told:
        by_symbol.setdefault(one.symbol, []).append(one)
    return _and([_values_of(group, spoken) for group in by_symbol.values()], spoken)


def _values_of(told: list[_Told], spoken: Language) -> str:
    """Of one measure."""
    if len(told) > 2:
        ends = sorted(told, key=lambda one: one.estimate or 0.0)
        low, high = ends[0].bare_value, ends[-1].bare_value
        if low != high:
            shown = spoken.say("from {low} to {high}", low=low, high=high)
            return f"{told[0].symbol} {shown}".strip()
        return told[0].value
    return _and([told[0].value, *(one.bare_value for one in told[1:])], spoken)


def _and(parts: list[str], spoken: Language) -> str:
    *first, last = parts
    return spoken.say("{one} and {other}", one=", ".join(first), other=last) if first else last


def _n_sources(told: list[_Told]) -> int:
    """Results that name no source are each of their own."""
    return len({one.of.source or id(one) for one in told})


def _who(told: list[_Told], spoken: Language) -> str:
    """Whose results they are, and of how many studies or people."""
    sources = {one.of.source or id(one): one.of for one in told}
    meta_analyses = [one for one in sources.values() if one.is_meta_analysis]
    studies = [one for one in sources.values() if not one.is_meta_analysis]
    named = [
        _counted(kind, sentences, spoken)
        for kind, sentences in ((meta_analyses, _META_ANALYSES), (studies, _STUDIES))
        if kind
    ]
    who = _and([text for text, _details in named], spoken)
    details = named[0][1] if len(named) == 1 else ""
    if len(sources) < len(told):
        results = _number(len(told), spoken)
        return spoken.say("{number} results of {sources}", number=results, sources=who)
    return f"{who}{details}"


_META_ANALYSES = (N_("a meta-analysis"), N_("{number} meta-analyses"))
_STUDIES = (N_("a study"), N_("{number} studies"))


def _counted(
    sources: list[Single], sentences: tuple[str, str], spoken: Language
) -> tuple[str, str]:
    """ "two meta-analyses", and of whom and how many: " (13 and 8 studies)"."""
    n = len(sources)
    who = spoken.say(sentences[n > 1], number=_number(n, spoken))
    whom = [plain_phrase(one.whom) for one in sources]
    sizes = [_size(one, spoken) for one in sources]
    if n == 1:
        of = spoken.say(" of {whom}", whom=_quoted(whom[0], spoken)) if whom[0] else ""
        return who, of + (f" ({sizes[0]})" if sizes[0] else "")
    if n == 2 and all(whom) and whom[0] != whom[1]:
        each = [_quoted(one, spoken) for one in whom]
        each = [f"{one} ({size})" if size else one for one, size in zip(each, sizes, strict=True)]
        return who, spoken.say(", one of {one}, one of {other},", one=each[0], other=each[1])
    return who, _all_sizes(sources, spoken)


def _size(source: Single, spoken: Language) -> str:
    """ "13 studies" of a meta-analysis, "120 people" of a study; empty where it is not known."""
    if source.is_meta_analysis:
        n = source.n_studies
        return spoken.plural("one study", "{n} studies", n) if n else ""
    n = source.n_people
    return spoken.plural("one person", "{n} people", n) if n else ""


def _all_sizes(sources: list[Single], spoken: Language) -> str:
    """ " (13 and 8 studies)", or of more than two " (of 8 to 40 studies each)"."""
    are_meta_analyses = sources[0].is_meta_analysis
    known = [one.n_studies if are_meta_analyses else one.n_people for one in sources]
    numbers = [n for n in known if n]
    if len(numbers) < len(sources):
        return ""
    low, high = spoken.count(min(numbers)), spoken.count(max(numbers))
    if low == high:
        each = N_(" (of {n} studies each)") if are_meta_analyses else N_(" (of {n} people each)")
        return spoken.say(each, n=low)
    if len(numbers) == 2:
        both = N_(" ({one} and {other} studies)"), N_(" ({one} and {other} people)")
        one, other = map(spoken.count, numbers)
        return spoken.say(both[not are_meta_analyses], one=one, other=other)
    range_of = (
        N_(" (of {low} to {high} studies each)"),
        N_(" (of {low} to {high} people each)"),
    )
    return spoken.say(range_of[not are_meta_analyses], low=low, high=high)


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
    number = _number(len(doubtful), spoken)
    return spoken.say(_DOUBTFUL[which, doubtful[0].speech.kind], number=number)


def _why(n: int, reasons: list[WhyApart], spoken: Language) -> str:
    if n == 1:
        said = [_WHY_ONE[reason] for reason in reasons if reason in _WHY_ONE]
        return " ".join(map(spoken.say, said or [_ONE_ALONE]))
    if not reasons:
        return ""
    return spoken.say(_WHY[reasons[0]] if len(reasons) == 1 else _SEVERAL_REASONS)


def _number(n: int, spoken: Language) -> str:
    return spoken.say(_NUMBERS[n]) if n in _NUMBERS else spoken.count(n)


def _quoted(phrase: str, spoken: Language) -> str:
    return spoken.say("{phrase}", phrase=phrase)


def _capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]
