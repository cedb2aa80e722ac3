"""Every subscriber gets a mailing once, whatever the mail server does."""

from __future__ import annotations

import datetime as dt
import socket
import threading
import uuid
from dataclasses import replace

import pytest
from aiosmtpd.smtp import SMTP
from django.utils import timezone

from delivery.mail_server import DroppingAtChunks, OneCommandAtOnce, a_mail_server
from delivery.subscribers import draft, make_subscriber, publish, the_mailing
from gleanings.delivery.models import (
    Delivery,
    Kind,
    Mailing,
    Standing,
    State,
    Subscriber,
    new_message_id,
)
from gleanings.delivery.sending import queue
from gleanings.delivery.sending import worker as worker_module
from gleanings.delivery.sending.outcomes import says_gone
from gleanings.delivery.sending.pace import Pace
from gleanings.delivery.sending.retry import ATTEMPTS, pause_after
from gleanings.delivery.sending.worker import IN_A_ROW, Worker
from gleanings.digest.models import Issue

pytestmark = pytest.mark.django_db
either_way = pytest.mark.parametrize(
    "mail_server",
    [{}, {"extensions": ("PIPELINING",)}, {"extensions": ()}],
    indirect=True,
    ids=["with the message", "several commands at once", "one by one"],
)


@pytest.fixture
def readers():
    publish(draft("Listening helps"))
    return [make_subscriber(f"reader{number}@example.org") for number in range(8)]


def everybody(readers):
    return [reader.address for reader in readers]


def states() -> dict[str, int]:
    return {state: n for state, n in the_mailing().counts().items() if n}


def let_time_pass():
    """What was put off is due now."""
    Delivery.objects.exclude(next_try=None).update(next_try=timezone.now())


@either_way
def test_everybody_gets_it_once_by_one_connection(mail_server, readers):
    Worker().run()
    Worker().run()
    assert sorted(mail_server.recipients()) == everybody(readers)
    assert mail_server.connections == 1
    assert states() == {"sent": 8}
    assert the_mailing().finished_at


@either_way
def test_a_sender_that_is_refused_lets_all_wait(mail_server, readers):
    mail_server.answer_to_sender = "550 5.7.1 not you"
    worker = Worker()
    worker.run()
    assert "not you" in worker.trouble
    assert mail_server.received == []
    assert states() == {"queued": 8}


def test_a_new_connection_after_a_hundred(mail_server, readers, monkeypatch):
    monkeypatch.setattr("gleanings.delivery.sending.channel.MESSAGES_A_CONNECTION", 3)
    Worker().run()
    assert mail_server.connections == 3
    assert sorted(mail_server.recipients()) == everybody(readers)


@either_way
def test_what_is_put_off_comes_later_and_no_other_waits_for_it(mail_server, readers):
    mail_server.answers = lambda address, times: (
        "450 4.2.1 try later" if "reader3" in address and times < 3 else None
    )
    worker = Worker(pace=Pace(0, clock=lambda: 0))
    worker.stop.wait = lambda seconds=None: False
    worker.run()
    assert states() == {"queued": 1, "sent": 7}
    assert not the_mailing().finished_at
    waiting = Delivery.objects.get(state=State.QUEUED)
    assert waiting.next_try > timezone.now() + dt.timedelta(seconds=80)
    assert "4.2.1" in waiting.answer
    for _ in range(2):
        let_time_pass()
        worker.run()
    assert states() == {"sent": 8}
    assert the_mailing().finished_at
    assert mail_server.tried["reader3@example.org"] == 3
    assert sorted(mail_server.recipients()) == everybody(readers)


@either_way
def test_a_dead_address_is_suppressed_at_once_and_counted_once(mail_server, readers):
    mail_server.answers = lambda address, times: (
        "550 5.1.1 no such user" if "reader3" in address else None
    )
    Worker().run()
    gone = Subscriber.objects.get(address="reader3@example.org")
    assert (gone.standing, gone.why) == (Standing.BOUNCED, "550 5.1.1 no such user")
    assert states() == {"failed": 1, "sent": 7}
    since = gone.standing_since
    assert not gone.stand(Standing.BOUNCED, "again")
    gone.refresh_from_db()
    assert gone.standing_since == since
    let_time_pass()
    Worker().run()
    assert mail_server.tried["reader3@example.org"] == 1


