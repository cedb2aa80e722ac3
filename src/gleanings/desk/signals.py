"""Where the words of an article change, they are read anew; what a harvest brings is admitted."""

from typing import Any

from django.db.models.signals import post_save
from django.dispatch import receiver

from gleanings.desk.admitting import admit
from gleanings.desk.models import ArticleTerms
from gleanings.literature.models import Article, SavedSearch
from gleanings.literature.signals import articles_came


@receiver(post_save, sender=Article)
def forget_terms(sender: type, instance: Article, created: bool, **_: Any) -> None:
    if not created:
        ArticleTerms.objects.filter(article_id=instance.pk).delete()


@receiver(articles_came)
def admit_what_came(
    sender: type, articles: list[Article], search: SavedSearch, source: str, **_: Any
) -> None:
    admit(articles, came_from=f"{search} ({source})")
