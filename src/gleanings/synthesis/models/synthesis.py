"""The answers to a question, one for each state of its data."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from gleanings.synthesis.models.question import Question


class Synthesis(models.Model):
    """One run of the engine: the data it had, what came out, and what changed since the last.

    Never changed once it is made. ``data`` are the rows as they went in, pooled and side by side;
    ``data_hash`` is SHA-256 over them and the settings; ``result`` is `Appraisal.to_dict()` of the
    evidence library; ``standing`` is the answer in a few numbers, for all that needs no more;
    ``change`` says what was added and taken out and how the estimate moved.
    """

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="syntheses")
    version = models.PositiveIntegerField()
    computed_at = models.DateTimeField()
    data_hash = models.CharField(max_length=64)
    engine = models.CharField(max_length=40)
    data = models.JSONField()
    result = models.JSONField()
    standing = models.JSONField()
    change = models.JSONField(default=dict)
    is_notable = models.BooleanField(
        default=False, help_text=_("Whether the change crosses the question's threshold.")
    )

    class Meta:
        verbose_name = _("synthesis")
        verbose_name_plural = _("syntheses")
        ordering = ["question", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["question", "version"], name="one_run_a_version")
        ]

    def __str__(self) -> str:
        return f"{self.question.slug}, {self.version}"

    def get_absolute_url(self) -> str:
        return reverse("synthesis_version", args=[self.question.slug, self.version])


class Figure(models.Model):
    """A drawn figure of a synthesis, so that no page waits for it."""

    shows_nothing_new = True  # see `gleanings.digest.freshness`

    synthesis = models.ForeignKey(Synthesis, on_delete=models.CASCADE, related_name="figures")
    name = models.CharField(max_length=20)
    language = models.CharField(max_length=20)
    width = models.CharField(max_length=10)
    svg = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["synthesis", "name", "language", "width"], name="one_figure_of_a_kind"
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.language}, {self.width})"
