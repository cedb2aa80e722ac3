"""What an editor says of a doubtful pair: one article, or two."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from gleanings.literature.merging.merge import merge_articles, which_stays
from gleanings.literature.models import Article, ArticleMerge, DoubtfulPair
from gleanings.literature.storing.lock import one_at_a_time
from gleanings.literature.storing.pairs import between

Verdict = DoubtfulPair.Verdict


class JudgedMeanwhileError(Exception):
    """Somebody else has judged the pair since it was shown."""


@transaction.atomic
def judge_same(pair: DoubtfulPair, *, by: Any, reason: str = "") -> ArticleMerge:
    """Raises `JudgedMeanwhileError`, or `CannotMergeError` as `merge_articles` does."""
    one_at_a_time()
    pair = _waiting(pair)
    kept, merged = which_stays(pair.article, pair.second)
    if merged.pk is None:
        _leave_to_others(merged, kept)
    merge = merge_articles(kept, merged, by=by, reason=reason)
    DoubtfulPair.objects.filter(pk=pair.pk).update(
        verdict=Verdict.SAME, judged_by=by, judged_at=timezone.now(), merge=merge
    )
    return merge


@transaction.atomic
def judge_two(pair: DoubtfulPair, *, by: Any) -> DoubtfulPair:
    """They are never asked about again; a record becomes an article of its own.

    It goes without the DOI or PMID that is another article's. Raises `JudgedMeanwhileError`.
    """
    one_at_a_time()
    pair = _waiting(pair)
    article = pair.second
    if pair.other is None:
        _leave_to_others(article)
        article.save()
        DoubtfulPair.objects.filter(pk=pair.pk).update(other=article)
    same = DoubtfulPair.objects.waiting().filter(between(pair.article_id, article.pk))
    same.update(verdict=Verdict.TWO, judged_by=by, judged_at=timezone.now())
    pair.refresh_from_db()
    return pair


def ask_again(pair: DoubtfulPair) -> None:
    """Undo the word that they are two. What became an article stays one; they wait as a pair."""
    DoubtfulPair.objects.filter(pk=pair.pk, verdict=Verdict.TWO).update(
        verdict="", judged_by=None, judged_at=None
    )


def _waiting(pair: DoubtfulPair) -> DoubtfulPair:
    waiting = DoubtfulPair.objects.waiting().select_for_update(of=("self",))
    found: DoubtfulPair | None = waiting.filter(pk=pair.pk).first()
    if found is None:
        raise JudgedMeanwhileError
    return found


def _leave_to_others(record: Article, kept: Article | None = None) -> None:
    """A DOI or PMID that another article has is not the record's."""
    for name in ("doi", "pmid"):
        value = getattr(record, name)
        if not value:
            continue
        others = Article.objects.filter(**{name: value})
        if kept is not None:
            others = others.exclude(pk=kept.pk)
        if others.exists():
            setattr(record, name, None)
