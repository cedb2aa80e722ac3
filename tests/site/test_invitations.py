"""A new colleague is invited by mail; nobody but its owner ever knows the password."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.contrib.auth.models import Group, User
from django.contrib.auth.tokens import default_token_generator
from django.core import mail
from django.test import Client
from django.urls import reverse

pytestmark = pytest.mark.django_db


@pytest.fixture
def keeper(client):
    keeper = User.objects.create_superuser("keeper", "keeper@example.org", "x")
    client.force_login(keeper, backend="django.contrib.auth.backends.ModelBackend")
    return client


def invite(client, **changes):
    fields = {
        "first_name": "Zoe",
        "last_name": "New",
        "email": "zoe@example.org",
        "role": Group.objects.get(name="Writers").pk,
        "language": "en",
    }
    return client.post(reverse("invite"), fields | changes)


def test_who_is_invited_sets_a_password_and_signs_in(keeper, settings):
    settings.WAGTAILADMIN_BASE_URL = "https://digest.example"
    assert invite(keeper).status_code == 302
    user = User.objects.get(email="zoe@example.org")
    assert [group.name for group in user.groups.all()] == ["Writers"]
    assert not user.has_usable_password()
    (sent,) = mail.outbox
    assert sent.to == ["zoe@example.org"]
    path = re.search(r"https://digest\.example(/admin/\S+)", sent.body)[1]
    visitor = Client()
    form = visitor.get(path, follow=True)
    new = {"new_password1": "an-Owl-at-noon-7", "new_password2": "an-Owl-at-noon-7"}
    assert visitor.post(form.request["PATH_INFO"], new).status_code == 302
    assert User.objects.get(pk=user.pk).check_password("an-Owl-at-noon-7")
    again = Client().get(path, follow=True).content.decode()
    assert "new_password1" not in again


def test_a_link_ends(keeper, monkeypatch):
    invite(keeper)
    user = User.objects.get(email="zoe@example.org")
    token = default_token_generator.make_token(user)
    later = dt.datetime.now() + dt.timedelta(days=4)
    monkeypatch.setattr(default_token_generator, "_now", lambda: later)
    assert not default_token_generator.check_token(user, token)


def test_the_mail_is_in_the_language_that_was_chosen(keeper):
    invite(keeper, language="fr")
    assert "Bonjour Zoe" in mail.outbox[0].body


def test_nobody_is_invited_twice(keeper):
    invite(keeper)
    assert invite(keeper, email="Zoe@Example.org").status_code == 200
    assert len(mail.outbox) == 1


def test_who_may_add_no_users_invites_nobody(client, editor):
    client.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")
    invite(client)
    assert not User.objects.filter(email="zoe@example.org").exists()
    assert mail.outbox == []
