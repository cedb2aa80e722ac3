"""Every page asks the database as often with many summaries as with few."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from digest.factories import make_finding, make_issue, make_summary
from gleanings.reader.cache import content_version
from reader.paths import PATHS

pytestmark = pytest.mark.django_db

MOST_QUERIES = 17


def queries(client, path: str) -> int:
    client.get(path)  # what is asked once in the life of a process
    with CaptureQueriesContext(connection) as captured:
        client.get(path)
    return len(captured)


def test_queries_do_not_grow_with_the_number_of_summaries(client, digest):
    paths = [path.format("fr") for path in PATHS]
    # neighbours and related summaries are there before, so that no query is left out
    make_summary(digest.march, "Before", topics=["depression", "empathy"])
    make_issue("2017-01")
    make_finding(digest.homework)
    paths += [f"/fr/summaries/{query}" for query in ("", "?measure=link&size=moderate")]
    before = {path: queries(client, path) for path in paths}
    for number in range(8):
        summary = make_summary(
            make_issue(f"2016-0{number + 1}"),
            topics=["depression", "empathy", "attachment"],
            types=["survey", "meta-analysis"],
        )
        make_finding(summary)
        make_summary(digest.march, topics=["depression"])
        make_finding(digest.homework, role="secondary")
    assert {path: queries(client, path) for path in paths} == before
    assert {path: count for path, count in before.items() if count > MOST_QUERIES} == {}


def test_whether_what_is_kept_still_holds_is_asked_once(client, digest):
    path = digest.homework.get_url()
    client.get(path)
    with CaptureQueriesContext(connection) as captured:
        client.get(path)
    assert len([query for query in captured if "digest_freshness" in query["sql"]]) == 1


def test_what_changes_in_between_is_seen_by_the_next_look(db):
    with content_version.one_look():
        before = content_version.current()
        make_issue("2017-02")
        assert content_version.current() != before
    assert content_version.current() != before
