"""Passwords are not guessed over many names, nor a private page's; whoever is stopped is told.

And nobody keeps others out by guessing: who signed in before in his browser goes on doing so.
"""

from __future__ import annotations

import pytest
from django.conf import settings
from django.core.cache import caches
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from wagtail.models import PageViewRestriction

from digest.factories import make_summary
from gleanings.site import guessing, known_browsers
from gleanings.site.invitations import link_of

pytestmark = pytest.mark.django_db

RIGHT = {"username": "editor", "password": "secret-of-the-test"}


@pytest.fixture(autouse=True)
def _nobody_tried_yet():
    caches["guesses"].clear()
    yield
    caches["guesses"].clear()


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
    assert "will be accepted from here until" in stopped.content.decode()
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
    assert "will be accepted from here until" in response.content.decode()
    assert sign_in(client, "reviewer").status_code == 200


def test_one_name_from_many_addresses(client, editor):
    """Of each five: the sixth is stopped by its address, and what it sends then counts no more."""
    for network in range(6):
        for _ in range(8):
            last = sign_in(client, address=f"10.0.{network}.1")
        assert last.status_code == 429
    stopped = sign_in(client, password=RIGHT["password"], address="10.0.9.1")
    assert stopped.status_code == 429
    assert sign_in(client, "reviewer", address="10.0.9.1").status_code == 200


def test_one_name_from_five_addresses_is_not_closed_elsewhere(client, editor):
    for network in range(5):
        for _ in range(8):
            sign_in(client, address=f"10.0.{network}.1")
    assert sign_in(client, password=RIGHT["password"], address="10.0.9.1").status_code == 302


def test_many_pages_in_the_cache_do_not_push_the_counts_out(client, editor):
    for number in range(guessing.LIMIT):
        sign_in(client, f"name{number}")
        for page in range(20):
            caches["default"].set(f"page:{number}:{page}", "x")
    assert sign_in(client, "other").status_code == 429


# --- a browser in which somebody signed in before ---
@pytest.fixture
def own_browser(editor):
    """The editor's, who signed out again."""
    browser = Client()
    assert sign_in(browser, password=RIGHT["password"]).status_code == 302
    browser.post(reverse("wagtailadmin_logout"))
    return browser


def is_in(browser):
    return "_auth_user_id" in browser.session


def close_the_office(address="10.0.0.1", **headers):
    stranger = Client()
    for number in range(guessing.LIMIT):
        sign_in(stranger, f"name{number}", address=address, **headers)
    assert sign_in(stranger, "x", address=address, **headers).status_code == 429


def test_a_stranger_in_the_office_keeps_nobody_out_of_his_own_browser(own_browser):
    close_the_office()
    assert sign_in(own_browser, password=RIGHT["password"]).status_code == 302
    assert is_in(own_browser)


def test_nor_behind_a_proxy(own_browser, settings):
    settings.PROXIES = 1
    office = {"HTTP_X_FORWARDED_FOR": "192.0.2.7"}
    close_the_office(**office)
    assert sign_in(own_browser, password=RIGHT["password"], **office).status_code == 302


def test_nor_by_guessing_his_name(own_browser):
    stranger = Client()
    for _ in range(8):
        sign_in(stranger)
    for network in range(7):
        for _ in range(5):
            sign_in(stranger, address=f"10.0.{network}.2")
    assert sign_in(stranger, password=RIGHT["password"], address="10.9.9.9").status_code == 429
    assert sign_in(own_browser, password=RIGHT["password"]).status_code == 302


def test_the_name_may_stand_between_blanks(own_browser):
    close_the_office()
    assert sign_in(own_browser, " editor ", RIGHT["password"]).status_code == 302


def test_for_another_name_the_browser_is_unknown(own_browser, reviewer):
    close_the_office()
    assert sign_in(own_browser, "reviewer", RIGHT["password"]).status_code == 429


