"""The list of synonyms at the desk, by who may change it."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from digest.factories import make_summary
from gleanings.reader.models import SynonymSet

pytestmark = pytest.mark.django_db

LIST = "wagtailsnippets_reader_synonymset:list"
ADD = "wagtailsnippets_reader_synonymset:add"


@pytest.fixture
def desk(client, editor):
    client.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")
    return client


def messages_of(response) -> str:
    return BeautifulSoup(response.content, "html.parser").get_text(" ", strip=True)


def test_a_network_begins_with_those_of_the_field(desk):
    assert SynonymSet.objects.count() >= 80
    assert "working alliance inventory" in messages_of(desk.get(reverse(LIST), {"q": "WAI"}))
    for row in SynonymSet.objects.all():
        before = row.phrases
        row.full_clean()
        assert row.phrases == before


def test_it_stands_among_the_lists(desk):
    menu = desk.get(reverse("wagtailadmin_home")).content.decode()
    assert reverse(LIST) in menu


def test_what_an_editor_adds_is_found_at_once(desk, client):
    make_summary(title="Yoga and breath", text="<p>n/a</p>")
    assert "Yoga and" not in client.get("/en/summaries/?q=asana").content.decode()
    desk.post(reverse(ADD), {"phrases": "  yoga \r\n\r\nasana  practice\nasana\nyoga"})
    assert SynonymSet.objects.filter(phrases="yoga\nasana practice\nasana").exists()
    page = client.get("/en/summaries/?q=asana")
    assert BeautifulSoup(page.content, "html.parser").select_one("h3 mark").get_text() == "Yoga"


def test_what_means_the_same_shares_a_line(desk):
    desk.post(reverse(ADD), {"phrases": "  yoga=asana   practice = \r\n=\r\nqigong"})
    assert SynonymSet.objects.filter(phrases="yoga = asana practice\nqigong").exists()


@pytest.mark.parametrize(
    ("phrases", "sentence"),
    [
        ("yoga", "Give at least two, on lines of their own or with “=” between them."),
        ("yoga\nyoga", "Give at least two, on lines of their own or with “=” between them."),
        ("yoga =\n= yoga", "Give at least two, on lines of their own or with “=” between them."),
        ("yoga\n—", "“—” has no letter to search for."),
        ("yoga\n" + "so " * 13, "is too long: a phrase has up to 12 words."),
    ],
)
def test_what_cannot_be_used_is_said(desk, phrases, sentence):
    before = SynonymSet.objects.count()
    assert sentence in messages_of(desk.post(reverse(ADD), {"phrases": phrases}))
    assert SynonymSet.objects.count() == before


def test_a_phrase_as_long_as_may_be_is_taken(desk):
    before = SynonymSet.objects.count()
    desk.post(reverse(ADD), {"phrases": "yoga\n" + "so " * 12})
    assert SynonymSet.objects.count() == before + 1