@either_way
def test_what_is_refused_for_our_sake_costs_nobody_his_subscription(mail_server, readers):
    """A server that thinks us spam refuses everybody: the mailing stops, for a person to look."""
    mail_server.answers = lambda address, times: "550 5.7.26 not authenticated"
    Worker().run()
    assert Subscriber.objects.active().count() == 8
    assert states() == {"failed": IN_A_ROW, "queued": 8 - IN_A_ROW}
    mailing = the_mailing()
    assert mailing.paused_at
    assert "5.7.26" in mailing.pause_reason
    mail_server.answers = lambda address, times: None
    assert queue.try_again(mailing) == IN_A_ROW
    mailing.resume()
    Worker().run()
    assert states() == {"sent": 8}


GONE = [
    "550 5.1.1 no such user",
    "550 no such user",
    "550 5.4.1 Recipient address rejected: Access denied",
    "5.1.10 null MX",
    "553 5.2.1 disabled",
    "550 5.0.0 unknown user",
    "550 5.5.0 Requested action not taken: mailbox unavailable",
    "550 5.4.310 DNS domain x.example does not exist",
    "550 5.1.1 <a@b.example>: Recipient address rejected: User unknown in relay recipient table",
    "550 Invalid recipient <x@abusefree.org>",
    "550 Unrouteable address",
    "550 No such mailbox",
    "550 Requested action not taken: mailbox unavailable",
    "550 sorry, no mailbox here by that name",
    "550 <x@y.example>: Recipient address rejected: User unknown in virtual mailbox table",
    "550 mailbox not found",
    "551 user not local",
    "550 The email account that you tried to reach does not exist",
    "550 5.1.1 The email account that you tried to reach does not exist.",
    "554 delivery error: dd This user doesn't have a yahoo.com account (x@yahoo.com)",
    "550 Address unknown",
    "550 unknown recipient",
    "550 user not found",
    "550 Account disabled",
    "550 5.2.1 The email account that you tried to reach is inactive",
    "550 Recipient not found",
    "550 Mailbox does not exist",
]
NOT_GONE = [
    "552 5.2.2 full",
    "550 5.7.26 not authenticated",
    "554 blocked, see rbl.example",
    "550 5.1.8 sender rejected",
    "450 4.1.1 try later",
    "550 5.0.0 looks like spam",
    "?",
    "550 relay not permitted",
    "550 Sender verify failed",
    "550 SPF check failed",
    "550 Message rejected due to DMARC",
    "550 rate limit exceeded",
    "550 Domain x.org has exceeded the max emails per hour (100/100) allowed",
    "503 AUTH command not accepted",
    "550 HELO required",
    "554 No SMTP service here",
    "554 Your IP has a poor score",
    "550 5.2.1 over rate",
    "550 SC-001 (COL004) Unfortunately, messages from 1.2.3.4 weren't sent",
    "552 mailbox full",
    "550 Administrative prohibition",
    "550 5.2.1 The user you are trying to contact is receiving mail at a rate that",
    "554 5.7.1 <x@y>: Relay access denied",
    "550 Sender address unknown",
    "550 unknown sender domain",
    "550 message too large",
    "554 Transaction failed",
    "550 5.4.5 Daily user sending limit exceeded",
    "550 Policy rejection: mailbox unavailable",
]


def test_refusals_mean_what_they_say():
    assert [words for words in GONE if not says_gone(words)] == []
    assert [words for words in NOT_GONE if says_gone(words)] == []


@either_way
def test_a_server_that_calls_all_of_them_gone_is_not_believed(mail_server, readers, monkeypatch):
    monkeypatch.setattr(worker_module, "GONE_IN_A_ROW", 6)
    mail_server.answers = lambda address, times: "550 5.1.1 no such user"
    Worker().run()
    assert Subscriber.objects.active().count() == 8
    assert states() == {"failed": 6, "queued": 2}
    mailing = the_mailing()
    assert "no such user" in mailing.pause_reason
    mail_server.answers = lambda address, times: None
    assert queue.try_again(mailing) == 6
    mailing.resume()
    Worker().run()
    assert states() == {"sent": 8}


