"""Who publishes a change of what readers saw is asked what they are told; nobody else is."""

from __future__ import annotations

import datetime as dt

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone, translation
from wagtail.models import Revision

from digest.admin.rendered_form import fields_of
from digest.admin.summary_form import contentstate
from digest.drafts import approve, draft_issue, whole_summary
from digest.factories import make_article, make_finding, make_summary, translate
from gleanings.digest.corrections import changes_of
from gleanings.digest.models import Correction, PracticeImplication, Summary, SummaryArticle
from gleanings.digest.schedule import publish_due

pytestmark = pytest.mark.django_db

BACKEND = "django.contrib.auth.backends.ModelBackend"
PUBLISH = {"action-publish": ["action-publish"]}
APPROVE = {"action-workflow-action": ["1"], "workflow-action-name": ["approve"]}
TEXT = "<p>The alliance goes with outcome, r = .26. It was measured once.</p>"
CORRECTED = TEXT.replace(".26", ".28")
PROPOSED = "“r = .26” became “r = .28”."


@pytest.fixture
def desk(client, editor):
    client.force_login(editor, backend=BACKEND)
    return client


@pytest.fixture
def online(db) -> Summary:
    return make_summary(title="Alliance helps", text=TEXT)


def draft_of(summary: Summary) -> Summary:
    return Summary.objects.get(pk=summary.pk).get_latest_revision_as_object()


def save_draft(summary: Summary, **changes) -> Summary:
    draft = draft_of(summary)
    for name, value in changes.items():
        setattr(draft, name, value)
    draft.save_revision()
    return Summary.objects.get(pk=summary.pk)


def address_of(summary: Summary) -> str:
    return reverse("wagtailadmin_pages:edit", args=[summary.pk])


def form_of(desk, summary: Summary) -> dict[str, list[str]]:
    return fields_of(desk.get(address_of(summary)).content.decode())


def asked(answer) -> list[str]:
    form = answer.context["form"] if answer.context and "form" in answer.context else None
    return list(form.errors.get("correction", [])) if form is not None else []


# --- when something is asked ----------------------------------------------------------------------


def test_each_change_of_what_readers_see_is_named(online):
    finding = make_finding(online)
    draft = draft_of(online)
    draft.title = "Alliance helps a little"
    draft.studied = "A line on others altogether"
    draft.text = CORRECTED.replace(" It was measured once.", "")
    draft.implications_lead = "The review suggests:"
    draft.implications = [
        PracticeImplication(text="<p>Ask how therapy is going.</p>", locale=draft.locale)
    ]
    draft.summary_articles = [SummaryArticle(article=make_article(title="Another study"))]
    row = draft.findings.get(pk=finding.pk)
    row.estimate, row.k = 0.28, 14
    draft.findings = [row]
    found = changes_of(draft)
    studied = online.studied
    article = online.articles[0].title
    assert found[0] == "“Alliance helps” became “Alliance helps a little”."
    assert found[1] == f"“{studied}” became “A line on others altogether”."
    assert "“r = .26. It was measured once” became “r = .28”." in found
    assert "Taken out: “Listen to the answer”." in found
    assert "Added: “The review suggests:”." in found
    assert any(article in one and "Another study" in one for one in found)
    assert "“13 studies” became “14 studies”." in found
    assert PROPOSED in found


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"contact": "Author email: ann@example.org"},
        {"search_description": "In short"},
        {"text": TEXT.replace(" = ", "&nbsp;= ").replace("alliance", "<b>alliance</b>")},
        {"text": f"{TEXT}<p> </p>"},
    ],
)
def test_what_readers_see_the_same_is_no_change(online, changes):
    summary = save_draft(online, **changes)
    assert changes_of(draft_of(summary)) == []


def test_a_sign_is_a_change(online):
    summary = save_draft(online, text=TEXT.replace(".26", "-.26"))
    assert changes_of(draft_of(summary)) == ["“r = .26” became “r = -.26”."]


