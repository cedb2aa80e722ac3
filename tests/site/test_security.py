"""Secure as it comes: headers, cookies, sign-in, and Django's own check of a public site."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from django.urls import reverse


def run(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """The ``gleanings`` command, as an operator starts it."""
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith("GLEANINGS_")
    } | {"DJANGO_SETTINGS_MODULE": "gleanings.site.settings", **variables}
    return subprocess.run(  # noqa: S603
        [sys.executable, "-c", "from gleanings.site.command import main; main()", *arguments],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_djangos_check_finds_nothing_in_a_public_site(tmp_path):
    checked = run(
        *("check", "--deploy", "--fail-level", "WARNING"),
        GLEANINGS_URL="https://digest.example.org",
        GLEANINGS_SECRET_KEY="g7Q2-" * 12,
        GLEANINGS_DATA=str(tmp_path),
    )
    assert checked.returncode == 0, checked.stderr
    assert "no issues" in checked.stdout


def test_a_public_site_does_not_start_without_a_secret_of_its_own(tmp_path):
    refused = run("check", GLEANINGS_URL="https://x.example", GLEANINGS_DATA=str(tmp_path))
    assert refused.returncode != 0
    assert "GLEANINGS_SECRET_KEY is not set" in refused.stderr
    assert "Traceback" not in refused.stderr


def test_a_new_database_is_no_traceback(tmp_path):
    refused = run("publish_scheduled", GLEANINGS_DATA=str(tmp_path))
    assert refused.returncode != 0
    assert "gleanings migrate" in refused.stderr
    assert "Traceback" not in refused.stderr


@pytest.mark.django_db
def test_readers_pages_allow_no_inline_script_and_no_other_host(client):
    headers = client.get("/en/").headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin"


@pytest.mark.django_db
def test_a_reader_gets_no_cookie(client):
    assert not client.get("/en/").cookies


@pytest.mark.django_db
def test_guessing_a_password_ends_after_a_few_tries(client, editor):
    address = reverse("wagtailadmin_login")
    for _ in range(6):
        response = client.post(address, {"username": "editor", "password": "wrong"})
    assert response.status_code == 429
    right = {"username": "editor", "password": "secret-of-the-test"}
    assert client.post(address, right).status_code == 429
    assert "_auth_user_id" not in client.session
