"""Once a night, however many clocks there are and however often they start."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.utils import timezone

from gleanings.digest import clock
from gleanings.digest.models import ClockFailure
from gleanings.open_data.dumps import nightly
from gleanings.open_data.dumps.kept import folders
from gleanings.open_data.dumps.nightly import read_hour, write_when_due
from gleanings.open_data.dumps.writing import write_dumps

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _at_three_in_toronto(settings, own_folder):
    settings.DUMPS_HOUR = "3"
    with timezone.override("America/Toronto"):
        yield


def at(text: str) -> dt.datetime:
    """A time in Toronto."""
    return timezone.make_aware(dt.datetime.fromisoformat(text))


def test_the_first_is_made_at_once_and_then_one_a_night():
    ticks = [
        ("2026-03-01T12:00", True),
        ("2026-03-01T12:01", False),
        ("2026-03-02T02:59", False),
        ("2026-03-02T03:00", True),
        ("2026-03-02T03:01", False),
        ("2026-03-03T02:00", False),
        ("2026-03-03T09:00", True),  # it was off at three
        # the clocks go forward: 02:00 is 03:00
        ("2026-03-08T03:00", True),
        ("2026-03-08T23:00", False),
        ("2026-03-09T03:00", True),
    ]
    assert [write_when_due(at(time)) for time, _due in ticks] == [due for _time, due in ticks]


def test_a_clock_that_starts_anew_makes_no_second_one():
    assert write_when_due(at("2026-03-02T03:00"))
    assert not write_when_due(at("2026-03-02T03:00:20"))
    assert len(folders()) == 1


def test_of_two_clocks_one_makes_it():
    """The other looks again once it is alone, and finds it made."""
    time = at("2026-03-02T03:00")
    assert nightly.is_due(time)
    assert write_when_due(time)
    assert write_dumps(at=time, is_wanted=lambda: nightly.is_due(time)) is None
    assert len(folders()) == 1


def test_a_failure_is_logged_and_tried_again_after_an_hour(monkeypatch, caplog):
    (work,) = [work for work in clock.works() if work.name == "write dumps"]
    failures = []

    def fail(**arguments):
        failures.append(arguments)
        raise OSError("No space left on device")

    def tick(time: str) -> int:
        monkeypatch.setattr(clock.timezone, "now", lambda: at(time))
        monkeypatch.setattr(nightly.timezone, "now", lambda: at(time))
        clock.run(work)
        return len(failures)

    monkeypatch.setattr(nightly, "write_dumps", fail)
    assert [tick("2026-03-02T03:00"), tick("2026-03-02T03:30")] == [1, 1]
    assert "No space left" in caplog.text
    monkeypatch.setattr(nightly, "write_dumps", write_dumps)
    tick("2026-03-02T03:59")
    assert not folders()
    assert ClockFailure.objects.filter(work="write dumps").exists()
    tick("2026-03-02T04:00")
    assert folders()
    assert not ClockFailure.objects.exists()


def test_written_by_hand_it_is_no_failure_any_more():
    clock.note(nightly.WORK)
    call_command("write_dumps", verbosity=0)
    assert not ClockFailure.objects.exists()


def test_it_can_be_off(settings):
    settings.DUMPS_HOUR = "off"
    assert not write_when_due(at("2026-03-02T03:00"))


def test_an_hour_is_read_or_refused():
    assert [read_hour(text) for text in ("0", " 23 ", "off")] == [0, 23, None]
    for text in ("24", "-1", "three", ""):
        with pytest.raises(ImproperlyConfigured, match="GLEANINGS_DUMPS_HOUR"):
            read_hour(text)
