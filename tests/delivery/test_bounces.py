"""Mail that comes back after it was taken: counted once, and no more is sent to who is gone."""

from __future__ import annotations

import base64
import json

import pytest

from delivery.imap_server import a_mailbox
from delivery.pop3_server import a_pop3_mailbox
from delivery.subscribers import draft, make_subscriber, publish, this_month
from gleanings.delivery.bounces.account import take_in
from gleanings.delivery.bounces.mailbox import MailboxError, read_what_came_back
from gleanings.delivery.bounces.reports import Report, read_report
from gleanings.delivery.models import Delivery, Kind, Mailing, Standing, State, Subscriber
from gleanings.delivery.sending.worker import Worker

pytestmark = pytest.mark.django_db

GONE = "5.1.1 550 no such user"


@pytest.fixture
def reader():
    return make_subscriber()


@pytest.fixture
def sent(mail_server, reader):
    publish(draft("Listening helps"))
    Worker().run()
    return Delivery.objects.get()


def report(
    message_id="", to="digest@example.net", action="failed", status="5.1.1", said="550 no such user"
) -> bytes:
    return f"""From: MAILER-DAEMON@mx.example.org
To: {to}
Subject: Undelivered Mail Returned to Sender
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain; charset=us-ascii

I'm sorry to have to inform you that your message could not be delivered.

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.org
Arrival-Date: Mon, 30 Nov 2026 08:00:00 +0000

Final-Recipient: rfc822; reader@example.org
Action: {action}
Status: {status}
Remote-MTA: dns; mail.example.org
Diagnostic-Code: smtp; {said}

--b
Content-Type: text/rfc822-headers

From: digest@example.net
Message-ID: <{message_id}>

--b--
""".encode()


def standing() -> str:
    return Subscriber.objects.get().standing


@pytest.mark.parametrize("way", ["by its Message-ID", "by its return path"])
def test_who_is_gone_gets_no_more_and_it_counts_once(mail_server, sent, way):
    local = sent.message_id.partition("@")[0]
    found = read_report(
        report(sent.message_id)
        if way == "by its Message-ID"
        else report("other@example.org", to=f"<bounces+{local}@example.net>")
    )
    assert found.words == GONE
    assert take_in(found)
    sent.refresh_from_db()
    assert (sent.state, sent.answer, standing()) == (State.BOUNCED, GONE, Standing.BOUNCED)
    since = Subscriber.objects.get().standing_since
    assert not take_in(found)
    assert Subscriber.objects.get().standing_since == since
    assert Mailing.objects.get().counts()[State.BOUNCED] == 1


@pytest.mark.parametrize(
    "content",
    [
        report(action="delayed", status="4.4.1"),
        b"Subject: Out of office\n\nI am away until Monday.",
        b"Subject: x\nContent-Type: multipart/report; boundary=b\n\n--b\n\nbroken",
        b"\xff\x00",
        b"",
    ],
)
def test_other_mail_changes_nothing(content):
    assert read_report(content) is None


def test_the_whole_message_may_stand_in_the_report(sent):
    whole = report(sent.message_id).replace(b"text/rfc822-headers", b"message/rfc822")
    whole = whole.replace(
        b"<%s>\n" % sent.message_id.encode(), b"<%s>\n\nThe text.\n" % sent.message_id.encode()
    )
    assert take_in(read_report(whole))


def complaint(message_id: str, kind: str = "abuse") -> bytes:
    """As Yahoo and others send it to who asked for it (RFC 5965)."""
    return f"""From: <feedback@provider.example>
To: <bounces@example.net>
Subject: FW: Listening helps
MIME-Version: 1.0
Content-Type: multipart/report; report-type=feedback-report; boundary="b"

--b
Content-Type: text/plain; charset=us-ascii

This is an email abuse report.

--b
Content-Type: message/feedback-report

Feedback-Type: {kind}
User-Agent: SomeGenerator/1.0
Version: 1

--b
Content-Type: message/rfc822

From: digest@example.net
Message-ID: <{message_id}>
Subject: Listening helps

Text.
--b--
""".encode()


