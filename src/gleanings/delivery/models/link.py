"""How often the links of a mailing are followed, where the operator has that counted."""

from django.db import models

from gleanings.delivery.models.mailing import Mailing
from gleanings.delivery.models.subscriber import new_key


class Link(models.Model):
    """One page that a mailing leads to: the same for all who get it, so it tells of nobody."""

    shows_nothing_new = True  # to readers

    mailing = models.ForeignKey(Mailing, on_delete=models.CASCADE, related_name="links")
    path = models.CharField(max_length=500)
    """On this site: without a host there is no way to lead elsewhere."""
    key = models.CharField(max_length=32, unique=True, default=new_key)
    times = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-times", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["mailing", "path"], name="link_counted_once")
        ]

    def __str__(self) -> str:
        return self.path
