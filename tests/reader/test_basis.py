"""What an implication rests on: small beside it, in each language, in feed and API."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from digest.factories import make_issue, make_summary
from digest.translations.work import begin, write
from gleanings.digest.models import Summary

pytestmark = pytest.mark.django_db

IMPLICATIONS = ["<p>Ask how it goes.</p>", "<p>Listen.</p>", "<p>Wait.</p>", "<p>Rest.</p>"]
BASES = ["study", "earlier", "judgement"]
ENGLISH = ["from this study", "from earlier research", "editors’ judgement", ""]
FRENCH = ["d’après cette étude", "d’après des recherches antérieures", "avis de la rédaction", ""]


@pytest.fixture
def summary(db) -> Summary:
    issue = make_issue("2018-03")
    return make_summary(issue, "Rests", implications=IMPLICATIONS, bases=BASES, text="<p>So.</p>")


def shown(client, address: str) -> list[str]:
    page = BeautifulSoup(client.get(address).text, "html.parser")
    rows = page.select(".practice li")
    assert all(mark["lang"] == page.html["lang"] for mark in page.select(".basis"))
    return [(mark.text if (mark := row.select_one(".basis")) else "") for row in rows]


def test_readers_see_it_in_the_language_of_the_page(client, summary):
    address = summary.get_url()
    assert shown(client, address) == ENGLISH
    assert shown(client, address.replace("/en/", "/fr/")) == FRENCH


def test_it_goes_with_feed_and_api(client, summary):
    assert "from this study" in client.get("/en/feed.atom").text
    answer = client.get("/api/v1/summaries").json()
    (given,) = answer["items"] if "items" in answer else answer["results"]
    assert [one["basis"] for one in given["implications"]] == [*BASES, ""]


def test_a_translation_has_that_of_its_original(client, editor, summary):
    translation = begin(summary)
    write(translation)
    translation.save_target(user=editor, publish=True)
    french = Summary.objects.get(pk=translation.get_target_instance().pk)
    assert french.content_language == "fr"
    assert shown(client, french.get_url()) == FRENCH


def test_an_editor_says_it_in_the_form(client, editor, summary):
    client.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")
    page = BeautifulSoup(client.get(f"/admin/pages/{summary.pk}/edit/").text, "html.parser")
    chosen = page.select_one("select[name=implications-1-basis] option[selected]")
    assert chosen["value"] == "earlier"
