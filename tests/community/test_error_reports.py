"""Something wrong here? From the reader who says so to what all readers are told."""

from __future__ import annotations

import re

import pytest
from bs4 import BeautifulSoup
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from digest.factories import make_issue, make_private, make_summary
from gleanings.community import flood
from gleanings.community.error_reports.answering import send_what_was_answered
from gleanings.community.models import ErrorReport
from gleanings.digest.models import Correction
from reader.soup import soup_of
from synthesis.factories import make_question, with_correlations

pytestmark = pytest.mark.django_db

WORDS = "The interval is that of another study & says <b>nothing</b>."


@pytest.fixture
def summary():
    return make_summary(make_issue("2018-03"), "Empathy helps", studied="80 people in a clinic")


def form_of(summary, language: str = "en") -> str:
    with override(language):
        return reverse("report_error", args=["summary", str(summary.translation_key)])


def report(summary, words: str = WORDS, address: str = "", **more: str) -> Client:
    client = Client()
    client.post(form_of(summary), {"words": words, "address": address, **more})
    return client


@pytest.fixture
def desk(client, editor):
    client.force_login(editor)
    return client


def publish_correction(summary) -> Correction:
    draft = summary.get_latest_revision_as_object()
    draft.studied = "81 people in a clinic"
    draft.correction = "“80 people” became “81 people”."
    draft.save_revision().publish()
    return Correction.objects.get()


def test_from_a_readers_word_to_what_all_are_told(summary, desk):
    reader = Client()
    page = soup_of(reader, summary.url)
    form = soup_of(reader, page.select_one(".page-foot p a")["href"]).select_one("form.rating-more")
    answer = reader.post(
        form["action"], {"words": WORDS, "address": "Ann@Example.org"}, follow=True
    )
    assert "has reached the editors" in answer.content.decode()
    assert not reader.cookies
    one = ErrorReport.objects.get()
    assert (one.title, one.words, one.state) == ("Empathy helps", WORDS, "new")

    panel = soup_of(desk, reverse("wagtailadmin_home")).select_one("[id*=error-reports]")
    assert "Empathy helps" in panel.get_text()
    assert WORDS in panel.get_text()
    at_the_desk = reverse("error_report", args=[one.pk])
    assert not soup_of(desk, at_the_desk).select("[name=correction]")
    correction = publish_correction(summary)
    chosen = soup_of(desk, at_the_desk).select_one("[name=correction] option[selected]")
    assert chosen["value"] == str(correction.pk)
    desk.post(at_the_desk, {"state": "corrected", "correction": correction.pk, "words": "Thanks!"})
    one.refresh_from_db()
    assert (one.state, one.correction, one.answered_by.username) == (
        "corrected",
        correction,
        "editor",
    )

    # readers are told of the change, everywhere the same
    today = timezone.localdate()
    for address in (summary.url, "/en/feed.atom", "/fr/feed.atom"):
        said = Client().get(address).content.decode()
        assert "“80 people” became “81 people”" in said
        assert WORDS[:20] not in said
    assert f"Corrected on {today:%B} {today.day}, {today.year}" in soup_of(
        Client(), summary.url
    ).get_text(" ")
    (told,) = Client().get(f"/api/v1/summaries/{summary.translation_key}").json()["corrections"]
    assert told["date"] == today.isoformat()
    assert told["text"] == "“80 people” became “81 people”."

    send_what_was_answered()
    send_what_was_answered()
    (sent,) = mail.outbox
    assert sent.to == ["Ann@example.org"]
    assert "“80 people” became “81 people”." in sent.body
    assert "Thanks!" in sent.body
    assert summary.url in sent.body
    one.refresh_from_db()
    assert (one.address, one.mail_due) == ("", None)


def test_what_may_tell_of_a_client_stands_in_no_list(summary, desk):
    report(summary, words="My client Ann read this, and it is wrong.")
    one = ErrorReport.objects.get()
    for listed in (reverse("wagtailadmin_home"), reverse("error_reports")):
        page = desk.get(listed).content.decode()
        assert "reads as if it told of one client" in page
        assert "Ann read this" not in page
    assert "Ann read this" in desk.get(reverse("error_report", args=[one.pk])).content.decode()


def test_nothing_to_correct_is_an_answer_and_names_no_correction(summary, desk):
    report(summary, address="ann@example.org")
    one = ErrorReport.objects.get()
    correction = publish_correction(summary)
    at_the_desk = reverse("error_report", args=[one.pk])
    for nothing_said in ({}, {"state": "new"}, {"state": "corrected", "correction": "999"}):
        desk.post(at_the_desk, nothing_said)
        one.refresh_from_db()
        assert one.state == "new"
    desk.post(at_the_desk, {"state": "nothing", "correction": correction.pk})
    one.refresh_from_db()
    assert (one.state, one.correction) == ("nothing", None)
    send_what_was_answered()
    assert "found nothing to correct" in mail.outbox[0].body
    lists = [desk.get(reverse("error_reports"), {"state": state}) for state in ("", "answered")]
    assert ["Empathy helps" in page.content.decode() for page in lists] == [False, True]


def test_who_wrote_in_french_is_answered_in_french(summary, desk):
    Client().post(form_of(summary, "fr"), {"words": "Faux", "address": "ann@example.org"})
    one = ErrorReport.objects.get()
    desk.post(reverse("error_report", args=[one.pk]), {"state": "nothing"})
    send_what_was_answered()
    assert "/fr/" in mail.outbox[0].body
    assert "Thank you" not in mail.outbox[0].body


