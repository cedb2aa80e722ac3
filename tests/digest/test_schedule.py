"""What is due goes online and offline, each page by itself, once; the desk says what did not."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone, translation
from wagtail.signals import page_published

from digest.drafts import approve, bare_summary, draft_issue, whole_summary
from gleanings.digest import clock
from gleanings.digest.models import ClockFailure, Issue, Summary
from gleanings.digest.schedule import publish_due, unpublish_expired
from migrated import migrated_folder
from postgresql_databases import new_database

pytestmark = pytest.mark.django_db

AN_HOUR = dt.timedelta(hours=1)


@pytest.fixture
def stuck(editor, writer) -> Issue:
    """It is due, and lacks what readers need."""
    issue = draft_issue("2026-03")
    approve(bare_summary(issue, "Bare"), by=editor, asked_by=writer)
    return be_due(issue)


@pytest.fixture
def expired(editor, writer) -> Issue:
    issue = draft_issue("2026-01")
    approve(whole_summary(issue, "Gone by now"), by=editor, asked_by=writer)
    issue.latest_revision.publish(user=editor)
    issue.refresh_from_db()
    issue.expire_at = timezone.now() - AN_HOUR
    issue.save()
    return issue


def be_due(issue: Issue) -> Issue:
    revision = issue.latest_revision
    revision.approved_go_live_at = timezone.now() - AN_HOUR
    revision.save()
    return issue


@pytest.mark.parametrize("command", ["tick", "publish_scheduled"])
def test_an_issue_that_is_kept_back_keeps_nothing_else_online(command, stuck, expired, settings):
    settings.DUMPS_HOUR = "off"
    with pytest.raises(CommandError):
        call_command(command)
    for page in (expired, *expired.summaries):
        page.refresh_from_db()
        assert not page.live
    assert not Summary.objects.in_language("fr").readable().exists()


def test_a_page_that_cannot_expire_keeps_nothing_offline(expired, editor, writer, monkeypatch):
    good = draft_issue("2026-04")
    approve(whole_summary(good, "On time"), by=editor, asked_by=writer)
    be_due(good)

    def fail(*args: object, **kwargs: object) -> None:
        raise RuntimeError("a disk is broken")

    monkeypatch.setattr(Issue, "unpublish", fail)
    failed = clock.tick()
    good.refresh_from_db()
    assert good.live
    assert {failure.page_id for failure in failed if failure.page} == {expired.pk}


def test_any_work_goes_on_whatever_fails_beside_it(stuck, caplog):
    done = []

    def fail() -> None:
        raise RuntimeError("a disk is broken")

    clock.run(clock.Work("breaks", fail, "It broke."))
    clock.run(clock.Work("works", lambda: done.append(1), "Never."))
    assert done == [1]
    assert "a disk is broken" in caplog.text
    clock.run(clock.Work("breaks", lambda: None, "It broke."))
    assert not ClockFailure.objects.filter(work="breaks").exists()


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "en",
            [
                "was due to go online but did not",
                "“Bare” lacks an article",
                "will go online by itself",
            ],
        ),
        ("fr", ["devait être mis en ligne", "« Bare »", "se fera d’elle-même"]),
    ],
)
def test_the_desk_says_what_was_due_why_it_did_not_go_and_what_to_do(
    client, editor, stuck, language, words
):
    publish_due()
    editor.wagtail_userprofile = None
    from wagtail.users.models import UserProfile

    UserProfile.objects.update_or_create(user=editor, defaults={"preferred_language": language})
    client.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")
    page = client.get("/admin/").content.decode()
    panel = page[page.index('id="panel-clock') if 'id="panel-clock' in page else 0 :]
    for some in words:
        assert some in panel.replace("\xa0", " ")
    assert f"/admin/pages/{stuck.pk}/edit/" in panel


def test_the_desk_is_silent_once_it_is_done(client, editor, stuck):
    publish_due()
    stuck.revisions.update(approved_go_live_at=None)
    assert publish_due() == []
    client.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")
    assert "Due, but not done" not in client.get("/admin/").content.decode()
    assert not ClockFailure.objects.exists()


def test_a_writer_is_not_told_what_only_an_editor_can_put_right(client, writer, stuck):
    publish_due()
    client.force_login(writer, backend="django.contrib.auth.backends.ModelBackend")
    assert "Due, but not done" not in client.get("/admin/").content.decode()


def test_the_desk_says_that_nobody_keeps_the_clock(client, editor, stuck):
    client.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")
    assert (
        "Nothing is running this site’s scheduled tasks" in client.get("/admin/").content.decode()
    )
    publish_due()
    assert (
        "Nothing is running this site’s scheduled tasks"
        not in client.get("/admin/").content.decode()
    )


def test_nothing_is_touched_before_its_time(stuck, expired):
    long_ago = timezone.now() - 2 * AN_HOUR
    assert publish_due(long_ago) == []
    assert unpublish_expired(long_ago) == []
    expired.refresh_from_db()
    assert expired.live


def test_what_another_clock_did_meanwhile_is_not_done_again(editor, writer):
    for month in ("2026-03", "2026-04"):
        approve(whole_summary(draft_issue(month)), by=editor, asked_by=writer)
    first, second = (be_due(issue) for issue in Issue.objects.order_by("month"))

    def another_clock(**kwargs):
        if kwargs["instance"].pk == first.pk:
            second.revisions.update(approved_go_live_at=None)

    page_published.connect(another_clock)
    try:
        assert publish_due() == []
    finally:
        page_published.disconnect(another_clock)
    assert Issue.objects.get(pk=first.pk).live
    assert not Issue.objects.get(pk=second.pk).live


def test_a_failure_is_no_change_that_readers_see(stuck):
    from gleanings.reader.cache import content_version

    before = content_version.current()
    clock.note("publish", "page 1")
    assert content_version.current() == before


TWO_CLOCKS = """
    import sys, time, pathlib
    from gleanings.site.command import load
    load()
    from wagtail.models import Revision
    from wagtail.signals import page_published, page_unpublished
    from gleanings.digest.models import Issue

    folder, me, other = pathlib.Path(sys.argv[1]), sys.argv[2], sys.argv[3]

    def meet(sign):
        # both know what is due before either begins; with a lock only one comes so far
        (folder / f"{sign}-{me}").touch()
        for _ in range(30):
            if (folder / f"{sign}-{other}").exists():
                return
            time.sleep(0.1)

    times = []
    for signal in (page_published, page_unpublished):
        signal.connect(lambda **about: times.append(1), sender=Issue, weak=False)
    for model, name in ((Revision, "publish"), (Issue, "unpublish")):
        def first_meet(self, *args, _plain=getattr(model, name), _name=name, **kwargs):
            if getattr(self, "alias_of_id", None) is None:
                meet(_name)
            return _plain(self, *args, **kwargs)
        setattr(model, name, first_meet)

    from gleanings.digest.schedule import publish_due, unpublish_expired
    meet("start")
    assert not unpublish_expired()
    assert not publish_due()
    print(sum(times))
