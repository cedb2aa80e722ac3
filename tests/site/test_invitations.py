"""A new colleague is invited by mail; nobody but its owner ever knows the password."""

from __future__ import annotations

import datetime as dt
import re
import smtplib
from contextlib import contextmanager

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.contrib.auth.tokens import default_token_generator
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.test import Client
from django.urls import reverse
from wagtail.users.models import UserProfile

from gleanings.site.whole_changes import whole_change

pytestmark = pytest.mark.django_db


@pytest.fixture
def keeper(client):
    keeper = User.objects.create_superuser("keeper", "keeper@example.org", "x")
    client.force_login(keeper, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture(autouse=True)
def _mails_go_out(monkeypatch):
    """When all is stored: in a test, at the end of the change."""
    late = []

    @contextmanager
    def whole_change_of_a_test():
        with whole_change():
            yield
        while late:
            late.pop()()

    monkeypatch.setattr("django.db.transaction.on_commit", late.append)
    monkeypatch.setattr("gleanings.site.whole_changes.whole_change", whole_change_of_a_test)


def invite(client, *, follow=False, **changes):
    fields = {
        "first_name": "Zoe",
        "last_name": "New",
        "email": "zoe@example.org",
        "role": Group.objects.get(name="Writers").pk,
        "language": "en",
    }
    return client.post(reverse("wagtailusers_users:add"), fields | changes, follow=follow)


@pytest.mark.parametrize("name", ["first_name", "last_name"])
def test_a_name_that_the_account_will_ask_for_is_asked_for_at_once(keeper, name):
    assert invite(keeper, **{name: ""}).status_code == 200
    assert not User.objects.filter(email="zoe@example.org").exists()
    assert mail.outbox == []


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


def test_who_has_an_account_is_not_invited_again(keeper, writer):
    page = invite(keeper, email="Writer@Example.org").content.decode()
    assert "Someone with this address already has an account." in page
    assert mail.outbox == []


def test_who_missed_the_link_is_invited_again(keeper):
    invite(keeper)
    user = User.objects.get(email="zoe@example.org")
    editors = Group.objects.get(name="Editors")
    invite(keeper, email="Zoe@example.org", last_name="Newer", role=editors.pk)
    assert len(mail.outbox) == 2
    again = User.objects.get(pk=user.pk)
    assert (again.last_name, [group.name for group in again.groups.all()]) == ("Newer", ["Editors"])
    again.set_password("an-Owl-at-noon-7")
    again.save()
    assert invite(keeper).status_code == 200
    assert len(mail.outbox) == 2


def test_whose_link_ended_gets_a_new_one_by_asking_too(keeper):
    invite(keeper)
    visitor = Client()
    visitor.post(reverse("wagtailadmin_password_reset"), {"email": "Zoe@example.org"})
    assert len(mail.outbox) == 2
    path = re.search(r"https?://[^/\s]+(/admin/\S+)", mail.outbox[1].body)[1]
    assert "new_password1" in visitor.get(path, follow=True).content.decode()
    # not so whose account was closed
    User.objects.filter(email="zoe@example.org").update(is_active=False)
    visitor.post(reverse("wagtailadmin_password_reset"), {"email": "zoe@example.org"})
    assert len(mail.outbox) == 2


def test_the_first_page_of_users_leads_to_the_invitation_with_the_role_on_it(keeper):
    users = keeper.get(reverse("wagtailusers_users:index")).content.decode()
    assert "Invite a colleague" in users
    form = keeper.get(reverse("wagtailusers_users:add")).content.decode()
    assert "Reviewers: change what others wrote" in form
    assert 'role="tab"' not in form
    assert "password1" not in form


@pytest.fixture
def editors_desk(client, editor):
    client.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.mark.parametrize("role", ["Writers", "Reviewers", "Editors"])
def test_an_editor_invites(editors_desk, role):
    group = Group.objects.get(name=role)
    invite(editors_desk, role=group.pk, is_superuser="on", groups=[1, 2, 3], password1="x")
    user = User.objects.get(email="zoe@example.org")
    assert list(user.groups.all()) == [group]
    assert not user.is_superuser
    assert not user.has_usable_password()


def test_nobody_gives_more_than_he_has(editors_desk):
    office = Group.objects.create(name="Office")
    office.permissions.add(Permission.objects.get(codename="delete_user"))
    assert invite(editors_desk, role=office.pk).status_code == 200
    assert not User.objects.filter(email="zoe@example.org").exists()
    # nor by inviting again who was invited to more
    root = User.objects.create_user("zoe@example.org", "zoe@example.org")
    root.groups.add(office)
    assert invite(editors_desk).status_code == 200
    assert list(root.groups.all()) == [office]
    assert mail.outbox == []


def test_nor_more_of_the_pages_than_he_has(client):
    office = Group.objects.create(name="Office")
    for codename in ("add_user", "access_admin"):
        office.permissions.add(Permission.objects.get(codename=codename))
    clerk = User.objects.create_user("clerk", "clerk@example.org", "x")
    clerk.groups.add(office)
    client.force_login(clerk, backend="django.contrib.auth.backends.ModelBackend")
    for role in ("Writers", "Editors"):
        assert invite(client, role=Group.objects.get(name=role).pk).status_code == 200
    assert not User.objects.filter(email="zoe@example.org").exists()


def test_an_editor_changes_and_closes_no_account(editors_desk, writer):
    for view in ("edit", "delete"):
        address = reverse(f"wagtailusers_users:{view}", args=[writer.pk])
        assert editors_desk.get(address).status_code == 302
        editors_desk.post(address, {"is_superuser": "on", "email": "evil@example.org"})
    writer.refresh_from_db()
    assert writer.email == "writer@example.org"


@pytest.mark.parametrize("group", ["Writers", "Reviewers"])
def test_others_invite_nobody(client, writer, group):
    writer.groups.set([Group.objects.get(name=group)])
    client.force_login(writer, backend="django.contrib.auth.backends.ModelBackend")
    invite(client)
    assert not User.objects.filter(email="zoe@example.org").exists()
    assert mail.outbox == []


@pytest.mark.parametrize(
    "backend",
    ["django.core.mail.backends.console.EmailBackend", f"{__name__}.NoAnswer"],
    ids=["no mail server", "one that does not answer"],
)
def test_where_no_mail_goes_out_the_link_is_handed_on(keeper, settings, backend):
    settings.EMAIL_BACKEND = backend
    settings.WAGTAILADMIN_BASE_URL = "https://digest.example"
    page = invite(keeper, follow=True).content.decode()
    assert "no mail could be sent to zoe@example.org" in page
    path = re.search(r"https://digest\.example(/admin/password_reset/\S+?/)\s", page)[1]
    assert "new_password1" in Client().get(path, follow=True).content.decode()


def test_the_inviter_is_answered_in_his_own_language(keeper):
    user = User.objects.get(username="keeper")
    UserProfile.objects.update_or_create(user=user, defaults={"preferred_language": "fr"})
    page = invite(keeper, language="en", follow=True).content.decode()
    assert "Une invitation est en route vers zoe@example.org." in page
    assert "Hello Zoe" in mail.outbox[0].body


class NoAnswer(BaseEmailBackend):
    def send_messages(self, email_messages):
        raise smtplib.SMTPServerDisconnected
