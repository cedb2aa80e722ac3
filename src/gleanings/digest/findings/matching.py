"""Which finding stands for which statistic of the text."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from gleanings.digest.findings.numbers import same_words
from gleanings.digest.models import Finding
from gleanings.evidence.checking import Verdict

LONGEST_WORDS = 500


def words_of(verdict: Verdict) -> str:
    """The words of a statistic as a finding keeps them."""
    return " ".join(verdict.statistic.text.split())[:LONGEST_WORDS].strip()


@dataclass(frozen=True)
class Matches:
    """``stands`` has for each finding, in order, the verdict on its words in the text, or none;
    ``left`` are those of all ``verdicts`` on statistics that no finding stands for."""

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
    return Matches(list(verdicts), stands, left)


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
