"""A figure on somebody else's page: a picture with its words, careful as the page it is from."""

from __future__ import annotations

import re

import pytest
from bs4 import BeautifulSoup
from lxml import etree

from digest.factories import (
    make_article,
    make_finding,
    make_issue,
    make_private,
    make_summary,
    translate,
)
from gleanings.digest.models import Finding, Summary
from gleanings.literature.models import Notice
from gleanings.reader.cache import content_version
from reader.soup import soup_of
from synthesis.factories import make_question, with_correlations

pytestmark = pytest.mark.django_db

HERE = "http://testserver"


@pytest.fixture
def finding():
    return make_finding(make_summary(make_issue("2018-03"), "The alliance goes with outcome"))


@pytest.fixture
def summary(finding):
    return Summary.objects.get(pk=finding.summary_id)


def ask(client, path: str, **more):
    return client.get("/en/oembed/", {"url": f"{HERE}{path}", **more})


def words_of(client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    assert answer["Content-Type"] == "image/svg+xml"
    return " ".join("".join(etree.fromstring(answer.content).itertext()).split())


def test_the_page_of_a_summary_leads_to_its_figure(client, summary, finding):
    page = soup_of(client, summary.get_url())
    discovered = page.select_one('link[type="application/json+oembed"]')["href"]
    answer = client.get(discovered).json()
    assert (answer["type"], answer["version"]) == ("photo", "1.0")
    assert answer["url"] == f"{HERE}/en/figures/{finding.pk}.svg"
    assert answer["web_page"] == f"{HERE}{summary.get_url()}"
    said = words_of(client, answer["url"])
    sentence = page.select_one(".result .sentence").get_text(strip=True)
    for words in ("The alliance goes with outcome", sentence, "r = .26", "95% CI .19 to .32"):
        assert words in said
    assert summary.get_url() in said
    picture = etree.fromstring(client.get(answer["url"]).content)
    assert float(picture.get("width")) == answer["width"]
    assert round(float(picture.get("height"))) in (answer["height"], answer["height"] + 1)


def test_it_is_made_as_small_as_it_is_asked_for(client, summary):
    whole = ask(client, summary.get_url()).json()
    for asked in ({"maxwidth": "300"}, {"maxheight": "100"}, {"maxwidth": "300", "maxheight": "9"}):
        answer = ask(client, summary.get_url(), **asked).json()
        assert answer["width"] <= int(asked.get("maxwidth", whole["width"]))
        assert answer["height"] <= int(asked.get("maxheight", whole["height"]))
        # it is not squeezed
        ratio = answer["width"] / whole["width"] - answer["height"] / whole["height"]
        assert abs(ratio) <= 1 / answer["height"]
    for nothing in ({"maxwidth": "5000"}, {"maxwidth": "wide"}, {"maxheight": "0"}):
        assert ask(client, summary.get_url(), **nothing).json() == whole


def test_a_picture_needs_nothing_of_ours_to_run(client, finding):
    content = client.get(f"/en/figures/{finding.pk}.svg").content.decode()
    for what in ("<script", "<iframe", "<foreignObject", "href="):
        assert what not in content
    assert client.get(f"/en/figures/{finding.pk}.png").content.startswith(b"\x89PNG")


def test_any_finding_that_can_be_drawn_has_a_page_with_html_to_copy(client, summary):
    other = make_finding(summary, role="secondary", estimate=0.4, ci_low=0.3, ci_high=0.49)
    page = soup_of(client, summary.get_url())
    address = f"/en/figures/{other.pk}/"
    assert page.select_one(f'.findings a[href="{address}"]')
    figure = soup_of(client, address)
    copied = BeautifulSoup(figure.select_one("textarea").text, "html.parser")
    assert copied.a["href"] == f"{HERE}{summary.get_url()}"
    assert copied.img["src"] == f"{HERE}/en/figures/{other.pk}.svg"
    assert ".40" in copied.img["alt"] or ".4" in copied.img["alt"]
    assert {tag.name for tag in copied.find_all(True)} == {"a", "img"}
    assert ask(client, address).json()["url"].endswith(f"/en/figures/{other.pk}.svg")


def test_after_a_retraction_the_picture_says_that_and_no_number(client):
    article = make_article()
    summary = make_summary(make_issue("2018-03"), "Too good", articles=[article])
    finding = make_finding(summary)
    path = f"/en/figures/{finding.pk}.svg"
    assert "r = .26" in words_of(client, path)
    Notice.objects.create(article=article, kind=Notice.Kind.RETRACTION, date="2019-01-01")
    content_version.bump()
    said = words_of(client, path)
    assert "retracted" in said
    assert "r = .26" not in said
    assert "retracted" in soup_of(client, f"/en/figures/{finding.pk}/").img["alt"]


def test_numbers_that_do_not_fit_are_not_given_away(client, summary, finding):
    Finding.objects.filter(pk=finding.pk).update(verdict="inconsistent")
    content_version.bump()
    for path in (f"/en/figures/{finding.pk}/", f"/en/figures/{finding.pk}.svg"):
        assert client.get(path).status_code == 404
    assert ask(client, summary.get_url()).status_code == 404
    assert "oembed" not in client.get(summary.get_url()).content.decode()


@pytest.mark.parametrize("hide", [lambda one: one.unpublish(), make_private])
def test_what_is_not_public_is_not_given_away(client, summary, finding, hide):
    path = summary.get_url()
    for version in summary.get_translations(inclusive=True):
        hide(version.specific)
    for one in (f"/en/figures/{finding.pk}/", f"/en/figures/{finding.pk}.svg"):
        assert client.get(one).status_code == 404
    assert ask(client, path).status_code == 404


def test_one_that_nobody_confirmed_is_not_there(client, summary):
    proposed = make_finding(summary, state="proposed", role="secondary")
    assert client.get(f"/en/figures/{proposed.pk}.svg").status_code == 404


def test_in_french(client, summary, finding):
    translate(summary, "L’alliance va de pair avec le résultat")
    said = words_of(client, f"/fr/figures/{finding.pk}.svg")
    assert "L’alliance va de pair" in said
    assert "r = 0,26" in said
    path = Summary.objects.get(locale__language_code="fr", slug=summary.slug).get_url()
    assert ask(client, path).json()["url"] == f"{HERE}/fr/figures/{finding.pk}.svg"


def test_an_answer_has_the_figure_of_its_newest_version(client):
    with_correlations(make_question("alliance"))
    page = soup_of(client, "/en/evidence/alliance/")
    answer = client.get(page.select_one('link[type="application/json+oembed"]')["href"]).json()
    assert answer["url"] == f"{HERE}/en/evidence/alliance/figure.svg"
    assert answer["width"] > 300
    assert answer["height"] > 100
    picture = client.get(answer["url"], follow=True)
    assert re.search(r"/v\d+/\w+\.svg$", picture.redirect_chain[-1][0])
    assert picture["Content-Type"] == "image/svg+xml"
    assert client.get("/en/evidence/nothing/figure.svg").status_code == 404


@pytest.mark.parametrize(
    "url", ["", "nonsense", "https://elsewhere.example/en/2018-03/x/", f"{HERE}/en/", f"{HERE}/x"]
)
def test_of_what_is_no_figure_there_is_none(client, summary, url):
    assert client.get("/en/oembed/", {"url": url}).status_code == 404


def test_another_format_is_refused_as_the_standard_says(client, summary):
    assert ask(client, summary.get_url(), format="xml").status_code == 501


def test_anybody_may_ask_from_a_page(client, summary):
    assert ask(client, summary.get_url())["Access-Control-Allow-Origin"] == "*"
