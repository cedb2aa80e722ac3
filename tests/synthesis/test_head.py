"""What machines read of a synthesis: a page on the web to cite, and a data set to find."""

import json

import pytest
from django.urls import reverse

from reader import schema_org, zotero
from reader.soup import soup_of, structured
from synthesis.factories import make_question, with_correlations

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def question():
    question = make_question("alliance")
    with_correlations(question)
    return question


def test_zotero_takes_a_version_as_it_is_cited(client, question):
    taken = zotero.item(soup_of(client, "/en/evidence/alliance/"))
    address = reverse("synthesis_citation", args=["alliance", 1, "json"])
    (item,) = json.loads(client.get(address).content)
    day = question.current.computed_at
    assert taken["itemType"] == item["type"] == "webpage"
    assert taken["title"] == item["title"] == "Does the alliance predict outcome? (Version 1)"
    assert taken["date"] == f"{day:%Y/%m/%d}"
    assert taken["url"] == item["URL"]
    assert taken["url"].endswith("/en/evidence/alliance/v1/")
    assert "5 studies" in taken["abstractNote"] == item["abstract"]
    assert zotero.tags(soup_of(client, "/en/evidence/alliance/"), "citation_author") == [
        item["author"][0]["literal"]
    ]


def test_a_citation_is_in_one_language(client, question):
    taken = zotero.item(soup_of(client, "/fr/evidence/alliance/"))
    assert taken["language"] == "fr"
    assert taken["title"].startswith("L’alliance")
    assert "études" in taken["abstractNote"]
    question.texts.filter(language="fr").delete()
    taken = zotero.item(soup_of(client, "/fr/evidence/alliance/"))
    assert taken["language"] == "en"
    assert "5 studies" in taken["abstractNote"]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_it_is_an_article_that_rests_on_a_data_set(client, language):
    data = structured(soup_of(client, f"/{language}/evidence/alliance/"))
    assert schema_org.faults(data) == []
    article, rows = data["@graph"]
    assert (article["@type"], rows["@type"]) == ("Article", "Dataset")
    assert article["isBasedOn"]["@id"] == rows["@id"]
    assert article["author"]["@type"] == "Organization"
    # what a search engine for data asks for before it lists one
    assert len(rows["description"]) >= 50
    for file in rows["distribution"]:
        assert client.get(file["contentUrl"]).status_code == 200


def test_its_changes_can_be_followed(client):
    (box,) = soup_of(client, "/en/evidence/alliance/").select(".follow")
    feeds = [a["href"] for a in box.select("a") if a["href"].endswith(".atom")]
    assert feeds == ["/en/evidence/alliance/changes.atom", "/en/feed.atom"]
    assert "Changes of this answer:" in box.text