def test_of_what_was_never_online_nothing_is_asked(db):
    summary = make_summary(live=False)
    assert changes_of(save_draft(summary, title="Quite another")) == []


def test_what_was_online_once_is_asked_about(online):
    online.unpublish()
    summary = save_draft(online, text=CORRECTED)
    assert changes_of(draft_of(summary)) == [PROPOSED]


def test_a_new_finding_takes_nothing_back(online):
    make_finding(online)
    assert Summary.objects.get(pk=online.pk).corrections.count() == 0


def test_a_finding_that_is_taken_out_is_a_change(online):
    make_finding(online)
    draft = draft_of(online)
    draft.findings = []
    assert changes_of(draft) == ["Taken out: “r = .26”."]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ({"predictor": "alliance"}, {"predictor": "empathy"}, ["“alliance” became “empathy”."]),
        ({"group": "adults"}, {"group": "children"}, ["“adults” became “children”."]),
        (
            {"favours": "first"},
            {"favours": "others"},
            [
                "“r = .26, did better: those with it, or with more of it” became "
                "“r = .26, did better: the others, or those with less of it”."
            ],
        ),
        ({"time": ""}, {"time": "at the end"}, []),
        ({"favours": ""}, {"favours": "others"}, []),
        ({"group": "adults"}, {"group": ""}, []),
    ],
)
def test_what_a_number_was_said_to_mean_is_a_change(online, before, after, expected):
    plain = {"predictor": "", "outcome": "", "favours": "", "group": "", "time": ""}
    finding = make_finding(online, **plain | before)
    draft = draft_of(online)
    row = draft.findings.get(pk=finding.pk)
    for name, value in (plain | after).items():
        setattr(row, name, value)
    draft.findings = [row]
    assert changes_of(draft) == expected


def test_of_a_translation_its_own_words_are_compared(online):
    french = translate(online, "L’alliance aide")
    summary = save_draft(french, title="L’alliance aide un peu")
    changes = changes_of(draft_of(summary))
    assert changes == ["«\xa0L’alliance aide\xa0» est devenu «\xa0L’alliance aide un peu\xa0»."]


def test_of_what_stands_in_for_a_translation_nothing_is_asked(online):
    french = translate(online, "L’alliance aide", live=False)
    assert changes_of(save_draft(french, title="L’alliance aide un peu")) == []


def test_it_is_proposed_in_the_language_of_the_summary(online):
    summary = save_draft(online, text=CORRECTED)
    with translation.override("fr"):
        assert changes_of(draft_of(summary)) == [PROPOSED]


# --- the form -------------------------------------------------------------------------------------


def test_an_editor_who_publishes_a_change_is_asked_with_a_proposal(desk, online):
    fields = form_of(desk, online)
    assert "correction" not in fields
    changed = fields | {"text": [contentstate(CORRECTED)]}
    answer = desk.post(address_of(online), changed | PUBLISH)
    (question,) = asked(answer)
    assert "a name that should never have stood there" in question
    again = fields_of(answer.content.decode())
    assert again["correction"] == [PROPOSED]
    assert Summary.objects.get(pk=online.pk).text == online.text
    words = "The correlation is .28, not .26."
    desk.post(address_of(online), again | PUBLISH | {"correction": [words]})
    page = Summary.objects.get(pk=online.pk)
    assert ".28" in page.text
    told = [(one.text, one.language, one.changes) for one in page.corrections.all()]
    assert told == [(words, "en", [])]
    assert (page.correction, page.correction_is_style) == ("", False)
    assert "correction" not in form_of(desk, page)


def test_what_is_proposed_is_published_as_it_stands_by_who_leaves_it(desk, online):
    summary = save_draft(online, text=CORRECTED)
    fields = form_of(desk, summary)
    assert fields["correction"] == [PROPOSED]
    desk.post(address_of(summary), fields | PUBLISH)
    (told,) = Correction.objects.all()
    assert told.text == PROPOSED
    # readers are shown what it said and says now, by whichever button it is published
    assert told.changes == [{"before": "r = .26", "after": "r = .28"}]


