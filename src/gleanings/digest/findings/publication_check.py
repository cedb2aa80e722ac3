"""What keeps a summary's numbers from publication."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from gleanings.digest.findings.checking import recheck_by
from gleanings.digest.findings.reading import proposal
from gleanings.digest.models import Finding, Summary
from gleanings.digest.models.finding import FindingState
from gleanings.digest.text import prose_of


def unresolved_inconsistencies(summary: Summary) -> list[Finding]:
    """Findings whose numbers do not fit and that nobody has acknowledged, by the present text.

    Also of statistics in the text that no finding stands for; these are new and not added. What
    a translation says as its original does is acknowledged there.
    """
    found = inconsistencies_of(prose_of(summary), list(summary.findings.all()))
    return new_in_the_translation(summary, found)


def numbers_to_put_right(summary: Summary) -> list[str]:
    what = _("a correction of “%(words)s”, or a reason why it stands")
    return [what % {"words": finding} for finding in unresolved_inconsistencies(summary)]


def inconsistencies_of(prose: str, findings: list[Finding]) -> list[Finding]:
    left = recheck_by(prose, findings).left
    found = [finding for finding in findings if finding.is_open and not _counts_no_more(finding)]
    return found + [proposal(verdict) for verdict in left if verdict.is_alarm]


def _counts_no_more(finding: Finding) -> bool:
    """Not confirmed, and not in the text: readers meet it nowhere."""
    in_the_text = finding.words and not finding.words_are_gone
    return finding.state != FindingState.CONFIRMED and not in_the_text


def new_in_the_translation(summary: Summary, alarms: Sequence[Finding]) -> list[Finding]:
    """Those that are not acknowledged in the original, or in another translation of it."""
    if not alarms:
        return []
    others = Finding.objects.filter(summary__translation_key=summary.translation_key)
    acknowledged = {
        figures_of(finding)
        for finding in others.exclude(summary=summary.pk)
        if finding.acknowledgement.strip()
    }
    return [alarm for alarm in alarms if figures_of(alarm) not in acknowledged]


def figures_of(finding: Finding) -> tuple[object, ...]:
    """What stays the same of a number when its words are translated."""
    return (finding.measure, finding.estimate, finding.p, finding.ci_low, finding.ci_high)
