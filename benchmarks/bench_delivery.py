"""Sending an issue to 50,000 subscribers through a sink on this machine, and the limit of it.

The limit is a bare loop over smtplib with messages of the same size on one connection, which writes
nothing down; it runs before and after, for the machine is not always as fast. Another number of
subscribers with GLEANINGS_BENCH_SUBSCRIBERS.
"""

import os
import resource
import smtplib
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks import mail_sink, mail_site
from benchmarks.timing import print_table

SUBSCRIBERS = int(os.environ.get("GLEANINGS_BENCH_SUBSCRIBERS", "50000"))
BARE = 10_000
"""Messages of the bare loop: enough for a rate."""
A_MESSAGE_ID = "m@example.org"


def main() -> None:
    with (
        tempfile.TemporaryDirectory(prefix="gleanings-mail-") as folder,
        mail_site.a_sink(Path(folder)) as (port, file),
    ):
        mail_site.set_up(Path(folder), port)
        mail_site.publish_an_issue(SUBSCRIBERS)
        rows = [_written_down(), _bare(port), _sent(file), _bare(port)]
    print_table(
        f"An issue to {SUBSCRIBERS:,} subscribers, one worker, SQLite",
        ["", "messages a second", "seconds", "memory of the process so far"],
        rows,
    )


def _written_down() -> list[str]:
    from gleanings.delivery.mailings import prepare
    from gleanings.delivery.models import Mailing

    return _row("deliveries written down", SUBSCRIBERS, lambda: prepare(Mailing.objects.get()))


def _sent(file: Path) -> list[str]:
    from gleanings.delivery.sending.worker import Worker

    row = _row("sent by a worker", SUBSCRIBERS, lambda: Worker().run())
    of_the_mailing = {one for one in mail_sink.read(file) if one[1] != A_MESSAGE_ID}
    assert len(of_the_mailing) == SUBSCRIBERS
    return row


def _bare(port: int) -> list[str]:
    content = _a_message()

    def loop() -> None:
        with smtplib.SMTP("127.0.0.1", port) as server:
            for number in range(BARE):
                server.sendmail("x@example.org", [f"reader{number}@example.org"], content)

    return _row("a bare loop of smtplib", BARE, loop)


def _a_message() -> bytes:
    from gleanings.delivery.mail.letter import Copy
    from gleanings.delivery.models import Mailing, Subscriber
    from gleanings.delivery.sending.editions import Editions

    printed = Editions().printed_for(Mailing.objects.get(), "en")
    assert printed is not None
    key = Subscriber.objects.values_list("key", flat=True)[0]
    return Copy(printed.letter, "reader@example.org", A_MESSAGE_ID, key).as_bytes()


def _row(name: str, number: int, work: Callable[[], object]) -> list[str]:
    started = time.perf_counter()
    work()
    spent = time.perf_counter() - started
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return [name, f"{number / spent:,.0f}", f"{spent:.1f}", f"{memory:.0f} MB"]


if __name__ == "__main__":
    main()
