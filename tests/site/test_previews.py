"""A preview that nobody has filled in, or whose form is long gone, is no error of the site's."""

from __future__ import annotations

import pytest
from django.urls import reverse

from digest.factories import make_issue, make_summary
from gleanings.digest.models import Home

pytestmark = pytest.mark.django_db


def addresses() -> list[str]:
    issue = make_issue()
    home = Home.objects.get(locale__language_code="en")
    edited = [
        reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
        for page in (
            make_summary(issue),
            make_summary(make_issue("2018-04", live=False), live=False),
            issue,
            home,
        )
    ]
    added = [
        reverse("wagtailadmin_pages:preview_on_add", args=["digest", model, parent.pk])
        for model, parent in (("summary", issue), ("issue", home))
    ]
    return [*edited, *added]


def test_without_anything_sent_before(client, editor):
    client.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")
    for address in addresses():
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert b"Preview" in answer.content