@pytest.mark.parametrize(("dead", "believed"), [(4, True), (5, False), (7, True)])
def test_dead_addresses_are_believed_where_others_are_served(mail_server, readers, dead, believed):
    """Few of them, or those that another follows, whom the server takes."""
    order = sorted(everybody(readers))
    gone = order[:dead] if dead == 7 else order[-dead:]
    mail_server.answers = lambda address, times: "550 5.1.1 gone" if address in gone else None
    Worker().run()
    bounced = Subscriber.objects.filter(standing=Standing.BOUNCED).count()
    assert bounced == (dead if believed else 0)
    assert states() == {"failed": dead, "sent": 8 - dead}


def test_what_was_not_believed_is_forgotten_when_it_is_tried_again(mail_server, readers):
    mail_server.answers = lambda address, times: "550 5.1.1 no such user"
    worker = Worker()
    worker.run()
    assert states() == {"failed": 8}
    mail_server.answers = lambda address, times: None
    assert queue.try_again(the_mailing()) == 8
    worker.run()
    assert states() == {"sent": 8}
    assert Subscriber.objects.active().count() == 8


def test_full_mailboxes_pause_nothing(mail_server, readers):
    mail_server.answers = lambda address, times: "552 5.2.2 full"
    Worker().run()
    assert states() == {"failed": 8}
    assert Subscriber.objects.active().count() == 8
    assert the_mailing().paused_at is None


@either_way
def test_content_that_is_refused_is_not_the_readers_fault(mail_server, readers):
    mail_server.answers_to_data = lambda address, times: (
        "554 5.6.0 no" if "reader3" in address else None
    )
    Worker().run()
    assert Subscriber.objects.active().count() == 8
    assert states() == {"failed": 1, "sent": 7}


@either_way
def test_dropped_after_data_comes_again_under_the_same_message_id(mail_server, readers):
    mail_server.answers_to_data = lambda address, times: (
        "drop" if "reader3" in address and times == 1 else None
    )
    worker = Worker(pace=Pace(0, clock=lambda: 0))
    worker.stop.wait = lambda seconds=None: False
    worker.run()
    assert states() == {"queued": 1, "sent": 7}
    let_time_pass()
    worker.run()
    assert states() == {"sent": 8}
    twice = [m for m in mail_server.messages() if m["To"] == "reader3@example.org"]
    assert len(twice) == 2
    assert len({message["Message-ID"] for message in twice}) == 1


@either_way
def test_a_server_that_hangs_is_not_waited_for(settings, mail_server, readers):
    settings.EMAIL_TIMEOUT = 1
    mail_server.answers = lambda address, times: (
        "hang" if "reader3" in address and times == 1 else None
    )
    worker = Worker(pace=Pace(0, clock=lambda: 0))
    worker.stop.wait = lambda seconds=None: False
    worker.run()
    assert states() == {"queued": 1, "sent": 7}


@either_way
def test_a_server_that_drops_everybody_is_left_alone(mail_server, readers):
    mail_server.answers = lambda address, times: "drop"
    worker = Worker(pace=Pace(0, clock=lambda: 0))
    worker.stop.wait = lambda seconds=None: False
    worker.run()
    assert worker.trouble
    assert sum(mail_server.tried.values()) == 3
    assert states() == {"queued": 8}


def test_a_server_that_is_away_costs_no_attempt(settings, mail_server, readers):
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        settings.EMAIL_PORT = nobody.getsockname()[1]
        worker = Worker()
        worker.run()
    assert "refused" in worker.trouble
    assert states() == {"queued": 8}
    assert set(Delivery.objects.values_list("attempts", flat=True)) == {0}
    settings.EMAIL_PORT = mail_server.port
    Worker().run()
    assert states() == {"sent": 8}


@pytest.mark.parametrize("when", ["before", "meanwhile"])
def test_who_leaves_gets_no_more(mail_server, readers, when):
    Worker(stop=stopped()).run()
    if when == "meanwhile":
        from gleanings.delivery.mailings import prepare

        prepare(the_mailing())
    readers[3].stand(Standing.LEFT)
    Worker().run()
    assert "reader3@example.org" not in mail_server.recipients()
    assert len(mail_server.recipients()) == 7
    assert states() == ({"sent": 7} if when == "before" else {"sent": 7, "suppressed": 1})


