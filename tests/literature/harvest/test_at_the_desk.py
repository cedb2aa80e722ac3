"""Saved searches and the page of sources, as an editor meets them."""

from __future__ import annotations

import datetime as dt
import time

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone
from wagtail.users.models import UserProfile

from gleanings.desk.deciding import decide
from gleanings.desk.models import Candidate, Verdict
from gleanings.literature.harvest import trying_out
from gleanings.literature.harvest.harvesting import harvest, jobs_of
from gleanings.literature.models import HarvestRun, SavedSearch
from gleanings.literature.sources import polite
from literature.sources.local_library import LocalLibrary, Paper
from literature.sources.local_source import Answer, local_source

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
ADD = "/admin/saved-searches/new/"


@pytest.fixture
def library() -> LocalLibrary:
    return LocalLibrary([Paper(number, TODAY) for number in range(1, 13)])


@pytest.fixture(autouse=True)
def source(library, settings, monkeypatch):
    monkeypatch.setitem(polite.Polite.__init__.__kwdefaults__, "sleep", lambda _seconds: None)
    monkeypatch.delenv("GLEANINGS_OPENALEX_KEY", raising=False)
    with local_source(library) as at:
        settings.SOURCES_ADDRESS = at.address
        yield at


@pytest.fixture
def desk(client, editor):
    client.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")
    return client


def typed(**changes) -> dict:
    fields = {
        "name": "Listening",
        "sources": ["PubMed", "Europe PMC"],
        "query": "listening",
        "journals": "",
        "published_from": "",
        "begin": (TODAY - dt.timedelta(days=30)).isoformat(),
        "is_on": "on",
    }
    return fields | changes


def page_of(answer) -> BeautifulSoup:
    return BeautifulSoup(answer.content, "html.parser")


def words_of(answer, selector: str) -> str:
    return " ".join(" ".join(one.text.split()) for one in page_of(answer).select(selector))


def faults(answer) -> str:
    return words_of(answer, "form .error-message")


def test_a_search_is_tried_before_it_is_saved_and_keeps_what_was_typed(desk):
    answer = desk.post(ADD, typed(**{"try": "1", "sources": ["PubMed", "OpenAlex"]}))
    told = words_of(answer, "[data-tried]")
    assert "12 articles were found" in told
    assert "Listening to people of clinic 5" in told
    assert "clinic 6" not in told
    assert "GLEANINGS_OPENALEX_KEY" in told
    assert "Nothing is saved yet" in told
    assert page_of(answer).select_one("[name=query]").text.strip() == "listening"
    assert not SavedSearch.objects.exists()


def test_it_is_tried_again_when_it_is_changed_and_stays_as_it_was(desk):
    desk.post(ADD, typed())
    search = SavedSearch.objects.get()
    answer = desk.post(
        reverse("saved_searches:edit", args=[search.pk]), typed(**{"try": "1", "query": "nothing"})
    )
    assert "0 articles were found" in words_of(answer, "[data-tried]")
    search.refresh_from_db()
    assert search.query == "listening"


def test_a_source_that_fails_or_keeps_one_waiting_is_told_in_its_place(desk, library, monkeypatch):
    monkeypatch.setattr(trying_out, "SECONDS", 1.0)

    def instead(asked):
        if asked.path.startswith("pubmed"):
            return Answer(status=503)
        time.sleep(3)
        return None

    library.instead = instead
    told = words_of(desk.post(ADD, typed(**{"try": "1"})), "[data-tried]")
    assert "PubMed: it did not answer (HTTP 503)" in told
    assert "Europe PMC: it did not answer within 1 seconds" in told


def test_saved_it_is_on_the_page_of_sources(desk):
    answer = desk.post(ADD, typed(kinds=["Meta-Analysis"], languages=["en", "fr"]), follow=True)
    assert answer.request["PATH_INFO"] == reverse("literature_sources")
    search = SavedSearch.objects.get()
    assert search.question == {
        "query": "listening",
        "journals": [],
        "kinds": ["Meta-Analysis"],
        "languages": ["en", "fr"],
        "published_from": None,
    }
    assert words_of(answer, "tbody").count("Listening") == 2
    assert "None yet" in words_of(answer, "tbody")


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"sources": []}, "required"),
        ({"query": " "}, "Give words or journals"),
        ({"query": "hope[tiab]"}, "Only PubMed understands “[tiab]”"),
        ({"sources": ["Crossref"]}, "Crossref would bring all"),
        ({"sources": ["OpenAlex"], "kinds": ["Review"]}, "OpenAlex cannot be asked for kinds"),
        ({"journals": "0022-006X Journal\n0022-0069 Other"}, "“0022-0069 Other” has no ISSN"),
        ({"journals": "Journal of Hope"}, "“Journal of Hope” has no ISSN"),
        ({"begin": (TODAY + dt.timedelta(days=1)).isoformat()}, "still to come"),
    ],
)
def test_what_a_source_cannot_do_is_refused_in_words(desk, changes, fault):
    answer = desk.post(ADD, typed(**changes))
    assert fault in faults(answer)
    assert not SavedSearch.objects.exists()


