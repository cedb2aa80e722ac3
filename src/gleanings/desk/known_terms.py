"""The terms of the articles at the desk: read once, stored, and kept in memory by who ranks."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from django.db.models.functions import Length
from scipy import sparse

from gleanings.desk.models import ArticleTerms, Candidate, Example
from gleanings.desk.ranking.features import COLUMNS, Matrix, count_terms, text_of
from gleanings.digest.models import SummaryArticle
from gleanings.literature.models import Article

AT_ONCE = 500
LOOKED_AT_AGAIN = 4 * AT_ONCE
"""So many keys back: of two processes that store terms at once, the higher keys may come first."""


def forget_changed_articles() -> int:
    """Those whose title or abstract has another length by now, as when an import fills one in.

    Imports write many rows at once and send no signal for each.
    """
    changed, _ = ArticleTerms.objects.exclude(length=_LENGTH).delete()
    return changed


_LENGTH = Length("article__title") + Length("article__abstract")


def read_new_articles() -> int:
    """Store the terms of candidates and of summarised articles that have none yet; how many."""
    have = ArticleTerms.objects.values("article")
    at_desk = Candidate.objects.exclude(article__in=have).values_list("article_id", flat=True)
    cited = SummaryArticle.objects.exclude(article__in=have).values_list("article_id", flat=True)
    examples = Example.objects.exclude(article__in=have).values_list("article_id", flat=True)
    keys = sorted({*at_desk, *cited, *examples})
    for begin in range(0, len(keys), AT_ONCE):
        _read(keys[begin : begin + AT_ONCE])
    return len(keys)


def _read(keys: Sequence[int]) -> None:
    articles = list(Article.objects.filter(pk__in=keys).values_list("pk", "title", "abstract"))
    counts = count_terms(text_of(title, abstract) for _, title, abstract in articles)
    rows = zip(articles, counts.indptr, counts.indptr[1:], strict=False)
    ArticleTerms.objects.bulk_create(
        [
            ArticleTerms(
                article_id=article[0],
                length=len(article[1]) + len(article[2]),
                columns=counts.indices[begin:end].astype(np.int32).tobytes(),
                counts=counts.data[begin:end].astype(np.float32).tobytes(),
            )
            for article, begin, end in rows
        ],
        ignore_conflicts=True,
    )


@dataclass
class KnownTerms:
    """A matrix of term counts, and its row of each article; `refresh` takes in what is new."""

    counts: Matrix = field(default_factory=lambda: sparse.csr_matrix((0, COLUMNS), dtype="f4"))
    row_of: dict[int, int] = field(default_factory=dict)
    last: int = 0
    recent: set[int] = field(default_factory=set)
    """The keys that are known of those looked at again."""

    def refresh(self) -> bool:
        """Whether anything was new."""
        read_new_articles()
        new = ArticleTerms.objects.filter(pk__gt=self.last - LOOKED_AT_AGAIN)
        new = new.exclude(pk__in=self.recent).order_by("pk")
        rows = list(new.values_list("pk", "article_id", "columns", "counts").iterator())
        if not rows:
            return False
        self.counts = sparse.vstack([self.counts, _matrix_of(rows)], format="csr")
        begin = self.counts.shape[0] - len(rows)
        self.row_of |= {article: begin + number for number, (_, article, *_) in enumerate(rows)}
        self.last = max(self.last, rows[-1][0])
        keys = {*self.recent, *(row[0] for row in rows)}
        self.recent = {key for key in keys if key > self.last - LOOKED_AT_AGAIN}
        return True


def _matrix_of(rows: Sequence[tuple[int, int, Any, Any]]) -> Matrix:
    columns = [np.frombuffer(bytes(row[2]), dtype=np.int32) for row in rows]
    counts = [np.frombuffer(bytes(row[3]), dtype=np.float32) for row in rows]
    ends = np.concatenate([[0], np.cumsum([len(one) for one in columns])])
    return sparse.csr_matrix(
        (np.concatenate(counts), np.concatenate(columns), ends), shape=(len(rows), COLUMNS)
    )
