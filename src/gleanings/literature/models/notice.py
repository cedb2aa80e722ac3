"""What was published about an article: a retraction, a correction, a concern."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from gleanings.literature.notices.words import when


class NoticeQuerySet(models.QuerySet["Notice"]):
    def mark_seen(self, user: Any) -> int:
        """An editor has seen them; how many nobody had seen."""
        return self.filter(seen_at=None).update(seen_at=timezone.now(), seen_by=user)


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
    first_seen = models.DateTimeField(_("first seen"), default=timezone.now, editable=False)
    # by an editor: what nobody has seen stands on the first page of the desk
    seen_at = models.DateTimeField(null=True, blank=True, editable=False)
    seen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    # an editor found that the source is mistaken: then it counts for nothing, and readers are told
    is_mistaken = models.BooleanField(default=False, editable=False)
    judged_why = models.CharField(max_length=500, blank=True, default="", editable=False)
    judged_at = models.DateTimeField(null=True, blank=True, editable=False)
    judged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        constraints = [
            models.UniqueConstraint(
                fields=["article", "kind", "source", "doi", "pmid", "date"],
                condition=models.Q(article__isnull=False),
                name="notice_said_once",
            ),
            models.UniqueConstraint(
                fields=[*("article_doi", "article_pmid", "kind", "source", "doi", "pmid", "date")],
                condition=models.Q(article__isnull=True),
                name="notice_waits_once",
            ),
        ]

    def __str__(self) -> str:
        published = when(self.date) if self.date else _("no date")
        return f"{self.get_kind_display()} ({self.source}, {published})"

    def judge(self, user: Any, *, is_mistaken: bool, why: str = "") -> None:
        """An editor says that the source is mistaken, or takes that back."""
        self.is_mistaken, self.judged_why = is_mistaken, why
        self.judged_by, self.judged_at = user, timezone.now()
        self.save(update_fields=["is_mistaken", "judged_why", "judged_by", "judged_at"])
