"""Articles become one: their candidates do, and the later decision counts."""

import datetime as dt
from typing import Any

from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from gleanings.desk.deleted_summaries import come_back
from gleanings.desk.known_summaries import summaries_about
from gleanings.desk.models import ArticleTerms, Candidate, Decision, Verdict
from gleanings.digest.models import Summary
from gleanings.literature.merging import Room
from gleanings.literature.merging.rows import put_away, put_back
from gleanings.literature.models import Article

FIRM = (Verdict.TAKE_UP, Verdict.NOT_FOR_US)


def merge(kept: Article, merged: Article, by: Any) -> dict[str, Any]:
    """Of two decisions the later counts and the other stays in the history; *later* is none.

    What `undo` needs; empty where the two have one candidate at the most, which moves by itself.
    """
    ArticleTerms.objects.filter(article__in=[kept.pk, merged.pk]).delete()
    candidates = Candidate.objects.select_for_update().filter(article__in=[kept.pk, merged.pk])
    by_article = {candidate.article_id: candidate for candidate in candidates}
    ours, theirs = by_article.get(kept.pk), by_article.get(merged.pk)
    if ours is None or theirs is None:
        return {}
    done: dict[str, Any] = {
        "candidate": ours.pk,
        "decisions": list(theirs.decisions.values_list("pk", flat=True)),
        "came": [ours.came_at.isoformat(), ours.came_from],
        "summary": ours.summary_id,
        "topics": _add(ours.topics, theirs.topics),
        "types": _add(ours.research_types, theirs.research_types),
    }
    done["set_aside"] = _set_aside_later(ours, theirs, by)
    Decision.objects.filter(candidate=theirs).update(candidate=ours)
    ours.came_at = min(ours.came_at, theirs.came_at)
    ours.came_from = ours.came_from or theirs.came_from
    ours.summary_id = _summary_of(ours, theirs)
    ours.version = max(ours.version, theirs.version) + 1
    ours.verdict = _verdict(ours)
    done["theirs"] = put_away([theirs])
    ours.save()
    return done


def _summary_of(ours: Candidate, theirs: Candidate) -> int | None:
    """What is published is the article's summary, whichever draft there is beside it."""
    both = [one.summary for one in (ours, theirs) if one.summary]
    live = [summary for summary in both if summary.live]
    return next((summary.pk for summary in (*live, *both)), None)


def _add(to: Any, others: Any) -> list[int]:
    new = [one.pk for one in others.exclude(pk__in=to.values("pk"))]
    to.add(*new)
    return new


def _set_aside_later(ours: Candidate, theirs: Candidate, by: Any) -> list[int]:
    """Whoever put an article off has not decided on it: a colleague's decision stands."""
    last = [one.decisions.standing().first() for one in (ours, theirs)]
    for firm, put_off in (last, reversed(last)):
        if firm and put_off and firm.verdict in FIRM and put_off.verdict == Verdict.LATER:
            later = put_off.candidate.decisions.standing().filter(
                verdict=Verdict.LATER, pk__gt=firm.pk
            )
            keys = list(later.values_list("pk", flat=True))
            later.update(undone_by=by, undone_at=timezone.now())
            return keys
    return []


def _verdict(candidate: Candidate) -> str:
    last = candidate.decisions.standing().first()
    return str(last.verdict) if last else ""


def undo(kept: Article, merged: Article, done: dict[str, Any]) -> None:
    """Each candidate has its own decisions again; those made since stay where they are."""
    ArticleTerms.objects.filter(article__in=[kept.pk, merged.pk]).delete()
    if not done:
        return
    lost = _forget_lost_summaries(done["theirs"])
    put_back(done["theirs"])
    theirs = Candidate.objects.get(article=merged)
    ours = Candidate.objects.filter(pk=done["candidate"]).first()
    decisions = Decision.objects.filter(pk__in=done["decisions"])
    Decision.objects.filter(pk__in=done["set_aside"]).update(undone_by=None, undone_at=None)
    decisions.update(candidate=theirs)
    _renew(theirs)
    if ours is None:
        come_back(lost, by=None)
        return
    ours.topics.remove(*done["topics"])
    ours.research_types.remove(*done["types"])
    ours.came_at, ours.came_from = dt.datetime.fromisoformat(done["came"][0]), done["came"][1]
    if ours.summary_id == theirs.summary_id and theirs.summary_id is not None:
        # it may be deleted by now
        ours.summary = Summary.objects.filter(pk=done["summary"]).first()
        lost += [ours.pk] if done["summary"] and ours.summary is None else []
    ours.save(update_fields=["came_at", "came_from", "summary"])
    _renew(ours)
    come_back(lost, by=None)


def _forget_lost_summaries(rows: list[dict[str, Any]]) -> list[int]:
    """Of drafts that were deleted meanwhile; the candidates that they were of."""
    lost = []
    for row in rows:
        key = row["fields"].get("summary")
        if key is not None and not Summary.objects.filter(pk=key).exists():
            row["fields"]["summary"] = None
            lost.append(row["pk"])
    return lost


def _renew(candidate: Candidate) -> None:
    """Whoever has the candidate before him as it was is told that it changed."""
    Candidate.objects.filter(pk=candidate.pk).update(
        version=F("version") + 1, verdict=_verdict(candidate)
    )


def to_say(article: Article) -> tuple[str, list[tuple[str, str]]] | None:
    """Two drafts of one article stay both: which goes, a person says."""
    found = summaries_about([article.pk])[article.pk]
    if len(found) < 2:
        return None
    addresses = [reverse("wagtailadmin_pages:edit", args=[one.pk]) for one in found]
    links = list(zip(addresses, (one.get_admin_display_title() for one in found), strict=True))
    return _("More than one summary is about this article. Keep one of them:"), links


ROOM = Room("desk", merge, undo, to_say)
