"""What a synthesis answers."""

from typing import Any, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.search import index

from gleanings.digest.models import Topic
from gleanings.digest.models.plainly_told import PlainlyTold
from gleanings.digest.models.terms import in_language
from gleanings.synthesis import measures


class Better(models.TextChoices):
    """Which end of the question's numbers is the better one for what is asked about."""

    HIGHER = "higher", _("better outcomes with it, or with more of it")
    LOWER = "lower", _("worse outcomes with it, or with more of it")


class Overlap(models.TextChoices):
    """What is known of primary studies that several meta-analyses have in common."""

    ASSUMED = "assumed", _("they may share primary studies: show them side by side")
    NONE = "none", _("no primary study is in two of them: pool them")


class Found(models.TextChoices):
    """How the studies of a question were found."""

    PICKED = "picked", _("picked by the editors from this digest")
    SEARCHED = "searched", _("by a systematic search")


class QuestionQuerySet(models.QuerySet[Any]):
    def published(self) -> Self:
        return self.filter(is_published=True)

    def with_texts(self) -> Self:
        return self.prefetch_related("texts")


class Question(index.Indexed, ClusterableModel):
    """What a synthesis answers, with its words in each language. Its address stays."""

    slug = models.SlugField(
        _("address"),
        max_length=100,
        unique=True,
        help_text=_("Part of the web address; it cannot be changed later."),
    )
    measure = models.CharField(_("measure"), max_length=10, choices=measures.choices)
    better = models.CharField(
        _("a higher number means"),
        max_length=6,
        choices=Better.choices,
        blank=True,
        help_text=_(
            "Findings are turned to agree with this. Uploaded studies are expected to be signed "
            "this way already."
        ),
    )
    topics = ParentalManyToManyField(
        Topic, verbose_name=_("topics"), limit_choices_to={"merged_into": None}, blank=True
    )
    overlap = models.CharField(
        _("meta-analyses"), max_length=10, choices=Overlap.choices, default=Overlap.ASSUMED
    )
    overlap_reason = models.TextField(
        _("how this is known"),
        blank=True,
        help_text=_("Needed where meta-analyses are pooled. Readers see it."),
    )
    found = models.CharField(
        _("how these studies were found"),
        max_length=10,
        choices=Found.choices,
        default=Found.PICKED,
        help_text=_("Readers see it, and how sure the answer is depends on it."),
    )
    databases = models.CharField(
        _("databases"),
        max_length=300,
        blank=True,
        help_text=_("Of a systematic search: “PubMed, PsycINFO, Embase”."),
    )
    searched_on = models.DateField(
        _("date of the search"),
        null=True,
        blank=True,
        help_text=_("The last day up to which it was searched."),
    )
    rho = models.FloatField(
        _("correlation of effects of one study"),
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(0.99)],
        help_text=_(
            "If left empty, effects of one study share its true effect. Give a number between 0 "
            "and 1 if they come from the same people and their errors correlate, often 0.6."
        ),
    )
    threshold = models.FloatField(
        _("a change worth telling"),
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
        help_text=_(
            "How far the pooled value, as readers see it, has to move before followers hear of "
            "it. If left empty, they hear when the conclusion changes or the value moves by "
            "more than a small effect."
        ),
    )
    is_published = models.BooleanField(
        _("readers see it"), default=False, help_text=_("Under Evidence, and on its topics.")
    )
    published_at = models.DateTimeField(null=True, editable=False)
    """When readers saw it first; from then on every version stays."""
    created_at = models.DateTimeField(auto_now_add=True)

    objects = QuestionQuerySet.as_manager()

    search_fields = [
        index.SearchField("slug"),
        index.AutocompleteField("slug"),
        index.RelatedFields("texts", [index.SearchField("question")]),
    ]

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        ordering = ["slug"]

    def __str__(self) -> str:
        return self.question or self.slug

    def clean(self) -> None:
        super().clean()
        self._clean_search()
        if self.overlap == Overlap.NONE and not self.overlap_reason.strip():
            raise ValidationError(
                {
                    "overlap_reason": _(
                        "Say how it is known that no primary study is in two of the "
                        "meta-analyses; readers are told."
                    )
                }
            )

    def _clean_search(self) -> None:
        """A search that names no place and no day is none that a reader could do again."""
        if self.found != Found.SEARCHED:
            return
        faults = {}
        if not self.databases.strip():
            faults["databases"] = _("Say which databases were searched; readers are told.")
        if self.searched_on is None:
            faults["searched_on"] = _("Say up to which day it was searched; readers are told.")
        elif self.searched_on > timezone.localdate():
            faults["searched_on"] = _("That day is still to come.")
        if faults:
            raise ValidationError(faults)

    @property
    def is_searched(self) -> bool:
        return self.found == Found.SEARCHED

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.is_published and self.published_at is None:
            self.published_at = timezone.now()
        super().save(*args, **kwargs)

    def text_in(self, language: str) -> "QuestionText | None":
        """The words for the language, or for the site's first language, or any."""
        return in_language(self.texts.all(), language)

    @property
    def text(self) -> "QuestionText | None":
        return self.text_in(get_language() or settings.LANGUAGE_CODE)

    @property
    def question(self) -> str:
        text = self.text
        return text.question if text else ""

    @property
    def current(self) -> Any:
        """The synthesis that is the answer now; None before the first run."""
        return self.syntheses.newest_first().first()

    def get_absolute_url(self) -> str:
        return reverse("synthesis", args=[self.slug])


class QuestionText(PlainlyTold):
    """The words of a question in one language."""

    about = ParentalKey(Question, on_delete=models.CASCADE, related_name="texts")
    language = models.CharField(_("language"), max_length=20)
    question = models.CharField(
        _("question"),
        max_length=300,
        help_text=_("As a reader would ask it: “Does the alliance predict outcome in CBT?”"),
    )
    predictor = models.CharField(
        _("what"),
        max_length=200,
        blank=True,
        help_text=_("What predicts, or which treatment against which: “therapeutic alliance”."),
    )
    outcome = models.CharField(
        _("with what"), max_length=200, blank=True, help_text=_("The outcome: “depression”.")
    )
    group = models.CharField(_("whom"), max_length=200, blank=True)
    plain_outcome = models.CharField(
        _("what they tended to do"),
        max_length=150,
        blank=True,
        default="",
        help_text=_(
            "As a number above “no effect” has it: “have better outcomes”. Of a ratio what "
            "happens: “drop out”. An answer that lies below is told without these phrases."
        ),
    )
    criteria = models.TextField(
        _("criteria of the search"),
        blank=True,
        help_text=_(
            "Of a systematic search, in words: which studies were taken, and which were not."
        ),
    )
    comment = models.TextField(
        _("the editor's comment"),
        blank=True,
        help_text=_("What a reader should know that the numbers do not say."),
    )

    class Meta:
        verbose_name = _("words in a language")
        unique_together = [("about", "language")]

    def __str__(self) -> str:
        return self.question
