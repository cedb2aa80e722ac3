"""Where a summary is deleted, by whichever way, what was taken up for it waits again."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest
from django.urls import reverse

from desk.candidates import make_candidate
from digest.factories import make_summary
from gleanings.desk.admitting import take_up_summarised
from gleanings.desk.candidate_queue import Queue
from gleanings.desk.deciding import decide
from gleanings.desk.models import Candidate, Decision, Verdict
from gleanings.desk.taking_up import start_summary
from gleanings.digest.models import Summary
from gleanings.literature.merging import merge_articles, undo_merge

pytestmark = pytest.mark.django_db


@pytest.fixture
def at_desk(client, editor):
    client.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")
    return client


def taken_up(editor, number=0, **article):
    candidate = make_candidate(number=number, **article)
    decide(candidate, Verdict.TAKE_UP, by=editor, seen_version=candidate.version)
    start_summary(candidate, by=editor)
    return candidate


def waiting():
    return set(Queue(None, Candidate.objects.waiting()).first(50))


def test_whoever_deletes_a_draft_is_told_and_its_candidate_is_in_the_queue(at_desk, editor):
    gone, stays = taken_up(editor, 1), taken_up(editor, 2)
    address = reverse("wagtailadmin_pages:delete", args=[gone.summary_id])
    at_desk.get(address)
    assert not waiting()
    told = at_desk.post(address, follow=True)
    said = f"The summary about “{gone.article.title}” is deleted"
    assert said in " ".join(told.text.split())
    assert reverse("desk") in told.text
    assert waiting() == {gone}
    decision = Decision.objects.get(candidate=gone)
    assert decision.undone_by == editor
    assert gone.article.title in at_desk.get(reverse("desk")).text
    assert Candidate.objects.get(pk=stays.pk).verdict == Verdict.TAKE_UP
    # who decided on it sees that it was undone, and takes it up anew
    undo = at_desk.post(reverse("desk_undo", args=[decision.pk]), follow=True)
    assert "had been undone already" in undo.text
    gone.refresh_from_db()
    decide(gone, Verdict.TAKE_UP, by=editor, seen_version=gone.version)
    assert start_summary(gone, by=editor).pk


@pytest.mark.parametrize("how", ["issue", "many", "code"])
def test_many_that_are_deleted_at_once_all_wait(at_desk, editor, how):
    drafts = [taken_up(editor, number) for number in range(2)]
    put_off = make_candidate(number=8)
    decide(put_off, Verdict.LATER, by=editor, seen_version=0)
    decide(put_off, Verdict.TAKE_UP, by=editor, seen_version=1)
    start_summary(put_off, by=editor)
    pages = [Summary.objects.get(pk=one.summary_id) for one in [*drafts, put_off]]
    if how == "code":
        pages[0].get_parent().specific.delete()
    elif how == "issue":
        pages = [pages[0].get_parent()]
        confirmed = {"confirm_site_name": "Gleanings"}
        address = reverse("wagtailadmin_pages:delete", args=[pages[0].pk])
        told = at_desk.post(address, confirmed, follow=True)
        assert f"“{put_off.article.title}”, “" in told.text
    else:
        chosen = urlencode([("id", page.pk) for page in pages])
        address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
        told = at_desk.post(f"{address}?{chosen}", {"next": "/admin/"}, follow=True)
        assert "the decisions to take them up are undone" in told.text
    assert not Summary.objects.exists()
    assert waiting() == set(drafts)
    put_off.refresh_from_db()
    assert (put_off.verdict, put_off.summary_id) == (Verdict.LATER, None)


def test_a_published_summary_that_is_deleted_in_every_language_brings_it_back(at_desk):
    candidate = make_candidate()
    summary = make_summary(articles=[candidate.article])
    take_up_summarised()
    assert not waiting()
    assert Summary.objects.count() > 1  # it stands in the other language too
    at_desk.post(reverse("wagtailadmin_pages:delete", args=[summary.pk]))
    assert not Summary.objects.exists()
    assert waiting() == {candidate}
    assert take_up_summarised() == 0


def test_another_summary_about_it_takes_the_place_until_it_is_deleted_too(editor):
    candidate, twin = taken_up(editor), make_candidate(doi="10.5555/preprint")
    Decision.objects.create(
        candidate=twin, verdict="take up", along_with=candidate.decisions.get(), made_by=editor
    )
    Candidate.objects.filter(pk=twin.pk).update(verdict="take up", summary=candidate.summary)
    other = make_summary(articles=[twin.article], live=False)
    candidate.summary.delete()
    for one in (candidate, twin):
        one.refresh_from_db()
        assert (one.verdict, one.summary) == (Verdict.TAKE_UP, other)
    other.delete()
    assert waiting() == {candidate, twin}


def test_an_undone_decision_on_it_is_not_undone_once_more(editor):
    candidate = taken_up(editor)
    decide(candidate, Verdict.NOT_FOR_US, by=editor, seen_version=candidate.version)
    candidate.summary.delete()
    candidate.refresh_from_db()
    assert candidate.verdict == Verdict.NOT_FOR_US


@pytest.mark.parametrize("deleted", ["ours", "theirs", "both"])
def test_deleted_between_a_merge_and_its_undoing(editor, deleted):
    ours = taken_up(editor, 1, doi="10.5555/x")
    theirs = taken_up(editor, 2, doi=None, title=ours.article.title)
    merge = merge_articles(ours.article, theirs.article, by=editor)
    drafts = {"ours": ours.summary, "theirs": theirs.summary}
    for name, draft in drafts.items():
        assert Candidate.objects.get().verdict == Verdict.TAKE_UP
        if deleted in (name, "both"):
            draft.delete()
    assert bool(waiting()) == (deleted == "both")
    undo_merge(merge, by=editor)
    for name, candidate in (("ours", ours), ("theirs", theirs)):
        candidate.refresh_from_db()
        is_gone = deleted in (name, "both")
        assert (candidate.verdict, candidate.summary) == (
            ("", None) if is_gone else (Verdict.TAKE_UP, drafts[name])
        )
