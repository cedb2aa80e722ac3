"""An issue's mail before it is published: as it stands, with all that is approved."""

from collections import Counter

from django.conf import settings
from django.utils.translation import override

from gleanings.delivery.mail.issue_mail import Words, words_of_summaries
from gleanings.delivery.mail.results import Charts, addresses, within
from gleanings.delivery.mailings import audience
from gleanings.delivery.matching import EVERYTHING, Offer, choices_of, matching
from gleanings.delivery.models import Kind
from gleanings.digest.models import Finding, Issue, Summary
from gleanings.digest.publishing import contents_of
from gleanings.digest.translations.following import readers_will_get
from gleanings.reader.results_box.box import results_box_of


def would_be_in(issue: Issue) -> list[Summary]:
    """What readers would get of it now: what is online, and what is approved as it was approved."""
    contents = contents_of(issue)
    waiting = [summary.get_latest_revision_as_object() for summary in contents.goes]
    goes = {summary.pk for summary in waiting}
    online = [summary for summary in issue.summaries.filter(live=True) if summary.pk not in goes]
    return sorted([*online, *waiting], key=lambda summary: summary.path)


def has_pictures_of_its_own(issue: Issue) -> bool:
    """Whether anything in it is not online yet as it stands, so that its chart has no address."""
    return not _is_online(issue) or bool(contents_of(issue).goes)


def _is_online(issue: Issue) -> bool:
    return Issue.objects.filter(pk=issue.pk).readable().exists()


def _addresses_in(language: str) -> Charts:
    def charts(summary: Summary, finding: Finding) -> tuple[str, str]:
        # whose words stay in another language has a page of its own in this one
        pages = Summary.objects.in_language(language)
        page = pages.filter(translation_key=summary.translation_key).first()
        return addresses(page or summary, finding)

    return charts


def words_of_draft(issue: Issue, language: str, charts: Charts | None = None) -> Words | None:
    """None where nothing would be in it; translated what is, or goes online with the issue.

    A chart has the address that it has in the mail to all, if it has one already.
    """
    originals = would_be_in(issue)
    if not originals:
        return None
    charts = charts or (within if has_pictures_of_its_own(issue) else _addresses_in(language))
    summaries, boxes = [], {}
    for original in originals:
        summary = readers_will_get(original, language)
        summary.practice = list(summary.implications.all())
        with override(language):
            summary.types = [kind.name for kind in summary.research_types.all()]
            if box := results_box_of(original, is_preview=True):
                boxes[summary.pk] = box
        summaries.append(summary)
    draft = issue.get_latest_revision_as_object() if issue.latest_revision else issue
    draft = readers_will_get(draft, language)
    return words_of_summaries(draft, summaries, language, Kind.ISSUE, boxes, charts)


def audience_of(issue: Issue) -> Counter[str]:
    """How many would get it, by their language; those alone who chose something in it."""
    offers = [
        Offer(
            summary.pk,
            frozenset(term.target.pk for term in summary.topics.all()),
            frozenset(term.target.pk for term in summary.research_types.all()),
        )
        for summary in would_be_in(issue)
    ]
    people = audience(Kind.ISSUE)
    choices = choices_of()
    known = dict(settings.LANGUAGES)
    return Counter(
        language if language in known else settings.LANGUAGE_CODE
        for key, language in people
        if matching(offers, choices.get(key, EVERYTHING))
    )
