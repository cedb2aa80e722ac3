"""Somebody asked for a mail with a link: to confirm a subscription, or to change one."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Purpose(models.TextChoices):
    CONFIRM = "confirm", _("confirm a subscription")
    MINE = "mine", _("change a subscription")


class LinkRequest(models.Model):
    """Waits until its mail is sent, and a while longer for its link; then it is deleted.

    What was chosen stands here alone until it is confirmed, so that nobody can change, by knowing
    an address, what its owner chose.
    """

    shows_nothing_new = True  # to readers

    address = models.CharField(max_length=254)
    same_address = models.CharField(max_length=254, db_index=True)
    purpose = models.CharField(max_length=10, choices=Purpose.choices)
    language = models.CharField(max_length=20)
    choice = models.JSONField(default=dict)
    """``frequency``, ``alerts``, and the slugs of ``topics`` and ``research_types``."""
    created_at = models.DateTimeField(default=timezone.now)
    next_try = models.DateTimeField(default=timezone.now)
    attempts = models.PositiveIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)
    message_id = models.CharField(max_length=200)

    class Meta:
        indexes = [
            models.Index(
                fields=["next_try"], condition=models.Q(sent_at=None), name="links_to_be_sent"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_purpose_display()}: {self.address}"
