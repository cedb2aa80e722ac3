"""Subscribing, changing, leaving: by links that change nothing until a button is pressed."""

from __future__ import annotations

import datetime as dt
import json
import re
from email.message import EmailMessage

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.test import Client
from django.utils import timezone

from delivery.subscribers import draft, make_subscriber, publish
from digest.factories import make_issue, make_summary
from gleanings.delivery.clock import forget_old_requests
from gleanings.delivery.mail import links
from gleanings.delivery.models import (
    Delivery,
    Frequency,
    LinkRequest,
    Source,
    Standing,
    State,
    Subscriber,
    SubscriberTopic,
)
from gleanings.delivery.sending.worker import Worker
from gleanings.delivery.subscribing.forms import FEW_TOPICS
from gleanings.digest.models import Topic
from gleanings.reader.cache import content_version
from gleanings.site import guessing
from gleanings.site.keys_in_logs import WithoutKeys

pytestmark = pytest.mark.django_db

FORM = {"address": "reader@example.org", "language": "en", "frequency": "issue"}


@pytest.fixture
def strict():
    """As browsers are treated: a view that wants a CSRF token gets none."""
    return Client(enforce_csrf_checks=True)


def mails(mail_server) -> list[EmailMessage]:
    Worker().run()
    return mail_server.messages()


def links_in(message: EmailMessage) -> list[str]:
    text = message.get_body(("plain",)).get_content()
    html = message.get_body(("html",)).get_content()
    found = re.findall(r"https?://\S+", text) + re.findall(r'href="([^"]+)"', html)
    return [link.removeprefix("http://localhost:8000") for link in found]


def ask(client, **changes):
    return client.post("/en/e-mail/", {**FORM, **changes})


def confirm(client, mail_server, **changes) -> Subscriber:
    LinkRequest.objects.update(created_at=timezone.now() - dt.timedelta(minutes=11))
    before = len(mail_server.received)
    assert ask(client, **changes).status_code == 302
    (message,) = mails(mail_server)[before:]
    (link,) = {link for link in links_in(message) if "/confirm/" in link}
    response = client.post(link)
    assert response.status_code == 302, response.content
    return Subscriber.objects.get(same_address=message["To"].lower())


def everything_stored() -> str:
    rows = [
        list(model.objects.order_by("pk").values())
        for model in (Subscriber, SubscriberTopic, LinkRequest, Delivery)
    ]
    return json.dumps(rows, default=str)


def test_nothing_comes_before_it_is_confirmed(strict, mail_server):
    publish(draft("One"))
    assert ask(strict, topics=["empathy"])["Location"] == "/en/e-mail/sent/"
    assert not Subscriber.objects.exists()
    (message,) = mails(mail_server)
    assert message["To"] == "reader@example.org"
    assert message["Subject"].startswith("Please confirm")
    (link,) = {link for link in links_in(message) if "/confirm/" in link}
    page = strict.get(link)
    assert "reader@example.org" in page.content.decode()
    assert not Subscriber.objects.exists()
    response = strict.post(link)
    reader = Subscriber.objects.get()
    assert response["Location"] == f"/en/e-mail/mine/{reader.key}/?said=confirmed"
    assert [topic.slug for topic in reader.topics.all()] == ["empathy"]
    assert (reader.standing, reader.consent_source) == (Standing.ACTIVE, Source.FORM)
    assert "You are subscribed" in strict.get(response["Location"]).content.decode()
    # used up
    assert strict.post(link).status_code == 404
    assert "has been used already" in strict.get(link).content.decode()


def test_a_link_expires_and_none_can_be_made_up(client, mail_server, monkeypatch):
    ask(client)
    (message,) = mails(mail_server)
    (link,) = {link for link in links_in(message) if "/confirm/" in link}
    head, _sep, tail = link.rstrip("/").rpartition(":")
    assert client.post(f"{head}:{tail[::-1]}/").status_code == 404
    monkeypatch.setattr("gleanings.delivery.mail.links.DAYS_A_LINK_HOLDS", -1)
    assert client.post(link).status_code == 404
    assert not Subscriber.objects.exists()


