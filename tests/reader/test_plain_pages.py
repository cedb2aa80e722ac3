"""The network's own pages: where they stand, who is named, and what is not published."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from digest.factories import make_author, make_issue, make_summary
from gleanings.digest.models import Home, PlainPage

pytestmark = pytest.mark.django_db


def make_page(title: str = "How we choose", *, live: bool = True, **changes) -> PlainPage:
    home = Home.objects.get(locale__language_code="en")
    page = PlainPage(
        title=title, text="<p>We read everything.</p>", locale=home.locale, live=False, **changes
    )
    home.add_child(instance=page)
    revision = page.save_revision()
    if live:
        revision.publish()
    return PlainPage.objects.get(pk=page.pk)


def words(client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


@pytest.mark.parametrize(
    ("place", "menu", "foot"),
    [
        ("menu", True, False),
        ("foot", False, True),
        ("both", True, True),
        ("nowhere", False, False),
    ],
)
@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_page_has_its_place_in_every_language(client, place, menu, foot, language):
    make_page(place=place)
    head, _main, rest = words(client, f"/{language}/").partition("<main")
    link = f'href="/{language}/how-we-choose/"'
    assert (link in head, link in rest.partition("<footer")[2]) == (menu, foot)
    assert "We read everything." in words(client, f"/{language}/how-we-choose/")


def test_what_is_not_translated_says_so_and_its_link_names_its_language(client):
    make_page()
    assert "en anglais" in words(client, "/fr/how-we-choose/")
    foot = words(client, "/fr/").partition("<footer")[2]
    assert 'href="/fr/how-we-choose/" lang="en"' in foot


def test_a_draft_is_nowhere(client):
    make_page("Secret plans", live=False)
    assert client.get("/en/secret-plans/").status_code == 404
    for path in ("/en/", "/fr/", "/sitemap.xml", "/en/summaries/?q=secret"):
        assert "ecret plans" not in words(client, path)


def test_the_editors_are_those_who_signed_what_is_out(client):
    make_summary(make_issue(), authors=[make_author("Ann Writer", url="https://ann.example/")])
    make_summary(make_issue(), authors=[make_author("Zoe Hidden")], live=False)
    make_author("Nobody Yet")
    make_page("The editors", shows_authors=True)
    page = words(client, "/en/the-editors/")
    assert "Ann Writer" in page
    assert "https://ann.example/" in page
    assert "Zoe Hidden" not in page
    assert "Nobody Yet" not in page
    make_page("Legal")
    assert "Ann Writer" not in words(client, "/en/legal/")


def test_it_is_in_the_sitemap(client):
    make_page()
    assert "/en/how-we-choose/</loc>" in words(client, "/sitemap.xml")


def test_a_search_finds_it_by_all_its_words(client):
    make_page()
    for query in ("choose", "choosing", "read everything"):
        assert "/en/how-we-choose/" in _found(client, query)
    for query in ("choose xylophone", "", "10.1000/182"):
        assert "how-we-choose" not in _found(client, query)


def _found(client, query: str) -> str:
    page = words(client, f"/en/summaries/?q={query}")
    return page.partition("<main")[2].partition("<footer")[0]


@pytest.mark.parametrize("slug", ["topics", "archive", "summaries", "evidence", "open-data"])
def test_no_page_takes_an_address_of_the_site(slug):
    with pytest.raises(ValidationError, match="another page of the site"):
        make_page(slug=slug)
    make_page(slug="about")
