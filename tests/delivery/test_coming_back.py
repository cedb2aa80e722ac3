"""An issue that goes offline before all have its mail, and comes back with something else in it."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from bs4 import BeautifulSoup
from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from delivery.subscribers import add_approved, draft, make_subscriber, publish
from digest.factories import make_private
from gleanings.delivery.clock import tick
from gleanings.delivery.mailings import prepare
from gleanings.delivery.models import Delivery, Frequency, Kind, Mailing, State
from gleanings.delivery.sending.worker import Worker
from gleanings.digest.models import Issue, Summary

pytestmark = pytest.mark.django_db


def of_the_issue() -> Mailing:
    return Mailing.objects.get(kind=Kind.ISSUE)


def comes_back_with(issue: Issue, title: str, *, without: str = "") -> None:
    Issue.objects.get(pk=issue.pk).unpublish()
    Worker().run()
    if without:
        Summary.objects.get(title=without, alias_of=None).delete()
    add_approved(Issue.objects.get(pk=issue.pk), title)
    publish(Issue.objects.get(pk=issue.pk))


def a_quarter_later(mail_server) -> dict[str, list[str]]:
    """Who got what, however often, from the beginning."""
    Worker().run()
    Mailing.objects.update(created_at=F("created_at") - dt.timedelta(minutes=20))
    Delivery.objects.update(changed_at=F("changed_at") - dt.timedelta(minutes=20))
    tick()
    got: dict[str, list[str]] = {}
    for mail in mail_server.messages():
        text = mail.get_body(("plain",)).get_content()
        if titles := re.findall(r"^\* (\w+)", text, re.M):  # no notice of the review
            got.setdefault(mail["To"].partition("@")[0], []).extend(titles)
    return got


def say(client, page: str, *args) -> str:
    words = re.sub(r"<[^>]+>", " ", client.get(reverse(page, args=args)).content.decode())
    return " ".join(words.split())


def test_what_nobody_has_had_reaches_all_with_what_is_in_it_then(mail_server):
    issue = publish(draft("Alpha"))
    make_subscriber("issues@example.org")
    make_subscriber("all@example.org", frequency=Frequency.SUMMARY)
    make_subscriber("topic@example.org", topics=["depression"])
    mail_server.received.clear()
    comes_back_with(issue, "Beta", without="Alpha")
    assert of_the_issue().paused_at is None
    assert a_quarter_later(mail_server) == {"issues": ["Beta"], "all": ["Beta"]}
    assert of_the_issue().finished_at
    assert Mailing.objects.count() == 1
    publish(Issue.objects.get(pk=issue.pk))
    assert a_quarter_later(mail_server) == {"issues": ["Beta"], "all": ["Beta"]}


def test_who_has_had_it_gets_what_is_new_and_nobody_anything_twice(mail_server):
    issue = publish(draft("Alpha"))
    for who in ("served", "waits"):
        make_subscriber(f"{who}@example.org")
        make_subscriber(f"{who}-all@example.org", frequency=Frequency.SUMMARY)
    chosen = make_subscriber("other@example.org", topics=["depression"])
    prepare(of_the_issue())
    late = Delivery.objects.filter(subscriber__address__startswith="waits")
    late.update(next_try=timezone.now() + dt.timedelta(days=1))
    mail_server.received.clear()
    Worker().run()
    late.update(next_try=timezone.now())
    Issue.objects.get(pk=issue.pk).unpublish()
    Worker().run()
    assert of_the_issue().pause_reason
    Summary.objects.get(title="Alpha", alias_of=None).delete()
    chosen.topics.clear()
    add_approved(Issue.objects.get(pk=issue.pk), "Beta")
    publish(Issue.objects.get(pk=issue.pk))
    got = a_quarter_later(mail_server)
    assert got == {
        "served": ["Alpha"],
        "served-all": ["Alpha", "Beta"],
        "waits": ["Beta"],
        "waits-all": ["Beta"],
        "other": ["Beta"],
    }
    add_approved(Issue.objects.get(pk=issue.pk), "Gamma").get_latest_revision().publish()
    got = a_quarter_later(mail_server)
    assert (got["served-all"], got["waits-all"]) == (["Alpha", "Beta", "Gamma"], ["Beta", "Gamma"])
    assert got["waits"] == ["Beta"]


def test_what_an_editor_paused_stays_so_and_the_desk_says_it(client, editor, mail_server):
    client.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")
    issue = publish(draft("Alpha"))
    make_subscriber("issues@example.org")
    of_the_issue().pause()
    mail_server.received.clear()
    comes_back_with(issue, "Beta", without="Alpha")
    assert a_quarter_later(mail_server) == {}
    page = say(client, "issue_mail", issue.pk)
    assert "Its mailing is paused. Somebody paused it." in page
    assert "mailed already" not in page
    answer = client.post(
        reverse("wagtailadmin_pages:edit", args=[issue.pk]),
        form_of(client, issue) | {"action-publish": "1"},
        follow=True,
    )
    assert "Nobody gets it by mail for now" in answer.content.decode()
    of_the_issue().resume()
    assert a_quarter_later(mail_server) == {"issues": ["Beta"]}
    assert "It is mailed already, once and for all." in say(client, "issue_mail", issue.pk)


def form_of(client, issue: Issue) -> dict[str, str]:
    page = client.get(reverse("wagtailadmin_pages:edit", args=[issue.pk])).content
    fields = BeautifulSoup(page, "html.parser").select(
        "form#page-edit-form :is(input, textarea, select)"
    )
    return {
        field["name"]: field.get("value") or field.get_text()
        for field in fields
        if field.get("name") and field.get("type") not in ("checkbox", "radio", "file")
    }


def test_what_is_for_everybody_again_goes_on_without_a_publication(client, editor, mail_server):
    client.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")
    issue = publish(draft("Alpha"))
    make_subscriber("issues@example.org")
    make_private(issue)
    mail_server.received.clear()
    tick()
    tick()
    assert "Once it is, the mailing goes on by itself." in say(client, "issue_mail", issue.pk)
    issue.get_view_restrictions().delete()
    assert a_quarter_later(mail_server) == {"issues": ["Alpha"]}


def test_nobody_waits_for_an_issue_that_is_deleted(mail_server, client, editor):
    client.force_login(editor)
    issue = publish(draft("Alpha"))
    make_subscriber("issues@example.org")
    prepare(of_the_issue())
    Issue.objects.get(pk=issue.pk).unpublish()
    tick()
    assert "It is not online" in say(client, "wagtailadmin_home")

    Issue.objects.get(pk=issue.pk).delete()
    tick()

    assert of_the_issue().finished_at
    assert Delivery.objects.get().state == State.SUPPRESSED
    assert "It is not online" not in say(client, "wagtailadmin_home")
