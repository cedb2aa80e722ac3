"""What is not at the desk is not found, whatever stands in its place or is searched for there."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from wagtail.users.models import UserProfile

from addresses import all_patterns
from digest.factories import make_summary

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", ["nothing/", "pages/nothing/", "digest/merge/", "wp-login.php/"])
def test_what_is_not_at_the_desk_is_not_found(client, editor, path):
    assert client.get(f"/admin/{path}").status_code == 404
    client.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get(f"/admin/{path}").status_code == 404


@pytest.mark.parametrize("path", ["nothing/", "pages/4711/edit/"])
@pytest.mark.parametrize(
    ("language", "said", "way"),
    [
        ("en", "The requested page could not be found.", "Go to the desk"),
        ("fr", "La page demandée est introuvable.", "Aller à la rédaction"),
    ],
)
def test_it_says_so_in_the_language_of_the_desk(client, editor, path, language, said, way):
    UserProfile.objects.create(user=editor, preferred_language=language)
    client.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")
    other = "fr" if language == "en" else "en"
    page = client.get(f"/admin/{path}", headers={"accept-language": other})
    assert page.status_code == 404
    assert said in page.text
    assert way in page.text
    assert "Wagtail" not in BeautifulSoup(page.content, "lxml").main.get_text(" ")


def test_without_its_last_slash_too(client):
    assert client.get("/admin/nothing", follow=True).status_code == 404


def test_what_is_there_asks_to_sign_in(client):
    answer = client.get("/admin/pages/")
    assert (answer.status_code, answer["Location"]) == (302, "/admin/login/?next=/admin/pages/")


@pytest.mark.parametrize("model", ["nope", "summary", "author", "topicname"])
def test_only_a_controlled_list_has_terms_to_merge(client, editor, model):
    client.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get(f"/admin/digest/merge/{model}/1/").status_code == 404


CHOOSERS = [
    pattern
    for pattern in all_patterns()
    if pattern.is_admin and pattern.name.endswith((":chosen", "chosen_multiple"))
]


@pytest.mark.parametrize("key", ["nope", "-1", "a b", "é", "²", "9" * 40, "", "4711"])
def test_what_no_row_has_for_a_key_is_not_chosen(client, editor, key):
    client.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")
    assert len(CHOOSERS) > 10
    for pattern in CHOOSERS:
        if pattern.name.endswith("chosen_multiple"):
            answer = client.get(reverse(pattern.name), {"id": key})
            assert answer.status_code == (200 if key == "4711" else 404), pattern.name
        elif key:
            address = reverse(pattern.name, args=[key.replace(" ", "_20")])
            assert client.get(address).status_code == 404, address


LISTS_OF_THE_DESKS_OWN_API = [
    pattern
    for pattern in all_patterns()
    if pattern.name.startswith("wagtailadmin_api:") and not pattern.parameters
]
ASKED_FOR = [
    *("id", "html_path", "child_of", "descendant_of", "ancestor_of", "translation_of", "site"),
    *("locale", "type", "fields", "order", "limit", "offset", "search", "for_explorer", "slug"),
]


@pytest.mark.parametrize("value", ["nope", "-1", "", "9" * 40])
def test_the_desks_own_api_answers_whatever_it_is_asked(client, editor, value):
    client.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")
    assert len(LISTS_OF_THE_DESKS_OWN_API) > 5
    for pattern in LISTS_OF_THE_DESKS_OWN_API:
        for name in ASKED_FOR:
            answer = client.get(reverse(pattern.name), {name: value})
            assert answer.status_code < 500, (pattern.name, name)


def test_a_row_is_found_by_its_key(client, editor):
    client.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")
    page = make_summary()
    found = client.get("/admin/api/main/pages/find/", {"id": page.pk})
    assert found.status_code == 302
    assert f"/pages/{page.pk}/" in found["Location"]


# a list of wagtail-localize's has no order
@pytest.mark.filterwarnings("ignore:Pagination may yield inconsistent results")
@pytest.mark.parametrize("words", ["𝟘", "²", "9" * 40, "\0", "%00", "a" * 5000, "'", "\u202e"])
def test_whatever_is_searched_for_a_list_answers(client, editor, words):
    client.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")
    lists = [p for p in all_patterns() if p.is_admin and p.name.endswith("_results")]
    assert len(lists) > 3
    for pattern in lists:
        if not pattern.parameters:
            answer = client.get(reverse(pattern.name), {"q": words})
            assert answer.status_code < 500, pattern.name
