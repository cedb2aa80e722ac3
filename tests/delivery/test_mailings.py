"""A publication begins one mailing, whose deliveries are for those who chose what is in it."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db.models import F
from django.utils import timezone

from delivery.subscribers import add_approved, draft, make_subscriber, publish, the_mailing
from digest.factories import make_private, make_summary, translate
from gleanings.delivery.mailings import is_mailed_by_itself, prepare
from gleanings.delivery.models import Delivery, Frequency, Kind, Mailing, Standing
from gleanings.delivery.sending.worker import Worker
from gleanings.digest.models import Issue, Summary, Topic

pytestmark = pytest.mark.django_db


def addresses() -> list[str]:
    rows = Delivery.objects.filter(mailing=the_mailing())
    return sorted(rows.values_list("subscriber__address", flat=True))


def test_a_publication_begins_one_mailing_however_often_it_comes():
    issue = publish(draft("One", "Two"))
    assert the_mailing().title == issue.get_admin_display_title()
    publish(issue)
    issue.unpublish()
    publish(Issue.objects.get(pk=issue.pk))
    assert Mailing.objects.count() == 1


def test_each_subscriber_gets_one_row_and_a_second_worker_writes_none():
    publish(draft("One"))
    for number in range(3):
        make_subscriber(f"reader{number}@example.org")
    assert prepare(the_mailing())
    assert not prepare(the_mailing())
    rows = Delivery.objects.all()
    assert rows.count() == 3
    assert len(set(rows.values_list("message_id", flat=True))) == 3


def test_only_those_who_are_subscribed_and_chose_something_in_it():
    issue = draft("On empathy")
    add_approved(issue, "On depression", topic="depression")
    publish(issue)
    make_subscriber("all@example.org")
    make_subscriber("empathy@example.org", topics=["empathy"])
    make_subscriber("both@example.org", topics=["empathy"], types=["meta-analysis"])
    make_subscriber("either@example.org", topics=["depression", "anxiety-disorders"])
    make_subscriber("neither@example.org", topics=["anxiety-disorders"])
    make_subscriber("type@example.org", topics=["empathy"], types=["survey"])
    make_subscriber("left@example.org", standing=Standing.LEFT)
    make_subscriber("back@example.org", standing=Standing.BOUNCED)
    prepare(the_mailing())
    assert addresses() == [f"{who}@example.org" for who in ("all", "both", "either", "empathy")]


def test_a_topic_that_was_merged_is_what_it_was_merged_into():
    make_subscriber(topics=["anxiety-disorders"])
    empathy = Topic.objects.get(slug="empathy")
    Topic.objects.filter(slug="anxiety-disorders").update(merged_into=empathy)
    publish(draft("On empathy"))
    prepare(the_mailing())
    assert addresses() == ["reader@example.org"]


@pytest.mark.parametrize(
    ("month", "mailed"),
    [("2026-05-01", True), ("2026-03-01", True), ("2026-02-01", False), ("2013-05-01", False)],
)
def test_an_old_month_that_is_published_late_is_not_mailed(month, mailed):
    issue = draft("One", month=month[:7])
    assert is_mailed_by_itself(issue, dt.date(2026, 5, 20)) == mailed


def test_a_year_ends_between_the_months():
    issue = draft("One", month="2025-12")
    assert is_mailed_by_itself(issue, dt.date(2026, 2, 28))
    assert not is_mailed_by_itself(issue, dt.date(2026, 3, 1))


def test_what_is_added_later_goes_to_those_who_asked_for_it():
    issue = publish(draft("One"))
    prepare(the_mailing())
    make_subscriber("issues@example.org")
    make_subscriber("all@example.org", frequency=Frequency.SUMMARY)
    late = make_summary(issue, "Late")
    mailing = Mailing.objects.get(kind=Kind.SUMMARY)
    prepare(mailing)
    assert mailing.about == late.translation_key
    assert [row.subscriber.address for row in mailing.deliveries.all()] == ["all@example.org"]
    # corrected, or published again, it is no news
    late.get_latest_revision().publish()
    first = Summary.objects.get(title="One", alias_of=None)
    first.save_revision().publish()
    assert Mailing.objects.filter(kind=Kind.SUMMARY).count() == 1


def added(mail_server) -> list[str]:
    """What the mails say that were sent by now to who wants what is added, each by its subject."""
    Mailing.objects.filter(kind=Kind.SUMMARY).update(
        created_at=F("created_at") - dt.timedelta(minutes=8)
    )
    mail_server.received.clear()
    Worker().run()
    return [mail["Subject"] for mail in mail_server.messages() if mail["To"] == "all@example.org"]


def test_what_is_added_within_minutes_comes_in_one_mail_each_once(mail_server):
    issue = publish(draft("One"))
    Worker().run()
    make_subscriber("all@example.org", frequency=Frequency.SUMMARY)
    make_subscriber("empathy@example.org", frequency=Frequency.SUMMARY, topics=["empathy"])
    late = make_summary(issue, "Late", topics=("depression",))
    assert added(mail_server) == []
    make_summary(issue, "Later", topics=("empathy",))
    assert added(mail_server) == ["Late – and 1 more"]
    subjects = {mail["To"]: mail["Subject"] for mail in mail_server.messages()}
    assert subjects["empathy@example.org"] == "Later"
    late.get_latest_revision().publish()
    make_summary(issue, "Last")
    assert (added(mail_server), added(mail_server)) == ([], ["Last"])


def test_what_is_added_is_not_told_with_what_was_withdrawn_meanwhile(mail_server):
    issue = publish(draft("One"))
    Worker().run()
    make_subscriber("all@example.org", frequency=Frequency.SUMMARY)
    late = make_summary(issue, "Late")
    make_summary(issue, "Later")
    late.unpublish()
    Worker().run()
    assert (added(mail_server), added(mail_server)) == ([], ["Later"])


def test_what_is_added_while_the_issues_mail_waits_is_told_once(settings, mail_server):
    make_subscriber("issues@example.org")
    make_subscriber("all@example.org", frequency=Frequency.SUMMARY)
    make_subscriber("depression@example.org", topics=["depression"])
    issue = publish(draft("One", teaser="This month."))
    make_summary(issue, "Soon", topics=("depression",))  # nobody has looked for mail yet
    port, settings.EMAIL_PORT = settings.EMAIL_PORT, 1
    mail_server.received.clear()  # what reviewers are told
    Worker().run()
    make_summary(issue, "Late")  # the deliveries are written, and the server is away
    settings.EMAIL_PORT = port
    Worker().run()
    mails = {mail["To"]: mail for mail in mail_server.messages()}
    assert {to: mail["Subject"] for to, mail in mails.items()} == {
        "issues@example.org": "One – and 1 more",
        "all@example.org": "One – and 1 more",
        "depression@example.org": "Soon",
    }
    whole, chosen = (
        mails[f"{who}@example.org"].get_body(("plain",)).get_content()
        for who in ("issues", "depression")
    )
    assert "This month." in whole
    assert "on other topics" not in whole
    assert "1 more summary in this issue, on other topics" in chosen
    assert (added(mail_server), added(mail_server)) == ([], ["Late"])
    assert len(mail_server.messages()) == 1


def test_what_is_added_does_not_wait_for_a_mailing_that_is_paused(mail_server):
    issue = publish(draft("One"))
    the_mailing().pause()
    make_subscriber("all@example.org", frequency=Frequency.SUMMARY)
    make_summary(issue, "Late")
    assert (added(mail_server), added(mail_server)) == ([], ["Late"])
    the_mailing_of_the_issue = Mailing.objects.get(kind=Kind.ISSUE)
    the_mailing_of_the_issue.resume()
    assert added(mail_server) == ["One"]


def test_a_translation_is_no_news():
    issue = publish(draft("One"))
    translate(issue, "mars")
    translate(Summary.objects.get(title="One", alias_of=None), "Un")
    assert Mailing.objects.count() == 1


def test_what_nobody_may_read_waits():
    issue = publish(draft("One"))
    make_subscriber()
    make_private(issue)
    assert not prepare(the_mailing())
    assert the_mailing().paused_at
    assert not Delivery.objects.exists()


def test_a_scheduled_issue_is_mailed_at_its_time():
    issue = draft("One")
    issue.go_live_at = timezone.now() + dt.timedelta(days=1)
    issue.save_revision().publish()
    assert not Mailing.objects.exists()
