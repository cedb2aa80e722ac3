"""What is told between issues to those who asked for it: retractions, and answers that changed.

The clock looks for what came about lately, and begins a mailing for each, once.
"""

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from gleanings.delivery.mailings import begin
from gleanings.delivery.models import Kind, Mailing, State
from gleanings.digest.models import Summary, SummaryArticle
from gleanings.literature.models import Notice
from gleanings.literature.notices.statements import Status
from gleanings.reader.lists.notices import noted

LATELY = dt.timedelta(days=2)
"""What is older is no news: on a site that was away, or just begins to send."""
SETTLED = dt.timedelta(hours=1)
"""What is taken offline by mistake, or to be mended, is back by then: so long a change waits."""
A_YEAR = dt.timedelta(days=365)
"""A retraction that is older, and is learned of now, stands on the summary and is mailed to nobody:
the first look at a table of all retractions would bring them all at once."""

_NAMES = uuid.UUID("6f1e2c0a-3f0e-4b0b-9d55-6c1d0f4e7a21")


@dataclass(frozen=True)
class ChangedAnswer:
    """What the rooms beside this one say of a change that crosses its question's threshold."""

    name: str
    """Tells the change from every other."""
    title: str
    topics: tuple[int, ...]
    words: dict[str, dict[str, Any]]
    """In each language ``question``, ``answer``, the answer ``before``, ``changes`` (sentences) and
    ``address``."""
    question: str
    """Tells the question from every other."""
    version: int
    """Tells the answer from every other to the question."""
    since: dt.datetime
    was_before: bool = False
    """Whether it is an earlier answer that came back, as when a summary was offline meanwhile."""


_known: list[Callable[[dt.datetime], Iterable[ChangedAnswer]]] = []


def ask_for_changes(how: "Callable[[dt.datetime], Iterable[ChangedAnswer]]") -> None:
    """Called once, when the app above is ready, with what gives the changes since a time."""
    _known[:] = [how]


def begin_alerts(now: dt.datetime | None = None) -> None:
    """A mailing for each retraction and each change of late that has none."""
    now = now or timezone.now()
    for summaries in newly_retracted(now):
        begin(Kind.RETRACTION, *summaries)
    for summaries in retracted_by_mistake(now):
        begin(Kind.MISTAKE, *summaries)
    for changes in _known:
        for change in changes(now - LATELY):
            if change.since > now - SETTLED or _was_never_gone(change):
                continue
            Mailing.objects.get_or_create(
                kind=Kind.CHANGE,
                about=uuid.uuid5(_NAMES, change.name),
                defaults={
                    "title": change.title[:255],
                    "told": {
                        "topics": list(change.topics),
                        "words": change.words,
                        "question": change.question,
                        "version": change.version,
                    },
                },
            )


def _was_never_gone(change: ChangedAnswer) -> bool:
    """Whether it is an earlier answer that is back, and no other was told of meanwhile."""
    if not change.was_before:
        return False
    told = Mailing.objects.filter(kind=Kind.CHANGE, told__question=change.question).first()
    return told is None or told.told.get("version") == change.version


def retracted_by_mistake(now: dt.datetime) -> list[list[Summary]]:
    """Those that readers were told of as retracted, and that no source is believed to retract."""
    judged = Notice.objects.filter(
        kind=Notice.Kind.RETRACTION,
        is_mistaken=True,
        judged_at__gt=now - LATELY,
        judged_at__lte=now - SETTLED,
    )
    if not judged:
        return []
    mailed = Mailing.objects.filter(kind=Kind.RETRACTION, deliveries__state=State.SENT)
    told = _told_of(mailed.distinct())
    return _by_article(
        Kind.MISTAKE,
        judged,
        lambda summary, _notice: (
            str(summary.translation_key) in told and noted(summary).status != Status.RETRACTED
        ),
    )


def newly_retracted(now: dt.datetime) -> list[list[Summary]]:
    """Those that readers had before it was known, as they were first written."""
    last_year = (now - A_YEAR).date().isoformat()
    notices = Notice.objects.filter(
        kind=Notice.Kind.RETRACTION, first_seen__gt=now - LATELY, first_seen__lte=now
    ).exclude(article=None)
    lately = [one for one in notices if not one.date or one.date >= last_year[: len(one.date)]]
    return _by_article(
        Kind.RETRACTION,
        lately,
        lambda summary, notice: (
            summary.first_published_at < notice.first_seen
            and noted(summary).status == Status.RETRACTED
        ),
    )


def _by_article(
    kind: Kind, notices: Iterable[Notice], is_news: Callable[[Summary, Notice], bool]
) -> list[list[Summary]]:
    """Summaries of one article come in one mail, and each in one only."""
    told = _told_of(Mailing.objects.filter(kind=kind))
    found: dict[int | None, list[Summary]] = defaultdict(list)
    for notice in notices:
        of_the_article = SummaryArticle.objects.filter(article=notice.article_id)
        summaries = Summary.objects.readable().filter(
            alias_of=None, pk__in=of_the_article.values("summary")
        )
        for summary in summaries.order_by("pk"):
            key = str(summary.translation_key)
            if key not in told and summary.translates is None and is_news(summary, notice):
                told.add(key)
                found[notice.article_id].append(summary)
    return list(found.values())


def _told_of(mailings: QuerySet[Mailing]) -> set[str]:
    return {key for contents in mailings.values_list("contents", flat=True) for key in contents}
