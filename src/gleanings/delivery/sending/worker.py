"""A worker sends what is due, a message at a time.

The order is what keeps the promise that every subscriber gets a mailing once. A row is taken,
its message is sent, and it is written down that it was, before the next is sent. So a worker that
dies leaves one message of which nobody knows whether it arrived; it is sent again under the same
Message-ID.
"""

import datetime as dt
import logging
import secrets
import threading
import time
from collections import Counter
from contextlib import nullcontext
from dataclasses import dataclass, field

from django.conf import settings
from django.db import DatabaseError, close_old_connections
from django.utils.translation import gettext_noop

from gleanings.delivery import mailings
from gleanings.delivery.mail.letter import Copy
from gleanings.delivery.matching import EVERYTHING, Choice, choices_of
from gleanings.delivery.models import Mailing, Standing, State, Subscriber
from gleanings.delivery.sending import queue
from gleanings.delivery.sending.channel import Channel, open_channel
from gleanings.delivery.sending.durable import (
    durably,
    write_to_disk_at_once,
    written_to_disk_together,
)
from gleanings.delivery.sending.editions import Editions
from gleanings.delivery.sending.link_mails import send_link_mails
from gleanings.delivery.sending.outcomes import Meaning, Refusal, refusal_of
from gleanings.delivery.sending.pace import Pace
from gleanings.delivery.sending.queue import Taken

logger = logging.getLogger(__name__)

LEASE = dt.timedelta(minutes=15)
SHARE_OF_THE_LEASE = 0.6
"""After so much of it nothing new is begun: what is in flight has to be over before it ends."""
IN_A_ROW = 5
"""So many messages refused one after the other are not the fault of their recipients."""
GONE_IN_A_ROW = 20
"""So many addresses that are gone, one after the other and no other between, are not: the mailing
waits for a person, and nobody loses a subscription."""
DROPS_IN_A_ROW = 3
SECONDS_AHEAD = 30
"""A worker takes no more than it sends in so long, lest it mails one who has left meanwhile."""
LONGEST_REST = 600.0
"""Seconds between two looks whether the mail server is there again."""

LOOKS_APART = 1.0
"""Seconds after which a worker sees that a mailing was paused, or is not online any more."""

NO_MAIL_TO = {
    Standing.LEFT: gettext_noop("has unsubscribed meanwhile"),
    Standing.BOUNCED: gettext_noop("mail to the address came back meanwhile"),
    None: gettext_noop("the person was erased meanwhile"),
}
NOTHING_CHOSEN = gettext_noop("nothing in it is of the topics and types chosen")


