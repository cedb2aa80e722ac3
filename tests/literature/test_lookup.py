"""Of an article and a source the last lookup is kept."""

from __future__ import annotations

import datetime as dt

import pytest

from digest.factories import make_article
from gleanings.literature.models import Lookup

pytestmark = pytest.mark.django_db

FIRST = dt.datetime(2026, 10, 1, 6, tzinfo=dt.UTC)
SECOND = dt.datetime(2026, 10, 2, 6, tzinfo=dt.UTC)


def test_the_last_lookup_of_each_source_is_kept():
    one, other = make_article(title="One"), make_article(title="Another")
    Lookup.objects.note("PubMed", [one.pk, other.pk, one.pk], at=FIRST)
    Lookup.objects.note("Crossref", [one.pk], at=FIRST)
    Lookup.objects.note("PubMed", [one.pk], at=SECOND)
    assert {(told.source, told.at) for told in one.lookups.all()} == {
        ("PubMed", SECOND),
        ("Crossref", FIRST),
    }
    assert [(told.source, told.at) for told in other.lookups.all()] == [("PubMed", FIRST)]
