"""“Approve” is called so where nothing is published by it, and the desk says what was done."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from digest.admin.rendered_form import fields_of
from digest.drafts import draft_issue, whole_summary
from digest.factories import make_issue
from gleanings.digest.models import Home, Issue, PlainPage, Summary

pytestmark = pytest.mark.django_db

APPROVE = {"action-workflow-action": ["1"], "workflow-action-name": ["approve"]}


@pytest.fixture
def desk(client, reviewer):
    client.force_login(reviewer, backend="django.contrib.auth.backends.ModelBackend")
    return client


def in_review(issue: Issue, writer) -> Summary:
    summary = whole_summary(issue, "Hope helps")
    summary.get_workflow().start(summary, writer)
    return Summary.objects.get(pk=summary.pk)


def buttons_of(desk, summary: Summary) -> set[str]:
    page = desk.get(reverse("wagtailadmin_pages:edit", args=[summary.pk])).content.decode()
    buttons = BeautifulSoup(page, "html.parser").select("[data-workflow-action-name=approve]")
    return {" ".join(button.text.split()) for button in buttons}


def said_after_approval(desk, summary: Summary) -> list[str]:
    address = reverse("wagtailadmin_pages:edit", args=[summary.pk])
    fields = fields_of(desk.get(address).content.decode())
    answer = desk.post(address, fields | APPROVE, follow=True)
    return [str(message) for message in answer.context["messages"]]


def test_where_the_issue_is_a_draft_nothing_is_published(desk, writer):
    summary = in_review(draft_issue("2026-03"), writer)
    assert buttons_of(desk, summary) == {"Approve", "Approve with comment"}
    assert said_after_approval(desk, summary) == [
        "“Hope helps” is approved. It goes online with the issue “March 2026”."
    ]
    assert not Summary.objects.get(pk=summary.pk).live


def test_where_the_issue_is_out_it_is_published(desk, writer):
    summary = in_review(make_issue("2026-03"), writer)
    assert "Approve and Publish" in buttons_of(desk, summary)
    assert said_after_approval(desk, summary) == ["“Hope helps” is approved and published."]
    assert Summary.objects.get(pk=summary.pk).live


def test_a_plain_page_is_published_by_its_approval(desk, writer):
    home = Home.objects.get(locale__language_code="en")
    page = home.add_child(instance=PlainPage(title="Legal", text="<p>Who.</p>", live=False))
    page.save_revision()
    page.get_workflow().start(page, writer)
    assert "Approve and Publish" in buttons_of(desk, page)
    assert said_after_approval(desk, page) == ["“Legal” is approved and published."]
    assert PlainPage.objects.get(pk=page.pk).live


def test_an_issue_is_not(desk, writer):
    issue = draft_issue("2026-03")
    issue.save_revision()
    issue.get_workflow().start(issue, writer)
    assert buttons_of(desk, issue) == {"Approve", "Approve with comment"}
    assert said_after_approval(desk, issue) == ["“March 2026” is approved."]
    assert not Issue.objects.get(pk=issue.pk).live


def test_what_is_only_saved_is_not_called_approved(desk, writer):
    summary = in_review(draft_issue("2026-03"), writer)
    address = reverse("wagtailadmin_pages:edit", args=[summary.pk])
    fields = fields_of(desk.get(address).content.decode())
    answer = desk.post(address, fields, follow=True)
    assert not any("approved" in str(message) for message in answer.context["messages"])