def test_in_a_known_browser_too_there_are_so_many_tries_and_no_more(own_browser):
    for number in range(settings.AXES_FAILURE_LIMIT):
        # it does not matter from where
        assert sign_in(own_browser, address=f"10.0.0.{number}").status_code == 200
    stopped = sign_in(own_browser, password=RIGHT["password"])
    assert stopped.status_code == 429
    assert 0 < int(stopped["Retry-After"]) <= guessing.SECONDS
    # others in the office, and the editor in another browser, are not touched by it
    assert sign_in(Client(), password=RIGHT["password"]).status_code == 302


def test_one_try_less_and_a_right_one_begin_anew(own_browser):
    for _round in range(2):
        for _ in range(settings.AXES_FAILURE_LIMIT - 1):
            sign_in(own_browser)
        assert sign_in(own_browser, password=RIGHT["password"]).status_code == 302
        own_browser.post(reverse("wagtailadmin_logout"))


def test_who_is_signed_in_does_not_get_more_tries_by_it(client, editor):
    sign_in(client, password=RIGHT["password"])
    for _ in range(settings.AXES_FAILURE_LIMIT):
        sign_in(client)
    assert sign_in(client).status_code == 429


@pytest.mark.parametrize("change", [lambda old: "x" + old, lambda old: "", lambda old: old[:-1]])
def test_a_cookie_that_is_not_ours_opens_nothing(own_browser, change):
    held = own_browser.cookies[known_browsers.COOKIE].value
    own_browser.cookies[known_browsers.COOKIE] = change(held)
    close_the_office()
    assert sign_in(own_browser, password=RIGHT["password"]).status_code == 429


def test_a_cookie_of_two_years_ago_neither(own_browser, monkeypatch):
    close_the_office()
    monkeypatch.setattr(known_browsers, "SECONDS", -1)
    assert sign_in(own_browser, password=RIGHT["password"]).status_code == 429


def test_the_cookie_is_kept_from_scripts_and_tells_no_name(own_browser):
    cookie = own_browser.cookies[known_browsers.COOKIE]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert "editor" not in cookie.value


def test_a_wrong_password_makes_no_browser_known(client, editor):
    sign_in(client)
    assert known_browsers.COOKIE not in client.cookies


def test_who_is_shut_out_comes_in_by_a_new_password(client, editor, mailoutbox):
    """The address, its tries and the name are used up; a mail to the owner goes out even so."""
    close_the_office()
    told = sign_in(client, password=RIGHT["password"]).content.decode()
    assert reverse("wagtailadmin_password_reset") in told
    asked = client.post(reverse("wagtailadmin_password_reset"), {"email": editor.email})
    assert asked.status_code == 302
    assert len(mailoutbox) == 1

    link = link_of(editor)
    form_at = client.get(link)["Location"]
    new = "a-new-secret-of-the-test"
    wrong = client.post(form_at, {"new_password1": new, "new_password2": "other"})
    assert wrong.status_code == 200
    assert known_browsers.COOKIE not in client.cookies
    client.post(form_at, {"new_password1": new, "new_password2": new})
    assert sign_in(client, password=new).status_code == 302


def test_a_link_that_is_not_good_makes_no_browser_known(client, editor):
    address = link_of(editor)[:-3] + "abc/"
    client.post(address, {"new_password1": "x" * 20, "new_password2": "x" * 20})
    assert known_browsers.COOKIE not in client.cookies


# --- what has no name ---
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
    stopped = client.post(address, right)
    assert stopped.status_code == 429
    # a reader has no account to set a password for
    assert reverse("wagtailadmin_password_reset") not in stopped.content.decode()
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
    assert "no more mails will be sent" in last.content.decode()
    assert len(mailoutbox) == guessing.LIMIT
    # and are counted by themselves
    assert sign_in(client, password=RIGHT["password"], address="127.0.0.1").status_code == 302


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
