"""The findings in the form of a summary: drafts save as they are, readers get checked numbers."""

from __future__ import annotations

import pytest
from django.urls import reverse

from digest.admin.summary_form import contentstate, form_fields, with_row
from digest.drafts import draft_issue, whole_summary
from digest.factories import make_summary, translate
from gleanings.digest.models import Finding, Summary
from gleanings.digest.models.finding import FindingState

pytestmark = pytest.mark.django_db

RIGHT = "<p>Alliance and outcome were related, r = .26, 95% CI [.19, .32].</p>"
WRONG = "<p>The test was significant, z = 6.192, p = .05.</p>"


@pytest.fixture
def desk(client, editor):
    client.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def draft(db) -> Summary:
    return whole_summary(draft_issue(), text=RIGHT)


def send(desk, summary: Summary, fields: dict) -> str:
    answer = desk.post(reverse("wagtailadmin_pages:edit", args=[summary.pk]), fields, follow=True)
    return answer.content.decode()


def latest(summary: Summary) -> Summary:
    return Summary.objects.get(pk=summary.pk).get_latest_revision_as_object()


def test_a_draft_saves_with_a_finding_that_is_hardly_begun(desk, draft):
    words = send(desk, draft, with_row(form_fields(draft), outcome="drop-out"))
    assert "could not be saved" not in words
    assert [finding.outcome for finding in latest(draft).findings.all()] == ["outcome", "drop-out"]


@pytest.mark.parametrize(
    "typed", [{"p": "5"}, {"se": "-1"}, {"level": "9"}, {"n": "0"}, {"measure": "t", "p": ".01"}]
)
def test_a_draft_saves_impossible_numbers_and_says_that_they_are(desk, draft, typed):
    words = send(desk, draft, with_row(form_fields(draft), words="by hand", **typed))
    assert "could not be saved" not in words
    assert latest(draft).findings.last().words == "by hand"


def test_a_row_that_was_sent_twice_before_it_had_a_key_is_there_once(desk, draft):
    fields = with_row(form_fields(draft), measure="d", estimate=".5", words="d = 0.50, p = .01")
    send(desk, draft, fields)
    send(desk, draft, fields | {"findings-1-state": "proposed"})
    findings = list(latest(draft).findings.all())
    assert [finding.measure for finding in findings] == ["r", "d"]
    assert findings[1].state == "proposed"
    assert Finding.objects.filter(summary=draft).count() == 2


def test_two_versions_are_compared_with_their_findings(desk, draft):
    send(desk, draft, form_fields(draft, **{"findings-0-group": "adults in groups"}))
    first, last = draft.revisions.order_by("pk").first(), draft.revisions.order_by("pk").last()
    address = reverse("wagtailadmin_pages:revisions_compare", args=[draft.pk, first.pk, last.pk])
    assert "adults in groups" in desk.get(address).content.decode()


def test_what_the_form_does_not_show_follows_from_the_words(desk, draft):
    fields = form_fields(
        draft, text=contentstate("<p>It helped, F(1, 36) = 7.10, p < .05, d = 0.80.</p>")
    )
    send(
        desk,
        draft,
        with_row(fields, measure="F", estimate="7.1", words="F(1, 36) = 7.10, p < .05", p="0.05"),
    )
    finding = latest(draft).findings.last()
    assert (finding.df1, finding.df2, finding.decimals) == (1, 36, 2)
    assert finding.verdict == "consistent"


def test_saving_renews_the_verdict_of_a_finding_that_nobody_touched(desk, draft):
    assert draft.findings.get().verdict == "consistent"
    fields = form_fields(draft, text=contentstate("<p>It was r = .26, 95% CI [.29, .42].</p>"))
    send(desk, draft, fields)
    finding = latest(draft).findings.get()
    assert finding.words_are_gone
    saved = Finding.objects.get(summary=draft)
    assert saved.words_are_gone


def test_saving_a_draft_of_what_is_online_renews_it_in_the_draft_alone(desk):
    summary = make_summary(text=RIGHT, studied="")
    send(desk, summary, form_fields(summary, text=contentstate("<p>Nothing was found.</p>")))
    assert latest(summary).findings.get().words_are_gone
    assert not Finding.objects.get(summary=summary).words_are_gone


