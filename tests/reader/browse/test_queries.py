"""The number of SQL queries is the same for a small archive and for one ten times its size."""

import pytest
from benchmarks.archive.store import store_archive
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from digest.kept_data import made_once

pytestmark = pytest.mark.django_db

SMALL, LARGE = 100, 900
ADDRESSES = [
    "/en/summaries/",
    "/fr/summaries/",
    "/en/summaries/?page=2",
    "/en/summaries/?q=therapy",
    "/en/summaries/?q=therapy&topic=depression&topic=anxiety-disorders&type=meta-analysis&type=randomized-controlled-trial",
    "/en/summaries/?q=therapy&sort=newest&year=2025",
    "/en/summaries/?size=none&size=small&size=moderate&size=large",
    "/en/",
    "/en/topics/",
    "/en/topics/depression/",
    "/en/archive/",
    "/en/2025-12/",
    "/en/feed.atom",
]


def numbers() -> dict[str, int]:
    client = Client()
    counted = {}
    for address in ADDRESSES:
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200, address
        counted[address] = len(queries)
    return counted


@pytest.fixture(scope="module")
def small(django_db_setup, django_db_blocker):
    def make():
        store_archive(SMALL, seed=1)

    yield from made_once(django_db_blocker, make)


def test_it_does_not_grow_with_the_archive(small):
    before = numbers()
    store_archive(LARGE, seed=2, add=True)
    assert numbers() == before
