"""Links of a mailing are counted where the operator wants it, and nobody who follows them."""

from __future__ import annotations

import re
from unittest.mock import patch

import pytest
from django.db import OperationalError

from delivery.subscribers import draft, make_subscriber, publish, the_mailing
from gleanings.delivery.mail.link_counting import with_counted_links
from gleanings.delivery.models import Edition, Link, Mailing
from gleanings.delivery.sending.worker import Worker
from gleanings.digest.models import Summary
from gleanings.reader.cache import content_version

pytestmark = pytest.mark.django_db
SITE = "http://localhost:8000"


@pytest.fixture
def counting(settings):
    settings.EMAIL_COUNT_LINKS = True


def the_link() -> Link:
    """To the page, not to where it is rated."""
    return Link.objects.exclude(path__contains="#").get()


def sent(mail_server) -> list[list[str]]:
    """An issue to two; the addresses in the mail of each, of the text and of the HTML."""
    publish(draft("Listening helps"))
    make_subscriber("one@example.org")
    make_subscriber("two@example.org")
    Worker().run()
    mails = [message for message in mail_server.messages() if "List-Id" in message]
    bodies = [
        [message.get_body((kind,)).get_content() for kind in ("plain", "html")] for message in mails
    ]
    return [re.findall(r"http://localhost:8000[^\s\"<]*", " ".join(two)) for two in bodies]


def test_by_itself_nothing_is_counted(mail_server):
    assert not any("/e-mail/to/" in link for mail in sent(mail_server) for link in mail)
    assert not Link.objects.exists()


@pytest.mark.usefixtures("counting")
def test_a_link_leads_on_and_is_counted_alike_for_all(client, mail_server):
    mails = sent(mail_server)
    counted = [{link for link in mail if "/e-mail/to/" in link} for mail in mails]
    assert counted[0] == counted[1]
    page = Summary.objects.get(title="Listening helps", alias_of=None).get_url()
    # the page, and the place on it where it is rated
    assert set(Link.objects.values_list("path", flat=True)) == {page, f"{page}#was-it-of-use"}
    assert len(counted[0]) == 2
    address = next(one for one in counted[0] if Link.objects.get(path=page).key in one)
    assert not any(link.endswith(page) for mail in mails for link in mail)
    before = content_version.current()
    for _time in range(2):
        answer = client.get(address.removeprefix(SITE))
        assert (answer.status_code, answer["Location"]) == (302, page)
        assert not answer.cookies
        assert "no-store" in answer["Cache-Control"]
    client.head(address.removeprefix(SITE))
    link = the_link()
    assert (link.times, link.path) == (2, page)
    assert content_version.current() == before  # no page has to be made anew
    assert {field.name for field in Link._meta.fields} == {"id", "mailing", "path", "key", "times"}


@pytest.mark.usefixtures("counting")
def test_ones_own_links_and_the_stored_mail_stay_as_they_are(mail_server):
    first, second = sent(mail_server)
    own = [[link for link in mail if "/mine/" in link] for mail in (first, second)]
    assert len(own[0]) >= 4
    assert not set(own[0]) & set(own[1])
    assert "/e-mail/to/" not in Edition.objects.get().html


@pytest.mark.usefixtures("counting")
def test_it_leads_nowhere_else(client, mail_server):
    sent(mail_server)
    elsewhere = ["https://evil.example/", f"{SITE}//evil.example/", "//evil.example/"]
    html = "".join(f'<a href="{address}">x</a>' for address in elsewhere)
    text = "\n".join(elsewhere)
    assert with_counted_links(the_mailing(), text, html) == (text, html)
    assert client.get("/e-mail/to/https://evil.example/").status_code == 404
    assert (
        client.get(f"/e-mail/to/{'0' * 32}/?to=https://evil.example/", follow=True).status_code
        == 404
    )
    assert client.post(f"/e-mail/to/{the_link().key}/").status_code == 405


def test_addresses_are_found_as_html_writes_them(db):
    mailing = Mailing.objects.create(kind="issue", about="0" * 32, title="x")
    html = f'<a href="{SITE}/en/a/?b=1&amp;c=2">x</a>'
    text, html = with_counted_links(mailing, f"See:\n{SITE}/en/a/?b=1&c=2\n", html)
    link = the_link()
    assert link.path == "/en/a/?b=1&c=2"
    assert f"{SITE}/e-mail/to/{link.key}/" in text
    assert f'href="{SITE}/e-mail/to/{link.key}/"' in html


@pytest.mark.usefixtures("counting")
def test_a_reader_gets_there_though_the_count_cannot_be_written(client, mail_server):
    sent(mail_server)
    address = f"/e-mail/to/{the_link().key}/"
    with patch("django.db.models.query.QuerySet.update", side_effect=OperationalError("locked")):
        assert client.get(address).status_code == 302


@pytest.mark.usefixtures("counting")
def test_the_desk_shows_the_counts_and_says_what_they_are_worth(client, mail_server, editor):
    sent(mail_server)
    Link.objects.update(times=41)
    client.force_login(editor)
    page = client.get(f"/admin/mail/{the_mailing().pk}/").content.decode()
    assert 'data-label="Times:">41</td>' in page
    assert "these numbers are too high" in page


@pytest.mark.parametrize(("is_on", "said"), [(False, "is not recorded"), (True, "not by whom")])
def test_who_subscribes_is_told(client, settings, is_on, said):
    settings.EMAIL_COUNT_LINKS = is_on
    page = " ".join(client.get("/en/e-mail/").content.decode().split())
    assert said in page
    assert ("follow a link is not recorded" in page) is not is_on
