"""From the words of a summary to findings that its editor looks at."""

from collections.abc import Collection, Sequence

from gleanings.digest.findings.checking import record_verdict
from gleanings.digest.findings.design import proposed_design
from gleanings.digest.findings.matching import Matches, match, words_of
from gleanings.digest.findings.numbers import numbers_of
from gleanings.digest.findings.relations import (
    clause_around,
    is_about_earlier_work,
    is_planned,
    sentence_around,
    studies_and_people,
    what_with_what,
)
from gleanings.digest.models import Finding, Summary
from gleanings.digest.models.finding import FindingState, Role
from gleanings.digest.text import prose_of
from gleanings.evidence.checking import Verdict, check
from gleanings.evidence.measures import MEASURES

LONGEST_NAME = 200


def propose_findings(summary: Summary) -> list[Finding]:
    """Add the statistics of the text that no finding stands for yet, as proposals; the new ones.

    What was dropped is not proposed again as long as its words stay. In memory: whoever calls
    saves the summary or makes a revision of it.
    """
    there = list(summary.findings.all())
    prose = prose_of(summary)
    types = [kind.slug for kind in summary.research_types.all()]
    found = proposals(match(there, check(prose)), there, prose, types)
    for order, finding in enumerate(found, start=len(there)):
        finding.sort_order = order
    summary.findings.add(*found)
    return found


def proposals(
    matches: Matches, there: Sequence[Finding], prose: str, types: Collection[str] = ()
) -> list[Finding]:
    """A finding for each statistic that is left, with what the words around its numbers say.

    The first effect is the main result, unless there is one already; its k and n are looked for.
    ``types`` are the slugs of the summary's types of research.
    """
    statistics = [verdict.statistic for verdict in matches.verdicts]
    has_main = any(finding.role == Role.MAIN for finding in there)
    found = []
    for verdict in matches.left:
        finding, statistic = proposal(verdict), verdict.statistic
        if is_about_earlier_work(statistic, prose):
            finding.role = Role.COMPARISON
        elif finding.is_effect and is_planned(statistic, prose):
            finding.role = Role.CONTEXT
        elif finding.is_effect:
            clause = clause_around(statistic.text, prose)
            sentence = sentence_around(statistic.text, prose)
            design = proposed_design(finding.reported.phrasing, clause, sentence, prose, types)
            finding.design = design or ""
            predictor, outcome = what_with_what(statistic, prose, statistics)
            finding.predictor, finding.outcome = predictor[:LONGEST_NAME], outcome[:LONGEST_NAME]
            if not has_main:
                has_main = True
                finding.role = Role.MAIN
                k, n = studies_and_people(statistic, prose, statistics, types)
                finding.k = k if finding.k is None else finding.k
                finding.n = n if finding.n is None else finding.n
        found.append(finding)
    return found


def proposal(verdict: Verdict) -> Finding:
    """The finding that a statistic of the text makes."""
    finding = Finding(
        state=FindingState.PROPOSED, words=words_of(verdict), **numbers_of(verdict.statistic)
    )
    if MEASURES[verdict.statistic.kind].is_count:
        finding.role = Role.CONTEXT
    record_verdict(finding, verdict)
    return finding
