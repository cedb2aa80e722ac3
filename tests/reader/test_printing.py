"""An issue holds its summaries whole, for paper."""

from __future__ import annotations

import pytest

from digest.factories import make_finding, make_issue, make_summary
from gleanings.reader.pages import WHOLE_ON_PAPER
from reader.conftest import SECRETS
from reader.soup import soup_of

pytestmark = pytest.mark.django_db


def on_paper(client, path):
    return soup_of(client, path).select(".items-whole .on-paper")


def test_an_issue_holds_each_summary_whole(client, digest):
    make_finding(digest.homework)
    make_summary(digest.march, "A second one", text="<p>Its own text.</p>")
    first, second = on_paper(client, "/en/2018-03/")
    assert [li.text.strip() for li in first.select(".practice li")] == [
        "Ask how therapy is going.",
        "Listen to the answer.",
    ]
    assert "r = .26" in first.select_one(".result-number").text
    assert first.select_one(".evidence svg")
    assert "13 studies" in first.select_one(".facts").text
    assert "Whether it helps." in first.select_one(".prose").text
    assert "https://doi.org/10.5555/" in first.select_one(".reference").text
    assert second.select_one(".evidence") is None
    assert "Its own text." in second.text


def test_nothing_has_the_same_name_twice(client, digest):
    for title in ("One more", "And one more"):
        make_finding(make_summary(digest.march, title))
    soup = soup_of(client, "/en/2018-03/")
    assert len(soup.select(".on-paper svg")) == 2
    names = [tag["id"] for tag in soup.find_all(id=True)]
    assert len(names) == len(set(names))


def test_the_words_are_marked_with_their_language(client, digest):
    (alias,) = on_paper(client, "/fr/2018-02/")
    assert alias.select_one(".practice ol")["lang"] == "en"
    assert alias.select_one(".prose > div")["lang"] == "en"


def test_what_is_not_public_is_not_there(client, digest):
    make_finding(digest.private, predictor="a secret predictor")
    text = soup_of(client, "/en/2018-03/").text
    assert [secret for secret in [*SECRETS, "a secret predictor"] if secret in text] == []


@pytest.mark.parametrize(
    ("number", "is_whole"), [(WHOLE_ON_PAPER, True), (WHOLE_ON_PAPER + 1, False)]
)
def test_a_very_large_issue_stays_a_list(client, digest, number, is_whole):
    issue = make_issue("2017-06")
    for _number in range(number):
        make_summary(issue)
    soup = soup_of(client, "/en/2017-06/")
    assert len(soup.select(".item")) == number
    assert len(soup.select(".on-paper")) == (number if is_whole else 0)
    assert bool(soup.find("link", href=lambda href: "evidence" in href)) == is_whole
