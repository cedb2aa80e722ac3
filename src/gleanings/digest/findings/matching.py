"""Which finding stands for which statistic of the text."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from gleanings.digest.findings.measures import COUNTS
from gleanings.digest.findings.numbers import same_words
from gleanings.digest.models import Finding
from gleanings.evidence.checking import Verdict
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
    left = [verdict for verdict in verdicts if id(verdict) not in taken]
    for place, finding in enumerate(findings):
        if stands[place] is None and finding.words:
            longer = next((one for one in left if _overlap(finding.words, words_of(one))), None)
            if longer is not None:
                stands[place] = longer
                left.remove(longer)
    return Matches(list(verdicts), stands, _said_once(left, [one for one in stands if one]))


def _said_once(left: Sequence[Verdict], known: Sequence[Verdict]) -> list[Verdict]:
    """Without those that say again what a known one says, or a fuller or an earlier one of them.

    What does not fit stays each time: one place may be corrected and the other not.
    """
    return [
        verdict
        for place, verdict in enumerate(left)
        if verdict.is_alarm or not _is_said_elsewhere(place, left, known)
    ]


def _is_said_elsewhere(place: int, left: Sequence[Verdict], known: Sequence[Verdict]) -> bool:
    statistic = left[place].statistic
    if any(says_again(statistic, other.statistic) for other in known):
        return True
    return any(
        says_again(statistic, other.statistic)
        and (at < place or not says_again(other.statistic, statistic))
        for at, other in enumerate(left)
        if at != place
    )


_PARTS = (
    *("df1", "df2", "p", "p_comparison", "k", "total", "ci_low", "ci_high", "level"),
    *("se", "sd", "low", "high"),
)


def says_again(statistic: Statistic, other: Statistic) -> bool:
    """Whether the other says the same number and all that stands beside it here.

    Two bare numbers that are alike may be of two things, as 25% of each of two groups; but a count
    in the same words is the same count.
    """
    if (statistic.kind, statistic.value, statistic.comparison) != (
        other.kind,
        other.value,
        other.comparison,
    ):
        return False
    if statistic.kind in COUNTS:
        return same_words(statistic.text) == same_words(other.text)
    parts, others = _parts_of(statistic), _parts_of(other)
    return bool(others) and parts.items() <= others.items()


def _parts_of(statistic: Statistic) -> dict[str, Any]:
    parts = {name: getattr(statistic, name) for name in _PARTS}
    if statistic.n_stated:
        parts["n"] = statistic.n
    return {name: value for name, value in parts.items() if value is not None}


def _overlap(words: str, others: str) -> bool:
    return stands_in(words, others) or stands_in(others, words)


def stands_in(words: str, text: str) -> bool:
    """Whether the words are in the text as they are: “r = .26” is not in “r = .261”."""
    exactly = rf"(?<![\w.\-]){re.escape(same_words(words))}(?!\w|[.,]\d)"
    return re.search(exactly, same_words(text)) is not None


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
