"""Feeds, read by feedparser; the sitemap; robots."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import feedparser
import pytest

from digest.factories import make_summary
from gleanings.reader import sitemaps

pytestmark = pytest.mark.django_db

NAMESPACES = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "x": "http://www.w3.org/1999/xhtml",
}


def parsed(client, path: str):
    feed = feedparser.parse(client.get(path).content)
    assert not feed.bozo, feed.get("bozo_exception")
    return feed


@pytest.mark.parametrize("kind", ["atom", "rss"])
@pytest.mark.parametrize(
    ("path", "titles"),
    [
        ("", ["Homework helps", "Alliance helps"]),
        ("topics/empathy/", ["Alliance helps"]),
        ("types/meta-analysis/", ["Homework helps"]),
        ("2018-02/", ["Alliance helps"]),
        ("topics/attachment/", []),
    ],
)
def test_a_feed_holds_what_it_is_about(client, digest, kind, path, titles):
    feed = parsed(client, f"/en/{path}feed.{kind}")
    assert [entry.title for entry in feed.entries] == titles


def test_an_entry_says_what_to_do_and_where_it_stands(client, digest):
    entry = parsed(client, "/en/feed.atom").entries[0]
    assert "Ask how therapy is going." in entry.summary
    assert entry.link.endswith("/en/2018-03/homework-helps/")
    assert entry.author == "Ann Writer"
    assert "Meta-analysis" in [tag.term for tag in entry.tags]
    assert entry.id.startswith("urn:uuid:")


def test_each_language_has_a_feed_that_says_the_language_of_its_words(client, digest):
    feed = parsed(client, "/fr/feed.atom")
    assert feed.feed.language == "fr"
    assert [(entry.title, entry.title_detail.language) for entry in feed.entries] == [
        ("Les exercices aident", "fr"),
        ("Alliance helps", "en"),
    ]


def test_an_entry_keeps_its_id_when_its_title_changes(client, digest):
    before = parsed(client, "/en/feed.atom").entries[0].id
    digest.homework.title = "Homework helps a little"
    digest.homework.correction_is_style = True
    digest.homework.save_revision().publish()
    entry = parsed(client, "/en/feed.atom").entries[0]
    assert (entry.title, entry.id) == ("Homework helps a little", before)


def test_what_has_not_changed_is_not_sent_again(client, digest):
    first = client.get("/en/feed.atom")
    assert client.get("/en/feed.atom", headers={"if-none-match": first["ETag"]}).status_code == 304
    make_summary(digest.march, "News")
    again = client.get("/en/feed.atom", headers={"if-none-match": first["ETag"]})
    assert again.status_code == 200
    assert first["Last-Modified"]


def test_the_feed_of_a_merged_topic_goes_on(client, digest):
    from gleanings.digest.models import Topic

    Topic.objects.filter(slug="adherence").update(merged_into=Topic.objects.get(slug="depression"))
    assert len(parsed(client, "/en/topics/adherence/feed.atom").entries) == 2


@pytest.mark.parametrize("path", ["/en/feed.xml", "/en/2017-01/feed.atom", "/en/nope/feed.rss"])
def test_a_feed_of_nothing_is_not_found(client, digest, path):
    assert client.get(path).status_code == 404


def test_the_address_that_readers_guess_leads_to_the_feed(client, digest):
    assert client.get("/feed.atom").headers["Location"].endswith("/feed.atom")
    assert client.get("/feed/", follow=True).status_code == 200


def locations(client, path: str = "/sitemap.xml") -> dict[str, dict[str, str]]:
    root = ET.fromstring(client.get(path).content)  # noqa: S314
    return {
        url.find("s:loc", NAMESPACES).text: {
            link.get("hreflang"): link.get("href") for link in url.findall("x:link", NAMESPACES)
        }
        for url in root.findall("s:url", NAMESPACES)
    }


def test_the_sitemap_has_each_text_once_with_its_translations(client, digest):
    found = {path.split("/", 3)[3]: alternates for path, alternates in locations(client).items()}
    assert "en/2018-02/alliance-helps/" in found
    assert "fr/2018-02/alliance-helps/" not in found
    assert set(found["fr/2018-03/homework-helps/"]) == {"en", "fr"}
    assert {"en/", "fr/", "en/topics/depression/", "fr/archive/"} <= set(found)


def test_a_large_sitemap_is_an_index_of_files_that_hold_everything(client, digest, monkeypatch):
    whole = locations(client)
    monkeypatch.setattr(sitemaps, "MOST_IN_A_FILE", 40)
    index = ET.fromstring(client.get("/sitemap.xml").content)  # noqa: S314
    files = [loc.text for loc in index.findall("s:sitemap/s:loc", NAMESPACES)]
    parts = [locations(client, "/" + address.split("/", 3)[3]) for address in files]
    assert {path for part in parts for path in part} == set(whole)
    assert sum(map(len, parts)) == len(whole)
    assert client.get("/sitemap-99.xml").status_code == 404
    assert client.get("/sitemap-0.xml").status_code == 404


def test_robots_are_told_where_the_sitemap_is(client, db):
    assert "Sitemap: http://testserver/sitemap.xml" in client.get("/robots.txt").content.decode()
