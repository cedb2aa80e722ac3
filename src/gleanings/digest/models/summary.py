"""What an editor wrote about an article."""

import re
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.html import strip_tags
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.fields import RichTextField
from wagtail.models import Orderable, TranslatableMixin
from wagtail.search import index
from wagtail_localize.fields import BaseTranslatableField, SynchronizedField

from gleanings.digest import obstacles
from gleanings.digest.models.author import Author
from gleanings.digest.models.reader_page import (
    ReaderPage,
    ReaderPageManager,
    ReaderPageQuerySet,
)
from gleanings.digest.models.terms import ResearchType, Topic
from gleanings.digest.rich_text import PLAIN_FEATURES, TEXT_FEATURES
from gleanings.literature.models import Article

if TYPE_CHECKING:
    from gleanings.digest.models.issue import Issue

# silent reading of non-fiction: 238 words a minute (Brysbaert, 2019, J. Mem. Lang., 109, 104047)
WORDS_PER_MINUTE = 238


class SummaryQuerySet(ReaderPageQuerySet):
    def newest_first(self) -> "SummaryQuerySet":
        """By the month of the issue, and within it in the editor's order."""
        return self.order_by("-month", "path")


class Summary(ReaderPage):
    """What an editor wrote about one article, seldom two. The title says the bottom line."""

    studied = models.CharField(
        _("who was studied"),
        max_length=500,
        blank=True,
        help_text=_("Who was studied, where and for how long, in one line."),
    )
    text = RichTextField(_("summary"), features=TEXT_FEATURES)
    implications_lead = models.TextField(
        _("lead-in to the implications"),
        blank=True,
        help_text=_("For example “The review suggests:”. Often nothing is needed here."),
    )
    topics = ParentalManyToManyField(
        Topic, verbose_name=_("topics"), limit_choices_to={"merged_into": None}
    )
    research_types = ParentalManyToManyField(
        ResearchType, verbose_name=_("research types"), limit_choices_to={"merged_into": None}
    )
    terms_are_proposed = models.BooleanField(
        _("topics and types are proposals"),
        default=False,
        help_text=_("An import proposed them from the text. Check them, then untick this."),
    )
    month = models.DateField(
        _("month"), null=True, editable=False, db_index=True, help_text=_("That of its issue.")
    )
    contact = models.CharField(
        _("contact line"),
        max_length=500,
        blank=True,
        help_text=_("As it appears below the summary, for example “Author email: …”."),
    )
    correction = models.TextField(
        _("correction"),
        blank=True,
        help_text=_("What was wrong, and what is right. Readers see it, with the date."),
    )
    correction_is_style = models.BooleanField(
        _("Style and spelling only: readers need not be told"), default=False
    )

    parent_page_types = ["digest.Issue"]
    subpage_types: list[str] = []

    objects = ReaderPageManager.from_queryset(SummaryQuerySet)()
    exclude_fields_in_copy = ["correction", "correction_is_style"]

    search_fields = [
        *ReaderPage.search_fields,
        index.SearchField("studied"),
        index.SearchField("text"),
        index.FilterField("month"),
        index.RelatedFields("implications", [index.SearchField("text")]),
    ]

    override_translatable_fields = [
        SynchronizedField("topics", overridable=False),
        SynchronizedField("research_types", overridable=False),
        SynchronizedField("terms_are_proposed", overridable=False),
        SynchronizedField("contact"),
        SynchronizedField("slug"),
        # these stay with the original
        BaseTranslatableField("findings"),
        BaseTranslatableField("correction"),
        BaseTranslatableField("correction_is_style"),
    ]

    class Meta:
        verbose_name = _("summary")
        verbose_name_plural = _("summaries")

    @property
    def issue(self) -> "Issue":
        return self.get_parent().specific

    @property
    def articles(self) -> list[Article]:
        return [row.article for row in self.summary_articles.select_related("article")]

    @property
    def authors(self) -> list[Author]:
        return [row.author for row in self.summary_authors.select_related("author")]

    @property
    def reading_minutes(self) -> int:
        implications = " ".join(row.text for row in self.implications.all())
        words = len(re.findall(r"\w+", f"{strip_tags(self.text)} {implications}"))
        return max(1, round(words / WORDS_PER_MINUTE))

    def copy_all_child_relations(
        self, target: Any, exclude: Any = None, commit: bool = False
    ) -> Any:
        """Findings stay with the original, which aliases and translations show them of."""
        copied = super().copy_all_child_relations(
            target, exclude=[*(exclude or []), "findings"], commit=commit
        )
        target.findings = []
        return copied

    def missing(self) -> list[str]:
        """What readers need and the summary lacks, in the editor's words; empty if it is whole."""
        lacks = [
            (self.title.strip(), gettext("a title")),
            (self.summary_articles.exists(), gettext("an article")),
            (strip_tags(self.text).strip(), gettext("the summary text")),
            (
                any(strip_tags(row.text).strip() for row in self.implications.all()),
                gettext("a practice implication"),
            ),
            (self.topics.exists(), gettext("a topic")),
            (self.research_types.exists(), gettext("a research type")),
        ]
        lacking = [name for there, name in lacks if not there]
        return lacking + obstacles.to_publication(self)

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.path:
            self.month = self.issue.month
        # an older revision may still name a term that was merged since
        for field in ("topics", "research_types"):
            terms = list(getattr(self, field).all()) if self.pk else []
            if any(term.merged_into_id for term in terms):
                setattr(self, field, list(dict.fromkeys(term.target for term in terms)))
        super().save(*args, **kwargs)

    def refuse_publication(self, draft: Any) -> None:
        """Raises ValidationError while its issue is not published, or something else is in the way.

        Forms and issues ask before; this is for every other way, as an approval on the dashboard.
        What is online already stays so.
        """
        if not self.get_parent(update=True).live:
            raise ValidationError(
                gettext("“%(issue)s” is not published yet.")
                % {"issue": self.issue.get_admin_display_title()}
            )
        super().refuse_publication(draft)
        if wrong := obstacles.to_publication(draft):
            raise ValidationError(
                gettext("“%(title)s” lacks %(what)s.")
                % {"title": draft.title, "what": ", ".join(wrong)}
            )