def test_a_row_says_that_its_words_are_gone(desk, draft):
    words = send(desk, draft, form_fields(draft, text=contentstate("<p>Nothing.</p>")))
    assert "These words are no longer in the text." in words


def test_a_number_that_does_not_fit_is_no_matter_for_a_draft(desk, draft):
    words = send(desk, draft, form_fields(draft, text=contentstate(WRONG)))
    assert "could not be saved" not in words


def test_a_statistic_without_a_finding_keeps_the_summary_from_review(desk, draft):
    fields = form_fields(draft, text=contentstate(WRONG), **{"action-submit": "1"})
    words = send(desk, draft, fields)
    assert "“z = 6.192, p = .05”: z = 6.192 gives p &lt; .0001" in words
    assert Summary.objects.get(pk=draft.pk).current_workflow_state is None


def test_an_error_in_an_implication_is_shown_there(desk, draft):
    fields = form_fields(draft, **{"action-submit": "1"})
    fields["implications-0-text"] = contentstate(WRONG)
    words = send(desk, draft, fields)
    errors = words[words.index("practice_implication-0-child-text-errors") :]
    assert "z = 6.192 gives p" in errors[:400]


def test_a_finding_that_does_not_fit_asks_for_a_reason_in_its_row(desk):
    draft = whole_summary(draft_issue(), text=WRONG)
    words = send(desk, draft, form_fields(draft, **{"action-submit": "1"}))
    assert "say here why it stands" in words

    reason = {"findings-0-acknowledgement": "The article prints it so."}
    send(desk, draft, form_fields(draft, **{"action-submit": "1"}, **reason))
    assert Summary.objects.get(pk=draft.pk).current_workflow_state is not None
    finding = latest(draft).findings.get()
    assert finding.verdict == "inconsistent"
    assert not finding.is_open


def test_publishing_a_correction_asks_too_and_what_is_online_stays(desk):
    summary = make_summary(text=RIGHT)
    fields = form_fields(summary, text=contentstate(WRONG), **{"action-publish": "1"})
    words = send(desk, summary, fields)
    assert "could not be saved" in words
    summary.refresh_from_db()
    assert summary.live
    assert "r = .26" in summary.text


def test_a_finding_that_says_other_numbers_than_its_words_is_refused(desk, draft):
    fields = form_fields(draft, **{"action-submit": "1", "findings-0-estimate": "0.62"})
    words = send(desk, draft, fields)
    assert "The finding says 0.62, its words" in words


def test_a_deleted_row_is_not_asked_about(desk, draft):
    draft.text = "<p>Nothing was counted.</p>"
    wrong = draft.findings.get()
    wrong.p, wrong.p_comparison = 2, "="
    draft.save_revision(clean=False)
    fields = form_fields(draft, **{"action-submit": "1", "findings-0-DELETE": "1"})
    words = send(desk, draft, fields)
    assert "could not be saved" not in words
    assert not latest(draft).findings.exists()


def test_confirming_is_kept(desk, draft):
    assert draft.findings.get().state == FindingState.PROPOSED
    send(desk, draft, form_fields(draft, **{"findings-0-state": "confirmed"}))
    assert latest(draft).findings.get().state == FindingState.CONFIRMED


def test_a_translation_says_that_its_findings_are_the_originals(desk):
    summary = make_summary(text=RIGHT)
    french = translate(summary, "En français")
    address = "wagtailadmin_pages:edit"
    page = desk.get(reverse(address, args=[french.pk])).content.decode()
    assert "This page is a translation." in page
    assert "data-read-the-numbers" not in page
    original = desk.get(reverse(address, args=[summary.pk])).content.decode()
    assert "This page is a translation." not in original


def test_phrases_in_another_language_are_asked_for_and_kept(desk, draft):
    address = reverse("wagtailadmin_pages:edit", args=[draft.pk])
    html = desk.get(address).content.decode()
    assert 'name="findings-0-other_languages-predictor-fr"' in html
    assert 'name="findings-__prefix__-other_languages-predictor-fr"' in html
    assert "other_languages-predictor-en" not in html
    send(desk, draft, form_fields(draft, **{"findings-0-other_languages-predictor-fr": "alliance"}))
    assert latest(draft).findings.first().other_languages == {"fr": {"predictor": "alliance"}}
