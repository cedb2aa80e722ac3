"""What readers say of summaries, as a signal of the ranking: what more of them find relevant counts
more, of what was taken up."""

import hashlib
from collections.abc import Sequence
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from gleanings.digest.models import SummaryArticle
from gleanings.reader.relevant_to import shares

LEAST = 0.5
"""What nobody who answered finds relevant was taken up all the same, and counts half; what all of
them do, half more than what nobody rated. Set by hand: it turns no order round by itself."""


def counts_of(articles: Sequence[int]) -> tuple[NDArray[np.float64], int]:
    """How much each counts beside the others, 1 where too few answered; and how many were rated."""
    found = shares()
    by_article: dict[int, float] = {}
    if found:
        about = SummaryArticle.objects.filter(summary__translation_key__in=map(UUID, found))
        for article, key in about.values_list("article_id", "summary__translation_key"):
            by_article[article] = max(by_article.get(article, 0.0), found[key.hex])
    counts = [LEAST + by_article[one] if one in by_article else 1.0 for one in articles]
    return np.array(counts), sum(one in by_article for one in articles)


def in_short() -> str:
    """Another when a share has changed by a tenth or so: the ranking is due then; empty without."""
    found = sorted((key, round(share, 1)) for key, share in shares().items())
    return hashlib.sha256(repr(found).encode()).hexdigest()[:8] if found else ""
