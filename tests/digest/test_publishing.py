"""Publishing an issue: its approved summaries with it, now or at its time, all or none."""

from __future__ import annotations

import datetime as dt
import os
import signal
import subprocess
import sys
import textwrap

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.utils import timezone

from digest.drafts import approve, bare_summary, draft_issue, whole_summary
from gleanings.digest.models import Issue, PracticeImplication, Summary
from gleanings.digest.schedule import publish_due
from migrated import migrated_folder

pytestmark = pytest.mark.django_db


def live_titles(language: str = "en") -> set[str]:
    summaries = Summary.objects.in_language(language).readable()
    return set(summaries.values_list("title", flat=True))


@pytest.fixture
def issue(db) -> Issue:
    return draft_issue()


def test_publishing_the_issue_publishes_its_approved_summaries(issue, editor, writer):
    first, second = (whole_summary(issue, title) for title in ("First", "Second"))
    whole_summary(issue, "Not reviewed")
    for summary in (first, second):
        approve(summary, by=editor, asked_by=writer)
    assert live_titles() == set()

    issue.latest_revision.publish(user=editor)

    assert live_titles() == {"First", "Second"}


def test_approval_alone_puts_nothing_online(issue, editor, writer):
    approve(whole_summary(issue), by=editor, asked_by=writer)
    assert live_titles() == set()


def test_a_late_summary_goes_online_when_it_is_approved(issue, editor, writer):
    issue.latest_revision.publish(user=editor)
    approve(whole_summary(issue, "Late"), by=editor, asked_by=writer)
    assert live_titles() == {"Late"}


def test_what_was_changed_after_its_approval_waits_for_another_review(issue, editor, writer):
    summary = whole_summary(issue, "Approved words")
    approve(summary, by=editor, asked_by=writer)
    summary.title = "Other words"
    summary.save_revision(user=writer)

    issue.latest_revision.publish(user=editor)

    assert live_titles() == set()


def test_one_incomplete_summary_keeps_the_whole_issue_back(issue, editor, writer):
    approve(whole_summary(issue, "Whole"), by=editor, asked_by=writer)
    approve(bare_summary(issue, "Bare"), by=editor, asked_by=writer)

    with pytest.raises(ValidationError) as refusal:
        issue.latest_revision.publish(user=editor)

    issue.refresh_from_db()
    assert not issue.live
    assert live_titles() == set()
    words = " ".join(refusal.value.messages)
    assert "“Bare” lacks an article" in words
    assert "Whole" not in words


def test_a_scheduled_issue_waits_for_its_time_with_its_summaries(issue, editor, writer):
    approve(whole_summary(issue, "On time"), by=editor, asked_by=writer)
    issue.go_live_at = timezone.now() + dt.timedelta(hours=1)
    issue.save_revision().publish(user=editor)
    call_command("publish_scheduled", verbosity=0)
    assert live_titles() == set()

    _let_the_time_come(issue)
    call_command("publish_scheduled", verbosity=0)

    assert live_titles() == live_titles("fr") == {"On time"}


def test_a_scheduled_correction_is_not_online_early_in_the_other_language(issue, editor, writer):
    summary = whole_summary(issue, "Old title")
    approve(summary, by=editor, asked_by=writer)
    issue.latest_revision.publish(user=editor)
    summary.refresh_from_db()
    summary.unpublish()
    summary.title = "Secret until later"
    summary.correction_is_style = True
    summary.go_live_at = timezone.now() + dt.timedelta(hours=1)
    summary.save_revision().publish(user=editor)

    assert live_titles("fr") == live_titles("en") == set()


def _let_the_time_come(issue: Issue) -> None:
    past = timezone.now() - dt.timedelta(minutes=1)
    revision = issue.revisions.get(approved_go_live_at__isnull=False)
    revision.content["go_live_at"] = past.isoformat()
    revision.approved_go_live_at = past
    revision.save()


def test_unpublishing_the_issue_takes_its_summaries_offline(issue, editor, writer):
    approve(whole_summary(issue), by=editor, asked_by=writer)
    issue.latest_revision.publish(user=editor)
    issue.refresh_from_db()

    issue.unpublish(user=editor)

    assert live_titles() == live_titles("fr") == set()


def test_unpublishing_in_the_admin_takes_the_summaries_along(issue, client, editor, writer):
    approve(whole_summary(issue), by=editor, asked_by=writer)
    issue.latest_revision.publish(user=editor)
    client.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")
    client.post(f"/admin/pages/{issue.pk}/unpublish/")
    assert live_titles() == live_titles("fr") == set()


def test_no_summary_goes_online_before_its_issue(issue, editor):
    summary = whole_summary(issue)
    with pytest.raises(ValidationError, match="March 2026"):
        summary.latest_revision.publish(user=editor)
    assert live_titles() == set()


