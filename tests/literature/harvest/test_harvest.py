"""The saved searches are repeated: nothing lost, nothing twice, and what is left is said."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from gleanings.literature.harvest import running, spans
from gleanings.literature.harvest.harvesting import Job, harvest, jobs_of
from gleanings.literature.models import Article, HarvestRun, SavedSearch
from gleanings.literature.sources import polite, pubmed
from literature.records.files import pubmed as article_set
from literature.sources.local_library import LocalLibrary, Paper, pubmed_article
from literature.sources.local_source import Answer, local_source

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
ALL_FOUR = ["PubMed", "Crossref", "OpenAlex", "Europe PMC"]


def days_ago(days: int) -> dt.date:
    return TODAY - dt.timedelta(days=days)


@pytest.fixture
def library() -> LocalLibrary:
    return LocalLibrary([Paper(number, days_ago(number % 20)) for number in range(1, 41)])


@pytest.fixture(autouse=True)
def source(library, settings, monkeypatch):
    monkeypatch.setitem(polite.Polite.__init__.__kwdefaults__, "sleep", lambda _seconds: None)
    monkeypatch.setenv("GLEANINGS_OPENALEX_KEY", "very-secret-key")
    with local_source(library) as at:
        settings.SOURCES_ADDRESS = at.address
        yield at


def saved(name: str = "Listening", **fields) -> SavedSearch:
    known = {"sources": ["PubMed"], "query": "listening", "begin": days_ago(30)}
    return SavedSearch.objects.create(name=name, **{**known, **fields})


def run_all(*searches: SavedSearch, **options):
    return list(harvest(jobs_of(searches, with_lookups=False), **options))


def asked_of(source, path: str) -> list[dict[str, str]]:
    return [asked.parameters for asked in source.asked if asked.path == path]


def test_each_source_is_harvested_and_an_article_is_here_once():
    search = saved(sources=ALL_FOUR, journals="1234-5679 Journal of Imagined Therapy")
    done = run_all(search)
    assert [(one.job.source, one.run.new, one.run.merged, one.left) for one in done] == [
        ("PubMed", 40, 0, ""),
        ("Crossref", 0, 40, ""),
        ("OpenAlex", 0, 40, ""),
        ("Europe PMC", 0, 40, ""),
    ]
    assert Article.objects.count() == 40
    article = Article.objects.get(doi="10.5555/listen.7")
    assert (article.pmid, article.pmcid) == ("3000007", "PMC70007")
    assert article.identifiers["openalex"] == "W7"
    assert article.sources["*"] == "PubMed"


def test_the_next_run_begins_where_the_last_good_one_ended_with_an_overlap(source):
    search = saved()
    run_all(search)
    source.asked.clear()
    HarvestRun.objects.update(until=days_ago(5))
    (done,) = run_all(search)
    assert (done.run.since, done.run.until) == (days_ago(5) - spans.OVERLAP, TODAY)
    assert done.run.new == 0
    begun = asked_of(source, "pubmed/esearch.fcgi")[0]
    assert begun["mindate"] == f"{done.run.since:%Y/%m/%d}"


def test_since_reaches_further_back_and_never_leaves_a_gap():
    search = saved()
    run_all(search)
    HarvestRun.objects.update(until=days_ago(20))
    (late,) = run_all(search, since=days_ago(3))
    assert late.run.since == days_ago(20) - spans.OVERLAP
    (early,) = run_all(search, since=days_ago(90))
    assert early.run.since == days_ago(90)


def test_a_changed_search_looks_back_and_a_new_source_begins_at_the_beginning():
    search = saved()
    run_all(search)
    search.query = "people"
    search.sources = ["PubMed", "Europe PMC"]
    search.save()
    pubmed_run, other = run_all(search)
    assert pubmed_run.run.since == TODAY - spans.LOOK_BACK
    assert other.run.since == search.begin


# --- broken off -----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ALL_FOUR)
def test_a_run_that_was_broken_off_goes_on_behind_what_is_stored(
    name, library, source, monkeypatch
):
    monkeypatch.setattr(pubmed, "AT_ONCE", 100)
    library.papers = [Paper(number, days_ago(3)) for number in range(1, 251)]
    search = saved(sources=[name], journals="1234-5679")
    library.instead = lambda asked: Answer("gone", status=400) if at_third_page(asked) else None
    (done,) = run_all(search)
    assert "HTTP 400" in done.left
    assert (done.run.read, done.run.finished_at) == (200, None)
    assert Article.objects.count() == 200
    library.instead = lambda _asked: None
    source.asked.clear()
    (again,) = run_all(search)
    assert again.left == ""
    assert again.run.pk == done.run.pk
    assert (again.run.read, again.run.new, again.run.complaint) == (250, 250, "")
    assert Article.objects.count() == 250
    assert not [asked for asked in source.asked if at_first_page(asked)]


def at_third_page(asked) -> bool:
    given = asked.parameters
    return "at-200" in given.values() or given.get("retstart") == "200"


def at_first_page(asked) -> bool:
    given = asked.parameters
    return "*" in (given.get("cursor"), given.get("cursorMark")) or given.get("retstart") == "0"


def test_a_cursor_that_crossref_has_forgotten_is_not_sent(library, source):
    library.papers = [Paper(number, days_ago(3)) for number in range(1, 151)]
    search = saved(sources=["Crossref"], journals="1234-5679")
    library.instead = lambda asked: (
        Answer("gone", status=400) if "at-100" in asked.parameters.values() else None
    )
    (done,) = run_all(search)
    HarvestRun.objects.update(moved_at=timezone.now() - dt.timedelta(minutes=6), since=days_ago(40))
    library.instead = lambda _asked: None
    source.asked.clear()
    (again,) = run_all(search)
    assert again.run.pk != done.run.pk
    assert again.run.since == days_ago(40)
    assert (again.run.new, again.run.merged, again.left) == (50, 100, "")
    assert source.asked[0].parameters["cursor"] == "*"


def test_a_run_cut_off_days_ago_is_ended_and_what_came_since_follows():
    search = saved()
    HarvestRun.objects.create(
        search=search,
        source="PubMed",
        question=search.question,
        since=days_ago(30),
        until=days_ago(10),
        moved_at=timezone.now(),
    )
    (done,) = run_all(search)
    assert done.run.until == TODAY
    assert Article.objects.count() == 40
    assert not HarvestRun.objects.filter(finished_at=None).exists()


def test_what_another_process_went_on_with_is_not_stored_twice(library, monkeypatch):
    search = saved()
    stored = running.store_page

    def overtaken(run, page):
        HarvestRun.objects.filter(pk=run.pk).update(cursor="elsewhere", read=7)
        stored(run, page)

    monkeypatch.setattr(running, "store_page", overtaken)
    (done,) = run_all(search)
    assert "Another process" in done.left
    assert Article.objects.count() == 0
    assert HarvestRun.objects.get().read == 7


# --- sources that fail ----------------------------------------------------------------------------


def test_a_source_that_fails_stops_no_other_and_is_told(library, capsys):
    saved(sources=["PubMed", "Europe PMC"])
    library.instead = lambda asked: Answer(status=503) if asked.path.startswith("pubmed") else None
    with pytest.raises(CommandError, match=r"^2 of 5 are not done") as error:
        call_command("harvest")
    assert error.value.returncode == 1
    told = capsys.readouterr().out
    assert "“Listening”, PubMed" in told
    assert "PubMed: it did not answer after 5 tries (HTTP 503)" in told
    assert "“Listening”, Europe PMC" in told
    assert Article.objects.count() == 40


def test_a_source_that_does_not_answer_is_not_asked_for_the_next_search(library, source):
    searches = [saved(), saved("People", query="people")]
    library.instead = lambda _asked: Answer(status=503)
    done = run_all(*searches)
    assert len(source.asked) == polite.TRIES
    assert all("did not answer" in one.left for one in done)
    assert HarvestRun.objects.exclude(complaint="").count() == 2


def test_done_for_today_is_kept_and_asked_again_only_then(library, source, settings):
    search = saved(sources=["OpenAlex"])
    library.instead = lambda _asked: Answer(status=429, headers={"Retry-After": "54000"})
    (done,) = run_all(search)
    assert "OpenAlex gives no more until" in done.left
    assert len(source.asked) == 1
    library.instead = lambda _asked: None
    (again,) = run_all(search)
    assert "OpenAlex gives no more until" in again.left
    (other,) = run_all(saved("People", sources=["OpenAlex"]))
    assert "OpenAlex gives no more until" in other.left
    assert len(source.asked) == 1
    HarvestRun.objects.update(rests_until=timezone.now() - dt.timedelta(seconds=1))
    (later,) = run_all(search)
    assert (later.left, later.run.new) == ("", 40)


def test_without_its_key_openalex_is_not_asked_and_the_variable_is_named(source, monkeypatch):
    monkeypatch.delenv("GLEANINGS_OPENALEX_KEY")
    (done,) = run_all(saved(sources=["OpenAlex"]))
    assert "GLEANINGS_OPENALEX_KEY" in done.left
    assert source.asked == []


@pytest.mark.parametrize(("before", "is_suspicious"), [(120, True), (8, False)])
def test_none_where_there_were_many_is_said_and_never_a_good_run(library, before, is_suspicious):
    library.papers = [Paper(number, days_ago(2)) for number in range(1, before + 1)]
    search = saved(begin=days_ago(7))
    run_all(search)
    library.papers = []
    (done,) = run_all(search)
    if is_suspicious:
        assert "PubMed found nothing" in done.left
        assert "about 120 articles" in done.left
        assert done.run.finished_at is None
    else:
        assert done.left == ""
        assert done.run.found == 0


def test_an_error_element_is_no_empty_harvest(library):
    library.instead = lambda _asked: Answer(
        "<eSearchResult><ERROR>Search Backend failed</ERROR></eSearchResult>"
    )
    (done,) = run_all(saved())
    assert "Search Backend failed" in done.left
    assert done.run.finished_at is None


UNREADABLE = "<PubmedArticle><Article><Title>p < .05</Title></Article></PubmedArticle>"


@pytest.mark.parametrize(("unreadable", "is_said"), [(9, False), (10, True)])
def test_records_of_which_none_can_be_read_are_asked_for_again(library, unreadable, is_said):
    library.papers = [Paper(number, days_ago(2)) for number in range(1, unreadable + 1)]
    library.instead = lambda asked: (
        Answer(f"<PubmedArticleSet>{unreadable * UNREADABLE}</PubmedArticleSet>")
        if asked.path.endswith("efetch.fcgi")
        else None
    )
    search = saved(begin=days_ago(7))
    (done,) = run_all(search)
    if is_said:
        assert f"None of the {unreadable} records that PubMed gave could be read" in done.left
        assert done.run.finished_at is None
        library.instead = lambda _asked: None
        (again,) = run_all(search)
        assert (again.left, Article.objects.count()) == ("", unreadable)
    else:
        assert (done.left, done.run.refused_count) == ("", unreadable)
        assert done.run.finished_at


def test_one_that_can_be_read_is_stored_among_many_that_cannot(library):
    read = article_set(pubmed_article(library.papers[0]))
    library.instead = lambda asked: (
        Answer(read.replace("</PubmedArticleSet>", f"{20 * UNREADABLE}</PubmedArticleSet>"))
        if asked.path.endswith("efetch.fcgi")
        else None
    )
    (done,) = run_all(saved())
    assert (done.left, done.run.refused_count, Article.objects.count()) == ("", 20, 1)


# --- the command ----------------------------------------------------------------------------------


def test_the_account_for_other_programs(capsys):
    saved(sources=["PubMed", "Crossref"], journals="1234-5679")
    call_command("harvest", "listening", json=True)
    account = json.loads(capsys.readouterr().out)
    first, second = account["searches"]
    assert first == {
        "search": "Listening",
        "source": "PubMed",
        "since": days_ago(30).isoformat(),
        "until": TODAY.isoformat(),
        "found": 40,
        "read": 40,
        "new": 40,
        "merged": 0,
        "doubtful": 0,
        "refused": [],
        "done": True,
        "left": "",
    }
    assert (second["source"], second["merged"]) == ("Crossref", 40)
    assert account["lookups"] == []


def test_a_search_that_is_off_is_harvested_by_its_name_alone(capsys):
    saved(is_on=False)
    call_command("harvest")
    assert Article.objects.count() == 0
    assert "No search is saved and switched on" in capsys.readouterr().out
    call_command("harvest", "Listening")
    assert Article.objects.count() == 40


def test_an_unknown_search_is_refused_with_those_that_are_known():
    saved()
    with pytest.raises(CommandError, match=r"named “Hearing”.*“Listening”"):
        call_command("harvest", "Hearing")


def test_keys_are_in_no_word_that_is_kept(library):
    library.instead = lambda asked: Answer(
        f"Bad request: {asked.parameters} very-secret-key", status=400
    )
    (done,) = run_all(saved(sources=["OpenAlex"]))
    assert "very-secret-key" not in done.left + HarvestRun.objects.get().why


def test_two_jobs_of_one_source_are_told_apart():
    assert Job("PubMed") != Job("PubMed", saved())