@pytest.mark.parametrize(
    ("standing", "why"),
    [
        (Standing.LEFT, "has unsubscribed meanwhile"),
        (Standing.BOUNCED, "mail to the address came back meanwhile"),
        (None, "the person was erased meanwhile"),
    ],
)
def test_it_is_said_why_somebody_got_none(mail_server, readers, standing, why):
    from gleanings.delivery.mailings import prepare

    prepare(the_mailing())
    if standing:
        readers[3].stand(standing)
    else:
        readers[3].delete()
    Worker().run()
    assert Delivery.objects.get(state=State.SUPPRESSED).answer == why


def test_those_whose_address_is_dead_are_not_tried_again(mail_server, readers):
    refusals = {"reader3@example.org": "550 5.1.1 gone", "reader4@example.org": "552 5.2.2 full"}
    mail_server.answers = lambda address, times: refusals.get(address)
    Worker().run()
    assert queue.try_again(the_mailing()) == 1
    assert states() == {"sent": 6, "failed": 1, "queued": 1}
    assert Delivery.objects.get(state=State.FAILED).answer == "550 5.1.1 gone"


@pytest.mark.parametrize(
    ("apart", "got"), [(0.0, 3), (3600.0, 8)], ids=["looks again", "does not look yet"]
)
@pytest.mark.parametrize("stops", ["paused", "offline"])
def test_what_is_stopped_amid_a_batch_goes_to_nobody_more(
    mail_server, readers, monkeypatch, apart, got, stops
):
    monkeypatch.setattr(worker_module, "LOOKS_APART", apart)
    worker = Worker()
    send = worker.channel.send

    def send_three(copy):
        send(copy)
        if len(mail_server.received) == 3:
            if stops == "paused":
                the_mailing().pause("by hand")
            else:
                Issue.objects.get(alias_of=None).unpublish()

    monkeypatch.setattr(worker.channel, "send", send_three)
    worker.run()
    assert len(mail_server.received) == got
    assert states() == {"sent": got} | ({"queued": 8 - got} if got < 8 else {})


def test_a_mailing_that_is_done_is_finished_while_another_goes_on(mail_server, readers):
    from gleanings.delivery.mailings import prepare

    prepare(the_mailing())
    other = Mailing.objects.create(
        kind=Kind.SUMMARY, about=uuid.uuid4(), title="Another", prepared_at=timezone.now()
    )
    later = timezone.now() + dt.timedelta(hours=1)
    other.deliveries.create(subscriber=readers[0], message_id="later@x", next_try=later)
    worker = Worker()
    assert worker._serve()
    worker.channel.close()
    assert Mailing.objects.get(kind=Kind.ISSUE).finished_at
    other.refresh_from_db()
    assert other.finished_at is None


def test_when_another_takes_over_is_known_once_nothing_has_moved_for_a_minute(readers):
    from gleanings.delivery.mailings import prepare

    prepare(the_mailing())
    Delivery.objects.update(changed_at=timezone.now() - queue.STILL)
    assert queue.taken_over_at(the_mailing()) is None
    queue.claim("dead", lease=dt.timedelta(minutes=15), number=5)
    ends = Delivery.objects.filter(state=State.SENDING).first().next_try
    assert queue.taken_over_at(the_mailing()) == ends
    Delivery.objects.update(changed_at=timezone.now())
    assert queue.taken_over_at(the_mailing()) is None


@pytest.mark.parametrize("kind", [Kind.RETRACTION, Kind.MISTAKE])
def test_what_was_learned_of_a_retraction_goes_before_the_rest_of_an_issue(readers, kind):
    from gleanings.delivery.mailings import prepare

    prepare(the_mailing())
    urgent = Mailing.objects.create(kind=kind, about=uuid.uuid4(), title="Listening helps")
    for reader in readers[:2]:
        Delivery.objects.create(
            mailing=urgent, subscriber=reader, message_id=new_message_id("example.net")
        )
    kinds = [[one.mailing.kind for one in claim_of(3)] for _turn in range(2)]
    assert kinds == [[kind, kind], [Kind.ISSUE] * 3]