def test_one_issue_that_is_kept_back_does_not_keep_back_the_next(issue, editor, writer):
    late = draft_issue("2026-04")
    approve(bare_summary(issue, "Bare"), by=editor, asked_by=writer)
    approve(whole_summary(late, "Whole"), by=editor, asked_by=writer)
    past = timezone.now() - dt.timedelta(hours=1)
    for waiting in (issue, late):
        revision = waiting.latest_revision
        revision.approved_go_live_at = past
        revision.save()

    assert publish_due() == [issue.latest_revision]

    assert live_titles() == {"Whole"}


def test_an_untranslated_summary_stands_in_the_other_language_too(issue, editor, writer):
    approve(whole_summary(issue, "In English"), by=editor, asked_by=writer)
    issue.latest_revision.publish(user=editor)

    standing_in = Summary.objects.in_language("fr").readable().get()
    assert standing_in.title == "In English"
    assert standing_in.content_language == "en"
    assert [row.text for row in standing_in.implications.all()] == [
        "<p>Ask how therapy is going.</p>"
    ]
    assert standing_in.topics.get().slug == "empathy"


def test_a_private_issue_is_private_in_every_language(issue, editor, writer):
    from wagtail.models import PageViewRestriction

    approve(whole_summary(issue), by=editor, asked_by=writer)
    issue.latest_revision.publish(user=editor)
    PageViewRestriction.objects.create(page=issue, restriction_type=PageViewRestriction.LOGIN)

    assert live_titles("en") == live_titles("fr") == set()


KILLED_WHILE_PUBLISHING = """
    import os, signal
    from gleanings.site.command import load
    load()
    from django.db.models.signals import post_save
    from gleanings.digest.models import Issue, Summary

    def die(sender, instance, **kwargs):
        if instance.live and instance.locale.language_code == "en":
            os.kill(os.getpid(), signal.SIGKILL)

    post_save.connect(die, sender=Summary)
    Issue.objects.get(locale__language_code="en").latest_revision.publish()
"""


@pytest.mark.django_db(transaction=False)
def test_killed_in_the_midst_nothing_is_published(tmp_path):
    """A process of its own, with a database of its own, dies after it made one summary live."""
    environment = os.environ | {
        "GLEANINGS_DATA": str(migrated_folder(tmp_path)),
        "DJANGO_SETTINGS_MODULE": "gleanings.site.settings",
        "PYTHONPATH": str(os.path.dirname(os.path.dirname(__file__))),
    }

    def run(code: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(  # noqa: S603
            [sys.executable, "-c", textwrap.dedent(code)],
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )

    prepared = run(
        """
        from gleanings.site.command import load
        load()
        from django.contrib.auth.models import User
        from digest.drafts import approve, draft_issue, whole_summary
        editor = User.objects.create_superuser("editor")
        issue = draft_issue()
        for title in ("First", "Second"):
            approve(whole_summary(issue, title), by=editor, asked_by=editor)
        """
    )
    assert prepared.returncode == 0, prepared.stderr

    assert run(KILLED_WHILE_PUBLISHING).returncode == -signal.SIGKILL

    again = run(
        """
        from gleanings.site.command import load
        load()
        from gleanings.digest.models import Issue, Summary

        def online():
            return [model.objects.filter(live=True).count() for model in (Issue, Summary)]

        print(online())
        Issue.objects.get(locale__language_code="en").latest_revision.publish()
        print(online())
        """
    )
    assert again.returncode == 0, again.stderr
    assert again.stdout.splitlines() == ["[0, 0]", "[2, 4]"]


def test_a_translation_that_is_begun_still_says_that_its_words_are_english(issue, editor, writer):
    from wagtail.models import Locale
    from wagtail_localize.operations import translate_object

    approve(whole_summary(issue, "In English"), by=editor, asked_by=writer)
    issue.latest_revision.publish(user=editor)
    english = Summary.objects.in_language("en").get()

    translate_object(english, [Locale.objects.get(language_code="fr")])
    begun = Summary.objects.in_language("fr").get()
    assert begun.alias_of is None
    assert begun.content_language == "en"
    assert begun.original == english

    begun.title, begun.text = "En français", "<p>Ce qui fut trouvé.</p>"
    begun.implications = [PracticeImplication(text="<p>Demandez.</p>", locale=begun.locale)]
    begun.save_revision().publish()
    translated = Summary.objects.in_language("fr").get()
    assert translated.content_language == "fr"
    assert translated.original == translated


def test_a_summary_is_moved_and_put_in_order_at_the_desk(client, editor):
    from django.urls import reverse

    client.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")
    first, second = draft_issue("2026-03"), draft_issue("2026-04")
    summary, other = whole_summary(first), whole_summary(first)
    order = reverse("wagtailadmin_pages:set_page_position", args=[other.pk])
    assert client.post(f"{order}?position=0").status_code == 200
    assert list(first.summaries.values_list("pk", flat=True)) == [other.pk, summary.pk]
    move = reverse("wagtailadmin_pages:move_confirm", args=[summary.pk, second.pk])
    assert client.post(move).status_code == 302
    summary.refresh_from_db()
    assert summary.month == second.month
