"""The editor's guide at the desk, and the house's own words around it."""

from __future__ import annotations

import re

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from gleanings.digest.models import Home
from gleanings.site.guide import guide_html

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client, writer):
    client.force_login(writer, backend="django.contrib.auth.backends.ModelBackend")
    return client


def in_language(user, language: str) -> None:
    from wagtail.users.models import UserProfile

    UserProfile.objects.update_or_create(user=user, defaults={"preferred_language": language})


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "A month in the life of a digest"), ("fr", "Un mois dans la vie d’un bulletin")],
)
def test_the_guide_speaks_the_readers_language(desk, writer, language, words):
    in_language(writer, language)
    page = desk.get(reverse("editors_guide")).content.decode()
    assert words in page
    assert f'lang="{language}"' in page


def test_no_line_of_french_begins_with_a_sign(desk, writer):
    in_language(writer, "fr")
    page = BeautifulSoup(desk.get(reverse("editors_guide")).content, "html.parser")
    words = page.select_one(".digest-guide").text
    assert "\u00a0:" in words
    assert not re.search(r" [:;?!»]|« ", words)


def test_both_guides_treat_the_same(desk):
    from gleanings.site.guide import guide_path

    english, french = (guide_path(code).read_text("utf-8") for code in ("en", "fr"))
    assert english.count("\n## ") == french.count("\n## ")


def test_nothing_in_a_guide_runs(tmp_path):
    path = tmp_path / "x.md"
    path.write_text(
        "# A\n\n<script>x</script> [a](javascript:x) [b](import.md) **c**\n\n|a|\n|-|\n|1|"
    )
    html = guide_html(path)
    assert "<script" not in html
    assert "href" not in html
    assert "<strong>c</strong>" in html
    assert "<td>1</td>" in html


def test_help_leads_to_it_and_to_no_other_site(desk):
    page = desk.get(reverse("wagtailadmin_home")).content.decode()
    assert reverse("editors_guide") in page
    assert "guide.wagtail.org" not in page
    assert "whats-new" not in page


def test_who_is_not_signed_in_reads_no_guide(client):
    assert client.get(reverse("editors_guide")).status_code == 302


def test_sign_in_names_the_network(client):
    page = client.get(reverse("wagtailadmin_login")).content.decode()
    assert "Practice Research Digest: sign in to the desk" in page
    assert "Sign in to Wagtail" not in page


@pytest.mark.parametrize("address", ["/admin/login/", "/admin/", "/admin/guide/", "/admin/pages/"])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_tab_of_the_browser_names_the_network(client, editor, address, language):
    if "login" not in address:
        client.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")
    page = client.get(address, headers={"accept-language": language}).content.decode()
    title = page[page.index("<title>") : page.index("</title>")]
    assert title.endswith(f"- {Home.objects.get(locale__language_code=language).title}")
    assert "Wagtail" not in title
