"""One month's summaries with their teaser."""

import datetime as dt
from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone, translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from gleanings.digest.models.imported_page import ImportedEntry
from gleanings.digest.models.reader_page import (
    ReaderPage,
    ReaderPageManager,
    ReaderPageQuerySet,
)
from gleanings.digest.models.summary import Summary
from gleanings.digest.publishing import contents_of, refuse_if_empty, refuse_if_incomplete
from gleanings.literature.dates import date_format


class IssueQuerySet(ReaderPageQuerySet):
    def newest_first(self) -> "IssueQuerySet":
        return self.order_by("-month")

    def not_only_imported(self) -> "IssueQuerySet":
        """Without those whose summaries all came from an import."""
        below = Summary.objects.filter(
            path__startswith=OuterRef("path"), depth=OuterRef("depth") + 1
        )
        imported = ImportedEntry.objects.exclude(summary=None).values("summary")
        return self.filter(
            ~Exists(below.filter(pk__in=imported)) | Exists(below.exclude(pk__in=imported))
        )


def _name_of(month: dt.date) -> str:
    return date_format(month, "F Y").capitalize()


class Issue(ReaderPage):
    """A month's issue. Its title and address follow from the month: “March 2018”, ``2018-03``."""

    month = models.DateField(_("month"), help_text=_("Any day of the month."))
    teaser = models.TextField(
        _("teaser"),
        blank=True,
        help_text=_("“This month …”, in a sentence. If left empty, it is made up from the titles."),
    )

    parent_page_types = ["digest.Home"]
    subpage_types = ["digest.Summary"]

    objects = ReaderPageManager.from_queryset(IssueQuerySet)()

    search_fields = [
        *ReaderPage.search_fields,
        index.SearchField("teaser"),
        index.FilterField("month"),
    ]

    # both are made of the month, in each language
    override_translatable_fields = [
        SynchronizedField("title", overridable=False),
        SynchronizedField("slug", overridable=False),
    ]

    class Meta:
        verbose_name = _("issue")
        verbose_name_plural = _("issues")

    @staticmethod
    def slug_of(month: dt.date) -> str:
        return month.strftime("%Y-%m")

    def name_after_month(self) -> None:
        """Title and address from the month, in the language of the page."""
        self.month = self.month.replace(day=1)
        with translation.override(self.content_language or settings.LANGUAGE_CODE):
            self.title = _name_of(self.month)
        self.slug = self.slug_of(self.month)
        self.draft_title = self.title

    def clean(self) -> None:
        if self.month:
            self.name_after_month()
        super().clean()

    def get_admin_display_title(self) -> str:
        """In the language of the desk, as everything there that is nobody's own words."""
        return _name_of(self.month) if self.month else self.title

    @property
    def summaries(self) -> models.QuerySet[Any]:
        """Every summary of the issue, drafts too, in the editor's order."""
        return Summary.objects.child_of(self).order_by("path")

    @property
    def proposed_teaser(self) -> str:
        """Made of the titles of what goes online with it, as it is now; empty if there are none.

        While nothing in it is approved, of those of all drafts. So for editors alone.
        """
        if not self.pk:
            return ""
        summaries = list(self.summaries)
        stays = {draft.pk for draft, _why in contents_of(self).stays}
        titles = [
            summary.title if summary.pk in stays else summary.draft_title
            for summary in summaries
            if summary.live or summary.pk not in stays
        ]
        titles = list(filter(None, titles or (summary.draft_title for summary in summaries)))
        if not titles:
            return ""
        with translation.override(self.content_language):
            return gettext("This month: %(titles)s.") % {"titles": "; ".join(titles)}

    @classmethod
    def of_this_month(cls, language: str) -> "Issue | None":
        """The one an editor is at work on: the newest unpublished, or else the newest.

        Months that an import brought in wait by themselves, however new they are.
        """
        issues = cls.objects.in_language(language).filter(alias_of=None).newest_first()
        month = timezone.localdate().replace(day=1)
        at_work = issues.filter(live=False).not_only_imported()
        return at_work.first() or issues.filter(live=True, month__lte=month).first()

    @classmethod
    def next_free_month(cls, language: str) -> dt.date:
        """The first month from now on that has no issue."""
        month = timezone.localdate().replace(day=1)
        taken = set(
            cls.objects.in_language(language)
            .filter(month__gte=month)
            .values_list("month", flat=True)
        )
        while month in taken:
            month = (month + dt.timedelta(days=31)).replace(day=1)
        return month

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.name_after_month()
        super().save(*args, **kwargs)
        if self.numchild:
            self.summaries.exclude(month=self.month).update(month=self.month)

    def stand_in_every_language(self) -> None:
        """A month has one issue in each language: one that is there already belongs to this."""
        family = Issue.objects.filter(translation_key=self.translation_key)
        others = Issue.objects.filter(slug=self.slug, alias_of=None).exclude(
            locale__in=family.values("locale")
        )
        for other in others:
            if other.is_in_its_language or other.get_descendants().filter(alias_of=None).exists():
                joins: dict[str, Any] = {"translation_key": self.translation_key}
                if other.last_published_at and not other.live:
                    # translated an issue that is gone, and keeps what is translated below it
                    joins["alias_of"] = self.pk
                Issue.objects.filter(pk=other.pk).update(**joins)
            elif other.source_page == other:
                other.delete()  # stood in for an issue that is gone
        super().stand_in_every_language()

    def publish(self, revision: Any, user: Any = None, **kwargs: Any) -> None:
        """Publish the issue together with its approved summaries: all of them, or nothing.

        The summaries follow on the signal of the issue's publication. Where the revision is
        scheduled, this comes again at its time.

        Raises :class:`~django.core.exceptions.ValidationError` if an approved summary lacks what
        readers need, or if its time has come and nothing in it is approved.
        """
        with transaction.atomic():
            refuse_if_incomplete(self)
            if kwargs.get("log_action") == "wagtail.publish.scheduled":
                # nobody looks on; who publishes by hand is asked by the form
                refuse_if_empty(self)
            super().publish(revision, user=user, **kwargs)

    def unpublish(self, *args: Any, **kwargs: Any) -> None:
        """Take the issue offline; its summaries follow on the signal, all of them or none."""
        with transaction.atomic():
            super().unpublish(*args, **kwargs)
