"""An issue goes out by a provider's API instead of a mail server."""

from __future__ import annotations

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.utils import timezone
from django.utils.module_loading import import_string

from delivery.api_server import an_api_server
from delivery.subscribers import draft, make_subscriber, publish
from gleanings.delivery.models import Delivery, Standing, State, Subscriber
from gleanings.delivery.providers import PROVIDERS
from gleanings.delivery.sending.worker import Worker
from gleanings.site.mail_settings import mail_backend, provider_settings

pytestmark = pytest.mark.django_db

TAKEN = {"ErrorCode": 0, "Message": "OK", "MessageID": "theirs"}
INACTIVE = {
    "ErrorCode": 406,
    "Message": "You tried to send to recipients that have been marked as inactive. Found inactive "
    "addresses: anna@example.org. Inactive recipients are ones that have generated a hard bounce.",
}
READERS = ["anna@example.org", "ben@example.org", "cleo@example.org"]


@pytest.fixture
def api(settings):
    with an_api_server(TAKEN) as server:
        settings.EMAIL_HOST, settings.EMAIL_API_KEY = "", "token"
        settings.EMAIL_PROVIDER = "POSTMARK"
        settings.EMAIL_BACKEND = mail_backend("POSTMARK", "", "token")
        settings.ANYMAIL = {
            **settings.ANYMAIL,
            **provider_settings("POSTMARK", "token", server.address),
        }
        settings.EMAIL_PER_MINUTE = 0
        settings.DEFAULT_FROM_EMAIL = "digest@example.net"
        yield server


@pytest.fixture
def readers(api) -> list[Subscriber]:
    people = [make_subscriber(address) for address in READERS]
    publish(draft("Listening helps"))
    return people


def states() -> list[str]:
    return list(Delivery.objects.order_by("pk").values_list("state", flat=True))


def test_each_gets_it_once_with_a_link_of_their_own_and_nobody_is_watched(api, readers):
    Worker().run()
    Worker().run()
    assert sorted(one["To"] for one in api.asked) == READERS
    assert states() == [State.SENT] * 3
    for one in api.asked:
        headers = {header["Name"]: header["Value"] for header in one["Headers"]}
        subscriber = Subscriber.objects.get(address=one["To"])
        assert subscriber.key in one["TextBody"]
        assert subscriber.key in one["HtmlBody"]
        assert subscriber.key in headers["List-Unsubscribe"]
        assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        assert one["Metadata"] == {"message_id": subscriber.deliveries.get().message_id}
        assert (one["TrackOpens"], one["TrackLinks"]) == (False, "None")


ANSWERS = [
    # status, what the API says, what becomes of the first message, whether the others go out now
    (401, {"ErrorCode": 10, "Message": "No or incorrect API token"}, State.QUEUED, False),
    (429, {"ErrorCode": 429, "Message": "Rate limit exceeded"}, State.QUEUED, False),
    (503, {"Message": "Maintenance"}, State.QUEUED, False),
    (500, {"Message": "Internal error"}, State.QUEUED, True),
    (422, {"ErrorCode": 300, "Message": "Invalid email request"}, State.FAILED, True),
    (422, INACTIVE, State.FAILED, True),
]


@pytest.mark.parametrize(("status", "answer", "then", "others_go"), ANSWERS)
def test_what_the_api_answers(api, readers, status, answer, then, others_go):
    api.answers = [(status, answer)]
    worker = Worker()
    worker.run()
    assert states() == [then, *[State.SENT if others_go else State.QUEUED] * 2]
    assert bool(worker.trouble) is not others_go
    assert answer["Message"][:20] in (worker.trouble or Delivery.objects.earliest("pk").answer)


def test_whom_the_provider_mails_no_more_gets_no_more(api, readers):
    api.answers = [(422, INACTIVE)]
    Worker().run()
    assert Subscriber.objects.get(pk=readers[0].pk).standing == Standing.BOUNCED


def test_a_provider_that_is_not_there_loses_nothing(api, readers, settings):
    settings.ANYMAIL = {**settings.ANYMAIL, "POSTMARK_API_URL": "http://127.0.0.1:9/"}
    worker = Worker()
    worker.run()
    assert worker.trouble
    assert states() == [State.QUEUED] * 3
    settings.ANYMAIL = {**settings.ANYMAIL, "POSTMARK_API_URL": api.address}
    Delivery.objects.update(next_try=timezone.now())
    Worker().run()
    assert states() == [State.SENT] * 3


@pytest.mark.parametrize("name", PROVIDERS)
def test_each_provider_has_a_way_to_send_and_a_webhook(name):
    key = ":".join("x" for _part in PROVIDERS[name].signs_in)
    import_string(mail_backend(name, "", key))(
        **{
            setting.partition("_")[2].lower(): value
            for setting, value in provider_settings(name, key, "").items()
        }
    )
    assert import_string(PROVIDERS[name].webhook).esp_name == PROVIDERS[name].name


@pytest.mark.parametrize(
    ("provider", "host", "key", "said"),
    [
        ("POSTMARK", "mail.example.org", "token", "both set"),
        ("NONE", "", "token", "GLEANINGS_EMAIL_PROVIDER"),
    ],
)
def test_two_ways_or_half_of_one_are_refused(provider, host, key, said):
    with pytest.raises(ImproperlyConfigured, match=said):
        mail_backend(provider, host, key)


@pytest.mark.parametrize("key", ["one", "one:", ":two"])
def test_a_key_with_a_part_missing_is_refused_and_not_repeated(key):
    with pytest.raises(ImproperlyConfigured, match="API_KEY:SECRET_KEY of Mailjet") as refused:
        provider_settings("MAILJET", key, "")
    assert "one" not in str(refused.value)
    assert provider_settings("MAILJET", "one:two", "") == {
        "MAILJET_API_KEY": "one",
        "MAILJET_SECRET_KEY": "two",
    }
