"""Which finding stands for which statistic of the text."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from gleanings.digest.findings.numbers import same_words
from gleanings.digest.findings.relations import counts_studies
from gleanings.digest.models import Finding
from gleanings.evidence.checking import Verdict
from gleanings.evidence.measures import MEASURES
from gleanings.evidence.reading import Statistic

LONGEST_WORDS = 500


def words_of(verdict: Verdict) -> str:
    """The words of a statistic as a finding keeps them."""
    return " ".join(verdict.statistic.text.split())[:LONGEST_WORDS].strip()


@dataclass(frozen=True)
class Matches:
    """``stands`` has for each finding, in order, the verdict on its words in the text, or none;
    ``left`` are those of all ``verdicts`` on statistics that no finding stands for. A statistic
    that only says again what another says is not left."""

    verdicts: list[Verdict]
    stands: list[Verdict | None]
    left: list[Verdict]


def match(findings: Sequence[Finding], verdicts: Sequence[Verdict]) -> Matches:
    """By the same words first; then where one holds the other, as when a p was added later."""
    waiting = defaultdict(list)
    for verdict in verdicts:
        waiting[same_words(words_of(verdict))].append(verdict)
    stands: list[Verdict | None] = []
    for finding in findings:
        same = waiting.get(same_words(finding.words)) if finding.words else None
        stands.append(same.pop(0) if same else None)
    taken = {id(verdict) for verdict in stands if verdict}
    waiting_for = [(same_words(words_of(one)), one) for one in verdicts if id(one) not in taken]
    for place, finding in enumerate(findings):
        if stands[place] is None and finding.words:
            words = same_words(finding.words)
            longer = next((one for said, one in waiting_for if _overlap(words, said)), None)
            if longer is not None:
                stands[place] = longer
                waiting_for = [pair for pair in waiting_for if pair[1] is not longer]
    left = [one for _words, one in waiting_for]
    return Matches(list(verdicts), stands, _said_once(left, [one for one in stands if one]))


def _said_once(left: Sequence[Verdict], known: Sequence[Verdict]) -> list[Verdict]:
    """Without those that say again what a known one says, or a fuller or an earlier one of them.

    What does not fit stays each time: one place may be corrected and the other not. Two bare
    numbers that are alike may be of two things, as 25% of each of two groups; but a count in the
    same words is the same count. So is one of as many studies, whatever they are called, unless
    they are few.
    """
    sayings: defaultdict[Number, dict[Saying, None]] = defaultdict(dict)
    for verdict in [*known, *left]:
        number, saying = _said(verdict.statistic)
        sayings[number][saying] = None
    compared = {number: list(islice(said, MOST_COMPARED)) for number, said in sayings.items()}
    heard = {_said(verdict.statistic) for verdict in known}
    once = []
    for verdict in left:
        number, saying = said = _said(verdict.statistic)
        is_said = (bool(saying) and said in heard) or any(saying < one for one in compared[number])
        heard.add(said)
        if verdict.is_alarm or not is_said:
            once.append(verdict)
    return once


MOST_COMPARED = 100
"""Of what is said of one number: a text that says more than that of it is no summary, and comparing
each with each would take the square of its length."""
MANY_STUDIES = 10
"""So many are the same ones wherever they are told of; two studies may be other two."""
_PARTS = (
    *("df1", "df2", "p", "p_comparison", "k", "total", "ci_low", "ci_high", "level"),
    *("se", "sd", "low", "high"),
)
Number = tuple[Any, ...]
Saying = frozenset[tuple[str, Any]]


def _said(statistic: Statistic) -> tuple[Number, Saying]:
    """The number, and what is said beside it; a saying that holds another says that too."""
    number = (statistic.kind, statistic.value, statistic.comparison)
    if MEASURES[statistic.kind].is_count:
        is_many = counts_studies(statistic) and (statistic.value or 0) >= MANY_STUDIES
        of = "studies" if is_many else same_words(statistic.text)
        return number, frozenset({("text", of)})
    return number, frozenset(_parts_of(statistic).items())


def _parts_of(statistic: Statistic) -> dict[str, Any]:
    parts = {name: getattr(statistic, name) for name in _PARTS}
    if statistic.n_stated:
        parts["n"] = statistic.n
    return {name: value for name, value in parts.items() if value is not None}


def _overlap(words: str, others: str) -> bool:
    return _stands_in(words, others) or _stands_in(others, words)


def stands_in(words: str, text: str) -> bool:
    """Whether the words are in the text as they are: “r = .26” is not in “r = .261”."""
    return _stands_in(same_words(words), same_words(text))


def _stands_in(words: str, text: str) -> bool:
    """The same, of words made comparable. Mostly they are not there, which shows at once."""
    exactly = rf"(?<![\w.\-]){re.escape(words)}(?!\w|[.,]\d)"
    return words in text and re.search(exactly, text) is not None


def successor(finding: Finding, left: Sequence[Verdict]) -> Verdict | None:
    """What the words of a finding have become, where they were changed beyond recognition.

    The one statistic that nobody stands for with the same measure and value; none if several.
    """
    alike = [
        verdict
        for verdict in left
        if verdict.statistic.kind == finding.measure and verdict.statistic.value == finding.estimate
    ]
    return alike[0] if len(alike) == 1 else None
