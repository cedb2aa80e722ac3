"""A third language needs a setting, and a catalogue for its words; no code."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from wagtail.models import Locale

from gleanings.digest.demo.store import store_demo
from gleanings.digest.languages import ensure_languages
from gleanings.digest.models import Home, Summary

pytestmark = pytest.mark.django_db


@pytest.fixture
def german(settings):
    settings.LANGUAGES = [*settings.LANGUAGES, ("de", "German")]
    settings.WAGTAIL_CONTENT_LANGUAGES = settings.LANGUAGES


def german_summaries() -> list[Summary]:
    return list(Summary.objects.in_language("de").readable())


def test_a_language_that_is_there_from_the_start(german):
    ensure_languages()
    store_demo()
    assert Home.objects.get(locale__language_code="de").alias_of is None
    assert len(german_summaries()) == 7
    assert {page.content_language for page in german_summaries()} == {"en"}


def test_a_language_that_is_added_to_a_full_site(german):
    Locale.objects.filter(language_code="de").delete()
    store_demo()
    assert german_summaries() == []
    call_command("migrate", verbosity=0)
    assert len(german_summaries()) == 7
