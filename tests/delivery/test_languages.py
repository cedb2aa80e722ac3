"""In the subscriber's language what is translated and online; the original's words where not."""

from __future__ import annotations

import re

import pytest

from delivery.subscribers import draft, make_subscriber, publish
from digest.drafts import approve
from digest.translations.work import begin, write
from gleanings.delivery.mail.drafts import words_of_draft
from gleanings.delivery.models import Edition
from gleanings.delivery.sending.worker import Worker
from gleanings.digest.models import Issue, Summary

pytestmark = pytest.mark.django_db

ONLY_IN_ENGLISH = "Ce contenu n’existe qu’en anglais."


@pytest.fixture
def translated(editor, writer):
    """Begins the translation of a page; approved if it is asked for."""

    def begun(page, words: dict[str, str], *, approved: bool):
        translation = begin(page)
        write(translation, words)
        translation.save_target(user=editor, publish=False)
        if approved:
            approve(translation.get_target_instance(), by=editor, asked_by=writer)

    return begun


@pytest.fixture
def issue(translated) -> Issue:
    issue = draft("On empathy", "On silence", "On noise", teaser="This month: empathy.")
    by_title = {summary.title: summary for summary in issue.summaries}
    translated(by_title["On empathy"], {"On empathy": "Sur l’empathie"}, approved=True)
    translated(by_title["On silence"], {"On silence": "Sur le silence"}, approved=False)
    return issue


def without_links(text: str) -> str:
    return re.sub(r"https?://\S+", "", text)


def test_a_preview_shows_the_translations_that_go_online_and_no_draft(issue):
    words = words_of_draft(issue, "fr")
    assert words.subject == "MARQUE Sur l’empathie – et 2 autres"
    assert "MARQUE Ask how therapy is going." in words.text
    assert "* On silence" in words.text
    assert "* On noise" in words.text
    assert "Sur le silence" not in words.text + words.html
    # of the teaser and of two summaries
    assert words.text.count(ONLY_IN_ENGLISH) == words.html.count(ONLY_IN_ENGLISH) == 3


def test_what_is_sent_is_what_the_preview_said(issue, translated, mail_server):
    teaser = {"This month: empathy.": "Ce mois-ci : l’empathie."}
    translated(issue.get_latest_revision_as_object(), teaser, approved=True)
    words = words_of_draft(issue, "fr")
    assert "Ce mois-ci : l’empathie." in words.text
    publish(issue)
    make_subscriber(language="fr")
    Worker().run()
    sent = Edition.objects.get(language="fr")
    assert (sent.subject, without_links(sent.text)) == (words.subject, without_links(words.text))


def test_what_was_translated_before_shows_in_the_next_preview(issue):
    publish(issue)
    issue = Issue.objects.get(pk=issue.pk)
    words = words_of_draft(issue, "fr")
    assert words.subject == "MARQUE Sur l’empathie – et 2 autres"
    assert words.text.count(ONLY_IN_ENGLISH) == 3


def test_a_translation_whose_numbers_no_longer_fit_stays_out_of_the_preview(issue, editor, writer):
    summary = issue.summaries.get(title="On empathy")
    changed = summary.get_latest_revision_as_object()
    changed.text = "<p>Of 40 clients, 30 stayed.</p>"
    changed.save_revision()
    approve(Summary.objects.get(pk=summary.pk), by=editor, asked_by=writer)
    assert "Sur l’empathie" not in words_of_draft(issue, "fr").text
