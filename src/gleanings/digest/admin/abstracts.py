"""The abstracts of a summary's articles beside its numbers: for the desk, in nothing published."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string

from gleanings.digest.findings.matching import stands_in
from gleanings.digest.models import Finding
from gleanings.evidence.reading import read_statistics
from gleanings.literature.models import Article


@dataclass(frozen=True)
class Abstract:
    article: Article

    @property
    def pieces(self) -> list[tuple[str, bool]]:
        """The words in stretches, and of each whether a statistic was read there."""
        text, end = self.article.abstract, 0
        made = []
        for statistic in sorted(read_statistics(text), key=lambda one: one.start):
            if statistic.start >= end:
                made += [(text[end : statistic.start], False), (statistic.text, True)]
                end = statistic.end
        return [piece for piece in (*made, (text[end:], False)) if piece[0]]


def abstracts_for(user: Any, articles: Iterable[Article]) -> list[Abstract]:
    """None for who may not look at articles."""
    if not user.has_perm("literature.view_article"):
        return []
    return [Abstract(article) for article in articles if article.abstract]


def is_from(finding: Finding, abstracts: Sequence[Abstract]) -> bool:
    """Whether the words of a finding that are not in the text stand in one of these."""
    return finding.words_are_gone and any(
        stands_in(finding.words, one.article.abstract) for one in abstracts
    )


def render_abstracts(abstracts: Sequence[Abstract]) -> str:
    return render_to_string("digest/admin/numbers/abstracts.html", {"abstracts": abstracts})
