"""What was corrected is told to readers: on the page, in feeds, in the API, to machines."""

from __future__ import annotations

import datetime as dt
import json

import feedparser
import pytest
from bs4 import BeautifulSoup, Tag
from django.utils import timezone
from django.utils.translation import override

from digest.factories import make_private, make_summary, translate
from gleanings.digest.corrections import changes_of
from gleanings.digest.models import Correction, Summary
from gleanings.literature.dates import date_format

pytestmark = pytest.mark.django_db

NOTE = "“r = .26” became <b>“r = .28”</b>."


@pytest.fixture
def corrected(db) -> Summary:
    summary = make_summary(title="Alliance helps")
    publish_with(summary, "The first note.")
    publish_with(summary, NOTE)
    return Summary.objects.get(pk=summary.pk)


def publish_with(summary: Summary, note: str) -> None:
    draft = Summary.objects.get(pk=summary.pk).get_latest_revision_as_object()
    draft.correction = note
    draft.save_revision().publish()


def path_of(summary: Summary, language: str = "en") -> str:
    return f"/{language}/{summary.issue.slug}/{summary.slug}/"


def shown(client, path: str) -> BeautifulSoup:
    return BeautifulSoup(client.get(path).content, "html.parser")


def structured(page: BeautifulSoup) -> dict:
    return json.loads(page.select_one("script[type='application/ld+json']").string)


def today(language: str) -> str:
    with override(language):
        return date_format(timezone.localdate(), "DATE_FORMAT")


def test_the_page_has_each_with_its_date_the_newest_first(client, corrected):
    notes = shown(client, path_of(corrected)).select(".correction")
    assert [" ".join(note.text.split()) for note in notes] == [
        f"Corrected on {today('en')}: {NOTE}",
        f"Corrected on {today('en')}: The first note.",
    ]
    assert not notes[0].select("[lang], b")


def test_it_says_what_it_said_and_what_it_says_now(client):
    summary = make_summary(title="Alliance helps", studied="80 adults in two clinics")
    draft = summary.get_latest_revision_as_object()
    draft.studied, draft.implications_lead = "81 adults in two clinics", "Since then:"
    (proposed, added) = changes_of(draft)
    # one line as it was proposed, the other in words of one's own
    draft.correction = f"{proposed}\nWe forgot a line."
    draft.save_revision().publish()

    for path in (path_of(summary), "/en/feed.atom"):
        text = client.get(path).content.decode()
        for words in ("It said:", "80 adults in", "It says now:", "81 adults in"):
            assert words in text, (path, words)
        assert "We forgot a line." in text
    assert proposed not in shown(client, path_of(summary)).main.get_text()
    pairs = [" ".join(one.text.split()) for one in page_pairs(client, summary)]
    assert pairs == ["It said: 80 adults in", "It says now: 81 adults in"]
    (told,) = client.get(f"/api/v1/summaries/{summary.translation_key}").json()["corrections"]
    assert told["changes"] == [{"before": "80 adults in", "after": "81 adults in"}]
    assert told["text"] == draft.correction
    assert added.startswith("Added:")


def page_pairs(client, summary: Summary) -> list[Tag]:
    return shown(client, path_of(summary)).select(".correction-changes div")


def test_what_an_editor_puts_otherwise_is_not_said_again(client):
    summary = make_summary(title="Alliance helps", studied="Ann Smith and 80 others")
    draft = summary.get_latest_revision_as_object()
    draft.studied, draft.correction = "81 adults", "A line named somebody whom it should not."
    draft.save_revision().publish()
    for path in (path_of(summary), "/en/feed.atom", f"/api/v1/summaries/{summary.translation_key}"):
        text = client.get(path).content.decode()
        assert "A line named somebody" in text
        assert "Ann Smith" not in text
    assert page_pairs(client, summary) == []


@pytest.mark.parametrize("is_translated", [False, True])
def test_another_language_shows_the_originals(client, corrected, is_translated):
    if is_translated:
        translate(corrected, "L’alliance aide")
    note = shown(client, path_of(corrected, "fr")).select_one(".correction")
    told = f"Corrigé le {today('fr')} dans l’original (anglais)\N{NO-BREAK SPACE}:"
    assert note.text.strip().startswith(told)
    assert note.select_one("[lang=en]").text == NOTE


def test_a_translations_own_correction_is_not_the_originals(client, corrected):
    french = translate(corrected, "L’alliance aide")
    publish_with(french, "Note en français.")
    note = shown(client, path_of(corrected, "fr")).select_one(".correction")
    own = f"Corrigé le {today('fr')}\N{NO-BREAK SPACE}: Note en français."
    assert note.text.strip() == own


def test_a_day_is_written_like_a_month(client, corrected):
    """In full, which “November 2026” is too."""
    with override("en"):
        assert date_format(dt.date(2026, 11, 29), "DATE_FORMAT") == "November 29, 2026"
        noon = dt.datetime(2026, 9, 3, 12, 30)
        assert date_format(noon, "DATETIME_FORMAT") == "September 3, 2026, 12:30 p.m."
    with override("fr"):
        assert date_format(dt.date(2026, 11, 29), "DATE_FORMAT") == "29 novembre 2026"


def test_machines_read_it(client, corrected):
    read = structured(shown(client, path_of(corrected)))
    assert read["correction"][0] == {
        "@type": "CorrectionComment",
        "text": NOTE,
        "inLanguage": "en",
        "datePublished": timezone.localdate().isoformat(),
    }
    assert read["dateModified"] == corrected.last_published_at.date().isoformat()


def test_of_what_was_never_corrected_nothing_is_said(client, corrected):
    page = shown(client, path_of(make_summary(title="As it was")))
    assert not page.select(".corrections")
    assert "correction" not in structured(page)


@pytest.mark.parametrize("kind", ["atom", "rss"])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_feed_has_it_in_the_entry(client, corrected, kind, language):
    entry = feedparser.parse(client.get(f"/{language}/feed.{kind}").content).entries[0]
    assert today(language) in entry.summary
    assert "“r = .28”" in entry.summary
    assert ("lang=" in entry.summary) == (language == "fr")


def test_the_entry_of_a_translation_is_of_the_day_of_the_correction(client, corrected):
    french = translate(corrected, "L’alliance aide")
    publish_with(corrected, "A third note.")
    entry = feedparser.parse(client.get("/fr/feed.atom").content).entries[0]
    newest = corrected.corrections.first().made_at
    assert Summary.objects.get(pk=french.pk).last_published_at < newest
    assert entry.updated.startswith(timezone.localtime(newest).isoformat()[:19])


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_api_has_each_with_its_date(client, corrected, language):
    key = corrected.translation_key
    record = client.get(f"/api/v1/summaries/{key}?language={language}").json()
    day = timezone.localdate().isoformat()
    assert record["corrections"] == [
        {"date": day, "text": NOTE, "language": "en", "changes": []},
        {"date": day, "text": "The first note.", "language": "en", "changes": []},
    ]


@pytest.mark.parametrize("hide", [Summary.unpublish, make_private])
def test_what_is_hidden_hides_its_corrections(client, corrected, hide):
    hide(corrected)
    assert Correction.objects.exists()
    for path in ("/en/feed.atom", "/fr/feed.rss", "/api/v1/summaries", path_of(corrected)):
        assert "The first note" not in client.get(path).content.decode()
