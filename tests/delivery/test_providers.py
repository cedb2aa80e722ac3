"""What each mail provider's webhook reports, in its own form."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import uuid
from typing import Any

import pytest

from delivery.subscribers import draft, make_subscriber, publish
from gleanings.delivery.models import Delivery, Mailing, Standing, State, Subscriber
from gleanings.delivery.sending.worker import Worker

pytestmark = pytest.mark.django_db

READER = "reader@example.org"
NOW = 1764489600


@pytest.fixture
def sent(mail_server) -> Delivery:
    make_subscriber()
    publish(draft("Listening helps"))
    Worker().run()
    return Delivery.objects.get()


@pytest.fixture
def tell(client, settings):
    def post(provider: str, event: Any) -> None:
        settings.EMAIL_PROVIDER = provider
        settings.ANYMAIL = {
            "WEBHOOK_SECRET": "us:secret",
            "MAILGUN_WEBHOOK_SIGNING_KEY": "secret",
        }
        signed_in = f"Basic {base64.b64encode(b'us:secret').decode()}"
        answer = client.post(
            "/e-mail/came-back/",
            json.dumps(event),
            content_type="application/json",
            headers={"Authorization": signed_in},
        )
        assert answer.status_code == 200

    return post


def brevo(event: str, reason: str = "") -> dict[str, Any]:
    return {"event": event, "email": READER, "reason": reason, "ts_event": NOW, "id": 1}


def mailgun(severity: str, reason: str, message: str) -> dict[str, Any]:
    signed = hmac.new(b"secret", f"{NOW}t".encode(), hashlib.sha256).hexdigest()
    event = {"event": "failed", "severity": severity, "reason": reason, "recipient": READER}
    status = {"code": 550, "message": message}
    return {
        "signature": {"timestamp": str(NOW), "token": "t", "signature": signed},
        "event-data": {**event, "timestamp": NOW, "delivery-status": status},
    }


def mailjet(error: str, *, hard: bool) -> dict[str, Any]:
    return {"event": "bounce", "email": READER, "time": NOW, "hard_bounce": hard, "error": error}


def mailtrap(event: str, reason: str) -> dict[str, Any]:
    told = {"event": event, "email": READER, "reason": reason, "timestamp": NOW, "event_id": "1"}
    return {"events": [{**told, "message_id": "theirs", "response": reason}]}


def postmark(record: str = "Bounce", **event: Any) -> dict[str, Any]:
    return {"RecordType": record, "ID": 1, "Email": READER, "MessageID": "theirs", **event}


def sparkpost(bounce_class: str, reason: str) -> list[dict[str, Any]]:
    event = {"type": "bounce", "bounce_class": bounce_class, "raw_reason": reason}
    return [{"msys": {"message_event": {**event, "raw_rcpt_to": READER, "timestamp": str(NOW)}}}]


def resend(kind: str, sub_type: str, message: str = "") -> dict[str, Any]:
    bounce = {"type": kind, "subType": sub_type, "message": message}
    data = {"email_id": "theirs", "to": [READER], "headers": [], "bounce": bounce}
    return {"type": "email.bounced", "created_at": "2026-11-30T08:00:00Z", "data": data}


GONE = [
    ("BREVO", brevo("hard_bounce")),
    ("BREVO", brevo("invalid_email")),
    ("MAILGUN", mailgun("permanent", "bounce", "No such mailbox")),
    ("MAILGUN", mailgun("permanent", "suppress-bounce", "Not delivering to previously bounced")),
    ("MAILJET", mailjet("user unknown", hard=True)),
    ("MAILJET", mailjet("invalid domain", hard=True)),
    ("MAILTRAP", mailtrap("bounce", "")),
    ("MAILTRAP", mailtrap("reject", "Recipient in suppression list")),
    ("POSTMARK", postmark(Type="HardBounce", Details="", BouncedAt="2026-11-30T08:00:00Z")),
    ("RESEND", resend("Permanent", "General")),
    ("RESEND", resend("Permanent", "Suppressed")),
    ("SPARKPOST", sparkpost("10", "550 unknown")),
    ("SPARKPOST", sparkpost("30", "")),
]
NOT_GONE = [
    ("BREVO", brevo("soft_bounce")),
    ("BREVO", brevo("hard_bounce", "550 5.7.1 blocked, see our policy")),
    ("MAILGUN", mailgun("temporary", "generic", "452 4.2.2 full")),
    ("MAILGUN", mailgun("permanent", "bounce", "550 relay not permitted")),
    ("MAILJET", mailjet("user unknown", hard=False)),
    ("MAILJET", mailjet("quota exceeded", hard=True)),
    ("MAILTRAP", mailtrap("soft bounce", "")),
    ("MAILTRAP", mailtrap("reject", "Unverified domain")),
    ("POSTMARK", postmark(Type="SoftBounce", Details="", BouncedAt="2026-11-30T08:00:00Z")),
    ("RESEND", resend("Transient", "General")),
    ("RESEND", resend("Permanent", "ContentRejected")),
    ("SPARKPOST", sparkpost("22", "552 mailbox full")),
    ("SPARKPOST", sparkpost("50", "554 blocked")),
]


@pytest.mark.parametrize(
    ("provider", "event", "then"),
    [
        *((*one, Standing.BOUNCED) for one in GONE),
        *((*one, Standing.ACTIVE) for one in NOT_GONE),
    ],
)
def test_who_is_gone_for_good_gets_no_more(tell, sent, provider, event, then):
    for _time in range(2):
        tell(provider, event)
        assert Subscriber.objects.get().standing == then


def test_a_suppression_that_is_told_later_counts_too(tell, sent):
    tell("POSTMARK", postmark(Type="SoftBounce", Details="", BouncedAt="2026-11-30T08:00:00Z"))
    sent.refresh_from_db()
    assert (Subscriber.objects.get().standing, sent.state) == (Standing.ACTIVE, State.BOUNCED)
    tell("POSTMARK", postmark(Type="HardBounce", Details="", BouncedAt="2026-11-30T09:00:00Z"))
    assert Subscriber.objects.get().standing == Standing.BOUNCED


def test_a_report_is_of_the_message_that_it_names(tell, sent):
    """Another mail went out since; the provider says again what was told it of this one."""
    later = Mailing.objects.get()
    later.pk, later.about = None, uuid.uuid4()
    later.save()
    other = Delivery.objects.get(pk=sent.pk)
    other.pk, other.mailing, other.message_id = None, later, "other@example.net"
    other.save()
    event = brevo("soft_bounce") | {"X-Mailin-custom": json.dumps({"message_id": sent.message_id})}
    tell("BREVO", event)
    sent.refresh_from_db()
    other.refresh_from_db()
    assert (sent.state, other.state) == (State.BOUNCED, State.SENT)
