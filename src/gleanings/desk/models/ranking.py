"""The order of the queue as it was computed last."""

from typing import Any

import numpy as np
from django.db import models
from django.utils import timezone
from numpy.typing import NDArray


class Ranking(models.Model):
    """One row, which each ranking replaces: a hundred thousand candidates keep no writer waiting.

    ``order`` holds the keys of the candidates (int64), the best first, and ``scores`` their scores
    (float32) in the same order. ``words`` gives the weight of a term by its column;
    ``neighbours`` for the first candidates the articles that were taken up and are most like them,
    as ``[[article, similarity], …]``, ``same`` the candidates with nearly the same words, and
    ``twins`` those that are another record of the same article. ``basis`` counts what was learned
    from: summaries, what was taken up and passed over, examples.
    ``likelihood`` are the points of a curve from score to share taken up, empty as long as too
    little was decided; ``left`` is what is expected to be still among those that wait,
    ``left_at_most`` what hardly more than may be. ``unlike`` are candidates that stand where they
    stand for being unlike what was decided on.
    """

    shows_nothing_new = True  # to readers

    computed_at = models.DateTimeField(default=timezone.now)
    state = models.CharField(max_length=100, default="")
    """What was decided and what was there, in short; where it is another, a ranking is due."""
    order = models.BinaryField(default=bytes)
    scores = models.BinaryField(default=bytes)
    words = models.JSONField(default=dict)
    neighbours = models.JSONField(default=dict)
    same = models.JSONField(default=dict)
    twins = models.JSONField(default=dict)
    basis = models.JSONField(default=dict)
    unlike = models.JSONField(default=list)
    likelihood = models.JSONField(default=list)
    left = models.FloatField(null=True)
    left_at_most = models.FloatField(null=True)

    class Meta:
        verbose_name = "ranking"
        verbose_name_plural = "rankings"

    def __str__(self) -> str:
        return f"ranking of {self.computed_at:%Y-%m-%d %H:%M}"

    @property
    def keys(self) -> NDArray[np.int64]:
        return np.frombuffer(bytes(self.order), dtype=np.int64)

    @classmethod
    def current(cls) -> Any:
        """None before the first."""
        return cls._default_manager.order_by("-pk").first()
