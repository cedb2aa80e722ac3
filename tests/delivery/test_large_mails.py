"""Mail programs cut what is too large, and with it the links to leave: so a mail ends before."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from delivery.subscribers import draft, publish
from digest.factories import make_finding
from gleanings.delivery.mail import issue_mail
from gleanings.delivery.mail.issue_mail import Words, words_of
from gleanings.delivery.models import Kind
from gleanings.digest.models import Issue, Summary

pytestmark = pytest.mark.django_db

TITLE = "A title of usual length, which says what was found"


@pytest.fixture
def issue() -> Issue:
    text = "<p>An implication of usual length for what somebody does with a client. </p>"
    return publish(draft(TITLE, studied="many outpatients in a clinic", implications=[text] * 3))


def words(issue: Issue, number: int, language: str = "en") -> Words:
    summary = issue.summaries.get()
    return words_of(issue, [summary.pk] * number, language, Kind.ISSUE)


def whole_and_rest(said: Words) -> tuple[int, int]:
    html = BeautifulSoup(said.html, "html.parser")
    whole = len(html.select("div.item"))
    rest = [a for a in html.select("li > a") if a.get_text() == TITLE]
    assert said.text.count("Read the summary:") == whole
    assert said.text.count(f"* {TITLE}") == whole + len(rest)
    assert all(a["href"] in said.text for a in rest)
    assert "unsubscribe/" in said.html
    return whole, len(rest)


def test_of_many_summaries_the_first_stand_whole_and_the_rest_with_title_and_link(
    issue, monkeypatch
):
    make_finding(issue.summaries.get())
    large = words(issue, 90)
    whole, rest = whole_and_rest(large)
    assert whole > 20
    assert whole + rest == 90
    assert len(large.html.encode()) < 90_000
    assert f"And {rest} more summaries, to read on the site:" in large.html
    assert f"And {rest} more summaries, to read on the site:" in large.text
    assert large.subject.endswith("and 89 more")
    # as many as fit, to the byte
    size = len(words(issue, 5).html.encode())
    monkeypatch.setattr(issue_mail, "TOO_LARGE", size + 1)
    assert whole_and_rest(words(issue, 5)) == (5, 0)
    monkeypatch.setattr(issue_mail, "TOO_LARGE", size)
    five = words(issue, 5)
    assert whole_and_rest(five) == (4, 1)
    assert "And 1 more summary, to read on the site:" in five.text
    monkeypatch.setattr(issue_mail, "TOO_LARGE", 10)
    assert whole_and_rest(words(issue, 3)) == (0, 3)


def test_the_text_names_the_types_of_research(issue):
    types = Summary.objects.get(alias_of=None).research_types.all()
    assert types
    said = words(issue, 1)
    for kind in types:
        assert kind.name in said.text
        assert kind.name in said.html
