"""A preview that nobody has filled in, or whose form is long gone, is no error of the site's."""

from __future__ import annotations

import pytest
from django.urls import reverse

from digest.admin.rendered_form import fields_of
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


def test_a_preview_may_stand_in_a_frame_of_the_desk_and_a_page_in_none(client, editor):
    summary = make_summary(make_issue())
    client.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")
    edit = reverse("wagtailadmin_pages:edit", args=[summary.pk])
    address = reverse("wagtailadmin_pages:preview_on_edit", args=[summary.pk])
    fields = fields_of(client.get(edit).content.decode())
    assert client.post(address, fields).json()["is_valid"]

    preview = client.get(address, {"in_preview_panel": "true"})
    assert summary.title in preview.content.decode()
    assert preview["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in preview["Content-Security-Policy"]
    assert "unsafe-inline" not in preview["Content-Security-Policy"]

    page = client.get(summary.url)
    assert page["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in page["Content-Security-Policy"]
