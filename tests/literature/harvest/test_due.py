"""The site's own clock harvests what is due, a little at each look."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.management import call_command
from django.utils import timezone

from digest.factories import make_article, make_issue, make_summary
from gleanings.digest.models import ClockFailure
from gleanings.literature.harvest import due
from gleanings.literature.harvest.due import due_at, harvest_when_due
from gleanings.literature.harvest.harvesting import Job
from gleanings.literature.models import Article, HarvestRun, SavedSearch
from gleanings.literature.sources import polite
from literature.sources.local_library import LocalLibrary, Paper
from literature.sources.local_source import Answer, local_source

pytestmark = pytest.mark.django_db

NOW = timezone.now()
TODAY = timezone.localdate(NOW)


@pytest.fixture
def library() -> LocalLibrary:
    return LocalLibrary([Paper(number, TODAY) for number in range(1, 251)])


@pytest.fixture(autouse=True)
def source(library, settings, monkeypatch, tmp_path):
    settings.DATA_DIR, settings.DUMPS_HOUR = tmp_path, "off"
    settings.HARVEST_HOURS = 24
    monkeypatch.setitem(polite.Polite.__init__.__kwdefaults__, "sleep", lambda _seconds: None)
    with local_source(library) as at:
        settings.SOURCES_ADDRESS = at.address
        yield at


@pytest.fixture
def search() -> SavedSearch:
    return SavedSearch.objects.create(
        name="Listening", sources=["Europe PMC"], query="listening", begin=TODAY
    )


def test_a_tick_harvests_what_is_due_and_the_next_does_not(search, source):
    call_command("tick")
    assert Article.objects.count() == 250
    asked = len(source.asked)
    call_command("tick")
    assert len(source.asked) == asked


@pytest.mark.parametrize(("hours", "is_due"), [(23.9, False), (24.1, True)])
def test_it_is_due_a_day_after_the_last_began(search, hours, is_due):
    harvest_when_due()
    HarvestRun.objects.filter(search=search).update(started_at=NOW)
    at = NOW + dt.timedelta(hours=hours)
    assert (due_at(Job("Europe PMC", search), at) <= at) is is_due


def test_the_setting_says_how_often_and_whether_at_all(search, settings, source):
    settings.HARVEST_HOURS = 0
    assert harvest_when_due() == []
    assert due_at(Job("Europe PMC", search), NOW) is None
    settings.HARVEST_HOURS = 24 * 7
    harvest_when_due()
    HarvestRun.objects.update(started_at=NOW)
    assert due_at(Job("Europe PMC", search), NOW) == NOW + dt.timedelta(days=7)


def test_a_look_ends_when_its_time_is_over_and_the_next_goes_on(search, monkeypatch):
    monkeypatch.setattr(due, "A_LOOK", 0.0)
    seen = []
    for _look in range(3):
        harvest_when_due()
        seen.append(Article.objects.count())
    assert seen == [100, 200, 250]


def test_a_source_that_fails_rests_half_an_hour_and_the_tick_says_nothing(search, library, source):
    library.instead = lambda _asked: Answer(status=503)
    call_command("tick")
    assert not ClockFailure.objects.exists()
    asked = len(source.asked)
    call_command("tick")
    assert len(source.asked) == asked
    HarvestRun.objects.update(failed_at=timezone.now() - dt.timedelta(minutes=31))
    library.instead = lambda _asked: None
    call_command("tick")
    assert Article.objects.count() == 250


def test_a_source_that_wants_to_be_left_alone_for_a_minute_is(search, library, source):
    library.instead = lambda _asked: Answer(status=429, headers={"Retry-After": "90"})
    harvest_when_due()
    assert len(source.asked) > 0
    rest = HarvestRun.objects.get(search=search).rests_until
    assert rest > timezone.now() + dt.timedelta(seconds=80)
    assert due_at(Job("Europe PMC", search), timezone.now()) >= rest


@pytest.mark.parametrize("is_public", [True, False])
def test_a_site_to_try_things_on_asks_nobody_before_a_search_is_saved(settings, source, is_public):
    settings.IS_PUBLIC = is_public
    article = make_article(doi="10.5555/listen.1")
    make_summary(make_issue("2026-01"), "About listening", articles=[article])
    harvest_when_due()
    assert bool(source.asked) is is_public
    assert article.lookups.exists() is is_public


def test_what_is_switched_off_is_not_due(search, source):
    SavedSearch.objects.update(is_on=False)
    search.refresh_from_db()
    harvest_when_due()
    assert source.asked == []
    assert due_at(Job("Europe PMC", search), NOW) is None
