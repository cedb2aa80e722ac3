"""Kept pages: the same for all, fresh at once, nobody's own."""

import pytest
from django.core.cache import cache
from wagtail.models import PageViewRestriction

from digest.factories import make_issue, make_summary

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def kept_pages(settings):
    settings.PAGE_CACHE_SECONDS = 60
    cache.clear()


@pytest.fixture
def summary():
    return make_summary(make_issue("2018-03"), "The first title")


def queries(client, assert_number, path, number):
    with assert_number(number):
        return client.get(path)


def test_the_second_reader_costs_one_query(client, summary, django_assert_num_queries):
    first = client.get(summary.url)
    with django_assert_num_queries(1):
        second = client.get(summary.url)
    assert second.content == first.content
    assert second["Content-Security-Policy"] == first["Content-Security-Policy"]


def test_a_publication_shows_at_once(client, summary):
    assert b"The first title" in client.get(summary.url).content
    summary.title, summary.correction_is_style = "The second title", True
    summary.save_revision().publish()
    for path in (summary.url, "/en/", "/en/summaries/", "/en/2018-03/", "/fr/summaries/"):
        content = client.get(path).content
        assert b"The second title" in content, path
        assert b"The first title" not in content, path


def test_unpublishing_and_privacy_show_at_once(client, summary):
    assert client.get(summary.url).status_code == 200
    restriction = PageViewRestriction.objects.create(page=summary, restriction_type="login")
    assert client.get(summary.url).status_code == 302
    restriction.delete()
    assert client.get(summary.url).status_code == 200
    summary.unpublish()
    assert client.get(summary.url).status_code == 404


def test_a_draft_changes_nothing_for_readers(client, summary, django_assert_num_queries):
    client.get(summary.url)
    summary.title = "Not yet"
    summary.save_revision()
    with django_assert_num_queries(1):
        assert b"Not yet" not in client.get(summary.url).content


def test_what_an_editor_sees_is_not_kept(client, summary, editor):
    client.force_login(editor)
    assert b"wagtail-userbar" in client.get(summary.url).content
    client.logout()
    assert b"wagtail-userbar" not in client.get(summary.url).content


def test_htmx_and_a_whole_page_are_kept_apart(client, summary):
    whole = client.get("/en/summaries/").content
    part = client.get("/en/summaries/", headers={"HX-Request": "true"}).content
    assert b"<main" in whole
    assert b"<main" not in part
    assert client.get("/en/summaries/").content == whole


def test_what_is_not_found_is_looked_for_again(client, summary):
    assert client.get("/en/2018-03/the-other/").status_code == 404
    make_summary(make_issue("2018-03"), "The other", slug="the-other")
    assert client.get("/en/2018-03/the-other/").status_code == 200


KINDS = [
    *("/en/", "/en/summaries/", "/en/2018-03/", "/en/2018-03/the-first-title/"),
    *("/en/feed.atom", "/en/feed.rss", "/en/2018-03/feed.atom", "/en/topics/adherence/feed.rss"),
    "/fr/feed.atom",
]


@pytest.mark.parametrize("path", KINDS)
def test_who_has_what_is_kept_is_told_so(client, summary, path):
    first = client.get(path)
    assert first.status_code == 200
    for _kept in range(2):
        again = client.get(path, headers={"If-None-Match": first["ETag"]})
        assert (again.status_code, again.content) == (304, b"")
        assert again["ETag"] == first["ETag"]
    assert client.get(path, headers={"If-None-Match": '"another"'}).content == first.content


@pytest.mark.parametrize("path", KINDS[1:3])
def test_who_has_what_was_kept_before_a_change_gets_the_new(client, summary, path):
    old = client.get(path)["ETag"]
    summary.title, summary.correction_is_style = "The second title", True
    summary.save_revision().publish()
    assert b"The second title" in client.get(path, headers={"If-None-Match": old}).content
