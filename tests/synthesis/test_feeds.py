"""Followers of a question or topic hear of changes that cross its threshold, and of no others."""

import feedparser
import pytest

from gleanings.synthesis.models import Synthesis
from gleanings.synthesis.recompute import recompute
from synthesis.factories import make_question, upload, with_correlations

pytestmark = pytest.mark.django_db


def entries(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return feedparser.parse(response.content).entries


@pytest.fixture
def question():
    question = make_question("alliance", topics=("empathy",))
    with_correlations(question)
    return question


def test_a_small_move_is_no_news(client, question):
    upload(question, {"author": ["Small"], "ri": [0.22], "ni": [50]})
    recompute(question)
    assert len(entries(client, "/en/evidence/alliance/changes.atom")) == 1


def test_a_change_of_the_conclusion_is_news_on_its_topic_too(client, question):
    columns = {"author": ["A", "B", "C"], "ri": [-0.5, -0.4, -0.6], "ni": [500, 600, 700]}
    upload(question, columns)
    recompute(question)
    assert Synthesis.objects.get(version=2).is_notable
    for address in ("evidence/alliance", "topics/empathy", "evidence"):
        newest = entries(client, f"/en/{address}/changes.atom")[0]
        assert newest.link.endswith("/en/evidence/alliance/v2/")
        assert "moved from" in newest.summary
    assert entries(client, "/en/topics/training/changes.atom") == []
