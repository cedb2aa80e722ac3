"""A network that has published nothing yet."""

from __future__ import annotations

import feedparser
import pytest

from digest.factories import make_issue
from gleanings.digest.models import Home
from reader.soup import soup_of

pytestmark = pytest.mark.django_db


def test_every_page_is_there(client):
    for path in ("", "topics/", "topics/depression/", "types/", "archive/", "feed.atom"):
        assert client.get(f"/en/{path}").status_code == 200
    assert client.get("/sitemap.xml").status_code == 200
    assert client.get("/en/nope/").status_code == 404


def test_the_home_page_says_that_the_first_issue_is_to_come(client):
    soup = soup_of(client, "/en/")
    assert "The first issue is being written" in soup.text
    assert soup.select(".earlier, .ways-in") == []


def test_the_archive_says_so(client):
    assert "No issue is out yet" in soup_of(client, "/en/archive/").text


def test_an_issue_without_summaries_says_so(client):
    make_issue("2018-05")
    assert "no summaries yet" in soup_of(client, "/en/2018-05/").text


def test_the_feed_is_empty(client):
    assert feedparser.parse(client.get("/en/feed.rss").content).entries == []


def test_an_edit_to_the_home_page_is_seen_at_once(client, db):
    home = Home.objects.get(locale__language_code="en")
    home.title = "Another Digest"
    home.save_revision().publish()
    assert "Another Digest" in soup_of(client, "/en/").h1.text


def test_where_no_topic_has_a_summary_none_is_folded(client):
    soup = soup_of(client, "/en/topics/")
    assert soup.select(".letters, .letter") == []
    assert soup.select_one("details.folded").has_attr("open")
