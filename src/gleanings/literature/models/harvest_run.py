"""A run of a saved search at one source, or of looking up the watched articles there."""

import datetime as dt
from typing import Any, Self

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gleanings.literature.models.account import StoredAccount
from gleanings.literature.models.saved_search import SavedSearch


class HarvestRunQuerySet(models.QuerySet[Any]):
    def of(self, search: SavedSearch | None, source: str) -> Self:
        return self.filter(search=search, source=source)

    def complete(self) -> Self:
        return self.filter(finished_at__isnull=False)

    def rest_of(self, source: str, at: dt.datetime) -> dt.datetime | None:
        """Until when the source wants to be left alone; None where it does not."""
        resting = self.filter(source=source, rests_until__gt=at)
        return resting.aggregate(until=models.Max("rests_until"))["until"]


class HarvestRun(StoredAccount):
    """From one day to another, both included, or what of it is done.

    Without a ``search`` the watched articles were looked up: ``read`` of them the source knew, and
    ``new`` notices it told. ``cursor`` is written in the transaction that stores what came before
    it, so that who goes on there leaves nothing out. ``finished_at`` is empty until all is stored;
    the last unfinished run is gone on with, older ones were given up.
    """

    shows_nothing_new = True  # to readers

    search = models.ForeignKey(
        SavedSearch,
        null=True,
        on_delete=models.CASCADE,
        related_name="runs",
        verbose_name=_("search"),
    )
    source = models.CharField(_("source"), max_length=50)
    question = models.JSONField(default=dict)
    since = models.DateField(_("from"))
    until = models.DateField(_("to"))
    cursor = models.TextField(blank=True, default="")
    found = models.PositiveIntegerField(_("found"), null=True)
    moved_at = models.DateTimeField(_("last heard of"))
    # in the words of the code, to be said in the language of whoever reads them
    complaint = models.TextField(_("what went wrong"), blank=True, default="")
    complaint_about = models.JSONField(default=dict)
    failed_at = models.DateTimeField(null=True)
    rests_until = models.DateTimeField(_("gives no more until"), null=True)

    objects = HarvestRunQuerySet.as_manager()

    class Meta:
        verbose_name = _("harvest")
        verbose_name_plural = _("harvests")
        ordering = ["-started_at", "-pk"]
        indexes = [
            models.Index(fields=["search", "source", "-started_at"], name="harvest_last"),
            models.Index(fields=["source", "rests_until"], name="harvest_rests"),
        ]

    def __str__(self) -> str:
        return f"{self.source}, {self.started_at:%Y-%m-%d %H:%M}"

    @property
    def why(self) -> str:
        """What went wrong, in words; empty where nothing did."""
        return gettext(self.complaint) % self.complaint_about if self.complaint else ""
