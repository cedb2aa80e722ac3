"""Where an article can be read for free, as each source tells it."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from gleanings.literature.records.crossref import crossref_record
from gleanings.literature.records.europepmc import europepmc_record
from gleanings.literature.records.fields import web_address
from gleanings.literature.records.openalex import openalex_record
from gleanings.literature.records.record import Record

PAGE, PDF = "https://repository.example.org/7", "https://repository.example.org/7.pdf"
TODAY, TOMORROW = dt.timedelta(0), dt.timedelta(days=1)
LONG_AGO = dt.timedelta(days=-2000)


def openalex(**told: Any) -> str:
    return openalex_record({"id": "https://openalex.org/W7", "title": "Listening", **told}).free_at


@pytest.mark.parametrize(
    ("place", "free_at"),
    [
        ({"landing_page_url": PAGE, "pdf_url": PDF}, PAGE),
        ({"landing_page_url": None, "pdf_url": PDF}, PDF),
        (None, "https://oa.example.org/7"),
    ],
)
def test_openalex_names_the_best_place(place, free_at):
    access = {"is_oa": True, "oa_url": "https://oa.example.org/7"}
    assert openalex(open_access=access, best_oa_location=place) == free_at
    closed = {"is_oa": False, "oa_url": None}
    assert openalex(open_access=closed, best_oa_location=place) == ""


def test_of_older_answers_openalex_tells_nothing():
    assert openalex() == ""


@pytest.mark.parametrize(
    ("offered", "free_at"),
    [
        ([("S", "doi", PAGE)], ""),
        (
            [("S", "doi", "https://doi.org/1"), ("OA", "pdf", PDF), ("OA", "html", PAGE)],
            PAGE,
        ),
        ([("F", "pdf", PDF)], PDF),
        ([("OA", "html", "javascript:alert(1)"), ("F", "html", PAGE)], PAGE),
    ],
)
def test_europe_pmc_tells_free_places_from_those_to_be_paid_for(offered, free_at):
    urls = [
        {"availabilityCode": code, "documentStyle": style, "url": url}
        for code, style, url in offered
    ]
    result = {"title": "Listening", "fullTextUrlList": {"fullTextUrl": urls}}
    assert europepmc_record(result).free_at == free_at


BY, TDM = "https://creativecommons.org/licenses/by/4.0/", "https://publisher.example.org/tdm"


@pytest.mark.parametrize(
    ("licence", "version", "begins", "is_free"),
    [
        (BY, "vor", TODAY, True),
        (BY, "unspecified", LONG_AGO, True),
        (BY, "vor", TOMORROW, False),
        (BY, "am", LONG_AGO, False),
        (BY, "tdm", LONG_AGO, False),
        (TDM, "vor", LONG_AGO, False),
    ],
)
def test_crossref_knows_licences_and_from_when_they_hold(licence, version, begins, is_free):
    start = {"date-time": f"{dt.date.today() + begins}T00:00Z"}
    told = {"URL": licence, "content-version": version, "start": start}
    work = {"DOI": "10.5555/Empathy.1", "title": ["Listening"], "license": [told]}
    assert crossref_record(work).free_at == ("https://doi.org/10.5555/empathy.1" * is_free)


def test_what_has_a_number_in_pubmed_central_is_free_there_and_where_a_source_says():
    in_central = Record(pmcid="PMC5555555")
    assert in_central.free_to_read_at == "https://pmc.ncbi.nlm.nih.gov/articles/PMC5555555/"
    in_central.free_at = PAGE
    assert in_central.free_to_read_at == PAGE
    assert Record().free_to_read_at == ""


@pytest.mark.parametrize(
    ("told", "address"),
    [
        (f" {PAGE}\n", PAGE),
        ("http://example.org/a?b=c#d", "http://example.org/a?b=c#d"),
        ("HTTPS://example.org", "HTTPS://example.org"),
        ("javascript:alert(1)//https://example.org", ""),
        ("https://example.org/a b", ""),
        ("https://example.org/a\x00b", ""),
        ("https://example.org/a\x02b", ""),
        ('https://example.org/"><script>', ""),
        (f"https://example.org/{'a' * 968}", f"https://example.org/{'a' * 968}"),
        (f"https://example.org/{'a' * 969}", ""),
        (None, ""),
        (7, ""),
    ],
)
def test_only_what_a_page_may_link_to_is_an_address(told, address):
    assert web_address(told) == address
