"""Who follows a link stays signed in; only the button signs out."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.urls import reverse

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("method", ["get", "head", "options", "put"])
def test_only_a_form_signs_out(client, editor, method):
    client.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")
    answer = getattr(client, method)("/admin/logout/")
    assert answer.status_code == 405
    assert not {settings.SESSION_COOKIE_NAME, "messages"} & set(answer.cookies)
    assert client.get(reverse("wagtailadmin_home")).status_code == 200
    assert "logged out" not in client.get(reverse("wagtailadmin_home")).text


def test_the_button_signs_out(client, editor):
    client.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")
    answer = client.post(reverse("wagtailadmin_logout"))
    assert answer.url == reverse("wagtailadmin_login")
    assert answer.cookies[settings.SESSION_COOKIE_NAME].value == ""
    assert client.get(reverse("wagtailadmin_home")).status_code == 302
