"""A finding as a clinician would say it, where an editor gave the phrases for that."""

from dataclasses import dataclass

from ..conversions.plain_words import common_language
from ..direction import Design
from ..measures import Phrasing
from ..measures.phrasing import EFFECTS, RATIOS
from .elision import elided
from .label import Label
from .phrasing import AVERAGES, SIGNED_AT_WILL, Speech, plain_phrase
from .plain_sentences import SENTENCES

_LIKELIER = {Phrasing.ODDS, Phrasing.RISK, Phrasing.HAZARD, Phrasing.RISK_DIFFERENCE}
_OF_THEM = {
    *(Phrasing.PERCENTAGE, Phrasing.PROPORTION, *AVERAGES),
    *(Phrasing.FRACTION, Phrasing.RANGE),
}
SAID_PLAINLY = EFFECTS | _OF_THEM
"""What there are such sentences of."""


@dataclass(frozen=True)
class PlainPhrases:
    """In the language that the sentence is in; each may be empty.

    See `plain_sentences` for how each is set into a sentence. Without subject and outcome there is
    none.
    """

    subject: str = ""
    outcome: str = ""
    comparison: str = ""
    one: str = ""


def way_told(speech: Speech, estimate: float) -> str:
    """Which way such a sentence speaks: better, worse, more or less; "" where it cannot be told."""
    if speech.phrasing not in EFFECTS:
        return ""
    if (
        speech.better == "unknown"
        or speech.design == Design.SINGLE_GROUP
        or (speech.design is None and speech.phrasing in SIGNED_AT_WILL)
    ):
        return ""
    return speech.way(estimate)


def way_of(measure: str, estimate: float, better: str | None, design: str | None) -> str:
    """`way_told` of a number as it is reported."""
    return way_told(Speech(measure, "", "", better, "en", design), estimate)


def _at_the_head(subject: str) -> str:
    """With a capital, unless the first word has its own: “iCBT clients”."""
    first = subject.partition(" ")[0]
    return subject if any(map(str.isupper, first)) else subject[:1].upper() + subject[1:]


def speaks_of_more(speech: Speech, estimate: float, label: str) -> bool:
    """Whether phrases for a number above "no effect" fit this one too.

    An event happens more or less often, and what is hardly any goes no way at all.
    """
    if speech.phrasing in _LIKELIER or speech.phrasing is Phrasing.RATE_RATIO:
        return True
    return estimate > (speech.null or 0.0) or speech.is_hardly_any(estimate, label)


class PlainSpeech:
    """The sentences of one finding; each is empty where the phrases do not make one."""

    def __init__(self, speech: Speech, phrases: PlainPhrases) -> None:
        self.speech = speech
        subject, outcome, comparison, one = (
            plain_phrase(text)
            for text in (phrases.subject, phrases.outcome, phrases.comparison, phrases.one)
        )
        self.is_given = bool(subject and outcome)
        self.one = one
        self.phrases = {
            "subject": subject,
            "Subject": _at_the_head(subject),
            "outcome": outcome,
        }
        of_the_others = {"comparison": comparison}
        self.phrases["than"] = (
            self._say("than", **of_the_others) if comparison else self._say("than_others")
        )
        self.phrases["as"] = (
            self._say("as", **of_the_others) if comparison else self._say("as_others")
        )

    def _say(self, label: str, **values: str) -> str:
        said = self.speech.spoken.say(SENTENCES[label], **values)
        return elided(said) if self.speech.language == "fr" else said

    def _tell(self, label: str, **values: str) -> str:
        return self._say(label, **self.phrases, **values)

    def effect(
        self, estimate: float, *, label: str = Label.NOT_RATED, in_doubt: bool = False
    ) -> str:
        """Of what speaks one way or the other; `label` is its `evidence_label`."""
        speech, phrasing = self.speech, self.speech.phrasing
        way = way_told(speech, estimate)
        if not self.is_given or not way or (phrasing in RATIOS and estimate < 0):
            return ""
        if phrasing in _LIKELIER:
            return self._event("likelier", estimate, label)
        if phrasing is Phrasing.RATE_RATIO:
            return self._event("oftener", estimate, label)
        if speech.is_hardly_any(estimate, label):
            return self._tell(f"{phrasing}_none")
        value = speech.spoken.number(abs(estimate))
        pair = "" if in_doubt else self._pair(way, estimate)
        return self._tell(phrasing, value=value, pair=pair)

    def _event(self, said_of: str, estimate: float, label: str) -> str:
        """An outcome that happens or does not: more of it is not always better."""
        speech = self.speech
        null = speech.null or 0.0
        cases = speech.spoken.count(abs(100 * estimate))
        if speech.may_be_none(estimate, label):
            return self._tell(f"{said_of}_none")
        which = "more" if estimate > null else "less"
        said = self._tell(f"{said_of}_{which}")
        if speech.phrasing is Phrasing.RISK_DIFFERENCE:
            return said + self._say(f"of_a_hundred_{which}", count=cases)
        if speech.phrasing is Phrasing.RISK:
            return said + self._say("per_hundred", count=speech.per_hundred(estimate))
        return said

    def _pair(self, way: str, estimate: float) -> str:
        """Of two people, how often the one does better; only where better and worse are known."""
        phrasing, is_known = self.speech.phrasing, way in ("better", "worse")
        if not (self.one and is_known):
            return ""
        if phrasing is Phrasing.CORRELATION:
            label, chance = "pair_link", common_language(r=min(abs(estimate), 1.0))
        elif phrasing is Phrasing.DIFFERENCE and self.speech.design == Design.COMPARISON:
            label, chance = "pair_groups", common_language(d=abs(estimate))
        else:
            return ""
        did = self._say(way)
        return self._say(label, one=self.one, way=did, chance=self.speech.chance(float(chance)))

    def of_them(self, number: str) -> str:
        """Of a share or an average, its number as it is written."""
        phrasing = self.speech.phrasing
        if not self.is_given:
            return ""
        if phrasing in AVERAGES:
            return self._tell(phrasing, value=number)
        return self._tell("percentage", percent=number)

    def fraction(self, count: float, total: float) -> str:
        counts = {"count": self.speech.how_many(count), "total": self.speech.spoken.count(total)}
        return self._tell("fraction", **counts) if self.is_given else ""

    def range(self, low: float, high: float, *, per_cent: bool) -> str:
        """Empty for a range of anything but per cents."""
        ends = {"low": self.speech.percent(low), "high": self.speech.percent(high)}
        return self._tell("range", **ends) if self.is_given and per_cent else ""

    def how_sure(self, label: str) -> str:
        """near, doubt, doubt_unrated or doubt_few: see `effect.how_sure`."""
        return self._say(label)

    def a_tap_away(self, estimate: float, label: str) -> str:
        """How large it is called, and which share of the differences goes with it."""
        speech = self.speech
        said = []
        if size := speech.size_in_words(estimate, label):
            said.append(self._say("by_convention", size=size))
        if speech.phrasing is Phrasing.CORRELATION:
            share = speech.share(min(abs(estimate), 1.0) ** 2)
            said.append(self._say("share", Share=share[:1].upper() + share[1:]))
        return " ".join(said)
