"""The page on the network: the editors' words, and what the site knows to be true of itself."""

from __future__ import annotations

import pytest
from django.utils.translation import override

from digest.factories import make_author, make_finding, make_issue, make_summary, translate
from gleanings.digest.models import Correction, PlainPage, Subject
from gleanings.digest.statements.registry import statements_on
from gleanings.literature.models import Lookup
from gleanings.reader.network.sections import missing_subjects
from reader.soup import soup_of
from reader.test_plain_pages import make_page
from synthesis.factories import make_question, with_correlations

pytestmark = pytest.mark.django_db

ABOUT = "/en/about-the-network/"


def section(client, subject: str, language: str = "en") -> str:
    found = soup_of(client, f"/{language}/about-the-network/").select_one(f"#{subject}")
    return " ".join(found.get_text(" ").split()) if found else ""


def test_the_editors_words_stand_under_their_heading(client):
    make_page("Where we stand", subject="conflicts", place="nowhere")
    make_page("Elsewhere")
    said = section(client, "conflicts")
    assert said.startswith("Conflicts of interest We read everything.")
    assert "Where we stand" in said
    assert "Elsewhere" not in soup_of(client, ABOUT).main.text


def test_a_subject_on_which_nobody_says_anything_is_not_there(client):
    assert section(client, "conflicts") == ""
    assert section(client, "privacy")


def test_a_draft_is_not_there_and_counts_as_missing(client):
    make_page("Secret", subject="conflicts", live=False)
    assert "Secret" not in soup_of(client, ABOUT).main.text
    assert Subject.CONFLICTS in missing_subjects("en")
    page = PlainPage.objects.get(slug="secret")
    page.get_latest_revision().publish()
    assert Subject.CONFLICTS not in missing_subjects("en")
    assert Subject.CONFLICTS not in missing_subjects("fr")


def test_a_page_without_a_word_is_missing():
    page = make_page("Empty", subject="privacy")
    page.text = "<p> </p>"
    page.save_revision().publish()
    assert Subject.PRIVACY in missing_subjects("en")


def test_who_signs_and_since_when(client):
    make_summary(make_issue("2018-03"), authors=[make_author("Ann Writer", credentials="PhD")])
    make_summary(make_issue("2018-04"), authors=[make_author("Zoe Hidden")], live=False)
    said = section(client, "who")
    assert "Ann Writer (PhD)" in said
    assert "1 summary stands here, the first of March 2018." in said
    assert "Zoe Hidden" not in said


def test_what_it_says_of_checks_and_corrections_is_counted(client):
    summary = make_summary(make_issue("2018-03"))
    make_finding(summary)
    assert "Findings that readers see: 1." in section(client, "choosing")
    assert "corrections were told" not in section(client, "corrections")
    assert "was told so far" not in section(client, "corrections")
    Correction.objects.create(summary=summary, text="So.", language="en")
    assert "1 correction was told so far." in section(client, "corrections")


def test_it_claims_no_look_for_retractions_that_was_not_taken(client):
    summary = make_summary(make_issue("2018-03"))
    assert "again and again" not in section(client, "corrections")
    Lookup.objects.note("Crossref", [summary.articles[0].pk])
    assert "again and again" in section(client, "corrections")


def test_it_speaks_of_mail_only_where_there_is_mail(client, settings):
    assert "subscribes by mail" in " ".join(statements_on(Subject.PRIVACY))
    settings.EMAIL_COUNT_LINKS = True
    assert "is counted, not by whom" in " ".join(statements_on(Subject.PRIVACY))
    settings.IS_PUBLIC, settings.EMAIL_HOST = True, ""
    assert "subscribes by mail" not in " ".join(statements_on(Subject.PRIVACY))


def test_it_speaks_of_answers_once_there_are_some():
    assert "several studies" not in " ".join(statements_on(Subject.CHOOSING))
    with_correlations(make_question("alliance"))
    assert "several studies" in " ".join(statements_on(Subject.CHOOSING))


def test_in_french_the_site_speaks_french_and_the_editors_as_they_wrote(client):
    page = make_page("How we choose", subject="choosing")
    said = section(client, "choosing", "fr")
    assert "We read everything." in said
    assert "Chaque nombre" in said
    translate(page, "Comment nous choisissons")
    assert "Comment nous choisissons" in section(client, "choosing", "fr")
    with override("fr"):
        every = [one for subject in Subject for one in statements_on(subject)]
    assert not {word for one in every for word in one.split()} & {"the", "readers", "and"}


def test_it_is_at_the_foot_and_in_the_sitemap(client):
    assert f'href="{ABOUT}"' in client.get("/en/").content.decode()
    assert f"{ABOUT}</loc>" in client.get("/sitemap.xml").content.decode()
