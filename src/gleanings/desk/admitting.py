"""Which articles come to the desk, and what is proposed of them."""

from collections.abc import Iterable
from contextlib import suppress

from django.db import transaction

from gleanings.desk.deciding import DecidedMeanwhileError, decide
from gleanings.desk.models import Candidate, Verdict
from gleanings.digest.models import ResearchType, SummaryArticle, Topic
from gleanings.digest.vocabulary.proposals import Words, propose_topics, propose_types
from gleanings.literature.models import Article
from gleanings.literature.records.notices import is_notice

AT_ONCE = 200


def admit_new_articles() -> int:
    """A candidate for each article that is none and that no summary is about; how many are new.

    A few hundred in one transaction, so that editors' saves come in between.
    """
    cited = SummaryArticle.objects.values("article")
    new = Article.objects.filter(candidate=None).exclude(pk__in=cited).order_by("pk")
    admitted = last = 0
    while articles := list(new.filter(pk__gt=last)[:AT_ONCE]):
        admitted += admit(articles)
        last = articles[-1].pk
    return admitted


def take_up_summarised() -> int:
    """What somebody wrote a summary about without the desk is taken up all the same; how many.

    Where somebody took that back, it waits on.
    """
    about = SummaryArticle.objects.filter(summary__alias_of=None).order_by("pk")
    summary_of = dict(
        about.filter(article__candidate__verdict="").values_list("article_id", "summary_id")
    )
    taken = 0
    for candidate in Candidate.objects.waiting().filter(article__in=summary_of):
        if candidate.summary_id == summary_of[candidate.article_id]:
            continue
        with suppress(DecidedMeanwhileError), transaction.atomic():
            decide(candidate, Verdict.TAKE_UP, by=None, seen_version=candidate.version)
            Candidate.objects.filter(pk=candidate.pk).update(
                summary=summary_of[candidate.article_id]
            )
            taken += 1
    return taken


@transaction.atomic
def admit(articles: Iterable[Article], came_from: str = "") -> int:
    """How many are articles: what retracts or corrects one is none, and stays away.

    ``came_from`` names the search that found them; without it their source is named.
    """
    articles = [one for one in articles if not is_notice(one.title, one.publication_types)]
    candidates = [
        Candidate(article=article, came_from=(came_from or article.sources.get("*", ""))[:200])
        for article in articles
    ]
    Candidate.objects.bulk_create(candidates, ignore_conflicts=True)
    keys = dict(Candidate.objects.filter(article__in=articles).values_list("article_id", "pk"))
    topics = {topic.slug: topic for topic in Topic.objects.current().with_names()}
    types = {kind.slug: kind for kind in ResearchType.objects.current().with_names()}
    of_topics, of_types = Candidate.topics.through, Candidate.research_types.through
    topic_rows, type_rows = [], []
    for article in articles:
        words, key = Words(article.title, article.abstract), keys[article.pk]
        for proposal in propose_topics(words, topics.values()):
            topic_rows.append(of_topics(candidate_id=key, topic_id=topics[proposal.slug].pk))
        for proposal in propose_types(words, types.values()):
            type_rows.append(of_types(candidate_id=key, researchtype_id=types[proposal.slug].pk))
    of_topics.objects.bulk_create(topic_rows, ignore_conflicts=True)
    of_types.objects.bulk_create(type_rows, ignore_conflicts=True)
    return len(articles)
