"""What comes to the desk: articles that no summary is about, with proposed topics and types."""

from __future__ import annotations

import pytest

from digest.factories import make_article, make_summary
from gleanings.desk.admitting import admit_new_articles
from gleanings.desk.models import Candidate

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