def test_what_is_proposed_does_not_grow_old_with_a_draft(desk, online):
    summary = save_draft(online, text=CORRECTED)
    desk.post(address_of(summary), form_of(desk, summary))
    assert draft_of(online).correction == ""
    fields = form_of(desk, summary) | {"text": [contentstate(TEXT.replace(".26", ".29"))]}
    answer = desk.post(address_of(summary), fields | PUBLISH)
    assert asked(answer)
    again = fields_of(answer.content.decode())
    assert again["correction"] == ["“r = .26” became “r = .29”."]
    desk.post(address_of(summary), again | PUBLISH)
    assert [one.text for one in Correction.objects.all()] == ["“r = .26” became “r = .29”."]


def test_the_panel_says_what_changed(desk, online):
    summary = save_draft(online, text=CORRECTED)
    page = BeautifulSoup(desk.get(address_of(summary)).content, "html.parser")
    assert [one.text for one in page.select(".digest-changes li")] == [PROPOSED]
    assert "Since readers saw it" in page.text


def test_style_alone_is_told_to_nobody(desk, online):
    summary = save_draft(online, text=TEXT.replace("measured once", "measured one time"))
    fields = form_of(desk, summary) | {"correction_is_style": ["on"]}
    desk.post(address_of(summary), fields | PUBLISH)
    page = Summary.objects.get(pk=online.pk)
    assert "one time" in page.text
    assert not Correction.objects.exists()
    changed = form_of(desk, page) | {"text": [contentstate(CORRECTED)]}
    assert asked(desk.post(address_of(page), changed | PUBLISH))  # the tick was for that change


@pytest.mark.parametrize("note", ["as proposed", ""])
def test_the_tick_for_style_is_forgotten_with_the_change_that_it_was_for(desk, online, note):
    summary = save_draft(online, text=TEXT.replace("measured once", "measured one time"))
    fields = form_of(desk, summary) | {"correction_is_style": ["on"]}
    desk.post(address_of(summary), fields | ({} if note else {"correction": [""]}) | PUBLISH)
    page = Summary.objects.get(pk=online.pk)
    assert not page.correction_is_style
    assert not draft_of(page).correction_is_style
    summary = save_draft(page, text=page.text.replace(".26", ".28"))
    fields = form_of(desk, summary)
    assert "correction_is_style" not in fields
    desk.post(address_of(summary), fields | PUBLISH)
    assert [one.text for one in Correction.objects.all()] == [PROPOSED]


def test_neither_words_nor_tick_are_refused(desk, online):
    summary = save_draft(online, text=CORRECTED)
    fields = form_of(desk, summary) | {"correction": [" "]}
    assert asked(desk.post(address_of(summary), fields | PUBLISH))


def test_saving_a_draft_never_asks(desk, online):
    changed = form_of(desk, online) | {"text": [contentstate(CORRECTED)]}
    answer = desk.post(address_of(online), changed, follow=True)
    assert not asked(answer)
    assert ".28" in draft_of(online).text


def test_words_to_readers_wait_in_the_draft(desk, online):
    summary = save_draft(online, text=CORRECTED)
    fields = form_of(desk, summary) | {"correction": ["It is .28."]}
    desk.post(address_of(summary), fields)
    assert form_of(desk, summary)["correction"] == ["It is .28."]
    assert not Correction.objects.exists()


def test_what_is_put_back_needs_no_word_any_more(desk, online):
    summary = save_draft(online, text=CORRECTED, correction="It is .28.")
    changed = form_of(desk, summary) | {"text": [contentstate(TEXT)]}
    desk.post(address_of(summary), changed)
    desk.post(address_of(summary), form_of(desk, summary) | PUBLISH)
    assert not Correction.objects.exists()


