"""What Zotero, Google Scholar and link previews read."""

from __future__ import annotations

import json
import re

import pytest
from django.urls import reverse

from digest.factories import make_author, make_summary
from gleanings.digest.models import Home
from reader import schema_org, zotero
from reader.paths import PATHS
from reader.soup import soup_of, structured

pytestmark = pytest.mark.django_db


def test_zotero_takes_the_summary_for_what_it_is(client, digest):
    soup = soup_of(client, "/en/2018-03/homework-helps/")
    taken = zotero.item(soup)
    assert taken.pop("url").endswith("/en/2018-03/homework-helps/")
    assert taken == {
        "itemType": "webpage",
        "title": "Homework helps",
        "creators": [("Writer", "Ann")],
        "date": "2018/03",
        "websiteTitle": Home.objects.get(locale__language_code="en").title,
        "abstractNote": "Ask how therapy is going. Listen to the answer.",
        "language": "en",
    }
    # the article that it is about is another work
    assert zotero.tags(soup, "citation_doi") == []


@pytest.mark.parametrize(
    ("name", "tag", "creators"),
    [
        ("Ann Writer", "Writer, Ann", [("Writer", "Ann")]),
        ("Ann B. Writer", "Writer, Ann B.", [("Writer", "Ann B.")]),
        # one author, not two, whose names Zotero would part at the comma
        ("Ann B. de Vries", "de Vries, Ann\u00a0B.", [("de Vries", "Ann B.")]),
        ("Ann de Vries", "de Vries, Ann", [("de Vries", "Ann")]),
        ("Research Network", "Network, Research", [("Network", "Research")]),
        ("PPRNet", "PPRNet", [("PPRNet", "")]),
    ],
)
def test_an_author_is_one_person_with_the_family_name_first(client, digest, name, tag, creators):
    summary = make_summary(digest.march, "By somebody", authors=[make_author(name)])
    soup = soup_of(client, summary.get_url())
    assert zotero.tags(soup, "citation_author") == [tag]
    assert zotero.item(soup)["creators"] == creators


def test_every_format_says_of_which_type_a_summary_is(client, digest):
    """Or a reader's manager would have the same summary as two kinds of thing."""
    key = digest.homework.pk
    (item,) = json.loads(client.get(reverse("summary_citation", args=[key, "json"])).content)
    ris = client.get(reverse("summary_citation", args=[key, "ris"])).content.decode()
    taken = zotero.item(soup_of(client, digest.homework.get_url()))
    assert item["type"] == taken["itemType"] == "webpage"
    assert "TY  - ELEC\r\n" in ris  # a web page, in the specification of 2011
    assert taken["abstractNote"] == item["abstract"]


def test_structured_data_ties_the_summary_to_its_article(client, digest):
    data = structured(soup_of(client, "/en/2018-03/homework-helps/"))
    assert (data["@context"], data["@type"]) == ("https://schema.org", "Article")
    assert data["headline"] == "Homework helps"
    assert data["inLanguage"] == "en"
    assert data["abstract"] == "Ask how therapy is going. Listen to the answer."
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", data["datePublished"])
    article = data["isBasedOn"][0]
    assert article["@type"] == "ScholarlyArticle"
    assert article["identifier"]["value"].startswith("10.5555/practice.")
    assert article["author"][0]["familyName"] == "Okafor"
    volume = article["isPartOf"]["isPartOf"]
    assert (volume["@type"], volume["volumeNumber"]) == ("PublicationVolume", "12")


def test_structured_data_of_an_alias_names_the_languages_of_its_words(client, digest):
    data = structured(soup_of(client, "/fr/2018-02/alliance-helps/"))
    assert data["inLanguage"] == "en"
    assert data["url"].endswith("/en/2018-02/alliance-helps/")


def test_the_home_page_names_the_search(client, digest):
    site = structured(soup_of(client, "/en/"))["@graph"][0]
    assert site["@type"] == "WebSite"
    assert "{search_term_string}" in site["potentialAction"]["target"]["urlTemplate"]


@pytest.mark.parametrize("path", [path for path in PATHS if path.endswith("/")])
def test_every_page_has_what_a_link_preview_needs(client, digest, path):
    if "nowhere" in path:
        return
    soup = soup_of(client, path.format("en"))
    graph = {
        tag["property"]: tag["content"]
        for tag in soup.find_all("meta", property=re.compile("^og:"))
    }
    assert {"og:title", "og:type", "og:url", "og:locale", "og:site_name"} <= set(graph)
    assert graph["og:image"].startswith("http")
    assert graph["og:image:alt"]
    assert (graph["og:image:width"], graph["og:image:height"]) == ("1200", "630")
    assert soup.title.text.strip()
    assert soup.find("link", rel="canonical")["href"].startswith("http")


@pytest.mark.parametrize("path", [path for path in PATHS if path.endswith("/")])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_structured_data_say_nothing_that_schema_org_has_no_word_for(
    client, digest, path, language
):
    soup = soup_of(client, path.format(language))
    for script in soup.find_all("script", type="application/ld+json"):
        assert schema_org.faults(json.loads(script.string)) == []


def test_what_is_no_schema_org_is_found():
    article = {"@context": "https://schema.org", "@type": "Article", "headline": "x"}
    assert schema_org.faults(article) == []
    for spoilt in (
        {"headline": ""},
        {"title": "x"},
        {"author": {"@type": "Persona"}},
        {"isBasedOn": {"@id": "#nowhere"}},
        {"@context": "schema.org"},
    ):
        assert schema_org.faults({**article, **spoilt}), spoilt