def test_a_paused_retraction_holds_nothing_up(readers):
    from gleanings.delivery.mailings import prepare

    prepare(the_mailing())
    urgent = Mailing.objects.create(kind=Kind.RETRACTION, about=uuid.uuid4(), title="Listening")
    Delivery.objects.create(
        mailing=urgent, subscriber=readers[0], message_id=new_message_id("example.net")
    )
    urgent.pause("by hand")
    assert {one.mailing.kind for one in claim_of(20)} == {Kind.ISSUE}


def claim_of(number: int) -> list[queue.Taken]:
    return queue.claim("w", lease=dt.timedelta(minutes=15), number=number)


def stopped() -> threading.Event:
    event = threading.Event()
    event.set()
    return event


def test_pause_and_resume(mail_server, readers):
    worker = Worker()
    worker._number = lambda: 2
    worker._serve()
    the_mailing().pause("by hand")
    worker.run()
    assert states() == {"queued": 6, "sent": 2}
    assert not the_mailing().finished_at
    the_mailing().resume()
    Worker().run()
    assert sorted(mail_server.recipients()) == everybody(readers)
    assert the_mailing().finished_at


def test_what_goes_offline_is_sent_to_nobody_more(mail_server, readers):
    from gleanings.delivery.mailings import prepare
    from gleanings.digest.models import Issue

    prepare(the_mailing())
    Issue.objects.get(alias_of=None).unpublish()
    Worker().run()
    assert mail_server.recipients() == []
    assert the_mailing().paused_at
    assert states() == {"queued": 8}


def test_a_worker_that_died_leaves_its_rows_to_another_when_its_lease_is_over(mail_server, readers):
    from gleanings.delivery.mailings import prepare

    prepare(the_mailing())
    dead = queue.claim("dead", lease=dt.timedelta(minutes=15), number=5)
    Worker().run()
    assert len(mail_server.recipients()) == 3
    assert not the_mailing().finished_at
    let_time_pass()
    Worker().run()
    assert sorted(mail_server.recipients()) == everybody(readers)
    # and one that was only away changes nothing when it comes back
    assert not queue.close(dead[0], "dead", State.FAILED)
    assert states() == {"sent": 8}


def test_a_worker_begins_nothing_that_might_outlast_its_lease(mail_server, readers):
    worker = Worker(lease=dt.timedelta(0))
    worker.lease = dt.timedelta(microseconds=1)
    assert worker._may_begin(0.0) is False


def test_the_slower_the_more_the_server_says_later():
    now = [0.0]
    pace = Pace(300, clock=lambda: now[0])
    pace.begin()
    assert pace.seconds_to_wait() == pytest.approx(0.2)
    for _ in range(10):
        pace.put_off()
    assert pace.interval == 60
    for _ in range(200):
        pace.taken()
    assert pace.interval == pytest.approx(0.2)


def test_one_address_that_is_put_off_slows_nobody_down():
    """As a server does that lets strangers wait (greylisting)."""
    pace = Pace(300)
    for _ in range(50):
        pace.put_off()
        pace.put_off()
        pace.taken()
    assert pace.interval == pytest.approx(0.2)
    for _ in range(3):
        pace.put_off()
    assert pace.interval == 1


def test_without_a_limit_it_gets_as_fast_as_before():
    pace = Pace(0)
    pace.slow_down()
    assert pace.interval == 1
    for _ in range(200):
        pace.taken()
    assert pace.interval == 0


def test_pauses_grow_to_six_hours_and_last_for_three_days():
    pauses = [pause_after(number, 0.5) for number in range(1, ATTEMPTS)]
    assert pauses[0] == dt.timedelta(minutes=2)
    assert pauses[-1] == dt.timedelta(hours=6)
    assert dt.timedelta(days=1.5) < sum(pauses, dt.timedelta()) < dt.timedelta(days=4)
    assert pause_after(3, 0.0) < pause_after(3, 1.0)


def test_in_the_end_it_has_failed(mail_server, readers):
    from gleanings.delivery.mailings import prepare

    prepare(the_mailing())
    (delivery,) = queue.claim("w", lease=dt.timedelta(minutes=1), number=1)
    queue.put_off(replace(delivery, attempts=ATTEMPTS - 1), "w", "450 later")
    row = Delivery.objects.get(pk=delivery.pk)
    assert (row.state, row.next_try) == (State.FAILED, None)


