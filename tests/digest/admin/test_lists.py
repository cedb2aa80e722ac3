"""The controlled lists in the admin, and the small words of the forms."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from wagtail.users.models import UserProfile

from digest.drafts import draft_issue
from digest.factories import make_issue, make_summary
from gleanings.digest.models import Topic

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client, editor):
    client.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_beside_a_topic_stands_how_many_summaries_have_it(desk):
    make_summary(make_issue(), topics=["empathy", "depression"])
    make_summary(make_issue(), topics=["empathy"], live=False)
    page = desk.get(reverse(Topic.snippet_viewset.get_url_name("list"))).content.decode()
    rows = BeautifulSoup(page, "html.parser").select("tbody tr")
    counts = {
        row.find_all("td")[-2].text.strip(): row.find_all("td")[-1].text.strip() for row in rows
    }
    assert (counts["empathy"], counts["depression"], counts["attachment"]) == ("2", "1", "0")


@pytest.mark.parametrize(
    ("name", "columns"),
    [
        ("wagtailsnippets_digest_topic:list", ["Tri", "Nom", "Adresse", "Résumés"]),
        (
            "wagtailsnippets_literature_article:list",
            ["", "Titre", "Auteurs", "Année", "Revue ou livre", "DOI"],
        ),
    ],
)
def test_the_columns_are_named_in_the_language_of_the_desk(desk, editor, name, columns):
    UserProfile.objects.update_or_create(user=editor, defaults={"preferred_language": "fr"})
    make_summary(make_issue())
    page = BeautifulSoup(desk.get(reverse(name)).content, "html.parser")
    assert [heading.text.strip() for heading in page.select("th")] == columns


def test_the_schedule_names_its_time_zone(desk, settings):
    settings.TIME_ZONE = "America/Toronto"
    page = desk.get(reverse("wagtailadmin_pages:edit", args=[draft_issue().pk])).content.decode()
    assert page.count("Time zone: America/Toronto.") == 2
