"""Filters choose what they say, and what is no filter is refused."""

from __future__ import annotations

import pytest

from digest.factories import make_article, make_issue, make_summary
from digest.kept_data import made_once
from gleanings.digest.models import Summary
from open_data.cast import API, ask, make_finding, refusal

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def archive(django_db_setup, django_db_blocker):
    yield from made_once(django_db_blocker, make_archive)


def make_archive():
    """Three summaries of three months, each with a finding."""
    made = {}
    for number, (month, topic, kind) in enumerate(
        [
            ("2017-11", "empathy", "meta-analysis"),
            ("2018-02", "depression", "survey"),
            ("2018-05", "attachment", "meta-analysis"),
        ]
    ):
        summary = make_summary(
            make_issue(month),
            f"About {topic}",
            topics=[topic],
            types=[kind],
            articles=[make_article(doi=f"10.5555/filter.{number}", year=2010 + number)],
        )
        measure, verdict = [("r", "consistent"), ("g", "inconsistent"), ("OR", "not checkable")][
            number
        ]
        make_finding(summary, measure=measure, verdict=verdict, n=100 * (number + 1), role="main")
        made[month] = summary
    return made


def titles(client, **asked) -> list[str]:
    return [one["title"] for one in ask(client, "summaries", ordering="month", **asked)["items"]]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, "empathy depression attachment"),
        ({"topic": "empathy"}, "empathy"),
        ({"topic": ["empathy", "attachment"]}, "empathy attachment"),
        ({"type": "meta-analysis"}, "empathy attachment"),
        ({"type": "meta-analysis", "topic": ["depression", "attachment"]}, "attachment"),
        ({"year": 2018}, "depression attachment"),
        ({"month_from": "2018-02"}, "depression attachment"),
        ({"month_to": "2018-02"}, "empathy depression"),
        ({"month_from": "2018-01", "month_to": "2018-04"}, "depression"),
        ({"doi": "https://doi.org/10.5555/FILTER.1"}, "depression"),
        ({"q": "attachment"}, "attachment"),
        ({"q": "about", "year": 2018}, "depression attachment"),
    ],
)
def test_summaries(client, archive, asked, found):
    assert titles(client, **asked) == [f"About {topic}" for topic in found.split()]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"measure": "r"}, ["r"]),
        ({"measure": ["r", "OR"]}, ["r", "OR"]),
        ({"verdict": "not checkable"}, ["OR"]),
        ({"verdict": ["consistent", "inconsistent"]}, ["r", "g"]),
        ({"role": "secondary"}, []),
        ({"min_n": 200}, ["g", "OR"]),
        ({"max_n": 200}, ["r", "g"]),
        ({"min_n": 150, "max_n": 250}, ["g"]),
        ({"doi": "10.5555/filter.2"}, ["OR"]),
        ({"topic": "depression"}, ["g"]),
        ({"type": "meta-analysis", "year": 2018}, ["OR"]),
    ],
)
def test_findings(client, archive, asked, found):
    items = ask(client, "findings", ordering="id", **asked)["items"]
    assert [one["measure"] for one in items] == found


def test_findings_of_one_summary_or_article(client, archive):
    summary = archive["2018-02"]
    for asked in (
        {"summary": str(summary.translation_key)},
        {"article": summary.articles[0].pk},
    ):
        assert [one["measure"] for one in ask(client, "findings", **asked)["items"]] == ["g"]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"year_from": 2011}, [2011, 2012]),
        ({"year_to": 2011}, [2010, 2011]),
        ({"doi": "10.5555/filter.0"}, [2010]),
        ({"type": "survey"}, [2011]),
        ({"topic": ["empathy", "attachment"]}, [2010, 2012]),
    ],
)
def test_articles(client, archive, asked, found):
    items = ask(client, "articles", ordering="added", **asked)["items"]
    assert [one["year"] for one in items] == found


