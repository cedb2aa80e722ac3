"""Collections in the API."""

from __future__ import annotations

import pytest

from community.collections import make_collection
from digest.factories import make_issue, make_summary, translate
from gleanings.digest.models import Summary

pytestmark = pytest.mark.django_db


def test_a_collection_with_its_summaries_in_order(client):
    issue = make_issue("2018-03")
    first, second = make_summary(issue, "First"), make_summary(issue, "Second")
    page = make_collection(second, first)
    translate(page, "Des ruptures")
    (listed,) = client.get("/api/v1/collections").json()["items"]
    assert listed["id"] == str(page.translation_key)
    assert listed["title"] == "Ruptures"
    assert listed["introduction"]["text"] == "For a seminar on ruptures."
    assert [one["id"] for one in listed["summaries"]] == [
        str(second.translation_key),
        str(first.translation_key),
    ]
    assert [one["language"] for one in listed["languages"]] == ["en", "fr"]
    assert client.get(listed["page"]).status_code == 200
    assert client.get(listed["url"]).json() == listed
    french = client.get(listed["url"], {"language": "fr"}).json()
    assert french["title"] == "Des ruptures"
    Summary.objects.get(pk=second.pk).unpublish()
    assert len(client.get(listed["url"]).json()["summaries"]) == 1
    Summary.objects.get(pk=first.pk).unpublish()
    assert client.get(listed["url"]).status_code == 404
    assert client.get("/api/v1/collections/nonsense").status_code == 404
