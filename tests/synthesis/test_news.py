"""What followers hear of an answer: from the one that they knew to the one now."""

from __future__ import annotations

import datetime as dt
from itertools import product

import pytest
from django.utils import timezone
from django.utils.translation import override

from gleanings.evidence.report import Label
from gleanings.synthesis.history import moved
from gleanings.synthesis.models import StudyEffect
from gleanings.synthesis.news import news_since
from gleanings.synthesis.recompute import recompute
from gleanings.synthesis.stored_result import Headline
from synthesis.factories import make_question, upload, with_correlations

HOUR = dt.timedelta(hours=1)
OPPOSITE = {"author": ["A", "B", "C"], "ri": [-0.5, -0.4, -0.6], "ni": [500, 600, 700]}
SMALL = {"author": ["Small"], "ri": [0.0], "ni": [12]}


def headline(state: str) -> Headline:
    label, k = {"none": (Label.NO_STUDY, 0), "beside": (Label.SIDE_BY_SIDE, 2)}.get(
        state, (Label.EFFECT, 5)
    )
    estimate = None if state in ("none", "beside") else float(state)
    return Headline("ZCOR", 0.95, k, k, None, label, estimate=estimate)


MOVED = {
    ("none", "none"): ("There is no study now.", "Il n’y a plus d’étude."),
    ("none", "beside"): ("There was no study before.", "Il n’y avait pas d’étude auparavant."),
    ("none", "0.2"): (
        "The studies are pooled now: .20.",
        "Les études sont désormais combinées : 0,20.",
    ),
    ("beside", "none"): ("There is no study now.", "Il n’y a plus d’étude."),
    ("beside", "beside"): ("", ""),
    ("beside", "0.2"): (
        "The studies are pooled now: .20.",
        "Les études sont désormais combinées : 0,20.",
    ),
    ("0.2", "none"): ("There is no study now.", "Il n’y a plus d’étude."),
    ("0.2", "beside"): (
        "The studies are no longer pooled; the answer was .20.",
        "Les études ne sont plus combinées ; la réponse était 0,20.",
    ),
    ("0.2", "0.2"): ("The answer stays at .20.", "La réponse reste à 0,20."),
    ("0.2", "0.4"): (
        "The answer moved from .20 to .40.",
        "La réponse est passée de 0,20 à 0,40.",
    ),
}


def test_the_table_has_every_state():
    states = ("none", "beside", "0.2")
    assert set(product(states, states)) <= set(MOVED)


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize(("states", "said"), MOVED.items(), ids=" to ".join)
def test_how_the_answer_moved(states, said, language):
    with override(language):
        sentence = moved(*map(headline, states))
    assert " ".join(sentence.split()) == said[language == "fr"]


@pytest.fixture
def question(db):
    question = make_question()
    with_correlations(question)
    age(question, days=9)
    return question


def age(question, **passed):
    """As if the answer as it stands had come so long ago."""
    current = question.current
    question.syntheses.filter(pk=current.pk).update(
        answers_since=timezone.now() - dt.timedelta(**passed)
    )


def add(question, columns, **passed):
    upload(question, columns)
    recompute(question)
    age(question, **passed)


def news():
    return list(news_since(timezone.now() - dt.timedelta(days=2), settled=HOUR))


def test_a_change_that_is_followed_by_a_small_one_within_the_hour_is_still_told(question):
    add(question, OPPOSITE, minutes=90)
    add(question, SMALL, minutes=70)
    (one,) = news()
    assert (one.before.version, one.now.version) == (1, 3)
    assert {mention.label for mention in one.change.added} == {
        "A (2000)",
        "B (2001)",
        "C (2002)",
        "Small (2000)",
    }


def test_a_small_change_hours_later_is_none(question):
    add(question, OPPOSITE, hours=9)
    add(question, SMALL, hours=2)
    assert news() == []


def test_an_answer_that_is_back_is_told_with_what_was_in_between(question):
    """And not with what changed when it was computed first."""
    add(question, OPPOSITE, hours=9)
    StudyEffect.objects.filter(
        question=question, label__in=["A (2000)", "B (2001)", "C (2002)"]
    ).delete()
    recompute(question)
    (one,) = news()
    assert (one.before.version, one.now.version) == (2, 1)
    assert len(one.change.removed) == 3
