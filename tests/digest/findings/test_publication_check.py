"""No number that does not fit goes online in silence; what is online stays there."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.utils import timezone

from digest.drafts import approve, draft_issue, whole_summary
from digest.factories import make_summary, translate
from gleanings.digest.admin.dashboard import IssuePanel, numbers_to_look_at
from gleanings.digest.findings.publication_check import unresolved_inconsistencies
from gleanings.digest.models import Summary
from gleanings.digest.models.finding import FindingState
from gleanings.digest.schedule import publish_due

pytestmark = pytest.mark.django_db

WRONG = "<p>The test was significant, z = 6.192, p = .05.</p>"
RIGHT = "<p>The test was significant, z = 6.192, p &lt; .001.</p>"
REASON = "The article prints it so."


def change(summary: Summary, **values: object) -> None:
    """In memory, as a form does before it saves."""
    for finding in summary.findings.get_object_list():
        for name, value in values.items():
            setattr(finding, name, value)


def acknowledge(summary: Summary) -> None:
    change(summary, acknowledgement=REASON)
    summary.save(clean=False)
    summary.save_revision(clean=False)


def words_of(alarms) -> list[str]:
    return [str(alarm) for alarm in alarms]


def test_a_statistic_that_no_finding_stands_for_is_an_alarm_too():
    summary = whole_summary(draft_issue())
    summary.text = WRONG
    assert words_of(unresolved_inconsistencies(summary)) == ["z = 6.192, p = .05"]
    assert not summary.findings.exists()


def test_a_reason_settles_it_and_a_blank_one_does_not():
    summary = whole_summary(draft_issue(), text=WRONG)
    change(summary, acknowledgement="  ")
    assert unresolved_inconsistencies(summary)
    acknowledge(summary)
    assert unresolved_inconsistencies(summary) == []


def test_the_same_number_twice_needs_two_reasons():
    summary = whole_summary(draft_issue(), text=WRONG)
    acknowledge(summary)
    summary.text = WRONG + WRONG
    assert words_of(unresolved_inconsistencies(summary)) == ["z = 6.192, p = .05"]


def test_a_dropped_number_still_stands_in_the_text():
    summary = whole_summary(draft_issue(), text=WRONG)
    change(summary, state=FindingState.DROPPED)
    assert unresolved_inconsistencies(summary)


def test_a_proposal_whose_words_were_corrected_holds_nothing_up():
    summary = whole_summary(draft_issue(), text=WRONG)
    summary.text = RIGHT
    assert unresolved_inconsistencies(summary) == []


def test_a_confirmed_one_whose_words_were_corrected_is_to_be_put_right():
    summary = whole_summary(draft_issue(), text=WRONG)
    change(summary, state=FindingState.CONFIRMED)
    summary.text = RIGHT
    assert words_of(unresolved_inconsistencies(summary)) == ["z = 6.192, p = .05"]


def test_an_issue_is_not_published_with_it_and_says_so(editor, writer):
    issue = draft_issue()
    summary = whole_summary(issue, "Wrong", text=WRONG)
    approve(summary, by=editor, asked_by=writer)
    with pytest.raises(ValidationError) as refusal:
        issue.latest_revision.publish(user=editor)
    assert "“Wrong” lacks a correction of “z = 6.192, p = .05”" in " ".join(refusal.value.messages)
    assert not Summary.objects.filter(live=True).exists()


def test_an_issue_is_published_with_its_reason(editor, writer):
    issue = draft_issue()
    summary = whole_summary(issue, "Acknowledged", text=WRONG)
    acknowledge(summary)
    approve(summary, by=editor, asked_by=writer)
    issue.latest_revision.publish(user=editor)
    assert Summary.objects.in_language("en").readable().get().findings.get().is_alarm


def test_a_scheduled_issue_waits_and_the_dashboard_says_why(editor, writer, rf):
    issue = draft_issue()
    summary = whole_summary(issue, "Wrong", text=WRONG)
    issue.go_live_at = timezone.now() + dt.timedelta(hours=1)
    issue.save_revision().publish(user=editor)
    approve(summary, by=editor, asked_by=writer)
    past = timezone.now() - dt.timedelta(minutes=1)
    revision = issue.revisions.get(approved_go_live_at__isnull=False)
    revision.content["go_live_at"] = past.isoformat()
    revision.approved_go_live_at = past
    revision.save()

    assert publish_due() == [revision]
    request = rf.get("/admin/")
    request.user = editor
    panel = IssuePanel().get_context_data({"request": request})
    assert any("z = 6.192" in problem for problem in panel["overdue"])

    acknowledge(Summary.objects.get(pk=summary.pk).get_latest_revision_as_object())
    approve(Summary.objects.get(pk=summary.pk), by=editor, asked_by=writer)
    call_command("publish_scheduled", verbosity=0)
    assert Summary.objects.in_language("en").readable().get().title == "Wrong"


def test_an_approval_outside_the_form_does_not_publish_it_either(editor, writer):
    issue = draft_issue()
    issue.latest_revision.publish(user=editor)
    with pytest.raises(ValidationError, match=r"z = 6\.192"):
        approve(whole_summary(issue, text=WRONG), by=editor, asked_by=writer)
    assert not Summary.objects.filter(live=True).exists()


def test_what_is_online_stays_online_when_its_correction_is_refused(editor):
    summary = make_summary(text=RIGHT, studied="")
    summary.text = WRONG
    with pytest.raises(ValidationError):
        summary.save_revision().publish(user=editor)
    kept = Summary.objects.get(pk=summary.pk)
    assert kept.live
    assert kept.text == RIGHT


def test_what_was_online_before_stays_though_it_does_not_fit(editor):
    """As in an archive that is older than the check."""
    summary = make_summary(text=RIGHT, studied="")
    Summary.objects.filter(pk=summary.pk).update(text=WRONG)
    call_command("check_numbers", verbosity=0)
    assert Summary.objects.get(pk=summary.pk).live


def test_a_translation_may_say_what_is_acknowledged_in_the_original():
    summary = whole_summary(draft_issue(), "Wrong", text=WRONG)
    acknowledge(summary)
    summary.issue.latest_revision.publish()
    summary.refresh_from_db()
    summary.latest_revision.publish()
    french = translate(summary, "En français")
    assert french.live
    french.text = "<p>Le test était significatif, z = 6.192, p = .04.</p>"
    assert words_of(unresolved_inconsistencies(french)) == ["z = 6.192, p = .04"]


def test_the_dashboard_lists_alarms_and_what_nobody_has_looked_at():
    issue = draft_issue()
    summary = whole_summary(issue, "Wrong", text=WRONG + "<p>It was r = .26, p = .01, n = 99.</p>")
    (state,) = numbers_to_look_at()
    assert [words for words, _ in state.alarms] == ["z = 6.192, p = .05"]
    assert state.proposed == len(summary.findings.all()) > 1

    change(summary, state=FindingState.CONFIRMED)
    acknowledge(summary)
    (state,) = numbers_to_look_at()
    assert (state.alarms, state.proposed) == ([], 0)
    assert "studies (k)" in state.main.lacks

    change(summary, predictor="alliance", outcome="outcome", group="adults", k=3, favours="first")
    acknowledge(summary)
    assert list(numbers_to_look_at()) == []
