"""The box that says how to hear of what is new."""

import pytest
from django.utils.html import format_html
from wagtail import hooks

from gleanings.digest.models import Topic
from gleanings.reader.cache import content_version
from gleanings.reader.sections import FOLLOW
from reader.soup import soup_of

pytestmark = pytest.mark.django_db

PAGES = {
    "/en/": {},
    "/en/2018-03/": {},
    "/en/2018-03/homework-helps/": {},
    "/en/topics/depression/": {"New summaries on this topic:": "/en/topics/depression/feed.atom"},
    "/en/types/survey/": {
        "New summaries of this type of research:": "/en/types/survey/feed.atom",
    },
}


def text_of(found):
    return " ".join(found.get_text(" ").split())


@pytest.mark.parametrize("path", PAGES)
def test_every_page_says_how_to_follow(client, digest, path):
    (box,) = soup_of(client, path).select("main .follow")
    links = {
        text_of(li).partition(" feed")[0]: li.a["href"] for li in box.select("li:not(:has(form))")
    }
    assert links == {**PAGES[path], "Each new issue:": "/en/feed.atom"}
    assert "Each new issue: feed" in text_of(box)
    for address in links.values():
        assert client.get(address)["Content-Type"].startswith("application/atom+xml")


def test_it_follows_in_the_readers_language(client, digest):
    box = soup_of(client, "/fr/topics/depression/").select_one(".follow")
    assert [a["href"] for a in box.select("a[href*=feed]")] == [
        "/fr/topics/depression/feed.atom",
        "/fr/feed.atom",
    ]


def test_a_topics_feed_stands_at_its_head_too(client, digest):
    head = soup_of(client, "/en/topics/depression/").select_one(".page-head")
    assert head.find("a", string="Feed of this topic")["href"].endswith("/depression/feed.atom")


def test_a_room_above_adds_another_way(client, digest):
    asked = []

    def by_mail(about, request):
        asked.append((about, request.path))
        return format_html("<b>{}</b>", "by mail") if about else ""

    content_version.bump()  # pages that are kept know of no other way
    with hooks.register_temporarily(FOLLOW, by_mail):
        topic = soup_of(client, "/en/topics/depression/").select_one(".follow")
        home = soup_of(client, "/en/").select_one(".follow")
    assert "by mail" in topic.text
    assert "by mail" not in home.text
    depression = Topic.objects.get(slug="depression")
    assert asked == [(depression, "/en/topics/depression/"), (None, "/en/")]