def test_the_same_person_however_spelled_and_nobody_else_changes_his_choice(client, mail_server):
    first = confirm(client, mail_server, topics=["empathy"])
    # somebody who knows the address: nothing changes, and nothing tells
    LinkRequest.objects.update(created_at=timezone.now() - dt.timedelta(minutes=11))
    known = ask(client, address="READER@Example.org", topics=["depression"])
    unknown = ask(client, address="stranger@example.org")
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    assert [t.slug for t in Subscriber.objects.get().topics.all()] == ["empathy"]
    mails(mail_server)
    # the owner confirms: it is the same subscription, with the new choice
    confirm(client, mail_server, address="Reader@EXAMPLE.org.", topics=["depression"])
    again = Subscriber.objects.get()
    assert (again.pk, again.key) == (first.pk, first.key)
    assert [t.slug for t in again.topics.all()] == ["depression"]


def test_every_link_opened_twice_changes_nothing(strict, mail_server):
    """Mail systems open them all within seconds."""
    publish(draft("One"))
    reader = make_subscriber(topics=["empathy"])
    ask(strict, address="other@example.org")
    strict.post("/en/e-mail/link/", {"address": "reader@example.org"})
    opened = [link for message in mails(mail_server) for link in links_in(message)]
    opened += [
        f"/en/e-mail/mine/{reader.key}/{page}" for page in ("data.json", "delete/", "?said=left")
    ]
    before, stamp = everything_stored(), content_version.current()
    kinds = set()
    for _ in range(2):
        for link in opened:
            answer = strict.get(link)
            assert answer.status_code == 200, link
            assert strict.head(link).status_code == 200
            kinds.add(link.split("/")[3])
            if "/e-mail/" in link:
                assert not answer.cookies
                assert "no-store" in answer["Cache-Control"]
    assert {"confirm", "mine", "read"} <= kinds
    assert everything_stored() == before
    assert content_version.current() == stamp


def test_one_click_in_the_mail_program_unsubscribes(strict, mail_server):
    publish(draft("One"))
    reader = make_subscriber()
    (message,) = mails(mail_server)
    address = message["List-Unsubscribe"].strip("<>").removeprefix("http://localhost:8000")
    name, _is, value = message["List-Unsubscribe-Post"].partition("=")
    answer = strict.post(address, {name: value})
    assert answer.status_code == 200
    reader.refresh_from_db()
    assert reader.standing == Standing.LEFT
    since = reader.standing_since
    strict.post(address, {name: value})
    reader.refresh_from_db()
    assert reader.standing_since == since


def test_change_stands_before_leave_and_one_comes_back_by_the_same_link(strict):
    reader = make_subscriber(topics=["empathy"])
    page = strict.get(f"/en/e-mail/mine/{reader.key}/unsubscribe/").content.decode()
    assert page.index("Change what you get") < page.index('<button type="submit">Unsubscribe')
    said = strict.post(f"/en/e-mail/mine/{reader.key}/unsubscribe/")["Location"]
    assert "No more mail comes" in strict.get(said).content.decode()
    Subscriber.objects.update(consent_at=timezone.now() - dt.timedelta(days=900))
    strict.post(f"/en/e-mail/mine/{reader.key}/", {"again": "1"})
    reader.refresh_from_db()
    assert reader.standing == Standing.ACTIVE
    assert reader.consent_at > timezone.now() - dt.timedelta(minutes=1)
    assert [t.slug for t in reader.topics.all()] == ["empathy"]


def test_preferences_are_kept_as_chosen(strict):
    reader = make_subscriber(topics=["empathy", "depression"], types=["survey"])
    page = strict.get(f"/en/e-mail/mine/{reader.key}/").content.decode()
    ticked = re.findall(r'value="([a-z-]+)"[^>]*checked', page)
    assert ticked == ["issue", "depression", "empathy", "survey"]
    form = {"language": "fr", "frequency": "summary", "topics": ["training"]}
    strict.post(f"/en/e-mail/mine/{reader.key}/", form)
    reader.refresh_from_db()
    assert (reader.language, reader.frequency) == ("fr", Frequency.SUMMARY)
    assert [t.slug for t in reader.topics.all()] == ["training"]
    assert not reader.research_types.exists()
    answer = strict.post(f"/en/e-mail/mine/{reader.key}/", {**form, "topics": ["unknown"]})
    assert answer.status_code == 200
    assert [t.slug for t in reader.topics.all()] == ["training"]