@dataclass
class Worker:
    stop: threading.Event = field(default_factory=threading.Event)
    lease: dt.timedelta = LEASE
    name: str = field(default_factory=lambda: secrets.token_hex(8))
    channel: Channel = field(default_factory=open_channel)
    pace: Pace = field(default_factory=lambda: Pace(settings.EMAIL_PER_MINUTE))
    counts: Counter[str] = field(default_factory=Counter)
    trouble: str = ""
    """Why the server takes nothing; empty while it does."""

    def __post_init__(self) -> None:
        self.editions = Editions()
        self.refused_in_a_row = self.drops_in_a_row = 0
        self.gone_in_a_row: dict[str, str] = {}
        self.has_paused = False
        self.batch = queue.BATCH
        self.looked_at = -LOOKS_APART
        self.under_way: set[int] = set()

    def run(self, seconds: float | None = None) -> Counter[str]:
        """Send until nothing is due, until stopped, or until the seconds are over.

        How many were sent, put off, refused and not sent. What the mail server does raises nothing.
        """
        ends = None if seconds is None else time.monotonic() + seconds
        self.trouble = ""
        write_to_disk_at_once()
        try:
            while not self.stop.is_set() and (ends is None or time.monotonic() < ends):
                if not self._serve() or self.trouble:
                    break
            if len(self.gone_in_a_row) < IN_A_ROW:
                self._believe()
        finally:
            self.gone_in_a_row.clear()  # lest what is tried again later speaks against others
            self.channel.close()
        return self.counts

    def run_for_ever(self, interval: float = 5.0) -> None:
        """Looks again and again; a server that is away is asked less and less often."""
        rest = interval
        while not self.stop.is_set():
            close_old_connections()
            try:
                self.run()
            except DatabaseError as error:
                self.trouble = f"the database: {error}"
            if self.trouble:
                logger.warning("Mail waits: %s", self.trouble)
            rest = min(LONGEST_REST, rest * 2) if self.trouble else interval
            self.stop.wait(rest)

    # --- a few at a time --------------------------------------------------------------------------
    def _serve(self) -> bool:
        """Whether anything was due."""
        self.trouble = send_link_mails(self.channel, self.counts)
        if self.trouble:
            return False
        for mailing in Mailing.objects.to_be_prepared():
            mailings.prepare(mailing)
        began, self.has_paused = time.monotonic(), False
        batch = queue.claim(self.name, lease=self.lease, number=self._number())
        if not batch:
            queue.finish_mailings()
            return False
        self.looked_at = -LOOKS_APART
        choices = choices_of([one.subscriber for one in batch if one.subscriber])
        left = {one.pk for one in batch}
        # without a pause between two messages the disk is not waited for after each
        together = nullcontext() if self.pace.usual else written_to_disk_together()
        try:
            with together:
                for one in batch:
                    if not self._may_begin(began) or not self._goes_on(one.mailing):
                        break
                    if not self._deliver(one, choices.get(one.subscriber or 0, EVERYTHING)):
                        break
                    left.remove(one.pk)
                    if self.trouble or self.has_paused:
                        break
        finally:
            queue.give_back(left, self.name)
        self.batch = min(queue.LARGEST_BATCH, self.batch * 2)
        queue.finish_mailings()
        return True

    def _goes_on(self, mailing: Mailing) -> bool:
        """Whether nobody has stopped it, as of a second ago."""
        now = time.monotonic()
        if now - self.looked_at >= LOOKS_APART:
            self.looked_at = now
            self.editions.look_again()
            self.under_way = set(Mailing.objects.under_way().values_list("pk", flat=True))
        return mailing.pk in self.under_way

    def _number(self) -> int:
        if not self.pace.interval:
            return self.batch
        return max(1, min(self.batch, int(SECONDS_AHEAD / self.pace.interval)))

    def _may_begin(self, began: float) -> bool:
        if seconds := self.pace.seconds_to_wait():
            self.stop.wait(seconds)
        longest = min(SECONDS_AHEAD, self.lease.total_seconds() * SHARE_OF_THE_LEASE)
        return not self.stop.is_set() and time.monotonic() - began < longest

    # --- one --------------------------------------------------------------------------------------
    def _deliver(self, one: Taken, choice: Choice) -> bool:
        """Whether it is done with, for now; False leaves it as if it had not been taken."""
        if one.standing != Standing.ACTIVE:
            return self._close(one, State.SUPPRESSED, NO_MAIL_TO[one.standing])
        printed = self.editions.printed_for(one.mailing, one.language, choice)
        if printed is None:
            if not self.editions.is_online(one.mailing):
                one.mailing.pause(mailings.NOT_ONLINE)
                return False
            return self._close(one, State.SUPPRESSED, NOTHING_CHOSEN)
        edition = printed.edition.pk
        self.pace.begin()
        try:
            self.channel.send(Copy(printed.letter, one.address, one.message_id, one.key))
        except ValueError as error:  # an address that cannot be written to
            return self._close(one, State.FAILED, str(error), edition)
        except Exception as error:
            return self._take(refusal_of(error), one, edition)
        self.pace.taken()
        self.refused_in_a_row = self.drops_in_a_row = 0
        self._believe()
        return self._close(one, State.SENT, "", edition)

    def _take(self, refusal: Refusal, one: Taken, edition: int) -> bool:
        """What the server's refusal means for the delivery and for all that wait."""
        match refusal.meaning:
            case Meaning.WAIT:
                self.pace.slow_down()
                self.trouble = refusal.answer
                return False
            case Meaning.GONE:
                self.gone_in_a_row[one.key] = refusal.answer
                if len(self.gone_in_a_row) >= GONE_IN_A_ROW:
                    self.gone_in_a_row.clear()
                    self._pause(one.mailing, refusal.answer)
                return self._close(one, State.FAILED, refusal.answer, edition)
            case Meaning.FULL:
                return self._close(one, State.FAILED, refusal.answer, edition)
            case Meaning.REFUSED:
                self.refused_in_a_row += 1
                if self.refused_in_a_row >= IN_A_ROW:
                    self._pause(one.mailing, refusal.answer)
                return self._close(one, State.FAILED, refusal.answer, edition)
            case Meaning.DROPPED | Meaning.BUSY:
                self.drops_in_a_row += 1
                if self.drops_in_a_row >= DROPS_IN_A_ROW:
                    self.trouble, self.drops_in_a_row = refusal.answer, 0
        self.pace.put_off()
        self.counts["put off"] += 1
        durably(lambda: queue.put_off(one, self.name, refusal.answer))
        return True

    def _pause(self, mailing: Mailing, why: str) -> None:
        mailing.pause(why)
        self.refused_in_a_row, self.has_paused = 0, True

    def _believe(self) -> None:
        """The server takes others: whose address it called gone gets no more mail."""
        for subscriber in Subscriber.objects.filter(key__in=self.gone_in_a_row):
            subscriber.stand(Standing.BOUNCED, self.gone_in_a_row[subscriber.key])
        self.gone_in_a_row.clear()

    def _close(
        self, one: Taken, state: State, answer: str = "", edition: int | None = None
    ) -> bool:
        self.counts[state.value] += 1
        durably(lambda: queue.close(one, self.name, state, answer, edition))
        return True
