"""Browse by what was found: kind and size of the main result, people and studies behind it."""

import pytest
from bs4 import BeautifulSoup

from digest.factories import make_finding, make_issue, make_summary, translate
from digest.kept_data import made_once

pytestmark = pytest.mark.django_db


def make_summaries():
    issue = make_issue("2018-04")
    link = make_summary(issue, "A link")
    make_finding(link, measure="r", estimate=0.26, k=13, n=1400)
    difference = make_summary(issue, "B difference")
    make_finding(difference, measure="d", estimate=0.1, ci_low=-0.1, ci_high=0.3, k=None, n=80)
    translate(difference, "B différence")
    proposed = make_summary(issue, "C proposed", text="<p>Related, r = .26, k = 13.</p>")
    other = make_summary(issue, "D secondary only")
    make_finding(other, role="secondary", measure="OR", estimate=2.0, ci_low=1.5, ci_high=2.7)
    return link, difference, proposed, other


@pytest.fixture(scope="module")
def kept(django_db_setup, django_db_blocker):
    yield from made_once(django_db_blocker, make_summaries)


@pytest.fixture
def browse(kept, client):
    def get(query="", language="en"):
        response = client.get(f"/{language}/summaries/{query}")
        assert response.status_code == 200
        return BeautifulSoup(response.content, "html.parser")

    return get


def titles(page):
    return [title.get_text()[0] for title in page.select(".item-title")]


def option(page, facet, slug):
    box = page.find("input", {"name": facet, "value": slug})
    return int(box.find_parent("label").select_one(".count").get_text())


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?measure=link", ["A"]),
        ("?measure=link&measure=difference", ["A", "B"]),
        ("?size=moderate", ["A"]),
        ("?size=none", ["B"]),
        ("?sample=under-100", ["B"]),
        ("?measure=link&size=moderate&sample=1000-and-more&studies=10-49", ["A"]),
    ],
)
def test_summaries_are_found_by_their_main_result(browse, language, query, found):
    assert titles(browse(query, language)) == found


def test_only_a_confirmed_main_result_counts(browse):
    page = browse()
    assert option(page, "measure", "link") == 1
    assert option(page, "measure", "ratio") == 0


def test_each_choice_is_counted_given_the_others(browse):
    page = browse("?measure=difference")
    assert option(page, "size", "moderate") == 0
    assert option(page, "size", "none") == 1
    assert option(page, "measure", "link") == 1


def test_a_filter_says_what_it_refers_to(browse):
    legends = [legend.get_text(" ", strip=True) for legend in browse().select("legend")]
    assert "Size of the main result, by the usual thresholds" in legends
    assert "People behind the main result" in legends


def test_a_chip_says_what_its_words_are_about(browse):
    chips = browse("?size=moderate&sample=1000-and-more").select(".chip")
    assert [chip.get_text(" ", strip=True) for chip in chips] == [
        "Clear: Size: moderate ✕",
        "Clear: People: 1,000 and more ✕",
    ]
    french = browse("?size=moderate", "fr").select_one(".chip").get_text(" ", strip=True)
    assert "Ampleur\u00a0: modérée" in french


def test_what_there_is_not_is_said(browse):
    page = browse("?size=huge&measure=vibes&sample=12&studies=x")
    said = page.select_one(".left-out").get_text(" ", strip=True)
    for sentence in (
        "There is no size “huge”.",
        "There is no kind of result “vibes”.",
        "There is no number of people “12”.",
        "There is no number of studies “x”.",
    ):
        assert sentence in said


def test_what_leads_on_where_nothing_is_found(browse):
    ways = browse("?measure=link&size=large").select(".empty li")
    assert [way.get_text(" ", strip=True) for way in ways] == ["With a result of any size 1"]


def test_lists_say_what_was_found_and_from_what(browse, client):
    for address in ("/en/summaries/", "/en/2018-04/", "/en/", "/en/summaries/?q=link"):
        page = BeautifulSoup(client.get(address).content, "html.parser")
        kickers = [kicker.get_text(" ", strip=True) for kicker in page.select(".item .kicker")]
        assert any("13 studies r = .26" in kicker for kicker in kickers), address
    french = BeautifulSoup(client.get("/fr/2018-04/").content, "html.parser")
    assert "13 études r = 0,26" in french.select_one(".item .kicker").get_text(" ", strip=True)
    assert "13 studies · r = .26" in client.get("/en/feed.atom").content.decode()


def test_a_list_says_when_the_numbers_do_not_fit(client, db):
    summary = make_summary(make_issue("2018-05"), "E wrong")
    make_finding(summary, ci_low=0.5, ci_high=0.6, acknowledgement="As in the article.")
    page = BeautifulSoup(client.get("/en/2018-05/").content, "html.parser")
    assert "its numbers do not fit together" in page.select_one(".item .kicker").get_text()


def test_without_findings_there_are_no_such_filters(client, db):
    from gleanings.digest.models import Finding

    Finding.objects.all().delete()
    make_summary(make_issue("2018-05"))
    page = BeautifulSoup(client.get("/en/summaries/").content, "html.parser")
    assert page.find("input", {"name": "size"}) is None
    assert page.select_one("#filters > summary").get_text() == "Topic, type of research, year"
    # an address that asks for it shows what it asks for, to be taken back
    asked = BeautifulSoup(client.get("/en/summaries/?size=large").content, "html.parser")
    assert asked.find("input", {"name": "size", "value": "large"}).has_attr("checked")
