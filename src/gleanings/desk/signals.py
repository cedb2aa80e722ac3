"""Where the words of an article change, they are read anew."""

from typing import Any

from django.db.models.signals import post_save
from django.dispatch import receiver

from gleanings.desk.models import ArticleTerms
from gleanings.literature.models import Article


@receiver(post_save, sender=Article)
def forget_terms(sender: type, instance: Article, created: bool, **_: Any) -> None:
    if not created:
        ArticleTerms.objects.filter(article_id=instance.pk).delete()
