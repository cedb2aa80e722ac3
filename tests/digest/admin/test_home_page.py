"""A home page holds a language's whole site, and no click at the desk takes it away."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Site

from gleanings.digest.models import Home

pytestmark = pytest.mark.django_db


@pytest.fixture(params=["en", "fr"])
def home(request) -> Home:
    return Home.objects.get(locale__language_code=request.param)


@pytest.fixture(params=["editor", "admin"])
def at_the_desk(request, client, editor, admin_user):
    client.force_login(editor if request.param == "editor" else admin_user)
    return client


@pytest.mark.parametrize("action", ["delete", "unpublish", "copy", "move"])
def test_it_stays_whatever_form_is_sent(at_the_desk, home, action):
    address = reverse(f"wagtailadmin_pages:{action}", args=[home.pk])
    name = Site.objects.get().site_name
    at_the_desk.post(address, {"confirm_site_name": name, "include_descendants": "on"})
    assert Home.objects.get(pk=home.pk).live
    assert Site.objects.exists()
    assert Home.objects.count() == 2


@pytest.mark.parametrize("action", ["delete", "unpublish", "move"])
def test_it_stays_where_it_is_ticked_in_the_list(at_the_desk, home, action):
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
    at_the_desk.post(f"{address}?id={home.pk}", {"include_descendants": "on"})
    assert Home.objects.get(pk=home.pk).live
    assert Site.objects.exists()


def test_it_does_not_expire(at_the_desk, home):
    address = reverse("wagtailadmin_pages:edit", args=[home.pk])
    form = {"title": home.title, "slug": home.slug, "intro": "null", "action-publish": "1"}
    soon = timezone.localtime() + dt.timedelta(minutes=5)
    at_the_desk.post(address, {**form, "expire_at": f"{soon:%Y-%m-%d %H:%M}"})
    assert Home.objects.get(pk=home.pk).expire_at is None
    assert Home.objects.get(pk=home.pk).latest_revision.content["expire_at"] is None


def test_the_record_of_the_site_is_nobodys_to_delete(at_the_desk):
    at_the_desk.post(reverse("wagtailsites:delete", args=[Site.objects.get().pk]))
    assert Site.objects.exists()
