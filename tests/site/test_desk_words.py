"""What the desk calls otherwise than Wagtail does: what is here a review is there a moderation."""

from __future__ import annotations

import re
from pathlib import Path

import polib
import pytest
import wagtail
import wagtail_localize
from bs4 import BeautifulSoup
from django.conf import settings
from django.core import mail
from django.test import Client
from django.urls import reverse
from wagtail.users.models import UserProfile

from digest.admin.rendered_form import fields_of
from digest.drafts import draft_issue, whole_summary
from gleanings.digest.models import Summary

CATALOGUES = sorted(Path(settings.LOCALE_PATHS[0]).rglob("*.po"))
THEIRS = [Path(package.__file__).parent for package in (wagtail, wagtail_localize)]
WAGTAILS_WORDS = re.compile(r"moderation|workflow|snippet|modération|fragment|Région", re.I)


@pytest.fixture(scope="module")
def sentences() -> set[str]:
    """All that Wagtail and wagtail-localize have to translate."""
    return {
        entry.msgid
        for package in THEIRS
        for path in package.rglob("locale/fr/LC_MESSAGES/*.po")
        for entry in polib.pofile(str(path))
    }


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: "-".join(path.parts[-3::2]))
def test_each_sentence_is_one_that_is_said(path: Path, sentences: set[str]) -> None:
    """A new version of theirs may word it otherwise, and ours would be said no more."""
    catalogue = polib.pofile(str(path))
    assert len(catalogue)
    assert {entry.msgid for entry in catalogue} <= sentences


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: "-".join(path.parts[-3::2]))
def test_nothing_is_put_into_a_sentence_that_is_not_known_there(path: Path) -> None:
    for entry in polib.pofile(str(path)):
        named = re.compile(r"%\(\w+\)s|%s")
        assert set(named.findall(entry.msgstr)) <= set(named.findall(entry.msgid)), entry.msgid
        assert not WAGTAILS_WORDS.search(entry.msgstr), entry.msgstr


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "said", "mailed"),
    [
        ("en", "was submitted for review", "“Listening” is waiting for your review"),
        ("fr", "est soumis à relecture", "«\u00a0Listening\u00a0» attend votre relecture"),
    ],
)
def test_who_submits_and_who_is_asked_read_of_a_review(
    language: str, said: str, mailed: str, writer, reviewer
) -> None:
    for person in (writer, reviewer):
        UserProfile.objects.create(user=person, preferred_language=language)
    summary = whole_summary(draft_issue(), "Listening")
    Summary.objects.filter(pk=summary.pk).update(owner=writer)
    desk = Client()
    desk.force_login(writer, backend="django.contrib.auth.backends.ModelBackend")
    address = reverse("wagtailadmin_pages:edit", args=[summary.pk])
    form = fields_of(desk.get(address).content.decode())
    page = desk.post(address, form | {"action-submit": ["1"]}, follow=True).content.decode()
    assert said in page
    assert not WAGTAILS_WORDS.search(BeautifulSoup(page, "lxml").get_text(" ")), page
    (message,) = mail.outbox
    assert mailed in message.subject
    assert not WAGTAILS_WORDS.search(re.sub(r"http\S+", "", message.body)), message.body


@pytest.mark.django_db
def test_headings_are_set_as_french_sets_them(editor) -> None:
    UserProfile.objects.create(user=editor, preferred_language="fr")
    issue = draft_issue("2026-03")
    summary = whole_summary(issue, "Listening")
    desk = Client()
    desk.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")
    headings = {
        reverse("wagtailadmin_pages:add", args=["digest", "summary", issue.pk]): "Nouveau : Résumé",
        reverse("wagtailadmin_pages:edit", args=[summary.pk]): "Modification (Résumé) : Listening",
        reverse("wagtailadmin_explore", args=[issue.pk]): "Exploration : Mars 2026",
        reverse("wagtailsnippets_literature_article:list"): "Ajouter : article",
    }
    for address, heading in headings.items():
        assert heading.replace(" :", "\N{NO-BREAK SPACE}:") in desk.get(address).text, address
    home = desk.get(reverse("wagtailadmin_home")).text
    assert "Le site en bref" in home
    assert "crées" not in home
