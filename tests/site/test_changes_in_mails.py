"""A change that crosses its question's threshold is told by mail, and no other."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from gleanings.site.changes_in_mails import changed_answers
from gleanings.synthesis.recompute import recompute
from synthesis.factories import make_question, upload, with_correlations

pytestmark = pytest.mark.django_db


def told():
    return list(changed_answers(timezone.now() - dt.timedelta(days=2)))


def test_what_crosses_the_threshold_and_only_that():
    question = make_question("alliance", topics=("empathy",))
    with_correlations(question)
    assert told() == []
    upload(question, {"author": ["Small"], "ri": [0.22], "ni": [50]})
    recompute(question)
    assert told() == []
    columns = {"author": ["A", "B", "C"], "ri": [-0.5, -0.4, -0.6], "ni": [500, 600, 700]}
    upload(question, columns)
    recompute(question)
    (change,) = told()
    assert change.topics == (question.topics.get().pk,)
    assert change.words["en"]["question"] == "Does the alliance predict outcome?"
    assert change.words["en"]["address"].endswith("/en/evidence/alliance/")
    assert "tended to do better" in change.words["en"]["before"]
    assert "cannot tell whether there is a link" in change.words["en"]["answer"]
    *reasons, moved = change.words["en"]["changes"]
    assert reasons == ["Added: Small (2000); A (2000); B (2001); C (2002)."]
    assert moved.startswith("The answer moved from")
    assert change.words["fr"]["address"].endswith("/fr/evidence/alliance/")
    assert change.words["fr"]["question"].startswith("L’alliance")
    assert list(changed_answers(timezone.now())) == []
    question.is_published = False
    question.save()
    assert told() == []
