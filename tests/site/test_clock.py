"""The clock of ``serve`` and of ``tick``: one list of work, which rooms add to."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.management import call_command
from django.db import OperationalError
from django.utils import timezone
from wagtail import hooks

from gleanings.digest.clock import Work, run, works
from gleanings.site import clock
from gleanings.site.models import ClockKeeper

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    settings.DUMPS_HOUR = "off"


def test_what_has_its_time_is_registered_by_its_room():
    names = [work.name for work in works()]
    assert names == [
        *("unpublish", "publish", "rank candidates", "renew syntheses", "send mail"),
        *("read mail that came back", "mail what became of questions", "mail clinicians"),
        *("mail answers", "show new ratings", "write dumps", "harvest"),
        *("sweep page files", "tell the CDN"),
    ]


def test_tick_does_what_a_room_registers(capsys):
    done = []
    with hooks.register_temporarily(
        "gleanings_clock", lambda: Work("own", lambda: done.append(1), "It failed.")
    ):
        call_command("tick")
    assert done == [1]
    assert capsys.readouterr().out == ""


def test_tick_leaves_word_that_a_clock_is_kept():
    assert not clock.beat_file().exists()
    call_command("tick")
    assert clock.beat_file().exists()


def test_one_of_several_keeps_it_and_another_follows_when_it_ends():
    assert clock.is_ours("one")
    assert not clock.is_ours("another")
    assert clock.is_ours("one")
    clock.leave_it("another")
    assert not clock.is_ours("another")
    clock.leave_it("one")
    assert clock.is_ours("another")
    assert not clock.is_ours("one")


def test_one_that_was_lost_is_followed_after_a_while():
    assert clock.is_ours("one")
    ClockKeeper.objects.update(until=timezone.now() - dt.timedelta(seconds=1))
    assert clock.is_ours("another")
    kept = ClockKeeper.objects.get().until - timezone.now()
    assert dt.timedelta(seconds=50) < kept <= clock.LEASE


@pytest.mark.parametrize(
    ("fault", "has_traceback"),
    [(OperationalError("database is locked"), False), (ValueError("a fault of ours"), True)],
)
def test_a_database_that_is_locked_is_logged_in_a_line_and_another_fault_whole(
    caplog, fault, has_traceback
):
    def fail():
        raise fault

    run(Work("own", fail, "It failed."))
    (record,) = caplog.records
    assert "“own” failed" in record.getMessage()
    assert bool(record.exc_info) == has_traceback
    assert has_traceback or "database is locked" in record.getMessage()
