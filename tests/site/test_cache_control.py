"""Every answer says who may keep it: what is one person's is nobody else's."""

from __future__ import annotations

from collections import defaultdict
from urllib.parse import urlsplit

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import Resolver404, resolve
from django.utils.translation import override
from wagtail.models import PageViewRestriction

from addresses import crawl
from delivery.subscribers import make_subscriber
from digest.factories import make_article, make_author, make_issue, make_summary, translate
from gleanings.delivery.mail import links
from gleanings.site.cdn import headers
from gleanings.synthesis.recompute import recompute
from synthesis.factories import make_question, with_correlations

pytestmark = pytest.mark.django_db

STARTS = ["/", "/en/", "/fr/", "/en/summaries/?q=alliance", "/en/nowhere/", "/robots.txt"]
OF_ONE = {
    # a form, or the answer to one
    **dict.fromkeys(("ask", "ask_for_link", "report_error", "subscribe"), "private, no-store"),
    **dict.fromkeys(("subscription", "unsubscribe"), "private, no-store"),
    **dict.fromkeys(("subscription_data", "forget_me"), "private, no-store"),
    # says what this address may ask today
    "open_data": "private, max-age=60",
    # neither is kept: what is not there, and the way to the right language
    "nowhere": "private, no-cache",
}
"""Views that no CDN and no proxy may keep an answer of, and what they say of it."""
COMPUTED = (".png", ".svg", ".gz", ".csv", ".py", ".R", ".xlsx", ".ipynb")


@pytest.fixture
def world(db):
    issue = make_issue("2018-03")
    summary = make_summary(
        issue, "Alliance", articles=[make_article()], authors=[make_author("Ada Lee")]
    )
    translate(summary, "Alliance, en français")
    question = make_question("alliance")
    with_correlations(question)
    recompute(question)
    return summary


@pytest.fixture
def desk(editor):
    client = Client()
    client.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")
    return client


def by_view(answers) -> dict[str, set[str]]:
    said = defaultdict(set)
    for address, answer in answers.items():
        path = urlsplit(address).path
        with override("fr" if path.startswith("/fr/") else "en"):
            try:
                name = resolve(path).view_name
            except Resolver404:
                name = "nowhere"
        said[name].add(answer.get("Cache-Control", "nothing"))
    return dict(said)


def is_public(control: str) -> bool:
    return "public" in control


def test_what_is_one_persons_is_private_and_all_else_is_for_everybody(client, world):
    said = by_view(crawl(client, [*STARTS, *mine()], without=COMPUTED))
    private = {name: told for name, told in said.items() if any("private" in one for one in told)}
    nobodys = {"wagtail_serve": {headers.PRIVATE, headers.ASKED_EACH_TIME}}  # 404s among them
    assert private == {**{name: {told} for name, told in OF_ONE.items()}, **nobodys}
    assert all(is_public(one) for name in said.keys() - private.keys() for one in said[name])


def mine() -> list[str]:
    return [urlsplit(links.preferences("en", make_subscriber().key)).path]


def test_nothing_that_somebody_signed_in_sees_is_for_others(desk, world):
    for address in ("/en/", world.url, "/en/summaries/", "/en/topics/", "/admin/", "/fr/"):
        control = desk.get(address)["Cache-Control"]
        assert "private" in control, address
        assert not is_public(control), address


@pytest.mark.parametrize("kind", ["login", "password"])
def test_a_private_page_is_never_for_others(client, desk, world, settings, kind):
    settings.CDN_PURGE_URL = "https://cdn.example.org/purge"
    PageViewRestriction.objects.create(page=world, restriction_type=kind, password="open")
    for who in (client, desk):
        answer = who.get(world.url)
        assert "private" in answer["Cache-Control"]
        assert not is_public(answer["Cache-Control"])


def test_behind_a_cdn_pages_are_kept_there_and_browsers_ask(client, world, settings):
    assert client.get(world.url)["Cache-Control"] == "public, max-age=0, must-revalidate"
    settings.CDN_PURGE_URL = "https://cdn.example.org/purge"
    first = client.get(world.url)
    assert first["Cache-Control"] == (
        "public, max-age=0, s-maxage=3600, stale-while-revalidate=30, stale-if-error=86400"
    )
    again = client.get(world.url, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again["Cache-Control"]) == (304, first["Cache-Control"])


def test_a_page_of_which_there_are_parts_is_asked_for_each_time(client, world, settings):
    settings.CDN_PURGE_URL = "https://cdn.example.org/purge"
    for more in ({}, {"HX-Request": "true"}):
        answer = client.get("/en/summaries/", headers=more)
        assert answer["Cache-Control"] == headers.ASKED_EACH_TIME


def test_nothing_is_for_others_while_no_page_is_kept(client, world, settings):
    settings.PAGE_CACHE_SECONDS = 0
    assert client.get(world.url)["Cache-Control"] == headers.PRIVATE


def test_a_kept_page_that_comes_with_a_cookie_is_one_persons(rf):
    response = HttpResponse()
    response.kept_under = 1
    assert (
        headers.CacheControlMiddleware(lambda request: response)(rf.get("/en/"))["Cache-Control"]
        == headers.for_all()
    )
    of_one = HttpResponse()
    of_one.kept_under = 1
    of_one.set_cookie("name", "value")
    answer = headers.CacheControlMiddleware(lambda request: of_one)(rf.get("/en/"))
    assert answer["Cache-Control"] == headers.PRIVATE
