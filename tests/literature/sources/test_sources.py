"""PubMed, Crossref, OpenAlex and Europe PMC, each in the form that it really answers in."""

from __future__ import annotations

import re
from datetime import date

import pytest

from gleanings.literature.sources import pubmed
from gleanings.literature.sources.cursors import (
    CROSSREF,
    EUROPE_PMC,
    OPENALEX,
    Crossref,
    EuropePMC,
    OpenAlex,
)
from gleanings.literature.sources.polite import Polite, SourceError
from gleanings.literature.sources.pubmed import AT_ONCE, MOST, TERMS, PubMed
from gleanings.literature.sources.search import Search

from .local_source import Answer, Asked, local_source

SEARCH = Search(date(2026, 10, 1), date(2026, 10, 31), "psychotherapy", ("1234-5678",), ("en",))


def source_at(kind, terms, source):
    return kind(Polite(terms, address=source.address, sleep=lambda _s: None))


# --- PubMed --------------------------------------------------------------------------------------


class LocalPubMed:
    """So many articles came in each day; their numbers are month, day and a count."""

    def __init__(self, by_day: dict[date, int]) -> None:
        self.by_day = by_day
        self.missing: set[str] = set()

    def __call__(self, asked: Asked) -> Answer:
        if asked.path == "esearch.fcgi":
            return self.search(asked.parameters)
        keys = [key for key in asked.parameters["id"].split(",") if key not in self.missing]
        return Answer(f"<PubmedArticleSet>{''.join(map(article, keys))}</PubmedArticleSet>")

    def search(self, given: dict[str, str]) -> Answer:
        begin, end = (
            date(*map(int, given[name].split("/"))) if name in given else None
            for name in ("mindate", "maxdate")
        )
        days = (
            self.by_day
            if begin is None or end is None
            else [day for day in self.by_day if begin <= day <= end]
        )
        keys = [f"{day:%m%d}{n:04}" for day in sorted(days) for n in range(self.by_day[day])]
        start, most = int(given.get("retstart", 0)), int(given.get("retmax", 20))
        if start > MOST - 1:
            return Answer(
                "<eSearchResult><ERROR>Search Backend failed: 9,999</ERROR></eSearchResult>"
            )
        some = "".join(f"<Id>{key}</Id>" for key in keys[start : start + most])
        return Answer(
            f"<eSearchResult><Count>{len(keys)}</Count><IdList>{some}</IdList></eSearchResult>"
        )


def article(pmid: str) -> str:
    return (
        f"<PubmedArticle><MedlineCitation><PMID>{pmid}</PMID><Article>"
        f"<ArticleTitle>Study {pmid}</ArticleTitle></Article></MedlineCitation></PubmedArticle>"
    )


@pytest.fixture
def larger_pages(monkeypatch):
    """The same work with fewer requests."""
    monkeypatch.setattr(pubmed, "AT_ONCE", 2_500)


def test_pubmed_gives_all_of_a_span_and_both_ends_are_always_said():
    local = LocalPubMed({date(2026, 10, 3): AT_ONCE + 50, date(2026, 11, 1): 7})
    with local_source(local) as source:
        pages = list(source_at(PubMed, TERMS, source).pages(SEARCH))
    records = [record for page in pages for record in page.records]
    assert len({record.pmid for record in records}) == len(records) == AT_ONCE + 50
    assert {page.found for page in pages} == {AT_ONCE + 50}
    assert pages[-1].cursor == ""
    searches = [asked.parameters for asked in source.asked if asked.path == "esearch.fcgi"]
    assert all({"mindate", "maxdate", "datetype"} <= given.keys() for given in searches)
    assert searches[0]["term"] == '(psychotherapy) AND ("1234-5678"[ta]) AND ("eng"[la])'


def test_a_span_with_more_than_it_gives_is_parted(larger_pages):
    days = {date(2026, 10, day): 6_000 for day in (2, 3, 30)}
    with local_source(LocalPubMed(days)) as source:
        pages = source_at(PubMed, TERMS, source).pages(SEARCH)
        records = [record.pmid for page in pages for record in page.records]
    assert len(set(records)) == len(records) == 18_000


@pytest.mark.parametrize(("count", "is_given"), [(MOST, True), (MOST + 1, False)])
def test_a_day_with_too_many_is_an_error_and_never_a_part(larger_pages, count, is_given):
    with local_source(LocalPubMed({date(2026, 10, 2): count})) as source:
        pages = source_at(PubMed, TERMS, source).pages(SEARCH)
        if is_given:
            assert sum(len(page.records) for page in pages) == count
        else:
            with pytest.raises(SourceError, match=r"more than 9,999 articles .* 2026-10-02"):
                list(pages)


