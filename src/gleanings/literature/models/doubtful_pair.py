"""Two articles, or an article and a record, that may be the same: for an editor to judge."""

from typing import Any, Self

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _

from gleanings.literature.models.article import Article


class DoubtfulPairQuerySet(models.QuerySet[Any]):
    def waiting(self) -> Self:
        """Nobody has judged them yet."""
        return self.filter(verdict="")


class DoubtfulPair(models.Model):
    """``other`` is the second article. Where a record came in that clashes with ``article``, it is
    kept in ``record`` and is no article until somebody says that it is another one.

    ``mark`` is the same for the same record that comes in again, which so is asked about once.
    """

    class Verdict(models.TextChoices):
        SAME = "same", _("same article")
        TWO = "two", _("two articles")

    shows_nothing_new = True  # to readers

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Article, null=True, on_delete=models.CASCADE, related_name="+")
    record = models.JSONField(encoder=DjangoJSONEncoder, default=dict)
    mark = models.CharField(max_length=32, blank=True, default="", db_index=True)
    source = models.CharField(_("source"), max_length=50, blank=True, default="")
    found_at = models.DateTimeField(_("found"), auto_now_add=True)
    verdict = models.CharField(
        _("verdict"), max_length=5, choices=Verdict.choices, blank=True, default="", db_index=True
    )
    judged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    judged_at = models.DateTimeField(null=True, blank=True)
    merge = models.ForeignKey(
        "literature.ArticleMerge",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    objects = DoubtfulPairQuerySet.as_manager()

    class Meta:
        verbose_name = _("doubtful pair")
        verbose_name_plural = _("doubtful pairs")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["article", "other"],
                condition=models.Q(other__isnull=False),
                name="pair_asked_about_once",
            ),
            models.UniqueConstraint(
                fields=["mark"], condition=~models.Q(mark=""), name="record_asked_about_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.article} / {self.second}"

    @property
    def second(self) -> Article:
        """The other article, or the record as one, which is no row of the database."""
        return self.other if self.other is not None else Article(**self.record)
