"""When an article was last looked up for notices, and where."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from gleanings.literature.notices.signals import looked_up


class LookupQuerySet(models.QuerySet[Any]):
    def note(self, source: str, articles: Iterable[int], *, at: dt.datetime | None = None) -> None:
        """``source`` was asked about the articles of these keys, and knew them."""
        moment = at or timezone.now()
        rows = [self.model(article_id=key, source=source, at=moment) for key in set(articles)]
        self.bulk_create(
            rows,
            update_conflicts=True,
            unique_fields=["article", "source"],
            update_fields=["at"],
        )
        looked_up.send(sender=self.model, articles={row.article_id for row in rows})


class Lookup(models.Model):
    """A source was asked what was published about an article, and could have told.

    What it told are the article's notices of that source. There is no row where the source does
    not know the article: then its silence says nothing.
    """

    shows_nothing_new = True  # where a page shows it, `looked_up` tells

    article = models.ForeignKey(
        "literature.Article", on_delete=models.CASCADE, related_name="lookups"
    )
    source = models.CharField(_("source"), max_length=50)
    """As in `Notice.source`: PubMed, Crossref, OpenAlex, Retraction Watch …"""
    at = models.DateTimeField(_("looked up"))

    objects = LookupQuerySet.as_manager()

    class Meta:
        verbose_name = _("lookup")
        verbose_name_plural = _("lookups")
        ordering = ["source"]
        constraints = [
            models.UniqueConstraint(fields=["article", "source"], name="lookup_last_of_source")
        ]

    def __str__(self) -> str:
        return f"{self.source} ({self.at:%Y-%m-%d})"