"""


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request) -> Iterator[str]:
    """Of a new database; empty for the SQLite file in the data folder."""
    if request.param == "sqlite":
        yield ""
    else:
        with new_database() as url:
            yield url


def test_two_clocks_on_one_database_do_each_thing_once(database_url, tmp_path):
    """Two real processes, held where each has seen what is due and none has begun."""
    environment = os.environ | {
        "GLEANINGS_DATA": str(migrated_folder(tmp_path)),
        "GLEANINGS_DATABASE_URL": database_url,
        "DJANGO_SETTINGS_MODULE": "gleanings.site.settings",
        "PYTHONPATH": str(Path(__file__).parents[1]),
    }

    def start(code: str, *arguments: str) -> subprocess.Popen[str]:
        return subprocess.Popen(  # noqa: S603
            [sys.executable, "-c", textwrap.dedent(code), *arguments],
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    prepare = start(
        """
        import datetime as dt
        from gleanings.site.command import load
        load()
        from django.contrib.auth.models import User
        from django.core.management import call_command
        from django.utils import timezone
        call_command("migrate", verbosity=0)
        from digest.drafts import approve, draft_issue, whole_summary
        editor = User.objects.create_superuser("editor")
        past = timezone.now() - dt.timedelta(hours=1)
        due = draft_issue("2026-03")
        approve(whole_summary(due), by=editor, asked_by=editor)
        revision = due.latest_revision
        revision.approved_go_live_at = past
        revision.save()
        expired = draft_issue("2026-01")
        approve(whole_summary(expired), by=editor, asked_by=editor)
        expired.latest_revision.publish(user=editor)
        expired.refresh_from_db()
        expired.expire_at = past
        expired.save()
        """
    )
    _out, errors = prepare.communicate()
    assert prepare.returncode == 0, errors

    clocks = [start(TWO_CLOCKS, str(tmp_path), *names) for names in ("ab", "ba")]
    told = [one.communicate() for one in clocks]
    assert [one.returncode for one in clocks] == [0, 0], told
    # online in English, and its stand-in in French; the other offline with its stand-in too
    assert sum(int(out) for out, _errors in told) == 4, told


def test_the_reasons_are_kept_in_every_language(stuck):
    publish_due()
    why = ClockFailure.objects.get(page=stuck).why
    assert set(why) == {"en", "fr"}
    assert why["en"] != why["fr"]
    assert f"“{stuck.title}”" in str(ClockFailure.objects.get(page=stuck))
    with translation.override("fr"):
        assert str(ClockFailure.objects.get(page=stuck).page.specific)