def test_an_address_is_erased_by_hand_and_a_report_deleted(summary, desk):
    report(summary, address="ann@example.org")
    one = ErrorReport.objects.get()
    desk.post(reverse("error_report", args=[one.pk]), {"forget": "1"})
    desk.post(reverse("error_report", args=[one.pk]), {"state": "nothing"})
    send_what_was_answered()
    assert mail.outbox == []
    desk.post(reverse("error_report", args=[one.pk]), {"delete": "1"})
    assert not ErrorReport.objects.exists()


def test_an_answer_of_a_question_is_reported_too(client, desk):
    question = make_question("alliance")
    with_correlations(question)
    page = soup_of(Client(), question.get_absolute_url())
    address = page.select_one(".page-foot p a")["href"]
    Client().post(address, {"words": WORDS})
    one = ErrorReport.objects.get()
    assert (one.kind, one.key, one.title) == ("synthesis", "alliance", question.question)
    shown = desk.get(reverse("error_report", args=[one.pk])).content.decode()
    assert reverse("question_evidence", args=[question.pk]) in shown
    question.is_published = False
    question.save()
    assert Client().get(address).status_code == 404
    shown = desk.get(reverse("error_report", args=[one.pk])).content.decode()
    assert "not online any more" in shown


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"words": "  "}, "Nothing was sent yet"),
        ({"words": "w" * 2001}, "2,000"),
        ({"words": WORDS, "address": "ann at example"}, "ann at example"),
    ],
)
def test_what_cannot_be_taken_is_said_and_not_lost(summary, sent, said):
    answer = Client().post(form_of(summary), sent)
    page = BeautifulSoup(answer.content, "html.parser")
    assert said in page.get_text()
    assert page.select_one("[name=words]").get_text().strip() == sent["words"].strip()
    assert not ErrorReport.objects.exists()


def test_programs_and_other_sites_report_nothing(summary):
    report(summary, website="https://buy.example")
    Client().post(form_of(summary), {"words": WORDS}, headers={"Sec-Fetch-Site": "cross-site"})
    Client().get(form_of(summary), {"words": WORDS})
    assert not ErrorReport.objects.exists()


def from_place(summary, number: int) -> int:
    """The status of what a reader's browser at this address gets."""
    client = Client(REMOTE_ADDR=f"203.0.113.{number}")
    return client.post(form_of(summary), {"words": WORDS}).status_code


def test_a_flood_from_seven_places_shuts_nobody_else_out(summary, monkeypatch):
    monkeypatch.setattr(flood, "MOST_A_DAY", 10)
    flooding = [from_place(summary, number) for number in range(7) for _ in range(4)]
    assert flooding.count(302) == 4 + 4 + 3 * 5  # the first two came before there were ten
    assert [from_place(summary, 99) for _ in range(4)] == [302, 302, 302, 200]
    refused = Client(REMOTE_ADDR="203.0.113.99").post(form_of(summary), {"words": WORDS})
    assert "only 3 are taken from each place until tomorrow" in refused.content.decode()
    assert WORDS[:20] in refused.content.decode()
    ErrorReport.objects.update(day="2020-01-01")
    assert from_place(summary, 99) == 302


def test_from_one_place_so_many_a_day_and_others_still_write(summary, monkeypatch):
    monkeypatch.setattr(flood, "FROM_ONE_PLACE", 2)
    assert [from_place(summary, 1) for _ in range(3)] == [302, 302, 200]
    refused = Client(REMOTE_ADDR="203.0.113.1").post(form_of(summary), {"words": WORDS})
    assert "Others can still write" in refused.content.decode()
    assert from_place(summary, 2) == 302


def test_the_database_holds_so_many_of_a_day(summary, monkeypatch):
    monkeypatch.setattr(flood, "MOST_AT_ALL", 2)
    assert [from_place(summary, number) for number in range(3)] == [302, 302, 200]
    assert ErrorReport.objects.count() == 2


def test_many_are_deleted_at_once(summary, desk):
    made = [ErrorReport.objects.create(title="Empathy helps", words=f"Spam {n}") for n in range(22)]
    old = ErrorReport.objects.create(title="Empathy helps", words="Mine", day="2020-01-01")
    address = reverse("error_reports")
    assert "22 new ones came on" in desk.get(address).content.decode()
    desk.post(address, {"chosen": [made[0].pk, made[1].pk, "x"]})
    assert ErrorReport.objects.count() == 21
    answered = made[2]
    ErrorReport.objects.filter(pk=answered.pk).update(state="nothing")
    desk.post(address, {"day": timezone.localdate().isoformat()})
    assert set(ErrorReport.objects.values_list("pk", flat=True)) == {old.pk, answered.pk}
    desk.post(address, {"day": "yesterday"})
    desk.post(address)
    assert ErrorReport.objects.count() == 2


def test_one_address_reports_so_often_and_no_more(summary, monkeypatch):
    monkeypatch.setattr(flood, "FROM_ONE_PLACE", 100)
    codes = [Client().post(form_of(summary), {"words": "w"}).status_code for _ in range(31)]
    assert codes == [302] * 30 + [429]


def test_a_site_without_mail_asks_for_no_address(summary, settings):
    settings.IS_PUBLIC, settings.EMAIL_HOST = True, ""
    page = Client().get(form_of(summary), secure=True)
    assert not re.search(r'name="address"', page.content.decode())
    report_to = {"words": WORDS, "address": "ann@example.org"}
    Client().post(form_of(summary), report_to, secure=True)
    assert ErrorReport.objects.get().address == ""


def test_what_is_private_is_reported_by_nobody(summary):
    make_private(summary)
    assert Client().get(form_of(summary)).status_code == 404
