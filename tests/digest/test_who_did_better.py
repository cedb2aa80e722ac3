"""Findings that nobody has been asked about yet."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from digest.factories import make_finding, make_issue, make_summary
from gleanings.digest.admin.dashboard import ChecksPanel
from gleanings.digest.models import Finding, Summary

pytestmark = pytest.mark.django_db


def test_the_desk_counts_the_published_ones_that_are_to_be_asked_about():
    summary = make_summary(make_issue("2018-03"), "One")
    make_finding(summary, favours="")
    make_finding(summary, favours="first", role="secondary")
    make_finding(summary, favours="", role="secondary", measure="%", ci_low=None, ci_high=None)
    make_finding(summary, favours="", role="secondary", measure="z", ci_low=None, ci_high=None)
    assert Finding.objects.direction_not_said().count() == 1
    assert ChecksPanel().get_context_data()["unsaid"] == 1


def test_the_list_behind_the_count_has_those_that_are_counted(client, editor):
    make_finding(make_summary(make_issue("2018-03"), "Read by readers"), favours="")
    offline = make_summary(make_issue("2018-04"), "Taken offline")
    make_finding(offline, favours="")
    Summary.objects.get(pk=offline.pk).unpublish()
    client.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")
    listed = client.get(ChecksPanel().get_context_data()["unsaid_address"]).content.decode()
    assert "Read by readers" in listed
    assert "Taken offline" not in listed


@pytest.fixture
def desk(client, editor):
    client.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")
    return client


def answer(desk, *values: tuple[Finding, str]):
    given = {f"favours-{finding.pk}": value for finding, value in values}
    return desk.post(reverse("directions"), given, follow=True).content.decode()


def published(title: str, month: str, **fields: object) -> Finding:
    summary = make_summary(make_issue(month), title)
    finding = make_finding(summary, favours="", **fields)
    summary.save_revision().publish()
    return finding


def test_many_are_answered_on_one_page_and_readers_are_told_at_once(desk):
    one, two = published("One", "2018-03"), published("Two", "2018-04")
    asked = desk.get(reverse("directions")).content.decode()
    assert "Readers will see" in asked
    told = answer(desk, (one, "first"), (two, "others"))
    assert "2 numbers answered" in told
    one.refresh_from_db()
    two.refresh_from_db()
    assert (one.favours, two.favours) == ("first", "others")
    summary = Summary.objects.get(pk=one.summary_id)
    assert not summary.has_unpublished_changes
    assert summary.corrections.count() == 0
    assert ChecksPanel().get_context_data()["unsaid"] == 0


def test_an_answer_waits_with_other_changes_and_puts_none_of_them_online(desk):
    one = published("One", "2018-03")
    draft = Summary.objects.get(pk=one.summary_id).get_latest_revision_as_object()
    draft.title = "Not approved yet"
    draft.save_revision()
    told = answer(desk, (one, "first"))
    assert "has changes that are not online yet" in told
    summary = Summary.objects.get(pk=one.summary_id)
    assert summary.title == "One"
    assert summary.findings.get(pk=one.pk).favours == ""
    kept = summary.get_latest_revision_as_object()
    favours = {finding.pk: finding.favours for finding in kept.findings.all()}
    assert (kept.title, favours[one.pk]) == ("Not approved yet", "first")


def test_what_cannot_go_online_is_named_and_the_others_are_answered(desk):
    wrong, right = published("Wrong", "2018-03"), published("Right", "2018-04")
    of_wrong = Summary.objects.filter(pk=wrong.summary_id)
    of_wrong.update(text="<p>The link was r = .28, 95% CI [.50, .60].</p>")
    of_wrong.get().save_revision()
    of_wrong.update(has_unpublished_changes=False)
    told = answer(desk, (wrong, "first"), (right, "first"))
    assert "“Wrong” stays as it is" in told
    assert Finding.objects.get(pk=right.pk).favours == "first"
    assert Finding.objects.get(pk=wrong.pk).favours == ""


@pytest.mark.parametrize("value", ["", "nobody", "first'"])
def test_what_is_no_answer_changes_nothing(desk, value):
    one = published("One", "2018-03")
    assert "Answer some of them first" in answer(desk, (one, value))
    assert Finding.objects.get(pk=one.pk).favours == ""


def test_more_numbers_take_no_more_queries(desk):
    for month in ("2018-03", "2018-04"):
        published("One", month)
    with CaptureQueriesContext(connection) as few:
        desk.get(reverse("directions"))
    for month in ("2018-05", "2018-06", "2018-07"):
        published("One", month)
    with CaptureQueriesContext(connection) as many:
        assert desk.get(reverse("directions")).content.decode().count("<fieldset") == 5
    assert len(many) == len(few)


def test_names_that_no_form_of_ours_sends_change_nothing(desk):
    published("One", "2018-03")
    given = {f"favours-{9 * 10**30}": "first", "favours-": "first", "favours-x": "first"}
    told = desk.post(reverse("directions"), given, follow=True).content.decode()
    assert "Answer some of them first" in told
