"""From a candidate that was taken up to a draft summary, with what its abstract lets one propose.

The abstract itself stays at the desk: it is its publisher's, and goes into no page.
"""

import datetime as dt
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from gleanings.desk.known_summaries import summary_of
from gleanings.desk.models import Candidate, Decision
from gleanings.digest.findings.matching import match
from gleanings.digest.findings.reading import proposals
from gleanings.digest.models import Home, Summary
from gleanings.digest.writing import SummaryRecord, add_summary, get_or_add_issue
from gleanings.evidence.checking import check


@transaction.atomic
def start_summary(candidate: Candidate, *, by: Any, at: dt.date | None = None) -> Summary:
    """A draft in this month's issue; where there is a summary about the article, that one.

    A colleague may have written it since the candidate was shown, about another record of the
    article too. Raises PermissionDenied where this person may not write there.
    """
    if candidate.summary is not None:
        return candidate.summary
    if there := summary_of(candidate):
        Candidate.objects.filter(pk=candidate.pk).update(summary=there)
        candidate.summary = there
        return there
    month = (at or timezone.localdate()).replace(day=1)
    home = Home.objects.get(locale__language_code=settings.LANGUAGE_CODE)
    issue, _ = get_or_add_issue(home, month)
    if not issue.permissions_for_user(by).can_add_subpage():
        raise PermissionDenied
    article = candidate.article
    summary = add_summary(
        issue,
        SummaryRecord(
            title=article.title[:255],
            articles=[article],
            topics=list(candidate.topics.all()),
            research_types=list(candidate.research_types.all()),
            terms_are_proposed=True,
        ),
    )
    summary.owner = by
    summary.save(update_fields=["owner"])
    types = [kind.slug for kind in candidate.research_types.all()]
    found = proposals(match([], check(article.abstract)), [], article.abstract, types)
    for order, finding in enumerate(found):
        finding.sort_order = order
        finding.words_are_gone = True  # they are the abstract's, and never were in the text
    draft = summary.get_latest_revision_as_object()
    draft.findings.add(*found)
    draft.save_revision(user=by, clean=False)
    Candidate.objects.filter(pk=candidate.pk).update(summary=summary)
    candidate.summary = summary
    return summary


def discard_untouched(candidate: Candidate, decision: Decision) -> bool:
    """Delete the draft that this decision began, unless somebody has worked on it; whether it is
    gone.

    Where the decision before it stands now, which is so after a merge, its own draft is that of the
    candidate, as `deleted_summaries` has it.
    """
    summary = candidate.summary
    if summary is None or summary.live or not decision.began(summary):
        return False
    if summary.revisions.count() > OUR_REVISIONS:
        return False
    summary.delete()
    candidate.refresh_from_db()
    return True


OUR_REVISIONS = 2
"""One of the new page, one with its findings; each further one is somebody's work."""
