"""The page that says what there is."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from digest.factories import make_summary
from gleanings.open_data.dumps.writing import write_dumps
from gleanings.open_data.resources import RESOURCES

pytestmark = pytest.mark.django_db


def text_of(response) -> str:
    return BeautifulSoup(response.content, "html.parser").main.get_text(" ", strip=True)


@pytest.mark.parametrize(("language", "title"), [("en", "Open data"), ("fr", "Données ouvertes")])
def test_it_stands_in_each_language_and_every_page_leads_to_it(client, own_folder, language, title):
    home = BeautifulSoup(client.get(f"/{language}/").content, "html.parser")
    link = home.footer.find("a", string=title)
    page = BeautifulSoup(client.get(link["href"]).content, "html.parser")
    assert page.h1.get_text() == title
    assert link["href"] == f"/{language}/open-data/"


def test_everything_it_leads_to_is_there(client, own_folder):
    make_summary()
    write_dumps()
    page = BeautifulSoup(client.get("/en/open-data/").content, "html.parser")
    addresses = {link["href"] for link in page.main.find_all("a")}
    for address in addresses:
        response = client.get(address)
        assert response.status_code == 200, address
        response.close()
    for resource in RESOURCES:
        assert f"http://testserver/api/v1/{resource.name}?language=en" in addresses


def test_it_names_date_size_and_checksum(client, own_folder):
    make_summary()
    manifest = write_dumps()
    text = text_of(client.get("/en/open-data/"))
    assert manifest.name in text
    for file in manifest.files:
        assert file.sha256 in text
    assert "KB" in text


def test_before_the_first_night_it_says_so(client, own_folder):
    assert "They will be tonight." in text_of(client.get("/en/open-data/"))


def test_a_new_dump_is_seen_at_once(client, own_folder, settings):
    settings.PAGE_CACHE_SECONDS = 3600
    client.get("/en/open-data/")
    manifest = write_dumps()
    assert manifest.name in text_of(client.get("/en/open-data/"))


def test_the_licence_is_the_operators(client, own_folder, settings):
    assert "No licence is stated" in text_of(client.get("/en/open-data/"))
    settings.DATA_LICENCE = "CC BY 4.0"
    assert "CC BY 4.0" in text_of(client.get("/en/open-data/"))
