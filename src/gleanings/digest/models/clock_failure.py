"""What the clock could not do when its time had come."""

from django.db import models


class ClockFailure(models.Model):
    """Stands here until it is done: the desk says so, whichever process keeps the clock."""

    shows_nothing_new = True  # to readers

    work = models.CharField(max_length=50)
    subject = models.CharField(max_length=255, blank=True)
    """Which of several; empty where the work is one thing."""
    page = models.ForeignKey(
        "wagtailcore.Page", null=True, on_delete=models.CASCADE, related_name="+"
    )
    why = models.JSONField(default=dict)
    """Sentences for the editor, by language; empty where nobody foresaw it."""
    since = models.DateTimeField()
    last = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["work", "subject"], name="one_failure_of_a_kind")
        ]

    def __str__(self) -> str:
        return f"{self.work} “{self.page}”" if self.page else f"{self.work} {self.subject}".strip()
