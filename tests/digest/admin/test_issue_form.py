"""The form of an issue: a month, and a teaser that is proposed."""

from __future__ import annotations

import pytest
from django.urls import reverse

from digest.drafts import approve, draft_issue, whole_summary
from gleanings.digest.models import Home, Issue, Summary

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client, editor):
    client.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_the_teaser_is_proposed_from_the_titles(desk):
    issue = draft_issue()
    for title in ("Empathy helps", "Homework helps"):
        whole_summary(issue, title)
    form = desk.get(reverse("wagtailadmin_pages:edit", args=[issue.pk])).content.decode()
    assert "Proposed: “This month: Empathy helps; Homework helps.”" in form


def test_a_proposed_teaser_names_no_draft_that_is_left_behind(desk, editor, writer):
    issue = draft_issue()
    summary = whole_summary(issue, "Empathy helps")
    whole_summary(issue, "Too late")
    approve(summary, by=editor, asked_by=writer)
    address = reverse("wagtailadmin_pages:edit", args=[issue.pk])
    assert "Proposed: “This month: Empathy helps.”" in desk.get(address).text
    issue.latest_revision.publish(user=editor)
    changed = Summary.objects.get(pk=summary.pk)
    changed.title = "Not approved"
    changed.save_revision(user=writer)
    assert "Proposed: “This month: Empathy helps.”" in desk.get(address).text


def test_a_teaser_of_ones_own_replaces_the_proposal(desk):
    issue = draft_issue()
    whole_summary(issue, "Empathy helps")
    issue.teaser = "This month, only good news."
    issue.save_revision()
    form = desk.get(reverse("wagtailadmin_pages:edit", args=[issue.pk])).content.decode()
    assert "Proposed" not in form
    assert "This month, only good news." in form


def test_a_month_has_one_issue(desk):
    draft_issue("2026-03")
    home = Home.objects.get(locale__language_code="en")
    form = desk.post(
        reverse("wagtailadmin_pages:add", args=["digest", "issue", home.pk]),
        {
            "month": "2026-03-15",
            "teaser": "",
            "comments-TOTAL_FORMS": 0,
            "comments-INITIAL_FORMS": 0,
        },
    ).content.decode()
    assert "There is already an issue for this month." in form
    assert Issue.objects.count() == 1
