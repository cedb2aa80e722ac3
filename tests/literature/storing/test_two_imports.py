"""Two imports at the same time. A file of its own: it empties the tests' database."""

from __future__ import annotations

import threading

import pytest
from django.db import connection

from gleanings.literature.models import Article
from gleanings.literature.records import Record
from gleanings.literature.storing import Account, store_records


@pytest.mark.skipif(
    connection.vendor != "postgresql", reason="SQLite in memory has one connection for all"
)
@pytest.mark.django_db(transaction=True)
def test_two_imports_at_once_store_each_article_once():
    """Of records without an identifier, too, which no constraint holds apart."""
    numbers = range(1_200)
    begin = threading.Barrier(2)

    def run() -> None:
        begin.wait()
        store_records(
            (
                Record(title=f"Empathy of therapists in clinic {number}", year=2019)
                for number in numbers
            ),
            Account(),
        )
        connection.close()

    runs = [threading.Thread(target=run) for _time in range(2)]
    for one in runs:
        one.start()
    for one in runs:
        one.join()
    assert Article.objects.count() == len(numbers)
