"""What Zotero, Google Scholar and link previews read."""

from __future__ import annotations

import re

import pytest

from reader.paths import PATHS
from reader.soup import soup_of, structured

pytestmark = pytest.mark.django_db


def test_highwire_tags_describe_the_summary_itself(client, digest):
    soup = soup_of(client, "/en/2018-03/homework-helps/")
    tags = [
        (tag["name"], tag["content"])
        for tag in soup.find_all("meta", attrs={"name": re.compile("^citation_")})
    ]
    assert ("citation_title", "Homework helps") in tags
    assert ("citation_author", "Ann Writer") in tags
    assert ("citation_publication_date", "2018/03") in tags
    assert ("citation_language", "en") in tags
    assert "citation_doi" not in dict(tags)


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
    assert soup.title.text.strip()
    assert soup.find("link", rel="canonical")["href"].startswith("http")
