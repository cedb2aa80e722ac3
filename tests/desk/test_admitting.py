"""What comes to the desk: articles that no summary is about, with proposed topics and types."""

from __future__ import annotations

import pytest

from digest.factories import make_article, make_summary
from gleanings.desk.admitting import admit_new_articles, take_up_summarised
from gleanings.desk.models import Candidate, Verdict

pytestmark = pytest.mark.django_db


def test_new_articles_come_once_and_those_of_summaries_do_not():
    new = make_article(sources={"*": "Crossref"})
    make_summary(articles=[make_article()])
    make_summary(articles=[make_article()], live=False)
    assert admit_new_articles() == 1
    assert admit_new_articles() == 0
    candidate = Candidate.objects.get()
    assert (candidate.article, candidate.came_from) == (new, "Crossref")


def test_topics_and_types_are_proposed_by_title_and_abstract():
    make_article(
        title="Empathy and outcome: a meta-analysis",
        abstract="Therapist empathy was rated by clients. We pooled 80 studies of empathy.",
    )
    admit_new_articles()
    candidate = Candidate.objects.get()
    assert "empathy" in [topic.slug for topic in candidate.topics.all()]
    assert "meta-analysis" in [kind.slug for kind in candidate.research_types.all()]


def test_what_is_summarised_without_the_desk_waits_no_longer(editor):
    from gleanings.desk.deciding import decide

    written, passed, waiting = (make_article() for _ in range(3))
    admit_new_articles()
    decide(passed.candidate, Verdict.NOT_FOR_US, by=editor, seen_version=0)
    summary = make_summary(articles=[written], live=False)
    make_summary(articles=[passed], live=False)
    assert take_up_summarised() == 1
    assert take_up_summarised() == 0
    taken = Candidate.objects.get(article=written)
    assert (taken.verdict, taken.summary) == (Verdict.TAKE_UP, summary)
    assert taken.decisions.get().made_by is None
    # who passed it over is not overruled
    assert Candidate.objects.get(article=passed).verdict == Verdict.NOT_FOR_US
    assert list(Candidate.objects.waiting()) == [waiting.candidate]
