"""A harvest that somebody began by a button. A file of its own: it empties the tests' database."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.urls import reverse
from django.utils import timezone

from gleanings.desk.models import Candidate
from gleanings.literature.harvest import in_background
from gleanings.literature.models import SavedSearch
from gleanings.literature.sources import polite
from literature.sources.local_library import LocalLibrary, Paper
from literature.sources.local_source import local_source

TODAY = timezone.localdate()


@pytest.mark.django_db(transaction=True)
def test_harvest_now_begins_without_the_clock_and_the_page_goes_on(client, settings, monkeypatch):
    monkeypatch.setitem(polite.Polite.__init__.__kwdefaults__, "sleep", lambda _seconds: None)
    operator = User.objects.create_superuser("operator")
    client.force_login(operator, backend="django.contrib.auth.backends.ModelBackend")
    SavedSearch.objects.create(name="Listening", sources=["PubMed"], query="listening", begin=TODAY)
    library = LocalLibrary([Paper(number, TODAY) for number in range(1, 13)])
    with local_source(library) as at:
        settings.SOURCES_ADDRESS = at.address
        # threads that share the tests' database in memory would lock each other's tables
        thread = in_background.threading.Thread
        monkeypatch.setattr(thread, "start", thread.run)
        answer = client.post(reverse("literature_harvest_now"), follow=True)
    assert "The harvest begins" in answer.content.decode()
    assert Candidate.objects.count() == 12
