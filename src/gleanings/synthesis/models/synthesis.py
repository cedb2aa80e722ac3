"""The answers to a question, one for each state of its data."""

from collections.abc import Sequence
from typing import Any, Self

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from gleanings.evidence.appraisal import Appraisal
from gleanings.synthesis.models.question import Question
from gleanings.synthesis.models.stored_field import StoredField
from gleanings.synthesis.stored_result import Change, Dataset, Headline


class SynthesisQuerySet(models.QuerySet[Any]):
    def newest_first(self) -> Self:
        """The answer as it stands comes first."""
        return self.order_by("-answers_since", "-version")


class Synthesis(models.Model):
    """One run of the engine: the data it had, what came out, and what changed since the last.

    What was computed never changes. Where the data become again what they were, the synthesis of
    then is the answer again: ``answers_since`` says since when.

    ``with_retracted`` is the answer if it counted what was retracted, None where nothing was.
    ``data`` are the rows as they went in, pooled and side by side; ``data_hash`` is SHA-256 over
    them and the settings; ``result`` is what the evidence library made of them, of 500 effects some
    600 kB; ``headline`` is the answer in a few numbers, for all that needs no more; ``change`` says
    what was added and taken out and how the estimate moved.

    What readers get of it comes from `gleanings.synthesis.withdrawal.for_readers`.
    """

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="syntheses")
    version = models.PositiveIntegerField()
    computed_at = models.DateTimeField()
    answers_since = models.DateTimeField()
    data_hash = models.CharField(max_length=64)
    engine = models.CharField(max_length=40)
    data: "models.Field[Dataset, Dataset]" = StoredField(Dataset)
    result: "models.Field[Appraisal, Appraisal]" = StoredField(Appraisal)
    headline: "models.Field[Headline, Headline]" = StoredField(Headline)
    with_retracted: "models.Field[Headline | None, Headline | None]" = StoredField(
        Headline, null=True, default=None
    )
    change: "models.Field[Change, Change]" = StoredField(Change, default=dict)
    is_notable = models.BooleanField(
        default=False, help_text=_("Whether the change crosses the question's threshold.")
    )

    withdrawn: Sequence[Any] = ()
    """What readers may no longer see of it; set on the copy that they get."""
    without = ""
    """A fingerprint of that, by which a figure without it is told from one with it."""

    objects = SynthesisQuerySet.as_manager()

    class Meta:
        verbose_name = _("synthesis")
        verbose_name_plural = _("syntheses")
        ordering = ["question", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["question", "version"], name="one_run_a_version")
        ]

    def __str__(self) -> str:
        return f"{self.question.slug}, {self.version}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise TypeError(f"The synthesis {self} is computed: it does not change.")
        if self.answers_since is None:
            self.answers_since = self.computed_at
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("synthesis_version", args=[self.question.slug, self.version])

    @property
    def answers_again(self) -> bool:
        """Whether another was the answer in between."""
        return self.answers_since > self.computed_at


class Figure(models.Model):
    """A drawn figure of a synthesis, so that no page waits for it."""

    shows_nothing_new = True  # see `gleanings.reader.cache.content_version`

    synthesis = models.ForeignKey(Synthesis, on_delete=models.CASCADE, related_name="figures")
    name = models.CharField(max_length=20)
    language = models.CharField(max_length=20)
    width = models.CharField(max_length=10)
    without = models.CharField(max_length=64, default="")
    """As the synthesis said of what was withdrawn when it was drawn."""
    svg = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["synthesis", "name", "language", "width", "without"],
                name="one_figure_of_a_kind",
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.language}, {self.width})"
