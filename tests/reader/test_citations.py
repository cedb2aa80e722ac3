"""Citations to download, and for whom."""

import json

import bibtexparser
import pytest
import rispy
from django.urls import reverse
from wagtail.models import PageViewRestriction

from digest.factories import make_article, make_author, make_issue, make_summary

pytestmark = pytest.mark.django_db

TYPES = {
    "ris": "application/x-research-info-systems",
    "bib": "application/x-bibtex",
    "json": "application/vnd.citationstyles.csl+json",
}


@pytest.fixture
def summary():
    return make_summary(
        make_issue("2018-03"),
        title="The alliance goes with outcome",
        articles=[make_article(title="Alliance", doi="10.5555/alliance")],
        authors=[make_author("Ann de Vries")],
    )


def addresses(summary, ending):
    return [
        reverse("article_citation", args=[summary.articles[0].pk, ending]),
        reverse("summary_citation", args=[summary.pk, ending]),
    ]


@pytest.mark.parametrize("ending", TYPES)
def test_it_comes_as_a_file_of_its_type(client, summary, ending):
    for address in addresses(summary, ending):
        response = client.get(address)
        assert response.status_code == 200
        assert response["Content-Type"].split(";")[0] == TYPES[ending]
        assert response["Content-Disposition"].startswith("attachment; filename=")


def test_the_article_is_read_back(client, summary):
    of_article, _ = addresses(summary, "ris")
    (entry,) = rispy.loads(client.get(of_article).content.decode())
    assert entry["title"] == "Alliance"
    assert entry["doi"] == "10.5555/alliance"
    assert entry["authors"] == ["Okafor, A. B.", "Lind, C."]


def test_the_summary_is_a_page_on_the_web(client, summary):
    _, of_summary = addresses(summary, "json")
    (item,) = json.loads(client.get(of_summary).content)
    assert item["type"] == "webpage"
    assert item["title"] == "The alliance goes with outcome"
    assert item["author"] == [{"given": "Ann", "family": "de Vries"}]
    assert item["issued"] == {"date-parts": [[2018, 3]]}
    assert item["URL"].startswith("http") and "/en/2018-03/" in item["URL"]
    (entry,) = bibtexparser.parse_string(
        client.get(addresses(summary, "bib")[1]).content.decode()
    ).entries
    assert entry["author"] == "de Vries, Ann"


def test_an_alias_is_cited_as_its_original(client, summary):
    alias = summary.get_translations().get(locale__language_code="fr")
    (item,) = json.loads(client.get(addresses(alias.specific, "json")[1]).content)
    assert "/en/2018-03/" in item["URL"]
    assert item["language"] == "en"


@pytest.mark.parametrize("ending", TYPES)
def test_drafts_and_private_pages_are_not_found(client, summary, ending):
    draft = make_summary(make_issue("2018-03"), title="Not yet", live=False)
    PageViewRestriction.objects.create(page=summary, restriction_type="login")
    for page in (draft, summary):
        for address in addresses(page, ending):
            assert client.get(address).status_code == 404


@pytest.mark.parametrize("address", ["cite/summary/0.ris", "cite/article/99999999999999999999.bib",
                                     "cite/summary/1.exe", "cite/article/x.ris"])  # fmt: skip
def test_nonsense_is_not_found(client, summary, address):
    assert client.get(f"/en/{address}").status_code == 404
