"""What keeps a summary's numbers from publication."""

from collections import Counter

from gleanings.digest.checks import prose_of
from gleanings.digest.findings.checking import recheck
from gleanings.digest.findings.numbers import same_words
from gleanings.digest.findings.reading import proposal
from gleanings.digest.models import Finding, Summary
from gleanings.digest.models.finding import FindingState
from gleanings.evidence.checking import check


def open_alarms(summary: Summary) -> list[Finding]:
    """Findings whose numbers do not fit and that nobody has acknowledged, by the present text.

    Also of statistics in the text that no finding stands for; these are new and not added.
    """
    recheck(summary)
    findings = list(summary.findings.all())
    known = Counter(same_words(finding.words) for finding in findings)
    found = [finding for finding in findings if finding.is_open and not _counts_no_more(finding)]
    for verdict in check(prose_of(summary)):
        words = same_words(verdict.statistic.text)
        if known[words]:
            known[words] -= 1
        elif verdict.is_alarm:
            found.append(proposal(verdict))
    return found


def _counts_no_more(finding: Finding) -> bool:
    """Dropped, and gone from the text: readers meet it nowhere."""
    return finding.state == FindingState.DROPPED and (finding.words_are_gone or not finding.words)
