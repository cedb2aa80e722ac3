"""The last decision that stands counts, undoing goes back by one, nobody is overwritten."""

from __future__ import annotations

import pytest

from desk.candidates import make_candidate
from gleanings.desk.deciding import DecidedMeanwhileError, decide, undo
from gleanings.desk.models import Candidate, Decision, Verdict

pytestmark = pytest.mark.django_db


@pytest.fixture
def candidate():
    return make_candidate()


def verdict_of(candidate):
    return Candidate.objects.get(pk=candidate.pk).verdict


def test_a_decision_is_stored_with_who_and_why(candidate, editor):
    decide(candidate, Verdict.NOT_FOR_US, by=editor, seen_version=0, reason="animals")
    stored = Decision.objects.get()
    assert (stored.made_by, stored.reason) == (editor, "animals")
    assert verdict_of(candidate) == Verdict.NOT_FOR_US
    assert candidate not in Candidate.objects.waiting()


def test_later_can_be_followed_by_another_and_undoing_goes_back_one_by_one(candidate, editor):
    later = decide(candidate, Verdict.LATER, by=editor, seen_version=0)
    taken = decide(candidate, Verdict.TAKE_UP, by=editor, seen_version=1)
    with pytest.raises(DecidedMeanwhileError):
        undo(later, by=editor)  # another stands above it
    undo(taken, by=editor)
    assert verdict_of(candidate) == Verdict.LATER
    undo(later, by=editor)
    assert verdict_of(candidate) == ""
    with pytest.raises(DecidedMeanwhileError):
        undo(later, by=editor)  # twice
    assert Decision.objects.count() == 2  # nothing is forgotten


def test_who_saw_an_older_state_decides_nothing_and_learns_what_was_decided(
    candidate, editor, reviewer
):
    theirs = decide(candidate, Verdict.TAKE_UP, by=reviewer, seen_version=0)
    stale = Candidate.objects.get(pk=candidate.pk)
    with pytest.raises(DecidedMeanwhileError) as refused:
        decide(stale, Verdict.NOT_FOR_US, by=editor, seen_version=0)
    assert refused.value.last == theirs
    assert verdict_of(candidate) == Verdict.TAKE_UP
    assert Decision.objects.count() == 1


def test_an_undoing_too_is_a_change_that_others_have_to_see(candidate, editor, reviewer):
    undo(decide(candidate, Verdict.LATER, by=reviewer, seen_version=0), by=reviewer)
    with pytest.raises(DecidedMeanwhileError) as refused:
        decide(candidate, Verdict.TAKE_UP, by=editor, seen_version=1)
    assert refused.value.last is None


def test_a_decision_stays_when_who_made_it_leaves(candidate, editor):
    decide(candidate, Verdict.LATER, by=editor, seen_version=0)
    editor.delete()
    assert Decision.objects.get().made_by is None


def test_a_second_harvest_of_the_same_article_changes_no_decision(candidate, editor):
    from gleanings.desk.admitting import admit, admit_new_articles

    decide(candidate, Verdict.NOT_FOR_US, by=editor, seen_version=0)
    admit([candidate.article], came_from="another search")
    assert admit_new_articles() == 0
    assert verdict_of(candidate) == Verdict.NOT_FOR_US
    assert Candidate.objects.get().came_from == "PubMed"
