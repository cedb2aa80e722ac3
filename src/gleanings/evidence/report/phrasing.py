"""The sentence that an effect is told in."""

import math
import re
from dataclasses import dataclass
from functools import cached_property

from ..conversions.plain_words import common_language
from ..direction import Design, told_as
from ..language.catalogue import Language, language_of
from ..measures import UNKNOWN, Measure, Phrasing, measure_of
from ..measures.phrasing import CORRELATIONS, EVENTS, IN_UNITS, LINKS, RATIOS, SHARES, STANDARDIZED
from .bounds import bounded
from .effect_sentences import SENTENCES
from .label import Label
from .size import size_called, size_of

BETTER = ("higher", "lower", "unknown", "", None)
ON_GROUPS = (Phrasing.DIFFERENCE, Phrasing.MEAN_DIFFERENCE)
"""What is of two groups or of one at two times: the number does not say which."""
COMPARING = {*ON_GROUPS, *EVENTS}
"""What may name in its predictor both that it compares."""
SIGNED_AT_WILL = (*ON_GROUPS, Phrasing.CHANGE, Phrasing.MEAN_CHANGE)
"""Their sign says which way they go only to whoever knows how they were worked out."""

# which "large", "small" a measure is spoken of with
_SIZED = {
    **dict.fromkeys((Phrasing.CORRELATION, Phrasing.PARTIAL), "link"),
    **dict.fromkeys(SHARES, "share"),
    Phrasing.DIFFERENCE: "difference",
    Phrasing.CHANGE: "change",
}
_IN_PER_CENT = (Phrasing.PERCENTAGE, Phrasing.PROPORTION)
RARE = 0.045
"""Risks below are told of 1,000 people: of 100 there would be so few cases that rounding shows."""
_COUNTS = (Phrasing.PEOPLE, Phrasing.STUDIES)
AVERAGES = (Phrasing.MEAN, Phrasing.MEDIAN)
_SINGLE = (
    *(Phrasing.PERCENTAGE, Phrasing.PROPORTION, *_COUNTS, Phrasing.MEAN),
    *(Phrasing.RELIABILITY, Phrasing.INTRACLASS, Phrasing.AGREEMENT, Phrasing.OTHER),
)
"""Numbers of which a bound is told in the same sentence."""