def test_who_has_no_old_mail_gets_his_link(client, mail_server):
    reader = make_subscriber()
    client.post("/fr/e-mail/link/", {"address": "Reader@example.org"})
    (message,) = mails(mail_server)
    assert message["Subject"].startswith("Votre lien")
    assert f"/fr/e-mail/mine/{reader.key}/" in links_in(message)


def test_nobody_else_gets_one_and_nothing_tells(client, mail_server):
    """Who has left may still see what is kept of him, and have it deleted."""
    make_subscriber().stand(Standing.LEFT)
    answers = [
        client.post("/en/e-mail/link/", {"address": f"{who}@example.org"})
        for who in ("reader", "stranger")
    ]
    assert {(answer.status_code, answer["Location"]) for answer in answers} == {
        (302, "/en/e-mail/sent/")
    }
    (mail,) = mails(mail_server)
    assert mail["To"] == "reader@example.org"


def test_an_address_gets_few_of_these_mails_whoever_asks(client, mail_server):
    for _ in range(3):
        ask(client)
    assert len(mails(mail_server)) == 1
    for _ in range(10):
        LinkRequest.objects.update(created_at=timezone.now() - dt.timedelta(minutes=11))
        ask(client)
    assert len(mails(mail_server)) == 5
    LinkRequest.objects.update(created_at=timezone.now() - dt.timedelta(days=2))
    ask(client)
    assert len(mails(mail_server)) == 6


def test_one_network_address_asks_for_no_more_than_a_workshop(client, monkeypatch):
    monkeypatch.setitem(guessing.MAILS, "subscribe", 3)
    # what is mistyped is corrected, and sends nothing
    codes = [ask(client, address=who).status_code for who in ("a@", "b", "")]
    assert codes == [200] * 3
    codes = [ask(client, address=f"a{n}@example.org").status_code for n in range(4)]
    assert codes == [302] * 3 + [429]


@pytest.mark.parametrize(
    "headers", [{"origin": "https://evil.example"}, {"sec-fetch-site": "cross-site"}]
)
def test_a_form_on_another_site_sends_nothing(client, headers):
    answer = client.post("/en/e-mail/", FORM, headers=headers)
    assert answer.status_code == 200
    assert not LinkRequest.objects.exists()


@pytest.mark.parametrize("origin", ["http://testserver", "null"])
def test_a_form_here_does(client, origin):
    """“null” is what browsers say of a page that gives its address to nobody."""
    headers = {"origin": origin, "sec-fetch-site": "same-origin"}
    assert client.post("/en/e-mail/", FORM, headers=headers).status_code == 302


@pytest.mark.parametrize("address", ["", "nobody", "é@example.org"])
def test_what_is_typed_wrong_stays_in_the_form(client, address):
    answer = ask(client, address=address, topics=["empathy"])
    page = answer.content.decode()
    assert answer.status_code == 200
    assert 'class="mail-error"' in page
    assert re.search(r'value="empathy"[^>]*checked', page)
    assert not LinkRequest.objects.exists()


def test_the_box_on_other_pages_asks_for_the_address_alone(strict, mail_server):
    publish(draft("One"))
    summary = "/fr/" + timezone.localdate().strftime("%Y-%m") + "/one/"
    for path in ("/en/", "/fr/", summary, "/en/topics/empathy/"):
        answer = strict.get(path)
        assert "csrf" not in answer.content.decode().lower()
        assert not answer.cookies  # or no cache would keep the page
        assert f'action="/{path[1:3]}/e-mail/"' in answer.content.decode()
    answer = strict.post("/fr/e-mail/", {"address": "a@example.org", "topics": "empathy"})
    assert answer.status_code == 302
    request = LinkRequest.objects.get()
    assert request.language == "fr"
    assert request.choice["topics"] == ["empathy"]


