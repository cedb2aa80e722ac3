"""A candidate as an editor sees it: the article, and why it stands where it stands."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from gleanings.desk.known_summaries import summaries_about
from gleanings.desk.models import Candidate, Example, Ranking
from gleanings.desk.ranking.explaining import Counted, Piece, pieces, words_that_count
from gleanings.desk.ranking.likelihood_points import share_at
from gleanings.desk.sample import Sample, sample_of
from gleanings.digest.models import Summary, SummaryArticle
from gleanings.literature.models import Article
from gleanings.literature.notices.words import mark_of

_TENTHS = 10


@dataclass(frozen=True)
class Neighbour:
    article: Article
    summary_id: int | None


@dataclass(frozen=True)
class Card:
    candidate: Candidate
    title: list[Piece]
    abstract: list[Piece]
    speak_for: list[Counted]
    speak_against: list[Counted]
    neighbours: list[Neighbour] = field(default_factory=list)
    same: list[Article] = field(default_factory=list)
    twins: list[Candidate] = field(default_factory=list)
    """Other records of the article that wait, and are decided with it."""
    summaries: list[Summary] = field(default_factory=list)
    """About this article; more than one after a merge, of which one is to go."""
    sample: Sample = field(default_factory=Sample)
    notice: str = ""
    """What was published about the article: “Article retracted”, “Expression of concern”."""
    is_example: bool = False
    is_unlike: bool = False
    is_ranked: bool = False
    tenths: int | None = None
    """So many in ten that score like this were taken up; None where too little was decided."""


def cards_of(candidates: Sequence[Candidate], ranking: Ranking | None) -> list[Card]:
    weights = {int(column): weight for column, weight in (ranking.words if ranking else {}).items()}
    scores = _scores(candidates, ranking)
    neighbours = _neighbours(candidates, ranking)
    same = _others(candidates, ranking.same if ranking else {})
    twins = _others(candidates, ranking.twins if ranking else {})
    articles = [candidate.article_id for candidate in candidates]
    examples = set(
        Example.objects.filter(article__in=articles).values_list("article_id", flat=True)
    )
    summaries = summaries_about(articles)
    unlike = set(ranking.unlike) if ranking else set()
    made = []
    for candidate in candidates:
        article = candidate.article
        counted = words_that_count(f"{article.title}\n{article.abstract}", weights)
        score = scores.get(candidate.pk)
        share = share_at(ranking.likelihood, score) if ranking and score is not None else None
        made.append(
            Card(
                candidate,
                pieces(article.title, counted),
                pieces(article.abstract, counted),
                [one for one in counted if one.weight > 0],
                [one for one in counted if one.weight < 0],
                neighbours.get(candidate.pk, []),
                [one.article for one in same.get(candidate.pk, [])],
                twins.get(candidate.pk, []),
                summaries[article.pk],
                sample_of(article.title, article.abstract),
                mark_of(article.status),
                article.pk in examples,
                candidate.pk in unlike,
                score is not None,
                # a curve ends below certainty, and so do words
                None if share is None else min(round(share * _TENTHS), _TENTHS - 1),
            )
        )
    return made


def _scores(candidates: Sequence[Candidate], ranking: Ranking | None) -> dict[int, float]:
    if ranking is None or not ranking.words:
        return {}
    wanted = [candidate.pk for candidate in candidates]
    keys = ranking.keys
    places = np.flatnonzero(np.isin(keys, wanted))
    scores = np.frombuffer(bytes(ranking.scores), dtype=np.float32)
    return {int(keys[place]): float(scores[place]) for place in places}


def _neighbours(
    candidates: Sequence[Candidate], ranking: Ranking | None
) -> dict[int, list[Neighbour]]:
    if ranking is None:
        return {}
    near = {one.pk: ranking.neighbours.get(str(one.pk), []) for one in candidates}
    keys = {article for rows in near.values() for article, _ in rows}
    articles = Article.objects.in_bulk(keys)
    rows = SummaryArticle.objects.filter(article__in=keys, summary__alias_of=None)
    summary_of = dict(rows.values_list("article_id", "summary_id"))
    return {
        candidate: [
            Neighbour(articles[key], summary_of.get(key)) for key, _ in rows if key in articles
        ]
        for candidate, rows in near.items()
    }


def _others(
    candidates: Sequence[Candidate], others: dict[str, list[int]]
) -> dict[int, list[Candidate]]:
    """Those of the others that still wait."""
    keys = {one.pk: others.get(str(one.pk), []) for one in candidates}
    waiting = Candidate.objects.waiting().select_related("article")
    found = waiting.in_bulk({key for near in keys.values() for key in near})
    return {one: [found[key] for key in near if key in found] for one, near in keys.items()}
