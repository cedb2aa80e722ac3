"""What a private page or document asks for its password with: the site's own page."""

from __future__ import annotations

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from wagtail.documents.models import Document
from wagtail.models import Collection, CollectionViewRestriction, PageViewRestriction

from digest.factories import make_issue, make_summary

pytestmark = pytest.mark.django_db

PASSWORD = {"restriction_type": "password", "password": "sesame"}


@pytest.fixture
def summary():
    summary = make_summary(make_issue("2018-03"), "Never to be told")
    PageViewRestriction.objects.create(page=summary, **PASSWORD)
    return summary


def test_a_page_asks_in_the_dress_of_the_site(client, summary):
    page = client.get(summary.url).content.decode()
    assert "site/page.css" in page
    assert '<meta name="viewport"' in page
    assert '<meta name="robots" content="noindex">' in page
    assert '<label for="id_password">Password</label>' in page
    assert "Never to be told" not in page


def test_a_wrong_password_is_said_at_the_field_and_the_right_one_opens(client, summary):
    restriction = PageViewRestriction.objects.get()
    address = reverse("wagtailcore_authenticate_with_password", args=[restriction.pk, summary.pk])
    typed = {"return_url": summary.url, "password": "simsalabim"}
    page = client.post(address, typed).content.decode()
    assert "That is not the password." in page
    assert 'aria-describedby="id_password_error"' in page
    assert client.post(address, typed | {"password": "sesame"})["Location"] == summary.url
    assert "Never to be told" in client.get(summary.url).content.decode()


def test_in_french(client, summary):
    page = client.get(summary.url.replace("/en/", "/fr/")).content.decode()
    assert "Un mot de passe est nécessaire" in page


def test_a_document_asks_likewise(client):
    collection = Collection.get_first_root_node().add_child(name="For members")
    CollectionViewRestriction.objects.create(collection=collection, **PASSWORD)
    document = Document(title="Minutes", collection=collection)
    document.file.save("minutes.txt", ContentFile(b"secret"))
    page = client.get(document.url).content.decode()
    assert "site/page.css" in page
    assert "secret" not in page