def test_a_correction_reaches_those_who_are_not_served_yet(mail_server, readers):
    from gleanings.delivery.models import Edition
    from gleanings.digest.models import Summary

    def correct_it(address, times):
        pass

    worker = Worker(pace=Pace(0))
    worker._number = lambda: 4
    first = worker._serve
    first()
    summary = Summary.objects.get(alias_of=None)
    summary.title = "Listening helps a little"
    summary.save_revision().publish()
    worker.run()
    subjects = [message["Subject"] for message in mail_server.messages()]
    assert subjects == ["Listening helps"] * 4 + ["Listening helps a little"] * 4
    assert Edition.objects.count() == 2


def test_signing_in_with_a_wrong_password_stops_nothing_for_good(settings, readers):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_USE_TLS = False
    settings.EMAIL_TIMEOUT = 1
    with a_mail_server() as server:
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
        settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = "u", "wrong"
        worker = Worker()
        worker.run()
    assert worker.trouble
    assert states() == {"queued": 8}
    assert not the_mailing().paused_at


@pytest.mark.parametrize(
    ("mail_server", "seconds", "put_off"),
    [
        ({"kind": SMTP}, 10, 0),
        ({"kind": DroppingAtChunks}, 10, 1),
        ({"kind": OneCommandAtOnce, "extensions": ("PIPELINING",)}, 1, 1),
    ],
    indirect=["mail_server"],
    ids=["not understood", "dropped", "never answered"],
)
def test_a_server_that_cannot_do_what_it_offers_gets_its_mail_step_by_step(
    mail_server, readers, settings, seconds, put_off
):
    settings.EMAIL_TIMEOUT = seconds
    worker = Worker()
    worker.run()
    assert len(mail_server.recipients()) == len(readers) - put_off
    let_time_pass()
    worker.run()
    assert sorted(mail_server.recipients()) == everybody(readers)
    assert states() == {"sent": 8}


BUSY = "421 4.7.28 Too many messages from your network; closing"


def test_an_address_that_the_server_closes_at_keeps_nobody_else_waiting(mail_server):
    """It is tried again, later, and given up as others are that were put off."""
    busy = make_subscriber("busy@example.org")
    for number in range(5):
        make_subscriber(f"reader{number}@example.org")
    publish(draft("Listening helps"))
    mail_server.answers = lambda address, _times: BUSY if address.startswith("busy") else None
    for _round in range(2):
        Worker().run()
    assert sorted(mail_server.recipients()) == [f"reader{n}@example.org" for n in range(5)]
    delivery = busy.deliveries.get()
    assert (delivery.state, delivery.attempts) == (State.QUEUED, 1)
    assert BUSY[4:20] in delivery.answer


def test_who_was_refused_is_tried_again_after_those_who_were_not_tried(mail_server):
    """What paused after five refusals serves the rest before it asks the five again."""
    refused = [make_subscriber(f"a{number}@example.org") for number in range(IN_A_ROW)]
    others = [make_subscriber(f"b{number}@example.org") for number in range(4)]
    publish(draft("Listening helps"))
    mail_server.answers = lambda address, _times: "550 5.7.1 no" if address < "b" else None
    Worker().run()
    mailing = the_mailing()
    assert mailing.paused_at
    assert queue.try_again(mailing) == len(refused)
    mailing.resume()
    Worker().run()
    assert sorted(mail_server.recipients()) == [one.address for one in others]
    assert the_mailing().paused_at


def test_a_server_that_closes_at_everybody_is_let_alone(mail_server):
    for number in range(8):
        make_subscriber(f"reader{number}@example.org")
    publish(draft("Listening helps"))
    mail_server.answers = lambda address, _times: BUSY
    worker = Worker()
    worker.run()
    assert len(mail_server.tried) == 3
    assert "421" in worker.trouble
    mail_server.answers = lambda address, _times: None
    Delivery.objects.update(next_try=timezone.now())
    Worker().run()
    assert len(mail_server.recipients()) == 8
