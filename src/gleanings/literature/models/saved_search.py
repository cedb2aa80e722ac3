"""A search of the literature that is repeated."""

import re
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

ISSN = re.compile(r"\b\d{4}-\d{3}[\dX]\b", re.IGNORECASE)


class SavedSearch(models.Model):
    """What the sources are asked for at each harvest."""

    shows_nothing_new = True  # to readers

    name = models.CharField(_("name"), max_length=100, unique=True)
    is_on = models.BooleanField(
        _("is harvested"), default=True, help_text=_("Switched off, it stays here and asks nobody.")
    )
    # their names, as in `sources.registry.SOURCES`
    sources = models.JSONField(_("sources"), default=list)
    query = models.CharField(_("words"), max_length=2000, blank=True)
    journals = models.TextField(_("journals"), blank=True)
    # values of `sources.search.Kind`
    kinds = models.JSONField(_("kinds of publication"), default=list, blank=True)
    languages = models.JSONField(_("languages"), default=list, blank=True)
    published_from = models.PositiveSmallIntegerField(
        _("published in or after"), null=True, blank=True
    )
    begin = models.DateField(_("came in since"))

    class Meta:
        verbose_name = _("saved search")
        verbose_name_plural = _("saved searches")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def issns(self) -> list[str]:
        """Whatever else the lines say, for the editor alone."""
        return list(dict.fromkeys(issn.upper() for issn in ISSN.findall(self.journals)))

    @property
    def question(self) -> dict[str, Any]:
        """All that decides what is found; another question begins anew."""
        return {
            "query": self.query,
            "journals": self.issns,
            "kinds": self.kinds,
            "languages": self.languages,
            "published_from": self.published_from,
        }
