"""What a reader sees when something is wrong with us."""

from __future__ import annotations

import pytest
from django.test import RequestFactory
from django.utils import translation
from django.views.defaults import server_error

from gleanings.reader.views import terms


def test_a_failure_shows_a_page_that_needs_no_database():
    """No ``db`` fixture: a query would raise."""
    for language in ("en", "fr"):
        with translation.override(language):
            response = server_error(RequestFactory().get("/en/"))
        assert response.status_code == 500
        assert f'<html lang="{language}">' in response.content.decode()


@pytest.mark.django_db
def test_a_failing_view_answers_with_it_under_the_same_policy(client, monkeypatch):
    def fail(*args: object, **kwargs: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(terms, "terms_with_counts", fail)
    client.raise_request_exception = False
    response = client.get("/en/topics/")
    assert response.status_code == 500
    assert "Something went wrong" in response.content.decode()
    assert "script-src 'self'" in response["Content-Security-Policy"]


@pytest.mark.django_db
def test_who_is_locked_out_of_signing_in_is_told_for_how_long(client, settings):
    form = {"username": "editor", "password": "wrong"}
    for _attempt in range(settings.AXES_FAILURE_LIMIT + 1):
        response = client.post("/admin/login/", form)
    assert response.status_code == 429
    assert "(15 minutes)" in response.content.decode()
