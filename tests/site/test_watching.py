"""What can be seen of a site from outside: figures, requests in the log, slow queries."""

from __future__ import annotations

import json
import logging

import pytest
import requests
from django.db import connection

from gleanings.site.watching import slow_queries
from gleanings.site.watching.metrics import may_ask
from gleanings.site.watching.requests import WatchRequests
from migrated import migrated_folder
from own_site import OwnSite

VISITOR = "192.0.2.7"


# --- figures --------------------------------------------------------------------------------------
@pytest.fixture
def site(tmp_path):
    more = {"GLEANINGS_PROCESSES": "2", "GLEANINGS_METRICS": "1", "GLEANINGS_ACCESS_LOG": "1"}
    return OwnSite(migrated_folder(tmp_path), more={**more, "GLEANINGS_LOG_FORMAT": "json"})


def figure(text: str, *labels: str) -> float:
    lines = [line for line in text.splitlines() if all(one in line for one in labels)]
    return sum(float(line.rpartition(" ")[2]) for line in lines if not line.startswith("#"))


def test_all_processes_are_counted_together_and_anew_with_each_start(site):
    for _start in range(2):
        with site.served():
            for number in range(40):
                requests.get(f"{site.url}/en/nowhere-{number}/", timeout=20)
                requests.get(f"{site.url}/en/", timeout=20, headers={"Cookie": "sessionid=x"})
            # whichever of the two answers
            for _ask in range(8):
                text = requests.get(f"{site.url}/metrics", timeout=20).text
                assert figure(text, "gleanings_requests_total{", 'status="404"') == 40
                assert figure(text, "gleanings_requests_total{", 'status="200"') == 40
                assert figure(text, "gleanings_request_seconds_count{") == 80
            assert 'gleanings_well{part="database"} 1.0' in text
            assert "gleanings_mails_waiting 0.0" in text
            assert "nowhere" not in text


def test_the_log_has_each_request_as_json_and_nothing_of_the_visitor(site):
    with site.served():
        requests.get(f"{site.url}/en/summaries/?q=my+client", timeout=20)
        requests.get(f"{site.url}/en/e-mail/mine/abc123/", timeout=20)
        for _twice in range(3):
            requests.get(f"{site.url}/en/", timeout=20)
    lines = [json.loads(line) for line in (site.data / "log").read_text().splitlines()]
    told = [line for line in lines if line["logger"] == "gleanings.access"]
    assert [one["status"] for one in told] == [200, 404, 200, 200, 200]
    assert told[0]["path"] == "/en/summaries/"
    assert told[1]["path"] == "/en/e-mail/mine/…/"
    assert told[2]["kind"] == "page"
    assert told[4]["kind"] == "file"
    assert told[4]["size"] > 1000
    whole = (site.data / "log").read_text()
    assert not any(secret in whole for secret in ("127.0.0.1", "client", "abc123"))


def test_without_the_setting_there_is_nothing(client, db):
    assert client.get("/metrics", follow=True).status_code == 404


@pytest.fixture
def _public(settings):
    settings.IS_PUBLIC, settings.PROXIES, settings.METRICS_TOKEN = True, 1, ""


def asked(rf, **meta: str):
    return rf.get("/metrics", **{"REMOTE_ADDR": "127.0.0.1", "HTTP_HOST": "127.0.0.1:8000", **meta})


@pytest.mark.usefixtures("_public")
def test_the_machine_itself_may_ask_and_no_visitor(rf, settings):
    assert may_ask(asked(rf))
    assert may_ask(asked(rf, REMOTE_ADDR="::1", HTTP_HOST="[::1]:8000"))
    assert not may_ask(asked(rf, REMOTE_ADDR=VISITOR))
    assert not may_ask(asked(rf, HTTP_X_FORWARDED_FOR=VISITOR))
    assert not may_ask(asked(rf, HTTP_HOST="digest.example.org"))
    # everybody seems to be the web server, and may name any host
    settings.PROXIES = 0
    assert not may_ask(asked(rf))


@pytest.mark.usefixtures("_public")
def test_who_has_the_token_may_ask_from_anywhere(rf, settings):
    visitor = {"REMOTE_ADDR": VISITOR}
    assert not may_ask(asked(rf, HTTP_AUTHORIZATION="Bearer ", **visitor))
    settings.METRICS_TOKEN = "long-and-secret"
    assert may_ask(asked(rf, HTTP_AUTHORIZATION="Bearer long-and-secret", **visitor))
    assert not may_ask(asked(rf, HTTP_AUTHORIZATION="Bearer long-and-secreT", **visitor))
    assert not may_ask(asked(rf, HTTP_AUTHORIZATION="Bearer é", **visitor))


# --- the access log -------------------------------------------------------------------------------
def told_of(caplog, **environ: str) -> logging.LogRecord:
    def answers(environ, start_response):
        start_response("200 OK", [("Content-Length", "4")])
        return [b"here"]

    environ = {"REQUEST_METHOD": "GET", "REMOTE_ADDR": VISITOR, **environ}
    with caplog.at_level("INFO", "gleanings.access"):
        assert WatchRequests(answers)(environ, lambda *given: None) == [b"here"]
    return caplog.records[-1]


def test_visitors_stand_in_it_only_by_a_setting(caplog, settings):
    settings.ACCESS_LOG = True
    assert VISITOR not in str(vars(told_of(caplog, PATH_INFO="/en/")))
    settings.ACCESS_LOG_VISITORS = True
    assert told_of(caplog, PATH_INFO="/en/").visitor == VISITOR


def test_an_address_makes_no_line_of_its_own(caplog, settings):
    settings.ACCESS_LOG = True
    message = told_of(caplog, PATH_INFO="/en/\n2026 ERROR").getMessage()
    assert message.startswith("GET /en/�2026 ERROR status=200 size=4 ")
    assert "\n" not in message


def test_what_breaks_is_told_as_a_failure(caplog, settings):
    settings.ACCESS_LOG = True

    def breaks(environ, start_response):
        raise ZeroDivisionError

    with caplog.at_level("INFO", "gleanings.access"), pytest.raises(ZeroDivisionError):
        WatchRequests(breaks)({"REQUEST_METHOD": "GET", "PATH_INFO": "/"}, None)
    assert caplog.records[-1].status == 500


# --- slow queries ---------------------------------------------------------------------------------
@pytest.mark.django_db
def test_slow_queries_are_logged_without_their_values(caplog, settings):
    with connection.execute_wrapper(slow_queries.timed), connection.cursor() as cursor:
        settings.SLOW_QUERIES = 1_000_000
        cursor.execute("SELECT %s", ["hunter2"])
        assert not caplog.records
        settings.SLOW_QUERIES = 0
        cursor.execute("SELECT %s  AS it", ["hunter2"])
    (record,) = caplog.records
    assert "ms: SELECT %s AS it" in record.getMessage()
    assert "hunter2" not in str(vars(record))


def test_they_are_logged_by_a_setting(tmp_path):
    site = OwnSite(migrated_folder(tmp_path), more={"GLEANINGS_SLOW_QUERIES": "1"})
    done = site.run(
        "from gleanings.literature.models import Article\n"
        "from django.db import connection\n"
        "with connection.cursor() as c:\n"
        "    c.execute('WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n '\n"
        "              'WHERE i < 300000) SELECT count(*) FROM n')"
    )
    assert "gleanings.slow_query" in done.stderr
