"""Two articles that became one: who merged them, when, and all that it takes to part them again."""

from collections.abc import Iterable
from typing import Any, Self

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _

from gleanings.literature.models.article import Article


class ArticleMergeQuerySet(models.QuerySet[Any]):
    def standing(self) -> Self:
        return self.filter(undone_at=None)

    def of_articles(self, keys: Iterable[int]) -> Self:
        """What went into these articles, in the order in which it did."""
        return self.standing().filter(kept__in=list(keys)).order_by("pk")


class ArticleMerge(models.Model):
    """``merged_key`` was the key of the article that is no more, under which links lead on; it is
    empty for a record that was no article yet.

    ``record`` holds the fields of what was merged: an import that brings it again finds the article
    that stayed by them. ``before`` and ``after`` are those fields of the one that stayed which the
    merge changed. ``rows`` are the rows that were moved, ``put_away`` those that had no room beside
    a like one, ``rooms`` what each room above did besides; undoing reads them back.
    """

    shows_nothing_new = True  # to readers: the articles themselves do

    kept = models.ForeignKey(
        Article, verbose_name=_("article"), on_delete=models.CASCADE, related_name="merges"
    )
    merged_key = models.PositiveBigIntegerField(null=True, db_index=True)
    doi = models.CharField(_("DOI"), max_length=300, blank=True, default="", db_index=True)
    pmid = models.CharField(_("PMID"), max_length=10, blank=True, default="", db_index=True)
    title_key = models.CharField(max_length=32, default="", db_index=True)
    record = models.JSONField(encoder=DjangoJSONEncoder)
    before = models.JSONField(encoder=DjangoJSONEncoder, default=dict)
    after = models.JSONField(encoder=DjangoJSONEncoder, default=dict)
    rows = models.JSONField(default=dict)
    put_away = models.JSONField(encoder=DjangoJSONEncoder, default=list)
    rooms = models.JSONField(encoder=DjangoJSONEncoder, default=dict)
    reason = models.CharField(_("reason"), max_length=300, blank=True, default="")
    merged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    merged_at = models.DateTimeField(_("merged"), auto_now_add=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    undone_at = models.DateTimeField(_("undone"), null=True, blank=True)

    objects = ArticleMergeQuerySet.as_manager()

    class Meta:
        verbose_name = _("merge of articles")
        verbose_name_plural = _("merges of articles")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return str(self.merged_article)

    @property
    def merged_article(self) -> Article:
        """What was merged, as it was; no row of the database."""
        fields = {field.attname for field in Article._meta.concrete_fields}
        return Article(**{name: value for name, value in self.record.items() if name in fields})


def article_now(key: int) -> int | None:
    """The key of the article that the one with this key went into; None where it went into none.

    An article that others went into may go into a third: the merges of it move along.
    """
    found = ArticleMerge.objects.standing().filter(merged_key=key).values_list("kept", flat=True)
    return found.first()