def test_a_run_goes_on_behind_the_last_page_that_was_stored(larger_pages):
    days = {date(2026, 10, day): 300 for day in (2, 20)} | {date(2026, 10, 9): 9_900}
    with local_source(LocalPubMed(days)) as source:
        client = source_at(PubMed, TERMS, source)
        pages = list(client.pages(SEARCH))
        everything = [record.pmid for page in pages for record in page.records]
        for stop in (0, 1, len(pages) // 2, len(pages) - 2):
            before = [record.pmid for page in pages[: stop + 1] for record in page.records]
            after = [
                record.pmid
                for page in client.pages(SEARCH, pages[stop].cursor)
                for record in page.records
            ]
            assert before + after == everything


def test_an_error_element_is_an_error_and_not_no_hits():
    failed = Answer("<eSearchResult><ERROR>Search Backend failed</ERROR></eSearchResult>")
    with (
        local_source(lambda _asked: failed) as source,
        pytest.raises(SourceError, match="PubMed: Search Backend failed"),
    ):
        list(source_at(PubMed, TERMS, source).pages(SEARCH))


@pytest.mark.parametrize("body", ["", "<eSearchResult><Count>1", "<html>Busy</html>", "{}"])
def test_an_answer_that_is_none_is_told(body):
    with local_source(lambda _asked: Answer(body)) as source, pytest.raises(SourceError):
        list(source_at(PubMed, TERMS, source).pages(SEARCH))


def test_an_article_that_is_found_and_not_given_is_named():
    local = LocalPubMed({date(2026, 10, 3): 3})
    local.missing = {"10030001"}
    with local_source(local) as source:
        (page,) = source_at(PubMed, TERMS, source).pages(SEARCH)
    assert len(page.records) == 2
    assert [refused.why for refused in page.refused] == ["PubMed gave no record of PMID 10030001."]


# --- by cursor -----------------------------------------------------------------------------------


def crossref(items: list[dict], following: str) -> dict:
    found = {"items": items, "total-results": 3, "next-cursor": following}
    return {"status": "ok", "message": found}


def openalex(items: list[dict], following: str) -> dict:
    return {"meta": {"count": 3, "next_cursor": following or None}, "results": items}


def europepmc(items: list[dict], following: str) -> dict:
    return {"hitCount": 3, "nextCursorMark": following, "resultList": {"result": items}}


def crossref_item(number: int) -> dict:
    return {"DOI": f"10.5555/{number}", "title": [f"Study {number}"]}


def openalex_item(number: int) -> dict:
    doi = f"https://doi.org/10.5555/{number}"
    return {"id": f"W{number}", "doi": doi, "title": f"Study {number}"}


def europepmc_item(number: int) -> dict:
    return {"doi": f"10.5555/{number}", "title": f"Study {number}"}


SOURCES = [
    pytest.param(Crossref, CROSSREF, crossref, "cursor", crossref_item, id="Crossref"),
    pytest.param(OpenAlex, OPENALEX, openalex, "cursor", openalex_item, id="OpenAlex"),
    pytest.param(EuropePMC, EUROPE_PMC, europepmc, "cursorMark", europepmc_item, id="Europe PMC"),
]


@pytest.mark.parametrize(("kind", "terms", "form", "parameter", "item"), SOURCES)
def test_pages_follow_one_another_and_a_run_goes_on(kind, terms, form, parameter, item):
    pages = {"*": ([1, 2], "second"), "second": ([3], "third"), "third": ([], "third")}

    def answer(asked: Asked) -> Answer:
        numbers, following = pages[asked.parameters[parameter]]
        return Answer(form([item(number) for number in numbers], following))

    with local_source(answer) as source:
        client = source_at(kind, terms, source)
        given = list(client.pages(SEARCH))
        again = list(client.pages(SEARCH, given[0].cursor))
    assert [record.doi for page in given for record in page.records] == [
        "10.5555/1",
        "10.5555/2",
        "10.5555/3",
    ]
    assert [record.title for page in again for record in page.records] == ["Study 3"]
    assert (given[0].found, given[0].cursor, given[-1].cursor) == (3, "second", "")
    asked = " ".join(source.asked[0].parameters.values())
    assert "2026-10-01" in asked
    assert "2026-10-31" in asked
    assert re.search("psychotherapy", asked)
    assert "1234-5678" in asked


@pytest.mark.parametrize(("kind", "terms", "form", "parameter", "item"), SOURCES)
@pytest.mark.parametrize("body", ["", "[1]", '{"message": 3}', "<html>", '{"results": [1]}'])
def test_an_answer_of_another_form_is_an_error_and_not_no_hits(
    kind, terms, form, parameter, item, body
):
    with (
        local_source(lambda _asked: Answer(body)) as source,
        pytest.raises(SourceError, match=terms.name),
    ):
        list(source_at(kind, terms, source).pages(SEARCH))


def test_openalex_is_asked_by_filters_and_a_comma_begins_no_other():
    with local_source(lambda _asked: Answer(openalex([], ""))) as source:
        search = Search(date(2026, 10, 1), date(2026, 10, 2), "grief, loss")
        list(source_at(OpenAlex, OPENALEX, source).pages(search))
    given = source.asked[0].parameters
    assert "search" not in given
    assert given["filter"].endswith("title_and_abstract.search:grief  loss")