def test_what_is_kept_is_given_out_and_erased(strict, mail_server):
    publish(draft("One"))
    reader = make_subscriber(topics=["empathy"])
    make_subscriber("other@example.org")
    mails(mail_server)
    LinkRequest.objects.create(
        address=reader.address, same_address=reader.same_address, purpose="mine", language="en"
    )
    data = strict.get(f"/en/e-mail/mine/{reader.key}/data.json").json()
    assert data["address"] == "reader@example.org"
    assert data["topics"] == ["empathy"]
    assert [mail["state"] for mail in data["mails"]] == ["sent"]
    answer = strict.post(f"/en/e-mail/mine/{reader.key}/delete/")
    assert answer["Location"] == "/en/e-mail/deleted/"
    assert "reader@" not in everything_stored()
    assert Delivery.objects.filter(state=State.SENT).count() == 2
    assert strict.get(f"/en/e-mail/mine/{reader.key}/").status_code == 404
    assert Subscriber.objects.get().address == "other@example.org"


def test_who_is_erased_while_a_mail_waits_gets_none(strict, mail_server):
    from gleanings.delivery.mailings import prepare
    from gleanings.delivery.models import Mailing

    publish(draft("One"))
    reader = make_subscriber()
    prepare(Mailing.objects.get())
    strict.post(f"/en/e-mail/mine/{reader.key}/delete/")
    assert mails(mail_server) == []
    assert Mailing.objects.get().finished_at


def test_an_address_that_nobody_confirmed_is_forgotten(client):
    ask(client)
    forget_old_requests()
    assert LinkRequest.objects.exists()
    LinkRequest.objects.update(created_at=timezone.now() - dt.timedelta(days=7, minutes=1))
    forget_old_requests()
    assert not LinkRequest.objects.exists()


def test_without_a_mail_server_a_public_site_offers_no_mail(client, settings):
    publish(draft("One"))
    settings.EMAIL_HOST, settings.IS_PUBLIC = "", True
    content_version.bump()
    assert "mail-box" not in client.get("/en/").content.decode()
    assert client.get("/en/e-mail/").status_code == 404
    assert client.post("/en/e-mail/", FORM).status_code == 404


def test_a_mail_in_the_browser_shows_nobodys_key_and_goes_offline_with_its_summaries(
    strict, mail_server
):
    from gleanings.digest.models import Summary

    publish(draft("One"))
    reader = make_subscriber()
    (message,) = mails(mail_server)
    (link,) = {link for link in links_in(message) if "/read/" in link}
    page = strict.get(link).content.decode()
    assert "One" in page
    assert reader.key not in page
    assert "subscriber0" not in page
    assert page.count("/en/e-mail/link/") >= 2
    Summary.objects.get(alias_of=None).unpublish()
    assert strict.get(link).status_code == 404


def confirmed_of(client, **fields) -> Subscriber:
    client.post("/en/e-mail/", {"address": "reader@example.org", **fields})
    address = links.confirming(LinkRequest.objects.get()).removeprefix("http://localhost:8000")
    page = client.get(address).content.decode()
    client.post(address)
    reader = Subscriber.objects.get()
    reader.page = page
    return reader


def slugs(terms) -> list[str]:
    return sorted(term.slug for term in terms.all())


def test_the_box_of_a_topic_adds_to_what_a_subscriber_chose(client, mail_server):
    make_subscriber(topics=["empathy"], frequency="summary", alerts=True)
    reader = confirmed_of(client, topics=["depression"])
    assert slugs(reader.topics) == ["depression", "empathy"]
    assert (reader.frequency, reader.alerts) == ("summary", True)
    assert "Beside what you chose before" in reader.page


@pytest.mark.parametrize("fields", [{}, {"topics": ["depression"]}])
def test_who_gets_everything_keeps_it(client, mail_server, fields):
    make_subscriber(alerts=True)
    reader = confirmed_of(client, **fields)
    assert (slugs(reader.topics), reader.alerts) == ([], True)


