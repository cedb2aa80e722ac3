"""Was it of use? A reader's way through it, and what nobody can make of it."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.db.models import F
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from wagtail.models import Locale, PageViewRestriction

from digest.factories import make_issue, make_summary
from gleanings.community.models import Rating, Renewal
from gleanings.community.rating import holding
from gleanings.community.rating.shown import show_new_ratings
from reader.soup import soup_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def summary():
    return make_summary(make_issue("2018-03"), "Empathy helps")


def address(summary, name: str = "rate", language: str = "en") -> str:
    with override(language):
        return reverse(name, args=[summary.translation_key])


def rated(summary, relevance: object, *, client: Client | None = None, **more: object) -> Client:
    """What a browser of its own answers, and what it says after that."""
    client = client or Client()
    client.post(address(summary), {"relevance": str(relevance)})
    if more:
        client.post(address(summary, "rate_more"), more)
    return client


def test_one_tap_is_an_answer_and_leads_on_to_the_rest(client, summary):
    page = soup_of(client, summary.url)
    form = page.select_one("#was-it-of-use form")
    assert [button["value"] for button in form.select("button")] == [*"1234567", "outside"]
    answer = client.post(form["action"], {"relevance": "6"}, follow=True)
    rating = Rating.objects.get()
    assert (rating.summary, rating.relevance, rating.held) == (summary, 6, False)
    assert "Your answer is kept" in answer.content.decode()
    more = {
        "newness": "5", "will_use": "perhaps", "with_whom": "couples",
        "profession": "nurse", "country": "CA", "note": "Short & good",
    }  # fmt: skip
    answer = client.post(address(summary, "rate_more"), more, follow=True)
    rating.refresh_from_db()
    assert (rating.newness, rating.will_use, rating.with_whom) == (5, "perhaps", "couples")
    assert (rating.profession, rating.country, rating.note) == ("nurse", "CA", "Short & good")
    assert "Thank you" in answer.content.decode()


def test_a_second_answer_of_a_browser_takes_the_place_of_the_first(client, summary):
    rated(summary, 6, client=client, newness="7", will_use="yes")
    rated(summary, 2, client=client)
    rating = Rating.objects.get()
    # who does not find it relevant was not asked whether it is new
    assert (rating.relevance, rating.newness, rating.will_use) == (2, None, "")
    rated(summary, "outside", client=client)
    assert Rating.objects.get().relevance is None


@pytest.mark.parametrize(("relevance", "asked"), [("2", False), ("3", True), ("outside", False)])
def test_more_is_asked_of_who_finds_it_relevant(client, summary, relevance, asked):
    rated(summary, relevance, client=client)
    page = soup_of(client, address(summary, "rate_more"))
    assert bool(page.select("[name=newness]")) is asked
    assert page.select("[name=note]")
    client.post(address(summary, "rate_more"), {"newness": "7", "will_use": "yes"})
    assert Rating.objects.get().newness == (7 if asked else None)


@pytest.mark.parametrize("relevance", ["", "0", "8", "five", "4.5"])
def test_what_is_no_answer_is_told_and_not_kept(client, summary, relevance):
    answer = client.post(address(summary), {"relevance": relevance})
    assert "Nothing was chosen" in answer.content.decode()
    assert not Rating.objects.exists()


def test_no_get_answers(client, summary):
    for _ in range(2):
        client.get(address(summary), {"relevance": "7"})
        client.get(address(summary, "rate_more"), {"newness": "7"})
    assert not Rating.objects.exists()
    rated(summary, 5, client=client)
    client.get(address(summary, "rate_more"), {"newness": "7"})
    assert Rating.objects.get().newness is None


@pytest.mark.parametrize(
    "headers", [{"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://elsewhere.example"}]
)
def test_a_form_of_another_site_answers_nothing(client, summary, headers):
    client.post(address(summary), {"relevance": "7"}, headers=headers)
    assert not Rating.objects.exists()


def test_a_program_that_fills_in_everything_is_sent_away(client, summary):
    client.post(address(summary), {"relevance": "7", "website": "https://buy.example"})
    assert not Rating.objects.exists()


def test_both_languages_answer_about_one_summary(client, summary):
    in_french = summary.get_translation(Locale.objects.get(language_code="fr"))
    assert soup_of(client, in_french.url).select_one("#was-it-of-use form")["action"] == address(
        summary, language="fr"
    )
    Client().post(address(summary, language="fr"), {"relevance": "6"})
    rated(summary, 5)
    assert {one.summary_id for one in Rating.objects.all()} == {summary.pk}
    assert Rating.objects.count() == 2


def test_what_is_not_everybodys_to_read_is_not_rated(client, summary):
    PageViewRestriction.objects.create(
        page=summary, restriction_type=PageViewRestriction.PASSWORD, password="hidden"
    )
    assert client.get(address(summary)).status_code == 404
    assert client.post(address(summary), {"relevance": "6"}).status_code == 404
    summary.view_restrictions.all().delete()
    summary.unpublish()
    assert client.get(address(summary)).status_code == 404


# --- what is told -----------------------------------------------------------------------------
def an_hour_passes() -> None:
    Renewal.objects.update(at=F("at") - dt.timedelta(hours=1))
    show_new_ratings()


def said_later(client, page: str) -> str:
    an_hour_passes()
    return said_on(client, page)


def said_on(client, page: str) -> str:
    found = soup_of(client, page).select_one("#was-it-of-use .ratings, .was-it-of-use .ratings")
    return re.sub(r"\s+", " ", found.get_text(" ")).strip() if found else ""


def test_it_is_told_once_five_have_answered(client, summary):
    for relevance in (7, 7, 5, 4):
        rated(summary, relevance)
    assert said_later(client, summary.url) == ""
    rated(summary, "outside")  # says nothing of how relevant it is to those whose field it is
    assert said_later(client, summary.url) == ""
    rated(summary, 1)
    said = said_later(client, summary.url)
    assert "5 readers chose to answer; 3 of them find it relevant" in said
    assert "1 more says that it is outside their field" in said
    chart = soup_of(client, summary.url).select_one(".ratings-chart")
    assert chart["aria-label"] == (
        "Relevance from 1 to 7: 1 answered 1, 1 answered 4, 1 answered 5, 2 answered 7"
    )
    heights = [bar["height"] for bar in chart.select("rect")]
    assert heights == ["25", "0", "0", "25", "25", "0", "50"]
    numbers = [number.get_text() for number in chart.select(".ratings-number")]
    assert numbers == ["1", "1", "1", "2"]


def test_a_profession_is_told_where_five_of_it_answered(client, summary):
    for relevance in (7, 6, 5, 4):
        rated(summary, relevance, profession="psychologist")
        rated(summary, relevance, profession="nurse")
    assert "Psychologist" not in said_later(client, summary.url)
    rated(summary, 1, profession="psychologist")
    # four nurses would follow from the whole
    assert "Psychologist" not in said_later(client, summary.url)
    rated(summary, 7)
    said = said_later(client, summary.url)
    assert "Psychologist: 3 of 5 find it relevant" in said
    assert "Nurse" not in said
    rated(summary, 6, profession="nurse")
    rated(summary, 6, profession="nurse")
    # of five psychologists, six nurses and one who does not say, the larger group may be told
    said = said_later(client, summary.url)
    assert "Psychologist" not in said
    assert "Nurse: 5 of 6" in said


def test_newness_and_use_are_told_where_five_said_so(client, summary):
    for will_use in ("yes", "yes", "no", "perhaps"):
        rated(summary, 6, newness="7", will_use=will_use)
    rated(summary, 6)
    said = said_later(client, summary.url)
    assert "was new" not in said
    assert "mean to use it" not in said
    rated(summary, 6, newness="4", will_use="yes")
    said = said_later(client, summary.url)
    assert "To 4 of 5 it was new." in said
    assert "3 of 5 mean to use it, 1 perhaps." in said


def test_who_answered_sees_how_colleagues_did(client, summary):
    for _ in range(4):
        rated(summary, 6)
    rated(summary, 2, client=client)
    an_hour_passes()
    page = client.get(address(summary, "rate_more"))
    assert "4 of them find it relevant" in page.content.decode()
    assert page["Cache-Control"] == "private, no-store"


def test_notes_are_the_editors_alone(client, editor, writer, summary):
    for _ in range(5):
        rated(summary, 6, note="SECRET-NOTE", with_whom="SECRET-WHOM")
    for page in (summary.url, address(summary, "rate_more"), address(summary)):
        assert "SECRET" not in client.get(page).content.decode()
    at_the_desk = reverse("summary_ratings", args=[summary.pk])
    client.force_login(writer)
    assert client.get(at_the_desk).status_code == 403 or client.get(at_the_desk).status_code == 302
    client.force_login(editor)
    assert "SECRET-NOTE" in client.get(at_the_desk).content.decode()
    assert "SECRET-NOTE" in b"".join(client.get(reverse("export_ratings"))).decode()


def test_a_note_that_may_tell_of_a_client_is_held_back(client, editor, summary):
    rated(summary, 6, note="My client Ann liked it.")
    client.force_login(editor)
    page = soup_of(client, reverse("summary_ratings", args=[summary.pk]))
    folded = page.select_one(
        "details:-soup-contains('reads as if it told of one client')"
    ).extract()
    assert "My client Ann liked it." in folded.get_text()
    assert "My client Ann" not in page.get_text()


# --- what is kept -----------------------------------------------------------------------------
def test_no_answer_can_be_joined_to_another_by_what_is_kept(client, summary):
    other = make_summary(summary.issue, "Trust helps")
    rated(summary, 6, client=client)
    rated(other, 6, client=client)
    keys = set(Rating.objects.values_list("key", flat=True))
    assert len(keys) == 2
    assert not keys & {client.cookies["answers"].value}


def test_a_cookie_is_set_by_an_answer_alone(client, summary):
    for page in (summary.url, address(summary), address(summary, "rate_more")):
        client.get(page)
    assert not client.cookies
    rated(summary, 6, client=client)
    cookie = client.cookies["answers"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


def test_an_answer_of_a_browser_without_cookies_counts(summary):
    browser = Client()
    answer = browser.post(address(summary), {"relevance": "6"})
    browser.cookies.clear()
    assert "keeps no cookies" in browser.get(answer["Location"]).content.decode()
    assert Rating.objects.count() == 1
    # who was only given the address is asked, and not thanked
    answer = browser.get(address(summary, "rate_more"))
    assert answer["Location"] == address(summary)


def test_what_cannot_be_kept_is_said_first_and_not_lost(client, summary):
    rated(summary, 6, client=client)
    answer = client.post(address(summary, "rate_more"), {"note": "n" * 1001, "country": "CA"})
    page = BeautifulSoup(answer.content, "html.parser")
    assert "Not everything could be kept" in page.select_one("[role=alert]").get_text()
    assert "Your answer is kept" not in page.get_text()
    assert "n" * 1001 in page.select_one("[name=note]").get_text()
    assert Rating.objects.get().note == ""


def test_a_line_break_is_one_character(client, summary):
    note = "ab\r\n" * 250 + "ab" * 125  # a thousand as the browser counts
    rated(summary, 6, client=client, note=note)
    assert len(Rating.objects.get().note) == 1000


def test_nothing_is_said_for_who_leaves_a_field_alone(client, summary):
    rated(summary, 6, client=client)
    page = soup_of(client, address(summary, "rate_more"))
    assert not page.select("input[type=radio][checked]")
    client.post(address(summary, "rate_more"), {"newness": "none", "will_use": "no_clients"})
    rating = Rating.objects.get()
    assert (rating.newness, rating.will_use) == (None, "no_clients")


# --- programs ---------------------------------------------------------------------------------
def flood(summary, number: int) -> None:
    """Each from an address of its own."""
    for at in range(number):
        Client().post(
            address(summary), {"relevance": "7"}, REMOTE_ADDR=f"192.0.{at // 250}.{at % 250}"
        )


def decide(client, summary, what: str) -> None:
    day = Rating.objects.filter(held=True).first().day.isoformat()
    client.post(reverse("summary_ratings", args=[summary.pk]), {"day": day, what: "1"})


@pytest.mark.parametrize("number", [12, 13])
def test_so_many_at_once_and_no_more(summary, monkeypatch, number):
    monkeypatch.setattr(holding, "MOST_AT_ONCE", 12)
    flood(summary, number)
    assert Rating.objects.filter(held=True).count() == (0 if number == 12 else 13)


def test_ten_thousand_answers_of_a_program_change_no_published_number(
    client, editor, summary, monkeypatch
):
    monkeypatch.setattr(holding, "MOST_AT_ONCE", 12)
    for _ in range(6):
        rated(summary, 2)
    before = said_later(client, summary.url)
    flood(summary, 20)
    assert said_later(client, summary.url) == before
    flood(summary, 5)  # it goes on in the next hour
    assert said_later(client, summary.url) == before
    assert Rating.objects.filter(held=True).count() == 25
    client.force_login(editor)
    desk = soup_of(client, reverse("wagtailadmin_home")).select_one("[id*=held-ratings]")
    assert "Empathy helps" in desk.get_text()
    decide(client, summary, "delete")
    # what readers were told of is not among them
    assert Rating.objects.count() == 6
    assert said_later(client, summary.url) == before


def test_a_slow_program_is_held_at_so_many_a_day(client, summary, monkeypatch):
    monkeypatch.setattr(holding, "MOST_A_DAY", 8)
    for _hour in range(4):
        flood(summary, 3)
        an_hour_passes()
    assert Rating.objects.told().count() == 6
    assert Rating.objects.filter(held=True).count() == 6


def test_an_editor_lets_a_lectures_answers_count_and_those_that_follow(
    client, editor, summary, monkeypatch
):
    monkeypatch.setattr(holding, "MOST_AT_ONCE", 5)
    monkeypatch.setattr(holding, "MOST_A_DAY", 8)
    flood(summary, 9)
    client.force_login(editor)
    decide(client, summary, "count")
    assert "9 readers chose to answer; 9 of them" in said_on(client, summary.url)
    rated(summary, 7)
    assert not Rating.objects.filter(held=True).exists()
    assert "10 readers chose to answer" in said_later(client, summary.url)


def test_one_address_answers_so_often_and_no_more(client, summary):
    answers = [Client().post(address(summary), {"relevance": "7"}).status_code for _ in range(101)]
    assert answers[:100] == [302] * 100
    assert answers[100] == 429


# --- what readers are shown, when -------------------------------------------------------------
def test_new_ratings_are_told_within_the_hour(client, summary, settings):
    settings.PAGE_CACHE_SECONDS = 3600
    for _ in range(5):
        rated(summary, 6)
    assert said_on(client, summary.url) == ""
    show_new_ratings()
    shown = said_on(client, summary.url)
    assert "5 readers chose to answer; 5 of them" in shown
    rated(summary, 1)
    cache.clear()  # as for the next process, which cron begins
    show_new_ratings()  # not each by itself
    make_summary(summary.issue, "Another, for which all pages are made anew")
    assert said_on(client, summary.url) == shown
    an_hour_passes()
    assert "6 readers chose to answer; 5 of them" in said_on(client, summary.url)


def test_a_summary_takes_its_ratings_along(summary):
    rated(summary, 6)
    summary.delete()
    assert not Rating.objects.exists()


def test_the_box_stands_where_everybody_may_read(client, summary):
    assert soup_of(client, summary.url).select("#was-it-of-use")
    restriction = PageViewRestriction.objects.create(
        page=summary.issue, restriction_type=PageViewRestriction.LOGIN
    )
    client.force_login(_member())
    assert not soup_of(client, summary.url).select("#was-it-of-use")
    restriction.delete()
    assert soup_of(client, summary.url).select("#was-it-of-use")


def _member():
    from django.contrib.auth.models import User

    return User.objects.create_user("member")
