"""The terms of an article's title and abstract, read once."""

from django.db import models

from gleanings.literature.models import Article


class ArticleTerms(models.Model):
    """What `ranking.features.count_terms` gives for one article, as bytes of int32 and float32.

    A row is never changed: where the words of an article change, it is deleted, and the next
    ranking makes another with a higher key. So a process that keeps the terms of 100,000 articles
    in memory asks for the rows after the last key it knows.
    """

    shows_nothing_new = True  # to readers

    article = models.OneToOneField(Article, on_delete=models.CASCADE, related_name="+")
    length = models.PositiveIntegerField()
    """Of title and abstract together, in letters: where it is another, the words are too."""
    columns = models.BinaryField()
    counts = models.BinaryField()

    class Meta:
        verbose_name = "terms of an article"
        verbose_name_plural = "terms of articles"

    def __str__(self) -> str:
        return f"terms of article {self.article_id}"
