"""Whatever is typed into a search of the desk, it answers; what is there is found."""

from __future__ import annotations

import pytest
from django.urls import reverse
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.search.backends import get_search_backend

from digest.factories import make_article
from gleanings.digest.models import Author
from gleanings.literature.models import Article

pytestmark = pytest.mark.django_db

LISTS = (
    *("wagtaildocs:index", "wagtailimages:index", "wagtailadmin_pages:search"),
    *("wagtailusers_users:index", "wagtailredirects:index", "wagtaildocs_chooser:choose_results"),
    *("wagtailimages_chooser:choose_results", "wagtailadmin_choose_page_search"),
    *("wagtailsnippets_digest_topic:list", "wagtailsnippets_literature_article:list"),
    *("wagtailsnippets_digest_author:list", "wagtailsnippets_reader_synonymset:list"),
)
WORDS = (
    *('"', 'a"', '"alliance', 'the "alliance" in "', '""', "'", "*", "a*", "(", "a AND", "NOT"),
    *("^a", "a:b", "-", "{a}", "+", "NEAR(", "\\", "%", "é", "𝛼"),
)


@pytest.mark.parametrize("name", LISTS)
def test_it_answers(client, admin_user, name):
    client.force_login(admin_user, backend="django.contrib.auth.backends.ModelBackend")
    for words in WORDS:
        assert client.get(reverse(name), {"q": words}).status_code == 200, words


@pytest.mark.parametrize("words", ["Zebra", 'Zebra"', '"Zebra Jones"', "zeb"])
def test_it_finds(client, admin_user, words):
    Author.objects.create(name="Zebra Jones")
    client.force_login(admin_user, backend="django.contrib.auth.backends.ModelBackend")
    page = client.get(reverse("wagtailsnippets_digest_author:list"), {"q": words}).content.decode()
    assert "Zebra Jones" in page


@pytest.mark.parametrize(
    ("name", "words", "found"),
    [
        ("wagtailsnippets_digest_topic:list", "alliance", "Alliance and Therapeutic Relationship"),
        ("wagtailsnippets_digest_researchtype:list", "meta-analysis", "Meta-Analysis"),
    ],
)
def test_what_a_new_site_begins_with_is_found(client, admin_user, name, words, found):
    client.force_login(admin_user, backend="django.contrib.auth.backends.ModelBackend")
    page = client.get(reverse(name), {"q": words}).content.decode()
    assert found.lower() in page.lower()


def test_what_is_not_known_of_an_article_is_no_word():
    make_article(title="Okapi in the morning", doi=None, pmid=None)
    assert list(get_search_backend().search("None", Article)) == []


def test_what_changes_is_found_by_its_new_words_alone(client, admin_user):
    article = make_article(title="Zebra in the morning", citation="Jones, Z.")
    other = make_article(title="Walks with a zebra in the evening and at other times of the day")
    article.title = "Okapi in the morning"
    article.save()
    search = get_search_backend().search
    assert list(search("okapi", Article)) == [article]
    assert list(search("zebra", Article)) == [other]
    assert list(search("jones", Article)) == [article]
    other.title += " okapi"
    other.save()
    assert list(search("okapi", Article)) == [article, other]  # the shorter title says more


@pytest.mark.parametrize("name", LISTS)
def test_a_whole_text_that_was_pasted_is_answered(client, admin_user, name):
    client.force_login(admin_user, backend="django.contrib.auth.backends.ModelBackend")
    text = " ".join(f"word{number}" for number in range(600))
    assert client.get(reverse(name), {"q": text}).status_code == 200


@pytest.mark.parametrize(
    ("name", "add"),
    [
        (
            "wagtailimages:index",
            lambda: Image.objects.create(title="Zebra", file="zebra.png", width=1, height=1),
        ),
        ("wagtaildocs:index", lambda: Document.objects.create(title="Zebra", file="zebra.txt")),
    ],
)
def test_what_is_found_is_narrowed_by_how_often_it_is_used(client, admin_user, name, add):
    add()
    client.force_login(admin_user, backend="django.contrib.auth.backends.ModelBackend")
    page = client.get(reverse(name), {"q": "Zebra", "usage_count_min": 1})
    assert page.status_code == 200
    assert not page.context["page_obj"].object_list
