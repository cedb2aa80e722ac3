"""Forty things that practitioners type, and what is to come in the first five."""

import json
import re
from pathlib import Path

import pytest
from benchmarks.archive.store import store_archive

from digest.kept_data import made_once
from gleanings.digest.demo.store import store_demo
from gleanings.digest.models import Summary
from gleanings.reader.browse.parameters import State
from gleanings.reader.browse.results import Results
from gleanings.reader.cache.catalogue import catalogue
from gleanings.reader.search.plain import plain_text

QUERIES = json.loads((Path(__file__).parent / "queries.json").read_text())["queries"]


@pytest.fixture(scope="module")
def content(django_db_setup, django_db_blocker):
    def make():
        store_demo()
        store_archive(200, seed=1)

    yield from made_once(django_db_blocker, make)


@pytest.fixture
def first_five(content, db):
    def find(query):
        results = Results.of(catalogue(query.get("language", "en")), State(query["typed"]))
        found = Summary.objects.in_bulk(results.keys(0, 5))
        return [found[key] for key in results.keys(0, 5)]

    return find


def words_of(summary):
    article = summary.articles[0].title if summary.articles else ""
    return " ".join([summary.title, summary.studied, article, plain_text(summary.text)])


def test_there_are_forty():
    assert len(QUERIES) >= 40


def test_what_is_to_be_found_comes_in_the_first_five(first_five):
    missed = [
        (query["typed"], [summary.slug for summary in first_five(query)])
        for query in QUERIES
        if "finds" in query
        and query["finds"] not in [summary.slug for summary in first_five(query)]
    ]
    assert missed == []


def test_the_first_five_are_about_what_was_typed(first_five):
    off = [
        (query["typed"], summary.title)
        for query in QUERIES
        if "all" in query
        for summary in first_five(query) or [Summary(title="nothing")]
        if not re.search(query["all"], words_of(summary) if summary.pk else "", re.IGNORECASE)
    ]
    assert off == []
