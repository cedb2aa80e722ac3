"""Walking a list by its cursors."""

from __future__ import annotations

import datetime as dt
import json
from base64 import urlsafe_b64encode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.factories import make_issue, make_summary
from digest.kept_data import made_once
from gleanings.digest.models import Summary
from gleanings.open_data.paging import Cursor, Order, read_cursor
from open_data.cast import ask, make_finding, refusal, walk

VALUES = st.one_of(
    st.dates(),
    st.integers(-(2**62), 2**62),
    st.text().filter(lambda text: "\x00" not in text),
    st.datetimes(dt.datetime(1901, 1, 1), dt.datetime(2998, 1, 1), timezones=st.just(dt.UTC)),
)


@given(values=st.lists(VALUES, min_size=1, max_size=3), backwards=st.booleans())
def test_a_cursor_is_read_as_it_was_written(values, backwards):
    order = Order({f"column {place}": type(value) for place, value in enumerate(values)})
    cursor = Cursor("newest", values, backwards)
    assert read_cursor(str(cursor), "newest", order) == cursor


@pytest.fixture(scope="module")
def archive(django_db_setup, django_db_blocker):
    yield from made_once(django_db_blocker, make_archive)


def make_archive():
    for month in ("2018-01", "2018-02", "2018-03"):
        for number in range(3):
            summary = make_summary(make_issue(month), f"{month} {number}")
            make_finding(summary, n=number)


@pytest.mark.django_db
@pytest.mark.parametrize("limit", [1, 2, 4, 9, 10])
@pytest.mark.parametrize("ordering", ["-month", "month", "-updated", "updated"])
def test_every_item_comes_once_in_order(client, archive, ordering, limit):
    titles = [one["title"] for one in walk(client, "summaries", limit=limit, ordering=ordering)]
    assert len(titles) == len(set(titles)) == 9
    if ordering.endswith("month"):
        months = [title[:7] for title in titles]
        assert months == sorted(months, reverse=ordering.startswith("-"))


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["issues", "articles", "topics", "types", "findings", "questions"])
def test_every_list_can_be_walked(client, archive, name):
    whole = ask(client, name, limit=200)
    assert whole["next"] is None
    assert list(walk(client, name, limit=2)) == whole["items"]


@pytest.mark.django_db
def test_what_is_published_meanwhile_neither_shifts_nor_repeats(client, archive):
    first = ask(client, "summaries", limit=4)
    before = [one["title"] for one in ask(client, "summaries")["items"]]
    make_summary(make_issue("2018-04"), "New on top")
    make_summary(make_issue("2018-02"), "New between")
    rest = [one["title"] for one in walk(client, first["next"])]
    seen = [one["title"] for one in first["items"]] + rest
    assert len(seen) == len(set(seen))
    assert [title for title in seen if title in before] == before


@pytest.mark.django_db
def test_what_is_taken_offline_meanwhile_does_not_stop_the_walk(client, archive):
    first = ask(client, "summaries", limit=3)
    Summary.objects.get(title=first["items"][-1]["title"], alias_of=None).unpublish()
    assert len(list(walk(client, first["next"]))) == 6


@pytest.mark.django_db
def test_previous_leads_back(client, archive):
    first = ask(client, "summaries", limit=4)
    second = ask(client, first["next"])
    third = ask(client, second["next"])
    assert first["previous"] is third["next"] is None
    assert ask(client, third["previous"])["items"] == second["items"]
    back = ask(client, second["previous"])
    assert back["items"] == first["items"]
    assert back["previous"] is None
    assert ask(client, back["next"])["items"] == second["items"]


@pytest.mark.django_db
def test_the_link_header_says_the_same(client, archive):
    first = client.get("/api/v1/summaries?limit=4&topic=empathy")
    second = client.get(first.json()["next"])
    assert first["Link"] == f'<{first.json()["next"]}>; rel="next"'
    assert f'<{second.json()["previous"]}>; rel="prev"' in second["Link"]
    assert "topic=empathy" in first["Link"]
    assert not client.get("/api/v1/issues?limit=200").has_header("Link")


@pytest.mark.django_db
def test_the_best_match_first(client, archive):
    make_summary(make_issue("2018-01"), "Everything about zebrafish", studied="zebrafish")
    for number in range(4):
        make_summary(make_issue("2018-03"), f"Title {number}", text="<p>A zebrafish, too.</p>")
    asked = {"q": "zebrafish", "ordering": "relevance"}
    whole = ask(client, "summaries", **asked)["items"]
    assert whole[0]["title"] == "Everything about zebrafish"
    assert len(whole) == 5
    assert list(walk(client, "summaries", limit=2, **asked)) == whole
    assert ask(client, "summaries", year=2018, month_to="2018-02", **asked)["items"] == whole[:1]
    second = ask(client, ask(client, "summaries", limit=2, **asked)["next"])
    assert ask(client, second["previous"])["items"] == whole[:2]
    # where it was going on from was withdrawn
    Summary.objects.get(title=whole[1]["title"], alias_of=None).unpublish()
    assert ask(client, second["previous"])["items"] == whole[:1]
    assert ask(client, second["next"])["items"] == whole[4:]
    assert len(list(walk(client, "summaries", limit=3, **asked))) == 4


def _written(*parts) -> str:
    return urlsafe_b64encode(json.dumps(parts).encode()).decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "cursor",
    [
        "nonsense",
        "%%%",
        "é",
        _written(),
        _written("-month", ["2018-01-01", 1], False),
        _written("-month", [{"d": "2018-01-01"}], False),
        _written("-month", [{"d": "2018-01-01"}, "1"], False),
        _written("-month", [{"d": "nonsense"}, 1], False),
        _written("-month", [{"x": "2018-01-01"}, 1], 0),
        _written("-month", [{"d": "2018-01-01"}, 10**30], False),
        _written("-month", [{"d": "2018-01-01"}, True], False),
        _written("-month", {"d": 1}, False),
        _written("-month", [[{}], 1], False),
        _written("-updated", [{"t": "0001-01-01T00:00:00+14:00"}, 1], False),
        _written("month", [{"d": "2018-01-01"}, 1], False),
    ],
)
def test_a_cursor_that_was_not_given_out_is_refused(client, cursor):
    assert "“cursor”" in refusal(client, "summaries", cursor=cursor)["detail"]
