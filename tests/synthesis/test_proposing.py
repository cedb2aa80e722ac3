"""Which findings are put forward for a question."""

import pytest

from gleanings.synthesis.models import Inclusion
from gleanings.synthesis.proposing import propose
from synthesis.factories import include, make_question, study_finding

pytestmark = pytest.mark.django_db


def proposed(question):
    propose(question)
    return list(question.memberships.values_list("finding_id", flat=True))


def test_by_topic_and_measure():
    question = make_question(topics=("empathy",))
    fits = study_finding()
    study_finding(measure="d", estimate=0.4, ci_low=0.1, ci_high=0.7)
    assert proposed(question) == [fits.pk]


def test_by_what_they_relate_where_no_topic_is_shared():
    question = make_question(topics=("suicide-and-crisis-intervention",))
    same = study_finding(predictor="Alliance, therapeutic", outcome="outcome")
    study_finding(predictor="homework", outcome="outcome")
    assert proposed(question) == [same.pk]


def test_in_another_language_too():
    question = make_question(topics=())
    french = study_finding(predictor="alliance thérapeutique", outcome="résultat")
    assert proposed(question) == [french.pk]


def test_what_compares_with_earlier_work_is_another_articles():
    question = make_question()
    study_finding(role="comparison")
    assert proposed(question) == []


def test_the_z_of_a_test_is_no_correlation():
    question = make_question()
    study_finding(measure="z", estimate=6.19, ci_low=None, ci_high=None, level=None)
    fishers = study_finding(measure="z", estimate=0.3, ci_low=0.2, ci_high=0.39)
    assert proposed(question) == [fishers.pk]


def test_what_was_decided_stays():
    question = make_question()
    finding = study_finding()
    include(question, finding, inclusion=Inclusion.EXCLUDED, reason="Children only")
    propose(question)
    assert question.memberships.get().inclusion == Inclusion.EXCLUDED