def test_the_whole_form_takes_the_place_of_what_was_chosen(client, mail_server):
    make_subscriber(topics=["empathy"], alerts=True)
    reader = confirmed_of(client, topics=["depression"], frequency="issue", language="en")
    assert (slugs(reader.topics), reader.alerts) == (["depression"], False)


def test_the_links_of_a_test_mail_say_that_it_was_one(client):
    page = client.get(f"/en/e-mail/mine/{links.SUBSCRIBER}/").content.decode()
    assert "This was a test mail" in page


def offered(page: str) -> tuple[list[str], list[str]]:
    """The topics that a form shows, and those that it folds away."""
    soup = BeautifulSoup(page, "lxml")
    folded = [box["value"] for box in soup.select("#more-topics input")]
    boxes = [box["value"] for box in soup.select("input[name=topics]")]
    assert len(set(boxes)) == len(boxes) == Topic.objects.current().count(), "none is left out"
    return [box for box in boxes if box not in folded], folded


def test_few_topics_are_offered_first_and_all_can_be_chosen(client):
    assert offered(client.get("/en/e-mail/").text)[1] == [], "nothing tells which ones matter"
    slugs = [topic.slug for topic in Topic.objects.current()]
    often, seldom, chosen = slugs[:FEW_TOPICS], slugs[FEW_TOPICS], slugs[-1]
    issue = make_issue()
    for _number in range(2):
        make_summary(issue, topics=often)
    make_summary(issue, topics=[seldom])
    first, folded = offered(client.get("/en/e-mail/").text)
    assert first == often
    assert {seldom, chosen} <= {*folded}
    reader = make_subscriber(topics=[chosen])
    first, folded = offered(client.get(f"/en/e-mail/mine/{reader.key}/").text)
    assert {*first} == {*often, chosen}
    ask(client, topics=[seldom, chosen])
    assert {*LinkRequest.objects.get().choice["topics"]} == {seldom, chosen}


@pytest.mark.parametrize("owner_first", [True, False])
def test_each_link_confirms_the_choice_that_was_asked_with_it(strict, mail_server, owner_first):
    """Within ten minutes too: whoever knows the address decides nothing."""
    chosen = {"language": "fr", "frequency": "summary", "alerts": "on", "topics": ["depression"]}
    box = {"address": "Reader@example.org", "topics": ["empathy"]}
    by_whom = [
        lambda: strict.post("/fr/e-mail/", {**FORM, **chosen}),
        lambda: strict.post("/en/e-mail/", box),
    ]
    for one in by_whom if owner_first else reversed(by_whom):
        one()
    by_whom[0]()  # pressed twice
    waiting = mails(mail_server)
    assert len(waiting) == 2
    (own,) = (link for mail in waiting for link in links_in(mail)[:1] if "/fr/" in link)
    page = " ".join(BeautifulSoup(strict.get(own).content, "html.parser").main.get_text().split())
    assert "Français" in page
    assert "chaque nouveau numéro, et ce qui" in page
    strict.post(own)
    reader = Subscriber.objects.get()
    assert (reader.language, reader.frequency, reader.alerts) == ("fr", Frequency.SUMMARY, True)
    assert [topic.slug for topic in reader.topics.all()] == ["depression"]
    (other,) = (link for mail in waiting for link in links_in(mail)[:1] if "/en/" in link)
    page = strict.get(other).content.decode()
    assert "Of these alone" not in page
    assert "How often" not in page


def test_the_log_holds_no_key_of_a_page_that_is_not_found(client, caplog):
    key = "a" * 32
    assert client.get(f"/en/e-mail/mine/{key}/delete/").status_code == 404
    assert client.get("/en/e-mail/confirm/12:secret:sign/").status_code == 404
    keeper = WithoutKeys()
    said = [record.getMessage() for record in caplog.records if keeper.filter(record)]
    assert "Not Found: /en/e-mail/mine/…/delete/" in said
    assert "Not Found: /en/e-mail/confirm/…/" in said
    console = settings.LOGGING["handlers"]["console"]
    assert console["filters"] == ["no_keys"]