def test_a_change_that_is_scheduled_is_asked_about_and_told_at_its_time(desk, online):
    later = timezone.now() + dt.timedelta(hours=3)
    changed = form_of(desk, online) | {
        "text": [contentstate(CORRECTED)],
        "go_live_at": [timezone.localtime(later).strftime("%Y-%m-%d %H:%M")],
    }
    answer = desk.post(address_of(online), changed | PUBLISH)
    assert asked(answer)
    again = fields_of(answer.content.decode()) | {"go_live_at": changed["go_live_at"]}
    desk.post(address_of(online), again | PUBLISH)
    assert not Correction.objects.exists()
    assert ".26" in Summary.objects.get(pk=online.pk).text
    draft_of(online).save_revision()  # somebody goes on writing meanwhile
    be_due(Summary.objects.get(pk=online.pk).scheduled_revision)
    assert publish_due() == []
    page = Summary.objects.get(pk=online.pk)
    assert ".28" in page.text
    assert [one.text for one in page.corrections.all()] == [PROPOSED]
    assert draft_of(page).correction == ""


def be_due(revision: Revision) -> None:
    revision.approved_go_live_at = timezone.now() - dt.timedelta(hours=1)
    revision.content["go_live_at"] = revision.approved_go_live_at.isoformat()
    revision.save()


# --- review ---------------------------------------------------------------------------------------


def test_a_reviewer_who_approves_a_writers_change_tells_readers(client, reviewer, writer, online):
    summary = save_draft(online, text=CORRECTED)
    summary.get_workflow().start(summary, writer)
    client.force_login(reviewer, backend=BACKEND)
    fields = form_of(client, summary)
    assert asked(client.post(address_of(summary), fields | APPROVE | {"correction": [""]}))
    client.post(address_of(summary), fields | APPROVE)
    page = Summary.objects.get(pk=online.pk)
    assert ".28" in page.text
    assert [one.text for one in page.corrections.all()] == [PROPOSED]


def test_an_approval_from_elsewhere_is_refused_in_words(reviewer, writer, online):
    summary = save_draft(online, text=CORRECTED)
    with pytest.raises(ValidationError, match="what changed since readers saw it"):
        approve(summary, by=reviewer, asked_by=writer)


def test_an_issue_that_comes_back_is_refused_with_the_words(editor, writer):
    issue = draft_issue()
    summary = whole_summary(issue, "Alliance helps")
    approve(summary, by=editor, asked_by=writer)
    issue.latest_revision.publish()
    issue.refresh_from_db()
    issue.unpublish()
    summary = save_draft(summary, title="Alliance helps a little")
    approve(summary, by=editor, asked_by=writer)
    with pytest.raises(ValidationError, match="what changed since readers saw it"):
        issue.latest_revision.publish()
    summary = save_draft(summary, correction="Only a little.")
    approve(summary, by=editor, asked_by=writer)
    issue.latest_revision.publish()
    assert [one.text for one in Correction.objects.all()] == ["Only a little."]


# --- what was published ---------------------------------------------------------------------------


def corrected(summary: Summary) -> Summary:
    save_draft(summary, text=CORRECTED, correction="It is .28.").latest_revision.publish()
    return Summary.objects.get(pk=summary.pk)


def test_a_published_correction_does_not_change(online):
    note = corrected(online).corrections.get()
    note.text = "It was never wrong."
    with pytest.raises(TypeError):
        note.save()


def test_a_version_that_is_put_back_says_nothing_twice(online):
    page = corrected(online)
    revision = page.live_revision
    page.unpublish()
    revision.refresh_from_db()
    revision.publish()
    assert page.corrections.count() == 1


def test_a_copy_has_no_word_to_readers(online):
    page = save_draft(online, text=CORRECTED, correction="It is .28.")
    copy = page.copy(update_attrs={"slug": "copy"}, keep_live=False)
    assert draft_of(copy).correction == ""
    assert not copy.corrections.exists()


def test_deleted_with_its_summary(online):
    corrected(online).delete()
    assert not Correction.objects.exists()


def test_aliases_hold_no_answer(online):
    corrected(online)
    for alias in Summary.objects.filter(translation_key=online.translation_key, alias_of=online):
        assert alias.correction == ""
        assert ".28" in alias.text
