"""What rooms above put on a topic's page, on a summary and into the sitemap."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils.html import format_html
from wagtail import hooks

from digest.factories import make_issue, make_summary
from gleanings.reader.lists import pagination
from reader.soup import soup_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def summary():
    return make_summary(make_issue("2018-03"), "Empathy helps", topics=["empathy"])


def answer(about, request):
    return format_html('<section class="answer">{} at {}</section>', about, request.path)


def test_a_topics_page_begins_with_them(client, summary):
    with hooks.register_temporarily("gleanings_topic_sections", answer):
        page = soup_of(client, "/en/topics/empathy/")
    section = page.select_one("main .answer")
    assert section.get_text() == "Empathy at /en/topics/empathy/"
    assert section.find_next(class_="item") is not None


def test_later_pages_of_a_topic_and_types_do_not(client, summary, monkeypatch):
    monkeypatch.setattr(pagination, "PER_PAGE", 1)
    make_summary(summary.issue, topics=["empathy"])
    with hooks.register_temporarily("gleanings_topic_sections", answer):
        assert soup_of(client, "/en/topics/empathy/").select(".answer")
        assert not soup_of(client, "/en/topics/empathy/?page=2").select(".answer")
        assert not soup_of(client, "/en/types/meta-analysis/").select(".answer")


def test_a_summary_has_them_between_its_numbers_and_its_text(client, summary):
    with hooks.register_temporarily("gleanings_summary_sections", answer):
        section = soup_of(client, summary.url).select_one(".column-main .answer")
    assert "Empathy helps" in section.get_text()
    assert section.find_previous(class_="practice") is not None
    assert section.find_next(class_="prose") is not None


def test_one_with_nothing_to_say_leaves_no_trace(client, summary):
    before = client.get(summary.url).content
    with hooks.register_temporarily("gleanings_summary_sections", lambda *about: ""):
        assert client.get(summary.url).content == before


def test_words_that_are_no_html_are_escaped(client, summary):
    with hooks.register_temporarily("gleanings_summary_sections", lambda *about: "<b>&"):
        assert "&lt;b&gt;&amp;" in client.get(summary.url).content.decode()


def test_the_sitemap_lists_their_pages_in_every_language(client, summary):
    changed = dt.datetime(2026, 5, 4, tzinfo=dt.UTC)

    def addresses():
        yield reverse("topic", args=["empathy"]).replace("topics", "questions"), changed

    with hooks.register_temporarily("gleanings_sitemap_addresses", addresses):
        xml = client.get("/sitemap.xml").content.decode()
    for language in ("en", "fr"):
        address = f"http://testserver/{language}/questions/empathy/"
        assert f"<loc>{address}</loc><lastmod>2026-05-04T00:00:00+00:00</lastmod>" in xml
        assert xml.count(f'hreflang="{language}" href="{address}"') == 2
