"""A draft from a candidate: citation, proposed terms, the abstract’s numbers, not the abstract."""

from __future__ import annotations

import json

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from wagtail.models import PagePermissionTester
from wagtail.users.models import UserProfile

from desk.candidates import make_candidate
from digest.factories import make_summary
from gleanings.desk.models import Candidate
from gleanings.desk.taking_up import start_summary
from gleanings.digest.models import Issue, Summary
from gleanings.digest.models.finding import FindingState

pytestmark = pytest.mark.django_db

ABSTRACT = (
    "We pooled 53 studies of empathy with 6,138 clients. Empathy predicted outcome, r = .28, "
    "95% CI [.23, .33], p < .001. Therapists’ own ratings did not, r = .05, p = .40."
)


@pytest.fixture
def candidate():
    return make_candidate(title="Therapist empathy: a meta-analysis", abstract=ABSTRACT)


def test_the_draft_has_the_citation_the_terms_and_the_numbers_as_proposals(candidate, editor):
    summary = start_summary(candidate, by=editor)
    draft = Summary.objects.get(pk=summary.pk).get_latest_revision_as_object()
    assert not draft.live
    assert draft.owner == editor
    assert draft.articles == [candidate.article]
    assert "empathy" in [topic.slug for topic in draft.topics.all()]
    assert draft.terms_are_proposed
    findings = [finding for finding in draft.findings.all() if finding.measure == "r"]
    assert [finding.estimate for finding in findings] == [0.28, 0.05]
    assert {finding.state for finding in draft.findings.all()} == {FindingState.PROPOSED}


def test_no_sentence_of_the_abstract_is_in_the_page(candidate, editor):
    summary = start_summary(candidate, by=editor)
    draft = summary.get_latest_revision_as_object()
    assert "pooled" not in f"{draft.text} {draft.studied} {draft.search_description}"
    for finding in draft.findings.all():
        assert "Empathy predicted" not in finding.words


def test_it_is_begun_once(candidate, editor):
    assert start_summary(candidate, by=editor) == start_summary(candidate, by=editor)
    assert Summary.objects.count() == 1


def test_who_may_not_write_there_begins_nothing(candidate, reviewer):
    with pytest.raises(PermissionDenied):
        start_summary(candidate, by=reviewer)
    assert candidate.summary is None


def test_a_proposal_says_that_it_is_from_the_abstract_which_the_form_alone_shows(
    candidate, editor, client
):
    client.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")
    summary = start_summary(candidate, by=editor)
    page = client.get(reverse("wagtailadmin_pages:edit", args=[summary.pk])).content.decode()
    form = BeautifulSoup(page, "html.parser")
    shown = form.select_one("details.digest-abstract")
    assert " ".join(ABSTRACT.split()) in " ".join(shown.text.split())
    assert not shown.has_attr("open")
    assert "r = .05, p = .40" in [mark.text for mark in shown.select("mark")]
    heads = [head.text for head in form.select("[data-finding-head]") if "r = .28" in head.text]
    assert all("are from the article’s abstract" in head for head in heads)
    assert heads
    assert "no longer in the text" not in page


def test_the_abstract_is_in_no_revision_preview_page_or_answer_of_the_api(
    candidate, editor, client
):
    client.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")
    summary = start_summary(candidate, by=editor)
    draft = summary.get_latest_revision_as_object()
    assert "We pooled" not in json.dumps([one.content for one in draft.revisions.all()])
    preview = client.get(reverse("wagtailadmin_pages:view_draft", args=[summary.pk]))
    assert preview.status_code == 200
    assert "We pooled" not in preview.content.decode()
    live = make_summary(articles=[candidate.article])
    client.logout()
    for address in (live.url, f"/api/v1/articles/{candidate.article.pk}", "/api/v1/summaries"):
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert "We pooled" not in answer.content.decode()


def test_a_summary_that_a_colleague_wrote_meanwhile_is_used_and_stays_when_undone(
    candidate, editor, client
):
    client.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")
    theirs = make_summary(articles=[candidate.article], live=False, title="A colleague’s")
    theirs.save_revision()
    for language, said, undone in (
        ("en", "“A colleague’s”. No second draft was begun.", "it was there before"),
        ("fr", "« A colleague’s ». Aucun second brouillon n’a été", "il était là auparavant"),
    ):
        UserProfile.objects.update_or_create(user=editor, defaults={"preferred_language": language})
        Candidate.objects.update(summary=None)
        candidate.refresh_from_db()
        page = decide_by_button(client, candidate, "take up")
        assert said in words_of(page)
        assert page.select_one("#desk-said a")["href"].endswith(f"/{theirs.pk}/edit/")
        assert Summary.objects.get() == theirs
        undo = page.select_one("#desk-said form")["action"]
        assert undone in words_of(soup_of(client.post(undo, {"query": ""}, follow=True)))
        assert Summary.objects.get() == theirs


def test_a_draft_that_the_decision_began_is_called_one_and_goes_when_undone(
    candidate, editor, client
):
    client.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")
    page = decide_by_button(client, candidate, "take up")
    assert "Open the draft" in words_of(page)
    client.post(page.select_one("#desk-said form")["action"], {"query": ""})
    assert not Summary.objects.exists()


def test_who_may_not_write_there_takes_nothing_up(candidate, editor, client, monkeypatch):
    client.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")
    monkeypatch.setattr(PagePermissionTester, "can_add_subpage", lambda _tester: False)
    address = reverse("desk_decide", args=[candidate.pk])
    client.post(address, {"verdict": "take up", "version": 0})
    candidate.refresh_from_db()
    assert (candidate.verdict, candidate.version) == ("", 0)
    assert not Issue.objects.filter(live=False).exists()


def test_a_summary_about_another_record_of_the_article_is_used(candidate, editor, client):
    client.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")
    twin = make_candidate(title=candidate.article.title, doi="10.5555/preprint")
    theirs = make_summary(articles=[twin.article], live=False)
    decide_by_button(client, candidate, "take up", twin=f"{twin.pk}:0")
    assert Summary.objects.get() == theirs
    twin.refresh_from_db()
    assert twin.summary == theirs


def decide_by_button(client, candidate, verdict, **fields):
    data = {"verdict": verdict, "version": candidate.version, **fields}
    return soup_of(client.post(reverse("desk_decide", args=[candidate.pk]), data, follow=True))


def soup_of(response):
    return BeautifulSoup(response.content, "html.parser")


def words_of(page):
    return " ".join(page.select_one("#desk-said").text.split())
