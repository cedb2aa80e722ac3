"""Two people at the same page: who is late is shown what differs, and chooses."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from digest.admin.rendered_form import Fields, fields_of
from digest.drafts import draft_issue, whole_summary
from gleanings.digest.models import Summary

pytestmark = pytest.mark.django_db

TEXT = "<p>Alliance and outcome were related, r = .26, 95% CI [.19, .32].</p>"


def at_the_desk(person) -> Client:
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def page(db) -> Summary:
    return whole_summary(draft_issue(), "As it was", text=TEXT)


@pytest.fixture
def first(editor) -> Client:
    return at_the_desk(editor)


@pytest.fixture
def second(reviewer) -> Client:
    return at_the_desk(reviewer)


def address(page) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def opened(desk: Client, page) -> Fields:
    return fields_of(desk.get(address(page)).content.decode())


def latest(page) -> Summary:
    return Summary.objects.get(pk=page.pk).get_latest_revision_as_object()


def chosen(answer) -> Fields:
    fields = fields_of(answer.content.decode(), "conflict")
    fields.pop("csrfmiddlewaretoken", None)
    return fields


def test_who_is_late_replaces_nothing_in_silence(first, second, page):
    early, late = opened(first, page), opened(second, page)
    assert first.post(address(page), early | {"title": ["The first's"]}).status_code == 302

    answer = second.post(address(page), late | {"studied": ["Forty people"]})

    words = answer.content.decode()
    assert "editor saved this page on" in words
    for version in ("The first&#x27;s", "As it was", "Forty people"):
        assert version in words
    assert latest(page).title == "The first's"


def test_who_chooses_his_own_has_it_and_the_other_stays_in_the_history(first, second, page):
    early, late = opened(first, page), opened(second, page)
    first.post(address(page), early | {"title": ["The first's"]})
    answer = second.post(address(page), late | {"title": ["The second's"]})
    assert second.post(address(page), chosen(answer)).status_code == 302
    assert latest(page).title == "The second's"
    titles = [revision.content["title"] for revision in page.revisions.order_by("pk")]
    assert titles == ["As it was", "The first's", "The second's"]


def test_what_was_asked_for_is_done_after_the_choice(first, second, page, writer):
    page.get_workflow().start(page, writer)
    early, late = opened(first, page), opened(second, page)
    first.post(address(page), early | {"title": ["The first's"]})
    approve = {"action-workflow-action": ["1"], "workflow-action-name": ["approve"]}
    answer = second.post(address(page), late | {"title": ["The second's"]} | approve)
    assert page.current_workflow_state is not None
    second.post(address(page), chosen(answer))
    assert Summary.objects.get(pk=page.pk).current_workflow_state is None
    assert latest(page).title == "The second's"


def test_rows_are_compared_too(first, second, page):
    early, late = opened(first, page), opened(second, page)
    first.post(address(page), early | {"findings-0-group": ["adults in groups"]})
    words = second.post(address(page), late | {"studied": ["Forty people"]}).content.decode()
    assert "adults in groups" in words


def test_a_row_that_the_other_one_took_out_is_no_error(first, second, page):
    early, late = opened(first, page), opened(second, page)
    first.post(address(page), early | {"findings-0-DELETE": ["1"]})
    assert not latest(page).findings.exists()
    answer = second.post(address(page), late | {"studied": ["Forty people"]})
    assert "Findings" in answer.content.decode()
    assert second.post(address(page), chosen(answer)).status_code == 302
    assert [finding.words for finding in latest(page).findings.all()] == [
        "r = .26, 95% CI [.19, .32]"
    ]


def test_who_sends_the_same_words_is_not_asked(first, second, page):
    early, late = opened(first, page), opened(second, page)
    first.post(address(page), early | {"title": ["The same"]})
    assert second.post(address(page), late | {"title": ["The same"]}).status_code == 302


def test_ones_own_other_window_is_another_one(first, page):
    early, late = opened(first, page), opened(first, page)
    first.post(address(page), early | {"title": ["The first's"]})
    words = first.post(address(page), late | {"title": ["Older"]}).content.decode()
    assert "You saved this page in another window" in words


def test_what_saves_itself_is_refused_when_it_is_late(first, second, page):
    early, late = opened(first, page), opened(second, page)
    first.post(address(page), early | {"title": ["The first's"]})
    answer = second.post(
        address(page), late | {"title": ["Late"]}, headers={"accept": "application/json"}
    )
    assert answer.status_code == 400
    assert answer.json()["error_code"] == "invalid_revision"
    assert latest(page).title == "The first's"


def test_an_issue_asks_too(first, second):
    issue = draft_issue("2026-05")
    early, late = opened(first, issue), opened(second, issue)
    first.post(address(issue), early | {"teaser": ["Good news."]})
    words = second.post(address(issue), late | {"teaser": ["Bad news."]}).content.decode()
    assert "Good news." in words
    assert "Bad news." in words