@pytest.mark.parametrize(
    "changes",
    [
        {"sources": ["PubMed"], "query": "hope[tiab]"},
        {"sources": ["Crossref"], "journals": "0022-006X Journal of Consulting"},
        {"query": "", "journals": "0022-006x"},
        {"kinds": ["Review"]},
        {"begin": TODAY.isoformat()},
    ],
)
def test_what_it_can_is_taken(desk, changes):
    desk.post(ADD, typed(**changes))
    assert SavedSearch.objects.exists()


def test_the_page_says_what_came_what_failed_and_what_is_next(desk, library, settings):
    settings.HARVEST_HOURS = 24
    desk.post(ADD, typed(sources=["PubMed", "OpenAlex", "Europe PMC"]))
    SavedSearch.objects.create(
        name="Off", is_on=False, sources=["PubMed"], query="hope", begin=TODAY
    )
    library.instead = lambda asked: (
        Answer(status=429, headers={"Retry-After": "40000"})
        if asked.path.startswith("europepmc")
        else None
    )
    list(harvest(jobs_of(SavedSearch.objects.filter(is_on=True))))
    page = desk.get(reverse("literature_sources"))
    rows = {
        (table.find_previous("h2").text, row.th.text.strip()): " ".join(row.text.split())
        for table in page_of(page).select("table")
        for row in table.select("tbody tr")
    }
    assert "12 12 12" in rows["PubMed", "Listening"]
    assert "Switched off" in rows["PubMed", "Off"]
    assert "GLEANINGS_OPENALEX_KEY" in words_of(page, "section > .error-message")
    assert "gives no more until" in rows["Europe PMC", "Listening"]
    assert "0 notices" in rows["Crossref", "Summarised articles, looked up for notices"]
    assert "is left alone until then" in words_of(page, "section > p")
    settings.HARVEST_HOURS = 0
    page = desk.get(reverse("literature_sources"))
    assert "told not to harvest" in words_of(page, "tbody")


def test_what_went_wrong_is_read_in_the_readers_own_language(desk, editor, library):
    desk.post(ADD, typed(sources=["PubMed"]))
    library.instead = lambda _asked: Answer(status=503)
    list(harvest(jobs_of(SavedSearch.objects.all())))
    UserProfile.objects.update_or_create(user=editor, defaults={"preferred_language": "fr"})
    told = words_of(desk.get(reverse("literature_sources")), "tbody")
    assert "pas de réponse après 5 essais (HTTP 503)" in told
    assert "did not answer" not in told


def test_who_may_not_see_the_searches_does_not_see_the_page(client, reviewer):
    client.force_login(reviewer, backend="django.contrib.auth.backends.ModelBackend")
    client.post(reverse("literature_harvest_now"))
    assert client.get(reverse("literature_sources")).status_code == 302
    assert not HarvestRun.objects.exists()


def test_what_is_new_comes_to_the_desk_and_a_decision_outlives_the_next_harvest(library):
    search = SavedSearch.objects.create(
        name="Listening", sources=["PubMed", "Europe PMC"], query="listening", begin=TODAY
    )
    list(harvest(jobs_of([search])))
    assert set(Candidate.objects.values_list("came_from", flat=True)) == {"Listening (PubMed)"}
    candidate = Candidate.objects.get(article__pmid="3000004")
    decide(candidate, Verdict.NOT_FOR_US, by=None, seen_version=candidate.version)
    library.papers.append(Paper(99, TODAY))
    list(harvest(jobs_of([search])))
    assert Candidate.objects.count() == 13
    candidate.refresh_from_db()
    assert candidate.verdict == Verdict.NOT_FOR_US
