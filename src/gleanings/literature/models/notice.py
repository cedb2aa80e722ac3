"""What was published about an article: a retraction, a correction, a concern."""

from collections.abc import Iterable

from django.db import models
from django.utils.translation import gettext_lazy as _


class NoticeQuerySet(models.QuerySet["Notice"]):
    def tell_of_retraction(self) -> bool:
        """Do these notices of one article say that it is retracted, and not reinstated since?"""
        return is_retracted(self.values_list("kind", "date"))


def is_retracted(notices: Iterable[tuple[str, str]]) -> bool:
    """``notices`` are kinds and ISO dates, which may be empty."""
    told = list(notices)
    retracted = [date for kind, date in told if kind == Notice.Kind.RETRACTION]
    reinstated = [date for kind, date in told if kind == Notice.Kind.REINSTATEMENT]
    return bool(retracted) and not (reinstated and max(reinstated) >= max(retracted))


class Notice(models.Model):
    """One source's word that something was published about an article.

    ``article`` is the paper spoken of, never the notice. It is empty while that paper is not here:
    then ``article_doi`` and ``article_pmid`` say which it is, and it is found when it comes.
    """

    class Kind(models.TextChoices):
        RETRACTION = "retraction", _("retraction")
        CORRECTION = "correction", _("correction")
        CONCERN = "concern", _("expression of concern")
        REINSTATEMENT = "reinstatement", _("reinstatement")

    shows_nothing_new = True  # to readers, until a page shows it

    article = models.ForeignKey(
        "literature.Article", null=True, on_delete=models.CASCADE, related_name="notices"
    )
    article_doi = models.CharField(max_length=300, blank=True, default="", db_index=True)
    article_pmid = models.CharField(max_length=10, blank=True, default="", db_index=True)
    kind = models.CharField(_("kind"), max_length=15, choices=Kind.choices)
    doi = models.CharField(_("DOI of the notice"), max_length=300, blank=True, default="")
    pmid = models.CharField(_("PMID of the notice"), max_length=10, blank=True, default="")
    date = models.CharField(_("date"), max_length=10, blank=True, default="")
    citation = models.CharField(_("citation"), max_length=500, blank=True, default="")
    source = models.CharField(_("source"), max_length=50)
    first_seen = models.DateTimeField(_("first seen"), auto_now_add=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        constraints = [
            models.UniqueConstraint(
                fields=["article", "kind", "source", "doi", "pmid"],
                condition=models.Q(article__isnull=False),
                name="notice_said_once",
            ),
            models.UniqueConstraint(
                fields=["article_doi", "article_pmid", "kind", "source", "doi", "pmid"],
                condition=models.Q(article__isnull=True),
                name="notice_waits_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} ({self.source}, {self.date or _('no date')})"
