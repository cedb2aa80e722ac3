"""The first page of the desk: the issue at work, and what waits beside it."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from digest.drafts import approve, draft_issue, whole_summary
from digest.factories import make_issue
from gleanings.digest.admin.dashboard import numbers_to_look_at
from gleanings.digest.models import Finding, Issue, ResearchType, Summary
from gleanings.digest.models.finding import FindingState

pytestmark = pytest.mark.django_db

ENTRY = """June {year}
Empathy Helps Clients Stay
Moreau, L., & Quist, P. T. ({year}). Empathy. Journal of Imagined Therapy, 12(3), 45-67.
In a meta-analysis of 14 studies, clients of empathic therapists stayed, r = .25, 95% CI [.12, .38].
In one of them the difference was t(100) = 2.50, p = .500.
Practice Implications
Ask how you are understood.
"""


@pytest.fixture
def desk(client):
    def sign_in(person):
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return sign_in


@pytest.fixture
def first_page(desk):
    return lambda person: desk(person).get(reverse("wagtailadmin_home")).content.decode()


@pytest.fixture
def old_months(tmp_path) -> list[Summary]:
    """Two old months from an earlier blog, as drafts."""
    for year in (2018, 2019):
        path = tmp_path / f"{year}.txt"
        path.write_text(ENTRY.format(year=year), encoding="utf-8")
        call_command("import_page", path)
    return list(Summary.objects.filter(alias_of=None).order_by("month"))


def months_from_now(count: int) -> dt.date:
    month = timezone.localdate().replace(day=1)
    for _month in range(count):
        month = (month + dt.timedelta(days=31)).replace(day=1)
    return month


def named(month: dt.date) -> str:
    return f"Begin the issue of {month:%B %Y}"


def test_the_next_free_month_is_offered(first_page, editor):
    assert named(months_from_now(0)) in first_page(editor)
    make_issue(f"{months_from_now(0):%Y-%m}")
    assert named(months_from_now(1)) in first_page(editor)


def test_the_month_is_filled_in(desk, editor):
    make_issue(f"{months_from_now(0):%Y-%m}")
    home = Issue.objects.first().get_parent()
    form = desk(editor).get(reverse("wagtailadmin_pages:add", args=["digest", "issue", home.pk]))
    assert f'value="{months_from_now(1):%Y-%m-%d}"' in form.content.decode()


def test_a_new_issue_is_not_offered_to_who_publishes_none(first_page, writer, reviewer):
    assert "Begin the issue" not in first_page(writer)
    assert "Begin the issue" not in first_page(reviewer)


def test_an_import_of_old_months_takes_nobodys_place(first_page, editor, old_months):
    assert named(months_from_now(0)) in first_page(editor)
    draft_issue(f"{months_from_now(0):%Y-%m}")
    assert Issue.of_this_month("en").month == months_from_now(0)
    Issue.objects.filter(month=months_from_now(0)).first().latest_revision.publish()
    assert Issue.of_this_month("en").month == months_from_now(0)
    assert named(months_from_now(1)) in first_page(editor)


def test_numbers_of_an_import_do_not_bury_those_of_the_month(old_months):
    ours = whole_summary(
        draft_issue(), "Ours", text="<p>They differed, t(100) = 2.50, p = .500.</p>"
    )
    assert [state.summary.pk for state in numbers_to_look_at()] == [ours.pk]


def test_an_issue_with_a_summary_of_ones_own_beside_an_imported_one_is_at_work(old_months):
    whole_summary(old_months[0].issue)
    assert Issue.of_this_month("en") == old_months[0].issue


def test_what_was_left_behind_is_named(first_page, editor, writer):
    issue = draft_issue("2026-03")
    approved, late = whole_summary(issue, "In time"), whole_summary(issue, "Too late")
    approve(approved, by=editor, asked_by=writer)
    assert "left-behind" not in first_page(editor)
    issue.latest_revision.publish()
    panel = first_page(editor).split('id="left-behind', 1)[1]
    assert "Too late" in panel
    assert "In time" not in panel
    approve(late, by=editor, asked_by=writer)
    assert "left-behind" not in first_page(editor)


def test_what_was_taken_offline_is_not_said_to_go_online(first_page, editor, writer):
    issue = draft_issue("2026-03")
    taken, stays = whole_summary(issue, "Taken offline"), whole_summary(issue, "Stays")
    for summary in (taken, stays):
        approve(summary, by=editor, asked_by=writer)
    issue.latest_revision.publish()
    Summary.objects.get(pk=taken.pk).unpublish()
    panel = first_page(editor).split('id="left-behind', 1)[1]
    assert "approved, but offline: publish it to bring it back" in panel
    assert "goes online with the issue" not in panel


def test_imported_drafts_are_counted_and_are_not_left_behind(first_page, editor, old_months):
    old_months[0].issue.latest_revision.publish()
    words = first_page(editor)
    assert "2 imported summaries are still drafts." in words
    assert "left-behind" not in words


def confirm(client, summaries, what):
    return client.post(
        reverse("imported_drafts"),
        {"chosen": [one.pk for one in summaries], what: "1"},
        follow=True,
    ).content.decode()


def drafts(summaries):
    return [Summary.objects.get(pk=one.pk).get_latest_revision_as_object() for one in summaries]


def test_topics_of_many_are_confirmed_at_once(desk, editor, old_months):
    words = confirm(desk(editor), old_months, "terms")
    assert "The proposals of 2 summaries are confirmed." in words
    assert not any(draft.terms_are_proposed for draft in drafts(old_months))


def test_topics_that_are_missing_stay_to_be_looked_at(desk, editor, old_months):
    draft = old_months[0].get_latest_revision_as_object()
    draft.topics.set([])
    draft.save_revision(clean=False)
    confirm(desk(editor), old_months, "terms")
    assert [draft.terms_are_proposed for draft in drafts(old_months)] == [True, False]


def test_numbers_that_fit_are_confirmed_and_others_wait(desk, editor, old_months):
    confirm(desk(editor), old_months, "numbers")
    for draft in drafts(old_months):
        states = {one.measure: one.state for one in draft.findings.all()}
        assert states["r"] == FindingState.CONFIRMED
        assert states["t"] == FindingState.PROPOSED
    assert not Summary.objects.filter(alias_of=None, live=True).exists()


def test_nothing_ticked_changes_nothing(desk, editor, old_months):
    before = [one.latest_revision_id for one in old_months]
    assert "Tick some summaries first." in confirm(desk(editor), [], "terms")
    assert [Summary.objects.get(pk=one.pk).latest_revision_id for one in old_months] == before


def test_a_writer_confirms_nothing_of_others(desk, writer, old_months):
    confirm(desk(writer), old_months, "terms")
    assert all(draft.terms_are_proposed for draft in drafts(old_months))


MAIN = {"role": "main", "measure": "r", "estimate": 0.26, "words": "", "state": "confirmed"}
SAID = {"predictor": "empathy", "outcome": "outcome", "group": "adults", "favours": "first"}


def with_main_result(types: str = "survey", **changes) -> Summary:
    types = ResearchType.objects.filter(slug=types)
    summary = whole_summary(draft_issue(), "Empathy helps", research_types=types)
    draft = summary.get_latest_revision_as_object()
    draft.findings = [Finding(**{**MAIN, **SAID, **changes})]
    draft.save_revision(clean=False)
    return summary


@pytest.mark.parametrize(
    ("types", "changes", "empty"),
    [
        ("survey", {"predictor": "", "outcome": " "}, "what, with what"),
        ("survey", {"group": ""}, "whom"),
        ("survey", {"favours": ""}, "who did better by this number"),
        ("survey", {"measure": "d"}, "how it came about"),
        ("meta-analysis", {}, "studies (k)"),
    ],
)
def test_what_readers_will_miss_is_named(first_page, editor, types, changes, empty):
    with_main_result(types, **changes)
    words = first_page(editor)
    assert "Readers will see: “" in words
    assert f"Still empty: {empty}." in words


@pytest.mark.parametrize(
    ("types", "changes"),
    [
        ("survey", {}),
        ("survey", {"measure": "d", "design": "comparison"}),
        ("survey", {"favours": "neither"}),
        ("meta-analysis", {"k": 13}),
        ("survey", {"group": "", "state": "dropped"}),
    ],
)
def test_a_main_result_with_all_said_is_not_named(first_page, editor, types, changes):
    with_main_result(types, **changes)
    assert "Readers will see" not in first_page(editor)
