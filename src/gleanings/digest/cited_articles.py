"""An article changes, and with it the citation that readers saw below its summaries.

Whoever changes it at the desk is asked (`admin.article_corrections`) and answers on the article:
``told_to_readers`` is the note, or empty for style alone. Where nobody was asked, as by a command,
readers are told what changed in the words that are proposed.
"""

from collections.abc import Collection
from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.signals import post_save, pre_save
from django.dispatch import receiver

from gleanings.digest.corrections import changed_citation, in_sentences, tell
from gleanings.digest.models import Finding, Summary, SummaryArticle
from gleanings.literature.models import Article


def summaries_that_cite(article: Article) -> list[Summary]:
    """Those that readers saw, each as an original."""
    cited = Q(summary_articles__article=article) | Q(findings__article=article)
    summaries = Summary.objects.filter(cited, alias_of=None, last_published_at__isnull=False)
    return [one for one in summaries.distinct().order_by("pk") if one.translates is None]


def shown_to_readers(articles: Collection[int]) -> set[int]:
    """Those that a summary is about: their citation is changed at the desk, and reviewed."""
    about = SummaryArticle.objects.filter(article__in=articles).values_list("article", flat=True)
    found = Finding.objects.filter(article__in=articles).values_list("article", flat=True)
    return {*about, *found}


def in_published_summaries(articles: Collection[int]) -> set[int]:
    about = SummaryArticle.objects.filter(article__in=articles, summary__live=True)
    return set(about.values_list("article_id", flat=True))


def about_which_readers_read() -> QuerySet[Article]:
    """All that a summary or a finding is about, drafts too: none of their retractions is missed."""
    about = SummaryArticle.objects.values("article")
    return Article.objects.filter(Q(pk__in=about) | Q(pk__in=Finding.objects.values("article")))


def changes_to_tell(now: Article) -> list[str]:
    """What readers of its summaries would see otherwise, in the language of the first of these."""
    before = Article.objects.filter(pk=now.pk).first()
    summaries = summaries_that_cite(now)
    if before is None or not summaries:
        return []
    language = summaries[0].content_language
    return in_sentences(changed_citation(before, now, language), language)


@receiver(pre_save, sender=Article)
def keep_what_readers_saw(sender: type, instance: Article, raw: bool = False, **_: Any) -> None:
    if instance.pk and not raw:
        instance.as_readers_saw_it = Article.objects.filter(pk=instance.pk).first()


@receiver(post_save, sender=Article)
def tell_readers(sender: type, instance: Article, **_: Any) -> None:
    before: Article | None = instance.__dict__.pop("as_readers_saw_it", None)
    note: str | None = instance.__dict__.pop("told_to_readers", None)
    if before is None or note == "":
        return
    summaries = summaries_that_cite(instance)
    for summary in summaries:
        # who was asked wrote one note for all
        language = (summaries[0] if note else summary).content_language
        changes = changed_citation(before, instance, summary.content_language)
        if changes:
            proposed = "\n".join(in_sentences(changes, language))
            tell(summary, note or proposed, changes, language=language)
