"""A stamp that is renewed with every change that readers may see."""

from django.db import models


class Freshness(models.Model):
    """One row. Whatever is kept outside the database is kept together with this stamp."""

    shows_nothing_new = True  # to readers

    stamp = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.stamp)
