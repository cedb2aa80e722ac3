"""How answers travel: caching, other sites' pages, limits, methods."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.test.utils import CaptureQueriesContext

from digest.factories import make_issue, make_summary
from gleanings.open_data.rate import Rate, read_rate
from gleanings.open_data.resources import RESOURCES
from open_data.cast import make_finding
from synthesis.factories import make_question, with_correlations

pytestmark = pytest.mark.django_db

LISTS = [resource.name for resource in RESOURCES]


def queries(client, path: str, **headers) -> int:
    with CaptureQueriesContext(connection) as captured:
        client.get(path, headers=headers)
    return len(captured)


@pytest.mark.parametrize("name", LISTS)
def test_an_answer_is_asked_again_for_one_query(client, name):
    make_finding(make_summary())
    path = f"/api/v1/{name}?limit=7"
    first = client.get(path)
    headers = {"If-None-Match": f'"other", {first["ETag"]}'}
    again = client.get(path, headers=headers)
    assert (again.status_code, again.content) == (304, b"")
    assert again["ETag"] == first["ETag"]
    assert first["Cache-Control"] == again["Cache-Control"] == "public, max-age=60"
    assert queries(client, path, **headers) == 1


def test_a_publication_changes_the_tag(client):
    first = client.get("/api/v1/summaries")
    make_summary()
    again = client.get("/api/v1/summaries", headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 200
    assert len(again.json()["items"]) == 1


def test_each_address_has_a_tag_of_its_own(client):
    tags = {
        client.get(f"/api/v1/{path}")["ETag"] for path in ("issues", "summaries", "issues?limit=1")
    }
    assert len(tags) == 3


def test_what_is_not_there_is_never_unchanged(client):
    response = client.get("/api/v1/nothing", headers={"If-None-Match": "*"})
    assert response.status_code == 404
    assert not response.has_header("ETag")
    assert client.get("/api/v1/issues", headers={"If-None-Match": "*"}).status_code == 304
    unmet = client.get("/api/v1/issues", headers={"If-Match": '"another"'})
    assert unmet.status_code == unmet.json()["status"] == 412


@pytest.mark.parametrize("path", ["", *LISTS, "openapi.json", "docs", "dumps"])
def test_head_gives_the_headers_of_get(client, path):
    got, head = client.get(f"/api/v1/{path}"), client.head(f"/api/v1/{path}")
    assert head.status_code == 200
    assert head.content == b""
    for name in ("ETag", "Content-Type", "Content-Length"):
        assert head[name] == got[name]


def test_queries_do_not_grow_with_any_list(client):
    for month in ("2018-01", "2018-02"):
        make_finding(make_summary(make_issue(month)))
    with_correlations(make_question())
    few = queries_of_lists(client)
    for month in ("2018-01", "2018-03", "2018-04"):
        for _number in range(2):
            summary = make_summary(make_issue(month))
            make_finding(summary)
            make_finding(summary)
    with_correlations(make_question())
    assert queries_of_lists(client) == few
    assert {name: number for name, number in few.items() if number > 12} == {}


def queries_of_lists(client):
    paths = {name: f"/api/v1/{name}?limit=20" for name in LISTS}
    for path in paths.values():
        client.get(path)  # what is kept in memory is read once
    return {name: queries(client, path) for name, path in paths.items()}


# --- other sites' pages ----------------------------------------------------------------------
def test_any_sites_page_may_ask_without_credentials(client):
    response = client.get("/api/v1/issues", headers={"Origin": "https://other.example"})
    assert response["Access-Control-Allow-Origin"] == "*"
    assert not response.has_header("Access-Control-Allow-Credentials")
    exposed = response["Access-Control-Expose-Headers"]
    assert {"ETag", "Link", "RateLimit"} <= set(exposed.split(", "))


def test_a_browser_that_asks_first_is_told(client):
    response = client.options(
        "/api/v1/issues",
        headers={"Origin": "https://other.example", "Access-Control-Request-Method": "GET"},
    )
    assert response.status_code == 200
    assert response["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    assert "if-none-match" in response["Access-Control-Allow-Headers"]


def test_readers_pages_and_the_admin_are_not_for_other_sites(client):
    for path in ("/en/", "/admin/login/"):
        response = client.get(path, headers={"Origin": "https://other.example"})
        assert not response.has_header("Access-Control-Allow-Origin")


# --- methods, cookies ------------------------------------------------------------------------
def test_it_is_for_reading(client):
    for method in ("post", "put", "patch", "delete"):
        response = getattr(client, method)("/api/v1/issues")
        assert response.status_code == 405
        assert response["Allow"] == "GET, HEAD, OPTIONS"
        assert response.json()["status"] == 405
    options = client.options("/api/v1/issues")
    assert (options.status_code, options["Allow"]) == (204, "GET, HEAD, OPTIONS")


def test_no_cookie_is_set_and_nothing_varies_with_one(client, editor):
    client.force_login(editor)
    for path in ("issues", "docs", "openapi.json", "dumps", "nothing"):
        response = client.get(f"/api/v1/{path}", headers={"Accept-Language": "fr"})
        assert not response.cookies
        assert response.get("Vary", "").lower() in {"", "origin"}


def test_a_failure_is_a_problem_too(client, monkeypatch):
    from gleanings.open_data.resources.issues import Issues

    monkeypatch.setattr(Issues, "items", lambda *arguments: 1 / 0)
    client.raise_request_exception = False
    make_issue()
    response = client.get("/api/v1/issues")
    assert response.status_code == response.json()["status"] == 500
    assert "division" not in response.content.decode()


def test_a_host_that_is_not_ours_is_a_problem_too(client):
    response = client.get("/api/v1/issues", headers={"Host": "other.example"})
    assert response.status_code == response.json()["status"] == 400


# --- limits ----------------------------------------------------------------------------------
def test_too_many_requests_are_told_when_to_go_on(client, settings):
    settings.API_RATE = "2/hour"
    answers = [client.get("/api/v1/types") for _request in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert answers[0]["RateLimit-Policy"] == '"address";q=2;w=3600'
    assert answers[0]["RateLimit"].startswith('"address";r=1;t=')
    refused = answers[2]
    assert refused["Content-Type"] == "application/problem+json"
    assert 0 < int(refused["Retry-After"]) <= 3600
    assert client.get("/en/").status_code == 200
    assert client.get("/api/v1/types", REMOTE_ADDR="10.0.0.9").status_code == 200


def test_an_unchanged_answer_counts_as_well(client, settings):
    settings.API_RATE = "1/hour"
    tag = client.get("/api/v1/types")["ETag"]
    assert client.get("/api/v1/types", headers={"If-None-Match": tag}).status_code == 429


@pytest.mark.parametrize(
    ("proxies", "forwarded", "is_one_address"),
    [
        (0, ["1.1.1.1", "2.2.2.2"], True),  # anybody can write that
        (1, ["1.1.1.1", "2.2.2.2"], False),
        (1, ["9.9.9.9, 1.1.1.1", "8.8.8.8, 1.1.1.1"], True),
        (2, ["1.1.1.1, 5.5.5.5", "2.2.2.2, 5.5.5.5"], False),
    ],
)
def test_whose_request_it_is(client, settings, proxies, forwarded, is_one_address):
    settings.API_RATE, settings.PROXIES = "1/hour", proxies
    statuses = [
        client.get("/api/v1/types", headers={"X-Forwarded-For": address}).status_code
        for address in forwarded
    ]
    assert statuses == [200, 429 if is_one_address else 200]


def test_there_need_be_no_limit(client, settings):
    settings.API_RATE = "0"
    assert not client.get("/api/v1/types").has_header("RateLimit")


def test_a_rate_is_read_or_refused():
    assert read_rate("600/minute") == Rate(600, 60)
    assert read_rate(" 10 / second ") == Rate(10, 1)
    with pytest.raises(ImproperlyConfigured, match="GLEANINGS_API_RATE"):
        read_rate("many")


@pytest.mark.parametrize("name", ["GLEANINGS_API_RATE", "GLEANINGS_DUMPS_HOUR"])
def test_a_setting_that_cannot_be_read_stops_the_start(tmp_path, name):
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "gleanings.site.settings",
        "GLEANINGS_DATA": str(tmp_path),
        name: "often",
    }
    started = subprocess.run(
        [sys.executable, "-c", "from gleanings.site.command import main; main()", "check"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert started.returncode != 0
    assert f"{name} is 'often'" in started.stderr
    assert "Traceback" not in started.stderr
