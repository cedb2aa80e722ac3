"""Passwords are not guessed over many names, nor a private page's; whoever is stopped is told."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.urls import reverse
from wagtail.models import PageViewRestriction

from digest.factories import make_summary
from gleanings.site import guessing

pytestmark = pytest.mark.django_db

RIGHT = {"username": "editor", "password": "secret-of-the-test"}


@pytest.fixture(autouse=True)
def _nobody_tried_yet():
    cache.clear()
    yield
    cache.clear()


def sign_in(client, name="editor", password="wrong", address="10.0.0.1", **headers):  # noqa: S107
    return client.post(
        reverse("wagtailadmin_login"),
        {"username": name, "password": password},
        REMOTE_ADDR=address,
        **headers,
    )


def test_one_password_on_many_names(client, editor):
    for number in range(guessing.LIMIT):
        assert sign_in(client, f"name{number}").status_code == 200
    stopped = sign_in(client, name="editor", password=RIGHT["password"])
    assert stopped.status_code == 429
    assert 0 < int(stopped["Retry-After"]) <= guessing.SECONDS
    assert "come back at" in stopped.content.decode()
    assert "_auth_user_id" not in client.session


def test_from_elsewhere_the_editor_signs_in_all_the_while(client, editor):
    for number in range(guessing.LIMIT + 5):
        sign_in(client, "editor" if number % 2 else f"name{number}")
    assert sign_in(client, password=RIGHT["password"], address="10.0.0.2").status_code == 302


def test_an_ipv6_network_is_one(client, editor):
    for number in range(guessing.LIMIT):
        sign_in(client, f"name{number}", address=f"2001:db8::{number + 1:x}")
    assert sign_in(client, "other", address="2001:db8::ffff").status_code == 429
    assert sign_in(client, "other", address="2001:db8:0:1::1").status_code == 200


def test_behind_a_proxy_each_reader_is_counted_by_himself(client, editor, settings):
    settings.PROXIES = 1
    for number in range(guessing.LIMIT):
        sign_in(client, f"name{number}", HTTP_X_FORWARDED_FOR=f"9.9.9.{number}, 192.0.2.7")
    assert sign_in(client, "x", HTTP_X_FORWARDED_FOR="192.0.2.7").status_code == 429
    assert sign_in(client, "x", HTTP_X_FORWARDED_FOR="192.0.2.8").status_code == 200


def test_one_name_from_one_address_is_stopped_sooner_and_told_so(client, editor):
    for _ in range(6):
        response = sign_in(client)
    assert response.status_code == 429
    assert "come back at" in response.content.decode()
    assert sign_in(client, "reviewer").status_code == 200


@pytest.fixture
def private_page(db):
    page = make_summary()
    restriction = PageViewRestriction.objects.create(
        page=page, restriction_type=PageViewRestriction.PASSWORD, password="open sesame"
    )
    address = reverse("wagtailcore_authenticate_with_password", args=[restriction.pk, page.pk])
    return page, address


def test_a_private_pages_password(client, private_page):
    page, address = private_page
    for _ in range(guessing.LIMIT):
        tried = client.post(address, {"password": "wrong", "return_url": page.url})
        assert tried.status_code == 200
    right = {"password": "open sesame", "return_url": page.url}
    assert client.post(address, right).status_code == 429
    assert client.get(page.url).status_code == 200  # the question for the password
    assert client.post(address, right, REMOTE_ADDR="10.0.0.9").status_code == 302


def test_a_private_documents_password(client, db):
    from wagtail.documents.models import Document
    from wagtail.models import Collection, CollectionViewRestriction

    collection = Collection.objects.first().add_child(name="Private")
    Document.objects.create(title="x", file=ContentFile(b"x", name="x.txt"), collection=collection)
    restriction = CollectionViewRestriction.objects.create(
        collection=collection, restriction_type="password", password="open sesame"
    )
    address = reverse("wagtaildocs_authenticate_with_password", args=[restriction.pk])
    for _ in range(guessing.LIMIT):
        client.post(address, {"password": "wrong", "return_url": "/"})
    assert client.post(address, {"password": "wrong", "return_url": "/"}).status_code == 429


def test_mails_for_a_new_password_are_limited(client, editor, mailoutbox):
    for _ in range(guessing.LIMIT + 3):
        last = client.post(reverse("wagtailadmin_password_reset"), {"email": editor.email})
    assert last.status_code == 429
    assert len(mailoutbox) == guessing.LIMIT


# --- where addresses lead ---

EVIL = ["https://evil.example/", "//evil.example/", "\\\\evil.example", "javascript:alert(1)"]


@pytest.mark.parametrize("evil", EVIL)
def test_a_password_leads_nowhere_else(client, private_page, evil):
    _page, address = private_page
    to = client.post(address, {"password": "open sesame", "return_url": evil})["Location"]
    assert to == "/"
    assert client.get(to, follow=True).status_code == 200


@pytest.mark.parametrize("evil", EVIL)
@pytest.mark.parametrize("name", ["wagtailadmin_login", "wagtailcore_login"])
def test_signing_in_leads_nowhere_else(client, editor, evil, name):
    address = f"{reverse(name)}?next={evil}"
    answer = client.post(address, RIGHT | {"next": evil})
    assert answer.status_code == 302
    assert "evil" not in answer["Location"]
    assert "javascript" not in answer["Location"]
    assert client.get(answer["Location"], follow=True).status_code == 200
