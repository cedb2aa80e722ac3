"""Summarised articles are looked up for notices, by their identifiers and nothing else."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from digest.factories import make_article, make_issue, make_summary
from gleanings.literature.harvest.harvesting import harvest, jobs_of
from gleanings.literature.models import Article, HarvestRun, Notice
from gleanings.literature.sources import cursors, polite, pubmed
from literature.sources.local_library import LocalLibrary, Paper
from literature.sources.local_source import Answer, local_source

pytestmark = pytest.mark.django_db

NOTICE = "10.5555/retraction.1"
TODAY = timezone.localdate()


@pytest.fixture
def library() -> LocalLibrary:
    return LocalLibrary([Paper(number, TODAY - dt.timedelta(days=900)) for number in range(1, 9)])


@pytest.fixture(autouse=True)
def source(library, settings, monkeypatch):
    monkeypatch.setitem(polite.Polite.__init__.__kwdefaults__, "sleep", lambda _seconds: None)
    monkeypatch.setenv("GLEANINGS_OPENALEX_KEY", "a-key")
    with local_source(library) as at:
        settings.SOURCES_ADDRESS = at.address
        yield at


def summarised(number: int, **fields) -> Article:
    article = make_article(title=f"As the editor wrote it {number}", **fields)
    make_summary(make_issue(f"20{number:02}-01"), f"Summary {number}", articles=[article])
    return article


def look_up() -> dict[str, str]:
    return {one.job.source: one.left for one in harvest(jobs_of([]))}


def notices(article: Article) -> set[tuple[str, str, str]]:
    return set(article.notices.values_list("source", "kind", "doi"))


def sources_of(article: Article) -> set[str]:
    return set(article.lookups.values_list("source", flat=True))


def test_each_source_is_asked_and_what_it_tells_is_kept_with_the_day(library):
    by_doi = summarised(1, doi="10.5555/listen.1")
    by_pmid = summarised(2, doi=None, pmid="3000002")
    unknown = summarised(3, doi="10.5555/elsewhere")
    unnamed = summarised(4, doi=None)
    left_alone = make_article(title="Of no summary", doi="10.5555/listen.5")
    library.papers[0].retraction = NOTICE
    assert look_up() == {"PubMed": "", "Crossref": "", "OpenAlex": ""}
    assert notices(by_doi) == {
        ("PubMed", "retraction", NOTICE),
        ("Crossref", "retraction", NOTICE),
        ("OpenAlex", "retraction", ""),
    }
    assert by_doi.is_retracted
    assert by_doi.title == Article.objects.get(pk=by_doi.pk).title
    assert sources_of(by_doi) == {"PubMed", "Crossref", "OpenAlex"}
    assert sources_of(by_pmid) == {"PubMed", "OpenAlex"}
    assert notices(by_pmid) == set()
    for article in (unknown, unnamed, left_alone):
        assert sources_of(article) == set()
    assert {one.source: (one.read, one.new) for one in HarvestRun.objects.all()} == {
        "PubMed": (2, 1),
        "Crossref": (1, 1),
        "OpenAlex": (2, 1),
    }


def test_where_they_can_be_read_for_free_is_learned_and_not_written_over(library):
    unknown = summarised(1, doi="10.5555/listen.1")
    known = summarised(2, doi="10.5555/listen.2", free_at="https://example.org/its-authors")
    look_up()
    unknown.refresh_from_db(), known.refresh_from_db()
    assert unknown.free_at == "https://pmc.ncbi.nlm.nih.gov/articles/PMC70001/"
    assert known.free_at == "https://example.org/its-authors"


def test_again_tells_nothing_new_and_renews_the_day(library):
    article = summarised(1, doi="10.5555/listen.1")
    library.papers[0].retraction = NOTICE
    look_up()
    first = article.lookups.get(source="PubMed").at
    before = Notice.objects.count()
    look_up()
    assert Notice.objects.count() == before
    assert article.lookups.get(source="PubMed").at > first
    assert HarvestRun.objects.of(None, "PubMed").first().new == 0


def test_a_flag_that_is_taken_back_goes_and_a_notice_stays(library):
    article = summarised(1, doi="10.5555/listen.1")
    library.papers[0].retraction = NOTICE
    look_up()
    library.papers[0].retraction = ""
    look_up()
    assert {source for source, _kind, _doi in notices(article)} == {"PubMed", "Crossref"}


@pytest.mark.parametrize("name", ["PubMed", "Crossref", "OpenAlex"])
def test_it_goes_on_where_it_was_broken_off(name, library, source, monkeypatch):
    for client in (pubmed.PubMed, cursors.Crossref, cursors.OpenAlex):
        monkeypatch.setattr(client, "looked_up_at_once", 2)
    articles = [summarised(number, doi=f"10.5555/listen.{number}") for number in range(1, 6)]
    place = f"/{'esearch.fcgi' if name == 'PubMed' else 'works'}"
    library.instead = lambda asked: (
        Answer("<html>Busy</html>")
        if asked.path == name.lower() + place and "listen.3" in str(asked.parameters)
        else None
    )
    assert name in look_up()[name]
    assert name in sources_of(articles[1])
    assert name not in sources_of(articles[2])
    library.instead = lambda _asked: None
    source.asked.clear()
    assert look_up()[name] == ""
    assert all(name in sources_of(article) for article in articles)
    asked = [str(one.parameters) for one in source.asked if one.path.startswith(name.lower())]
    assert not any("listen.1'" in one or "listen.1," in one for one in asked)
    assert HarvestRun.objects.of(None, name).get().read == 5


def test_one_name_that_crossref_refuses_takes_no_other_along(library, source):
    articles = [summarised(number, doi=f"10.5555/listen.{number}") for number in range(1, 6)]
    odd = summarised(7, doi="10.5555/odd,name")
    refused = Answer('{"status":"failed"}', status=400)
    library.instead = lambda asked: (
        refused
        if asked.path == "crossref/works" and "listen.4" in asked.parameters["filter"]
        else None
    )
    look_up()
    assert all("Crossref" in sources_of(article) for article in articles)
    assert sources_of(odd) == set()
    assert any("odd%2Cname" in one.path for one in source.asked)


def test_an_answer_for_another_article_is_kept_with_none(library):
    article = summarised(1, doi="10.5555/listen.1")
    library.papers[1].retraction = NOTICE
    named = library.named
    library.named = lambda dois, pmids: [*named(dois, pmids), library.papers[1]]
    look_up()
    assert notices(article) == set()
    assert sources_of(article) == {"PubMed", "Crossref", "OpenAlex"}