class SummaryArticle(Orderable):
    """The articles that a summary is about, in order."""

    summary = ParentalKey(Summary, on_delete=models.CASCADE, related_name="summary_articles")
    article = models.ForeignKey(
        Article, verbose_name=_("article"), on_delete=models.PROTECT, related_name="+"
    )


class SummaryAuthor(Orderable):
    """Who wrote the summary, in order."""

    summary = ParentalKey(Summary, on_delete=models.CASCADE, related_name="summary_authors")
    author = models.ForeignKey(
        Author, verbose_name=_("author"), on_delete=models.PROTECT, related_name="+"
    )


class Basis(models.TextChoices):
    """What an implication rests on."""

    STUDY = "study", _("from this study")
    EARLIER = "earlier", _("from earlier research")
    JUDGEMENT = "judgement", _("editors’ judgement")


class PracticeImplication(TranslatableMixin, Orderable):
    """One thing a practitioner can do or keep in mind, drawn from the article."""

    summary = ParentalKey(Summary, on_delete=models.CASCADE, related_name="implications")
    text = RichTextField(
        _("practice implication"),
        features=PLAIN_FEATURES,
        help_text=_("One thing to do or to keep in mind, that fits any orientation."),
    )
    basis = models.CharField(
        _("what it rests on"),
        max_length=10,
        choices=Basis.choices,
        blank=True,
        help_text=_("Readers see it, small, beside the implication."),
    )

    override_translatable_fields = [SynchronizedField("basis", overridable=False)]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("practice implication")
        verbose_name_plural = _("practice implications")