@pytest.mark.parametrize("kind", ["abuse", "fraud", "opt-out"])
def test_who_calls_it_spam_gets_no_more(sent, kind):
    found = read_report(complaint(sent.message_id, kind))
    assert take_in(found)
    sent.refresh_from_db()
    assert (sent.state, standing()) == (State.SENT, Standing.LEFT)
    assert not take_in(found)


@pytest.mark.parametrize("kind", ["not-spam", "auth-failure", ""])
def test_other_feedback_changes_nothing(sent, kind):
    found = read_report(complaint(sent.message_id, kind))
    assert found is None or not take_in(found)
    assert standing() == Standing.ACTIVE


def test_a_report_of_no_mail_of_ours_changes_nothing(sent):
    assert not take_in(read_report(report("made-up@example.net")))
    for broken in ("", "<<>", "no at sign", "x" * 5000):
        assert not take_in(read_report(report(broken)))
    assert standing() == Standing.ACTIVE


def test_a_full_mailbox_is_given_time_three_times(reader):
    for number in range(3):
        assert standing() == Standing.ACTIVE, number
        mailing = Mailing.objects.create(
            kind=Kind.ISSUE, about=f"{number:032x}", title=this_month()
        )
        one = Delivery.objects.create(
            mailing=mailing,
            subscriber=reader,
            state=State.SENT,
            next_try=None,
            message_id=f"{number}@x",
        )
        assert take_in(Report(one.message_id, "", "5.2.2 552 mailbox full"))
    assert standing() == Standing.BOUNCED


def test_what_arrived_in_between_begins_the_count_anew(reader):
    for number, comes_back in enumerate([True, True, False, True, True]):
        mailing = Mailing.objects.create(
            kind=Kind.ISSUE, about=f"{number:032x}", title=this_month()
        )
        one = Delivery.objects.create(
            mailing=mailing,
            subscriber=reader,
            state=State.SENT,
            next_try=None,
            message_id=f"{number}@x",
        )
        if comes_back:
            take_in(Report(one.message_id, "", "4.4.7 expired"))
    assert standing() == Standing.ACTIVE


def test_who_has_left_stays_so(sent, reader):
    reader.stand(Standing.LEFT)
    assert take_in(Report(sent.message_id, "", GONE))
    assert standing() == Standing.LEFT


def test_each_message_has_its_own_return_path_where_a_star_asks_for_it(
    settings, mail_server, reader
):
    settings.EMAIL_BOUNCES = "bounces+*@example.net"
    publish(draft("Listening helps"))
    Worker().run()
    local = Delivery.objects.get().message_id.partition("@")[0]
    assert mail_server.return_paths[-1] == f"bounces+{local}@example.net"
    assert mail_server.messages()[-1]["From"].addresses[0].addr_spec == "digest@example.net"


def test_the_mailbox_is_read_once_and_nothing_in_it_is_lost(settings, sent):
    with a_mailbox() as box:
        settings.EMAIL_BOUNCE_MAILBOX = box.address
        box.mails = [b"Subject: hello\n\nA letter.", report(sent.message_id)]
        assert read_what_came_back() == 1
        assert (box.read, standing()) == ({1, 2}, Standing.BOUNCED)
        assert read_what_came_back() == 0
        settings.EMAIL_BOUNCE_MAILBOX = box.address.replace("p%40ss", "wrong")
        with pytest.raises(MailboxError, match="wrong password"):
            read_what_came_back()
    with pytest.raises(MailboxError):
        read_what_came_back()
    settings.EMAIL_BOUNCE_MAILBOX = ""
    assert read_what_came_back() == 0


# --- a provider -----------------------------------------------------------------------------------


@pytest.fixture
def tell(client, settings):
    """What Postmark posts, and how it is answered."""
    settings.EMAIL_PROVIDER = "POSTMARK"
    settings.ANYMAIL = {"WEBHOOK_SECRET": "us:secret"}

    def post(user="us", **event):
        signed_in = f"Basic {base64.b64encode(f'{user}:secret'.encode()).decode()}"
        event = {"MessageID": "theirs", "Email": "Reader@example.org", **event}
        return client.post(
            "/e-mail/came-back/",
            json.dumps(event),
            content_type="application/json",
            headers={"Authorization": signed_in},
        )

    return post


