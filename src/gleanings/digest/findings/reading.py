"""From the words of a summary to findings that its editor looks at."""

from collections import Counter
from collections.abc import Iterable

from gleanings.digest.checks import prose_of
from gleanings.digest.findings.checking import record_verdict
from gleanings.digest.findings.measures import COUNTS, EFFECTS
from gleanings.digest.findings.numbers import numbers_of, same_words
from gleanings.digest.models import Finding, Summary
from gleanings.digest.models.finding import FindingState, Role
from gleanings.evidence.checking import Verdict, check


def propose_findings(summary: Summary) -> list[Finding]:
    """Add the statistics of the text that no finding stands for yet, as proposals; the new ones.

    What was dropped is not proposed again as long as its words stay. In memory: whoever calls
    saves the summary or makes a revision of it.
    """
    known = Counter(same_words(finding.words) for finding in summary.findings.all())
    found = []
    for verdict in check(prose_of(summary)):
        words = same_words(verdict.statistic.text)
        if known[words]:
            known[words] -= 1
        else:
            found.append(proposal(verdict))
    _name_the_main_result([*summary.findings.all(), *found])
    for order, finding in enumerate(found, start=summary.findings.count()):
        finding.sort_order = order
    summary.findings.add(*found)
    return found


def proposal(verdict: Verdict) -> Finding:
    """The finding that a statistic of the text makes."""
    statistic = verdict.statistic
    finding = Finding(
        state=FindingState.PROPOSED, words=statistic.text[:500], **numbers_of(statistic)
    )
    if statistic.kind in COUNTS:
        finding.role = Role.CONTEXT
    record_verdict(finding, verdict)
    return finding


def _name_the_main_result(findings: Iterable[Finding]) -> None:
    """The first effect is the main result until an editor says otherwise."""
    listed = list(findings)
    if any(finding.role == Role.MAIN for finding in listed):
        return
    for finding in listed:
        if finding.measure in EFFECTS and finding.state != FindingState.DROPPED:
            finding.role = Role.MAIN
            return
