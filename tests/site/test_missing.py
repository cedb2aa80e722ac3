"""What the network has not said of itself is asked for, at the desk and by the doctor."""

from __future__ import annotations

import pytest

from gleanings.digest.models import Subject
from gleanings.practice.models import PracticeSettings, PracticeWords
from gleanings.site.doctor.findings import Level
from gleanings.site.doctor.network import look_at_network
from gleanings.site.missing import missing
from gleanings.site.models import NetworkSettings
from reader.test_plain_pages import make_page

pytestmark = pytest.mark.django_db


def say_everything() -> None:
    for subject in Subject:
        make_page(f"On {subject.value}", subject=subject.value)
    network = NetworkSettings.load()
    network.contact_email = "us@example.org"
    network.save()
    practice = PracticeSettings.load()
    practice.words.add(PracticeWords(language="en", crisis_numbers="At night: 555"))
    practice.save()


def test_everything_is_missing_at_first_and_nothing_at_last():
    assert len(missing()) == len(Subject) + 1
    say_everything()
    assert missing() == []


def test_the_desk_asks_whoever_publishes(client, editor, writer):
    for person, is_asked in ((editor, True), (writer, False)):
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        page = client.get("/admin/").content.decode()
        assert ("Before the site is called public" in page) == is_asked
    client.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")
    page = client.get("/admin/").content.decode()
    assert "Conflicts of interest" in page
    assert "has no crisis numbers" in page
    say_everything()
    assert "Before the site is called public" not in client.get("/admin/").content.decode()


def test_the_doctor_names_what_a_public_site_lacks(settings):
    settings.IS_PUBLIC = False
    assert list(look_at_network()) == []
    settings.IS_PUBLIC = True
    numbers, found = look_at_network()
    assert numbers.level is found.level is Level.BETTER
    assert "Session by session" in numbers.sentence
    assert "Conflicts of interest" in found.sentence
    say_everything()
    (found,) = look_at_network()
    assert found.level is Level.WELL
