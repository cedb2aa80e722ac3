"""The licence of the data: asked for at the desk, shown with the data."""

from __future__ import annotations

import pytest
from django.urls import reverse

from gleanings.open_data.licence import data_licence
from gleanings.site.models import NetworkSettings

pytestmark = pytest.mark.django_db


def first_page(client, person) -> str:
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client.get(reverse("wagtailadmin_home")).content.decode()


def test_it_is_asked_of_who_may_say_until_it_is_said(client, editor, writer):
    assert "Name a licence" in first_page(client, editor)
    assert "Name a licence" not in first_page(client, writer)
    network = NetworkSettings.load()
    network.data_licence = "CC BY 4.0"
    network.save()
    assert "Name a licence" not in first_page(client, editor)
    assert client.get("/api/v1/").json()["licence"] == "CC BY 4.0"
    assert "CC BY 4.0" in client.get("/en/open-data/").content.decode()


def test_what_the_network_says_goes_before_the_sites_setting(settings):
    settings.DATA_LICENCE = "CC0"
    assert data_licence() == "CC0"
    network = NetworkSettings.load()
    network.data_licence = "CC BY 4.0"
    network.save()
    assert data_licence() == "CC BY 4.0"
