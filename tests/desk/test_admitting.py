"""What comes to the desk: articles that no summary is about, with proposed topics and types."""

from __future__ import annotations

from importlib import import_module

import pytest
from django.apps import apps

from digest.factories import make_article, make_summary
from gleanings.desk.admitting import admit, admit_new_articles, take_up_summarised
from gleanings.desk.models import Candidate, Verdict

pytestmark = pytest.mark.django_db

leave_out_notices = import_module(
    "gleanings.desk.migrations.0004_no_notices_in_the_queue"
).leave_out_notices


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


def test_what_somebody_took_back_is_not_taken_up_again(editor):
    from gleanings.desk.deciding import undo

    article = make_article()
    admit_new_articles()
    make_summary(articles=[article], live=False)
    assert take_up_summarised() == 1
    undo(article.candidate.decisions.get(), by=editor)
    assert take_up_summarised() == 0
    assert list(Candidate.objects.waiting()) == [article.candidate]
    # another summary is another occasion
    Candidate.objects.update(summary=make_summary(articles=[make_article()], live=False))
    assert take_up_summarised() == 1


NOTICES = [
    ("Retraction: Mindful breathing in clinics", []),
    ("RETRACTION: Mindful breathing in clinics", []),
    ("Retraction notice to “Mindful breathing in clinics”", []),
    ("Retraction of: Mindful breathing in clinics", []),
    ("Correction to: Mindful breathing in clinics", []),
    ("Correction to Lund et al. (2019).", []),
    ("Correction.", []),
    ("Corrigendum to “Mindful breathing in clinics”", []),
    ("Author's correction: mindful breathing", []),
    ("Erratum for mindful breathing in clinics", []),
    ("Erratum : la respiration en clinique", []),
    ("Rétractation : la respiration en clinique", []),
    ("Rectificatif à « La respiration en clinique »", []),
    ("Expression of Concern: Mindful breathing in clinics", []),
    ("Withdrawal notice: Mindful breathing in clinics", []),
    ("Mindful breathing in clinics", ["Published Erratum"]),
    ("Mindful breathing in clinics", ["Journal Article", "Retraction of Publication"]),
    ("Mindful breathing in clinics", ["Expression of Concern"]),
]
ARTICLES = [
    ("RETRACTED: Mindful breathing in clinics", ["Retracted Publication"]),
    ("Retracted studies in systematic reviews", []),
    ("Retractions in psychology: a survey", []),
    ("Correction for guessing in tests of memory", []),
    ("Correction of cognitive distortions in depression", []),
    ("Correctional mental health care", []),
    ("Corrective experiences in psychotherapy", []),
    ("Withdrawal of antidepressants in primary care", []),
    ("Withdrawal ruptures and their resolution", []),
    ("Response to psychotherapy in depression", []),
    ("Concern for others: a trial", []),
    ("Mindful breathing in clinics", ["Corrected and Republished Article"]),
]


@pytest.mark.parametrize(("title", "types"), NOTICES)
def test_what_retracts_or_corrects_an_article_is_no_candidate(title, types):
    notice = make_article(title=title, publication_types=types)
    article = make_article(title="Alliance and outcome")
    assert admit_new_articles() == 1
    assert admit([notice]) == 0
    assert Candidate.objects.get().article == article


@pytest.mark.parametrize(("title", "types"), ARTICLES)
def test_articles_with_such_words_are_candidates(title, types):
    make_article(title=title, publication_types=types)
    assert admit_new_articles() == 1
    leave_out_notices(apps, None)
    assert Candidate.objects.count() == 1


def test_notices_that_stood_in_the_queue_wait_no_longer_and_those_decided_on_stay(editor):
    from gleanings.desk.deciding import decide

    notices = [make_article(title=title, publication_types=types) for title, types in NOTICES]
    Candidate.objects.bulk_create(Candidate(article=notice) for notice in notices)
    decided = notices[0].candidate
    decide(decided, Verdict.NOT_FOR_US, by=editor, seen_version=0)
    leave_out_notices(apps, None)
    assert list(Candidate.objects.all()) == [decided]
    assert admit_new_articles() == 0


def test_more_notices_than_are_looked_at_at_once_keep_no_article_away(monkeypatch):
    monkeypatch.setattr("gleanings.desk.admitting.AT_ONCE", 2)
    for number in range(5):
        make_article(title=f"Correction to: Breathing {number}")
    make_article(title="Alliance and outcome")
    assert admit_new_articles() == 1
