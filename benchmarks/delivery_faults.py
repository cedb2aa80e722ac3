"""Workers are killed again and again while an issue is sent: everybody gets it, few twice.

``python -m benchmarks delivery_faults --kills 100 --subscribers 5000 --json``, on SQLite, or with
``--database postgres://…`` on a PostgreSQL whose database is empty. Two real processes of
``gleanings send_mail`` send to a real mail server on this machine; the one that has been at work
for longer is killed with SIGKILL at a moment drawn at random, and another takes its place, until so
many were killed. The server keeps each for some milliseconds between taking a message and saying
so, when a worker that dies leaves a message that comes twice.
"""

import argparse
import io
import json
import random
import sys
import tempfile
import time
from collections import Counter
from multiprocessing import get_context
from multiprocessing.process import BaseProcess
from pathlib import Path

from benchmarks import mail_sink, mail_site

WORKERS = 2
LEASE = 20
"""Seconds, here; far above what one message takes on a machine that is busy with other things."""
SECONDS_BEFORE_THE_ANSWER = 0.004
LONGEST = 3600


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks delivery_faults")
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--subscribers", type=int, default=5000)
    parser.add_argument("--database", default="", help="a PostgreSQL database that is empty")
    parser.add_argument("--folder", default="", help="the site's data, kept afterwards")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true")
    chosen = parser.parse_args(arguments or [])
    with tempfile.TemporaryDirectory(prefix="gleanings-faults-") as folder:
        place = Path(chosen.folder or folder)
        found = run(place, chosen.kills, chosen.subscribers, chosen.database, chosen.seed)
    if chosen.json:
        print(json.dumps(found))
    else:
        print(
            f"{found['served']} of {found['subscribers']} served, {found['doubles']} messages "
            f"twice, {found['kills']} workers killed"
        )
    # the promise: all served, and no more doubles than messages that were in flight
    promise = found["served"] == found["subscribers"] and found["doubles"] <= found["kills"]
    sys.exit(0 if promise else 1)


def run(
    folder: Path, kills: int, subscribers: int, database: str = "", seed: int = 1
) -> dict[str, int]:
    """``served`` subscribers got it, ``doubles`` messages came more often than once."""
    with mail_site.a_sink(folder, SECONDS_BEFORE_THE_ANSWER) as (port, file):
        mail_site.set_up(folder, port, database)
        mail_site.publish_an_issue(subscribers)
        killed = _send(kills, subscribers, file, random.Random(seed))
        return {**_account(file, subscribers), "kills": killed}


def _send(kills: int, subscribers: int, file: Path, draw: random.Random) -> int:
    """Until the mailing is finished; how many workers were killed."""
    killed, ends = 0, time.monotonic() + LONGEST
    workers = [_start() for _ in range(WORKERS)]
    try:
        while not _is_finished() and time.monotonic() < ends:
            if killed == kills:
                time.sleep(0.2)
                continue
            # at moments spread over the whole mailing, each after the last one killed did begin
            goal = subscribers * (killed + draw.random()) / (kills + 1)
            _wait_until_taken(file, goal, ends)
            time.sleep(draw.random() / 50)
            oldest = workers.pop(0)
            oldest.kill()
            oldest.join()
            killed += 1
            workers.append(_start())
    finally:
        for worker in workers:
            worker.terminate()
        for worker in workers:
            worker.join()
    return killed


def _start() -> BaseProcess:
    """A process that is forked, lest a hundred of them load all the libraries anew."""
    from django.db import connections

    connections.close_all()  # none is shared with a child
    worker = get_context("fork").Process(target=_work)
    worker.start()
    return worker


def _work() -> None:
    from django.core.management import call_command

    call_command("send_mail", forever=True, lease=LEASE, stdout=io.StringIO())


def _wait_until_taken(file: Path, number: float, ends: float) -> None:
    while time.monotonic() < ends and not _is_finished():
        if file.exists() and file.read_bytes().count(b"\n") >= number:
            return
        time.sleep(0.01)


def _is_finished() -> bool:
    from gleanings.delivery.models import Mailing

    return not Mailing.objects.filter(finished_at=None).exists()


def _account(file: Path, subscribers: int) -> dict[str, int]:
    taken = mail_sink.read(file)
    times = Counter(recipient for recipient, _id in taken)
    ids = {(recipient, message_id) for recipient, message_id in taken}
    if len(ids) != len(times):
        raise AssertionError("a message that came twice bore another Message-ID")
    doubles = sum(number - 1 for number in times.values())
    return {"served": len(times), "subscribers": subscribers, "doubles": doubles}
