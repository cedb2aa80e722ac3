"""Records of one article, and near-identical ones, among what waits: by the duplicates matcher."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from gleanings.desk.models import Candidate
from gleanings.literature.duplicates.blocking import pairs
from gleanings.literature.duplicates.comparison import Verdict, compare
from gleanings.literature.duplicates.normal_form import NormalForm
from gleanings.literature.duplicates.titles import TitleLikeness, likeness
from gleanings.literature.models import Article, DoubtfulPair
from gleanings.literature.storing.same import form_of

Keys = dict[int, list[int]]


@dataclass(frozen=True)
class Twins:
    """By the key of each candidate those of the others."""

    same: Keys = field(default_factory=dict)
    """Another record of the article: its preprint, or the same from a second source."""
    alike: Keys = field(default_factory=dict)
    """Perhaps the same, and perhaps a part of it, its protocol or its second report."""


def twins_among(first: Sequence[int]) -> Twins:
    """Of these candidates, and of all that wait with the title of one of them.

    Two DOIs tell two articles apart, but not for who decides on what to read: they are left out.
    What an editor called two articles is not said to be one again.
    """
    waiting = Candidate.objects.waiting()
    titled = Article.objects.filter(candidate__in=first).exclude(title_key="")
    titles = list(titled.values_list("title_key", flat=True).distinct())
    # by two indexes, one after the other: with “or” between them a database reads all candidates
    article_of = dict(waiting.filter(pk__in=first).values_list("pk", "article"))
    article_of |= waiting.filter(article__title_key__in=titles).values_list("pk", "article")
    articles = Article.objects.in_bulk(list(article_of.values()))
    keys = list(article_of)
    forms = [_without_identifiers(articles[article_of[key]]) for key in keys]
    are_two = _judged_two(articles)
    same: dict[int, set[int]] = defaultdict(set)
    alike: dict[int, set[int]] = defaultdict(set)
    for one, other in pairs(forms):
        if {article_of[keys[one]], article_of[keys[other]]} in are_two:
            continue
        alikeness = likeness(forms[one].title, forms[other].title)
        verdict = compare(forms[one], forms[other]).verdict
        # one place in a journal under two titles is for the page of doubtful pairs
        if verdict is not Verdict.DIFFERENT and alikeness > TitleLikeness.REWORDED:
            is_same = verdict is Verdict.SAME and alikeness > TitleLikeness.SIMILAR
            there = same if is_same else alike
            there[keys[one]].add(keys[other])
            there[keys[other]].add(keys[one])
    return Twins(_sorted(same), _sorted(alike))


def _without_identifiers(article: Article) -> NormalForm:
    article.doi = article.pmid = None  # of the copy in memory, which nobody saves
    return form_of(article)


def _judged_two(articles: Mapping[int, Article]) -> list[set[int | None]]:
    judged = DoubtfulPair.objects.filter(
        verdict=DoubtfulPair.Verdict.TWO, article__in=articles, other__in=articles
    )
    return [{one, other} for one, other in judged.values_list("article", "other")]


def _sorted(found: Mapping[int, set[int]]) -> Keys:
    return {key: sorted(others) for key, others in found.items()}