BOUNCE = {"RecordType": "Bounce", "Type": "HardBounce", "ID": 1, "Details": "smtp;550 5.1.1 no",
          "BouncedAt": "2026-11-30T08:00:00Z"}  # fmt: skip
FULL = {**BOUNCE, "Type": "SoftBounce", "Details": "smtp;552 5.2.2 full"}
SPAM = {"RecordType": "SpamComplaint", "Type": "SpamComplaint", "ID": 2, "Details": "",
        "BouncedAt": "2026-11-30T08:00:00Z"}  # fmt: skip


@pytest.mark.parametrize(
    ("event", "then", "state"),
    [
        (BOUNCE, Standing.BOUNCED, State.BOUNCED),
        (FULL, Standing.ACTIVE, State.BOUNCED),
        (SPAM, Standing.LEFT, State.SENT),
    ],
)
def test_a_provider_reports_what_came_back(tell, sent, event, then, state):
    for _ in range(2):
        assert tell(**event).status_code == 200
        sent.refresh_from_db()
        assert (standing(), sent.state) == (then, state)


def test_nobody_else_reports_anything(tell, settings, sent):
    assert tell(user="them", **BOUNCE).status_code == 400
    settings.ANYMAIL = {"WEBHOOK_SECRET": ""}
    assert tell(**BOUNCE).status_code != 200
    settings.ANYMAIL, settings.EMAIL_PROVIDER = {"WEBHOOK_SECRET": "us:secret"}, "NONE"
    assert tell(**BOUNCE).status_code != 200
    assert (standing(), Delivery.objects.get().state) == (Standing.ACTIVE, State.SENT)


@pytest.mark.parametrize(
    "body", ["", "no JSON", "[]", '"a"', "7", "null", '{"RecordType": 7}', "{"]
)
def test_what_is_no_report_is_refused(client, settings, sent, body):
    settings.EMAIL_PROVIDER = "POSTMARK"
    settings.ANYMAIL = {"WEBHOOK_SECRET": "us:secret"}
    signed_in = f"Basic {base64.b64encode(b'us:secret').decode()}"
    answer = client.post(
        "/e-mail/came-back/",
        body,
        content_type="application/json",
        headers={"Authorization": signed_in},
    )
    assert answer.status_code in (200, 400)
    assert (standing(), Delivery.objects.get().state) == (Standing.ACTIVE, State.SENT)


def test_of_a_stranger_nothing_is_kept(tell, sent):
    assert tell(**{**BOUNCE, "Email": "stranger@example.org"}).status_code == 200
    assert standing() == Standing.ACTIVE


LONG_LETTER = b"From: a@example.org\nSubject: hello\n\n" + b"x" * 5000


def test_by_pop3_reports_are_deleted_once_taken_in_and_letters_stay(settings, sent):
    with a_pop3_mailbox() as box:
        settings.EMAIL_BOUNCE_MAILBOX = box.address
        box.mails = [report(sent.message_id), LONG_LETTER, report(action="delayed")]
        assert read_what_came_back() == 1
        assert standing() == Standing.BOUNCED
        assert box.mails == [LONG_LETTER]
        assert read_what_came_back() == 0


def test_by_pop3_a_report_that_could_not_be_taken_in_stays(settings, monkeypatch, sent):
    def fails(report):
        raise RuntimeError

    monkeypatch.setattr("gleanings.delivery.bounces.mailbox.take_in", fails)
    with a_pop3_mailbox() as box:
        settings.EMAIL_BOUNCE_MAILBOX = box.address
        box.mails = [report(sent.message_id)]
        with pytest.raises(RuntimeError):
            read_what_came_back()
        assert len(box.mails) == 1


@pytest.mark.parametrize(
    ("change", "said"), [(("p%40ss", "other"), "wrong password"), (("pop3:", "http:"), "pop3s://")]
)
def test_a_pop3_mailbox_that_cannot_be_read_says_why(settings, change, said):
    with a_pop3_mailbox() as box:
        settings.EMAIL_BOUNCE_MAILBOX = box.address.replace(*change)
        with pytest.raises(MailboxError, match=said):
            read_what_came_back()