def test_what_was_published_anew(client, archive):
    summary = archive["2017-11"]
    since = ask(client, "summaries", ordering="-updated", limit=1)["items"][0]["updated"]
    draft = Summary.objects.get(pk=summary.pk).get_latest_revision_as_object()
    draft.title, draft.correction_is_style = "Put right", True
    draft.save_revision().publish()
    later = ask(client, "summaries", updated_since=since, ordering="-updated")["items"]
    assert [one["title"] for one in later] == ["Put right", "About attachment"]
    assert ask(client, "summaries", updated_since="2999-01-01")["items"] == []


def test_issues_of_a_year_by_month(client, archive):
    assert [one["id"] for one in ask(client, "issues")["items"]] == [
        "2018-05",
        "2018-02",
        "2017-11",
    ]
    items = ask(client, "issues", year=2018, ordering="month")["items"]
    assert [one["id"] for one in items] == ["2018-02", "2018-05"]


@pytest.mark.parametrize(
    ("path", "asked", "named"),
    [
        ("summaries", {"topics": "empathy"}, "topics"),
        ("summaries", {"topic": "no-such-topic"}, "topic"),
        ("summaries", {"topic": "“nonsense”"}, "topic"),
        ("summaries", {"type": "no-such-type"}, "type"),
        ("summaries", {"language": "xx"}, "language"),
        ("summaries", {"year": "eighteen"}, "year"),
        ("summaries", {"month_from": "2018-13"}, "month_from"),
        ("summaries", {"updated_since": "yesterday"}, "updated_since"),
        ("summaries", {"updated_since": "2018"}, "updated_since"),
        ("summaries", {"updated_since": "0001-01-01T00:00:00+14:00"}, "updated_since"),
        ("summaries", {"doi": "no doi"}, "doi"),
        ("summaries", {"ordering": "title"}, "ordering"),
        ("summaries", {"ordering": "relevance"}, "ordering"),
        ("summaries", {"limit": 0}, "limit"),
        ("summaries", {"limit": 201}, "limit"),
        ("summaries", {"limit": [1, 2]}, "limit"),
        ("summaries", {"q": ""}, "q"),
        ("findings", {"measure": "nothing"}, "measure"),
        ("findings", {"verdict": "wrong"}, "verdict"),
        ("findings", {"min_n": -1}, "min_n"),
        ("findings", {"max_n": 10**30}, "max_n"),
        ("findings", {"article": 10**30}, "article"),
        ("findings", {"summary": "1"}, "summary"),
        ("topics", {"q": "empathy"}, "q"),
        ("topics/empathy", {"limit": 1}, "limit"),
        ("dumps", {"limit": 1}, "limit"),
        ("", {"anything": 1}, "anything"),
    ],
)
def test_what_does_not_fit_is_refused_by_name(client, path, asked, named):
    problem = refusal(client, path, **asked)
    assert [one["parameter"] for one in problem["errors"]] == [named]
    assert f"“{named}”" in problem["detail"] or "no-such" in problem["detail"]
    assert problem["detail"].endswith(".")


def test_everything_wrong_is_said_at_once(client):
    problem = refusal(client, "findings", limit=0, year="x", measure="y")
    assert {one["parameter"] for one in problem["errors"]} == {"limit", "year", "measure"}


@pytest.mark.parametrize(
    "path",
    [
        *("issues/2018-13", "issues/2018-01", "summaries/1", "articles/x", "articles/9" + "9" * 17),
        *("topics/none", "topics/%00", "findings/0", "findings/-1", "nothing", "dumps/x/y"),
        *("summaries/00000000-0000-0000-0000-000000000000", "summaries/"),
    ],
)
def test_what_is_not_there_is_a_problem_too(client, path):
    response = client.get(f"{API}{path}")
    assert response.status_code == 404
    assert response["Content-Type"] == "application/problem+json"
    problem = response.json()
    assert (problem["status"], problem["title"]) == (404, "Not Found")
    assert "/api/v1" in problem["detail"]