@dataclass(frozen=True)
class Speech:
    """What is spoken of, and in which language.

    `predictor` and `outcome` are noun phrases in any language, or empty. `better` says which end of
    the number speaks for the predictor: "higher", "lower", None where it is not about better or
    worse, "unknown" where nobody said. `design` is one of `Design`, or None where nobody said.
    """

    measure: str
    predictor: str
    outcome: str
    better: str | None
    language: str
    design: str | None = Design.COMPARISON
    bound: str = ""
    """of `bounds.BOUNDS`, where the estimate is one"""
    baseline_risk: float | None = None
    """share of cases in the comparison, where an odds or risk ratio is to be told by risks"""

    def __post_init__(self) -> None:
        if self.better not in BETTER:
            raise ValueError(f"better = {self.better!r}; use 'higher', 'lower', 'unknown' or None.")
        if self.design is not None and self.design not in [*Design]:
            raise ValueError(f"design = {self.design!r}; use one of {', '.join(Design)} or None.")

    @cached_property
    def spoken(self) -> Language:
        return language_of(self.language)

    @cached_property
    def of(self) -> Measure:
        return measure_of(self.measure, UNKNOWN)

    @property
    def phrasing(self) -> Phrasing:
        return told_as(self.of.phrasing, self.design)

    @property
    def told(self) -> str:
        """The sentences that it is told in; of groups or of one, if nobody said, in others."""
        undecided = self.design is None and self.phrasing in ON_GROUPS
        return f"{self.phrasing}_of_some_kind" if undecided else self.phrasing

    @property
    def is_directed(self) -> bool:
        """Whether it is known for which end somebody did better."""
        return self.better in ("higher", "lower")

    @property
    def null(self) -> float | None:
        return self.of.null

    @cached_property
    def phrases(self) -> dict[str, str]:
        """What the editor typed, set into the turns of phrase that need it."""
        predictor, outcome = (plain_phrase(text) for text in (self.predictor, self.outcome))
        others = ""
        if self.phrasing in COMPARING:
            predictor, others = parted(predictor)
        named = {
            "predictor": self._quoted(predictor) or self.bare("no_predictor"),
            "outcome": self._quoted(outcome) or self.bare("no_outcome"),
        }
        which = "predictor" if predictor else "first"
        return named | {
            "in_brackets": self._in_brackets(predictor, outcome, named),
            "with": self.bare(f"with_{which}", **named),
            "among": self.bare(f"among_{which}", **named),
            "the_one": self.bare(f"one_{which}", **named),
            "the_others": self.bare("others_named", named=self._quoted(others))
            if others
            else self.bare("others"),
            "by": named["predictor"] if predictor else self.bare("by_first"),
        }

    def _in_brackets(self, predictor: str, outcome: str, named: dict[str, str]) -> str:
        if predictor and outcome and self.phrasing in (Phrasing.FRACTION, Phrasing.RANGE):
            return self.bare("both_in_brackets", **named)
        return self.bare("in_brackets", **named) if outcome else ""

    def _quoted(self, phrase: str) -> str:
        return self.spoken.say("{phrase}", phrase=phrase) if phrase else ""

    def bare(self, label: str, **values: str) -> str:
        return self.spoken.say(SENTENCES[label], **values)

    def tell(self, label: str, **values: str) -> str:
        return self.bare(label, **self.phrases, **values).strip()

    @property
    def kind(self) -> str:
        """What is spoken of: a "link" between two things, or an "effect"."""
        return "link" if self.phrasing in LINKS else "effect"

    def sure(self, label: str) -> str:
        """A sentence that says whether a link or an effect is meant."""
        return self.tell(f"{label}_{self.kind}")

    def way(self, estimate: float) -> str:
        """better, worse, more or less, or open: the direction as far as it is known."""
        up = estimate > (self.null or 0.0)
        if self.better == "unknown" and self.phrasing in SIGNED_AT_WILL:
            return "open"
        if not self.is_directed:
            return "more" if up else "less"
        return "better" if up == (self.better == "higher") else "worse"

    def sentence(
        self, estimate: float, *, label: str = Label.NOT_RATED, in_doubt: bool = False
    ) -> str:
        """What the estimate says; empty for numbers that say nothing by themselves.

        `label` is its `evidence_label`. Of what may be chance, `in_doubt`, no two people are
        compared and nobody is favoured.
        """
        phrasing = self.phrasing
        if phrasing is Phrasing.SILENT or (phrasing in RATIOS and estimate < 0):
            return ""
        if self.bound and phrasing not in _SINGLE:
            # how large it is, and whether it is anything at all, the bound leaves open
            value = self.in_bounds(self.shown(estimate))
            return self.tell("only_a_bound", name=self.of.name.said_in(self.language), value=value)
        if phrasing in RATIOS:
            said = self._ratio(estimate, label)
            return self._favouring(said, estimate, label, in_doubt=in_doubt)
        if phrasing in SHARES:
            return self._share(estimate)
        if phrasing is Phrasing.RISK_DIFFERENCE:
            return self._favouring(self._risks(estimate), estimate, label, in_doubt=in_doubt)
        if phrasing in IN_UNITS:
            return self._in_units(estimate)
        if phrasing in CORRELATIONS or phrasing in STANDARDIZED:
            return self._standardized(estimate, label, in_doubt=in_doubt)
        return self._single(estimate)

    def size_in_words(self, estimate: float, label: str = Label.NOT_RATED) -> str:
        """“the link is small”; empty where there is no yardstick, or hardly any to be sized."""
        if self.phrasing not in _SIZED:
            return ""
        size = size_called(self.measure, estimate)
        if size == "none" and not self.is_hardly_any(estimate, label):
            size = "tiny"
        of_size = f"size_{_SIZED[self.phrasing]}_{size}"
        # of hardly any link or change the sentence says so itself
        return self.tell(of_size) if of_size in SENTENCES else ""

    def is_hardly_any(self, estimate: float, label: str) -> bool:
        """Whether it is told as about the same: too small to matter, and not known to be some."""
        if self.phrasing is Phrasing.RISK_DIFFERENCE:
            return self.spoken.count(abs(100 * estimate)) == "0"
        if self.phrasing in RATIOS:
            return label == Label.NEAR_ZERO or size_called(self.measure, estimate) == "none"
        is_none = size_of(self.measure, estimate) == "none"
        return estimate == self.null or (is_none and label != Label.EFFECT)

    def may_be_none(self, estimate: float, label: str) -> bool:
        """Hardly any, or a ratio near 1 that is not known to be some: it speaks for nobody."""
        is_near = size_of(self.measure, estimate) == "none" and label != Label.EFFECT
        return is_near or self.is_hardly_any(estimate, label)

    def _favouring(self, said: str, estimate: float, label: str, *, in_doubt: bool) -> str:
        """With the word on whom it favours, where that is known and the events are not as many."""
        way = self.way(estimate)
        if in_doubt or self.may_be_none(estimate, label):
            return said
        return f"{said} {self.tell(f'speaks_{way}')}" if f"speaks_{way}" in SENTENCES else said

    def _standardized(self, estimate: float, label: str, *, in_doubt: bool) -> str:
        phrasing = self.phrasing
        way = "none" if self.is_hardly_any(estimate, label) else self.way(estimate)
        said = {"size": self.size_in_words(estimate, label), "pair": "", "share": ""}
        if phrasing is Phrasing.CORRELATION:
            r = min(abs(estimate), 1.0)
            said["share"] = self.share(r * r)
            said["pair"] = self._pair(f"pair_{way}", float(common_language(r=r)))
        elif phrasing is Phrasing.DIFFERENCE and self.design is not None:
            chance = float(common_language(d=abs(estimate)))
            said["pair"] = self._pair(f"difference_pair_{way}", chance)
        if in_doubt:
            said["pair"] = ""
        return self.tell(f"{self.told}_{way}", **said)

    def _pair(self, label: str, chance: float) -> str:
        if label not in SENTENCES:
            return ""
        return self.tell(label, chance=self.chance(chance))

    def chance(self, chance: float) -> str:
        """Of so many pairs of 100."""
        return self.tell("above_99") if chance >= 0.995 else self._about(100 * chance)

    def per_hundred(self, ratio: float) -> str:
        """How many cases there are for every hundred in the comparison."""
        return self.tell("below_one") if 100 * ratio < 1 else self._about(100 * ratio)

    def _about(self, value: float) -> str:
        return self.tell("about", number=self.spoken.count(value))

    def _ratio(self, estimate: float, label: str) -> str:
        phrasing, value = self.phrasing, self.spoken.number(estimate)
        is_one = phrasing is Phrasing.ODDS and value == self.spoken.number(1.0)
        if self.baseline_risk and phrasing in (Phrasing.ODDS, Phrasing.RISK):
            return self._both_risks(estimate, self.baseline_risk)
        is_none = self.is_hardly_any(estimate, label)
        size = self.tell("size_difference_none" if is_none else "size_of_a_ratio")
        per_hundred = self.per_hundred(estimate)
        return self.tell(
            "odds_equal" if is_one else phrasing, value=value, size=size, per_hundred=per_hundred
        )

    def _both_risks(self, ratio: float, baseline: float) -> str:
        """Of so many people, how many are cases with it, and how many in the comparison."""
        odds = ratio * baseline / (1 - baseline + ratio * baseline)
        risk = odds if self.phrasing is Phrasing.ODDS else min(ratio * baseline, 1.0)
        people = 100 if min(risk, baseline) >= RARE else 1000
        cases, others = (self.spoken.count(people * share) for share in (risk, baseline))
        label = "both_risks_alike" if cases == others else "both_risks"
        shown = {"cases": cases, "others": others, "people": self.spoken.count(people)}
        return f"{self.tell(label, **shown)} {self.tell('baseline', **shown)}"

    def _risks(self, estimate: float) -> str:
        """How many more or fewer cases of 100."""
        if self.is_hardly_any(estimate, Label.NOT_RATED):
            return self.tell(f"{self.phrasing}_none")
        which = "more" if estimate > 0 else "less"
        cases = self.spoken.count(abs(100 * estimate))
        return self.tell(f"{self.phrasing}_{which}", count=cases)

    def _in_units(self, estimate: float) -> str:
        if estimate == 0:
            return self.tell(f"{self.told}_none")
        said = self.tell(
            f"{self.told}_{self.way(estimate)}", value=self.spoken.number(abs(estimate))
        )
        return f"{said} {self.tell('units')}"

    def _share(self, estimate: float) -> str:
        share = max(estimate, 0.0)
        if self.phrasing is Phrasing.F2:
            share = share / (1 + share) if math.isfinite(share) else 1.0
        size = self.size_in_words(estimate if estimate > 0 else 0.0)
        return self.tell(self.phrasing, share=self.share(min(share, 1.0)), size=size)

    def _single(self, estimate: float) -> str:
        phrasing = self.phrasing
        if phrasing in (Phrasing.PERCENTAGE, Phrasing.PROPORTION):
            percent = self.percent(self._per_cent(estimate))
            return self.tell("percentage", percent=self.in_bounds(percent))
        if phrasing in _COUNTS:
            return self.tell(phrasing, count=self.in_bounds(self.spoken.count(estimate)))
        if phrasing is Phrasing.I2:
            return self.tell(phrasing, share=self.share(min(max(estimate / 100, 0.0), 1.0)))
        if phrasing is Phrasing.TAU2:
            return self.tell(phrasing, value=self.spoken.number(math.sqrt(max(estimate, 0.0))))
        return self.tell(phrasing, value=self.in_bounds(self.by_itself(estimate)))

    def fraction(self, count: float, total: float) -> str:
        """So many of so many, and how many of a hundred that are."""
        percent = self.in_bounds(self.percent(100 * count / total))
        counts = {"count": self.how_many(count), "total": self.spoken.count(total)}
        return self.tell("fraction", percent=percent, **counts)

    def how_many(self, count: float) -> str:
        """So many of what is counted, or more, or fewer."""
        return bounded(self.spoken.count(count), self.bound, self.spoken, counted=True)

    def range(self, low: float, high: float, *, per_cent: bool) -> str:
        write = self.percent if per_cent else self.spoken.shortest
        return self.tell("range", low=write(low), high=write(high))

    def in_bounds(self, number: str) -> str:
        """The number as it is written, with the words that make a bound of it."""
        return bounded(number, self.bound, self.spoken, counted=self.phrasing in _COUNTS)

    def _per_cent(self, value: float) -> float:
        return value if self.of.per_cent else 100 * value

    def by_itself(self, value: float) -> str:
        """A number of the measure where nothing stands beside it: an average as short as it is."""
        if self.phrasing in AVERAGES:
            return self.spoken.shortest(round(value, 2))
        return self.shown(value)

    def shown(self, value: float) -> str:
        """A number of the measure as it stands in an interval."""
        if self.phrasing in _IN_PER_CENT or self.of.per_cent:
            return self.percent(self._per_cent(value))
        return self.spoken.number(value, within_one=self.of.stays_within_one)

    def share(self, share: float) -> str:
        """A share of 0 to 1, rounded: `about 7%`."""
        if share < 0.01:
            return self.tell("below_one_percent")
        return self.tell("about_percent", number=self.spoken.fixed(100 * share))

    def percent(self, value: float) -> str:
        decimals = 0 if abs(value - round(value)) < 0.05 else 1
        return self.spoken.percent(value, decimals)


_AGAINST = re.compile(
    r"\s+(?:vs\.?|versus|against|compared (?:with|to)|contre|par rapport (?:à|aux?)|"
    r"comparée? (?:à|aux?))\s+",
    re.IGNORECASE,
)


def parted(predictor: str) -> tuple[str, str]:
    """What is compared with what: “CBT versus a waiting list”; the second is empty of one alone."""
    found = _AGAINST.search(predictor)
    if found is None:
        return predictor, ""
    return predictor[: found.start()].strip(), predictor[found.end() :].strip()


def plain_phrase(text: str) -> str:
    """A noun phrase as typed, on one line, without the marks that a sentence brings itself."""
    return " ".join(text.split()).strip(' .;:,«»“”"')
