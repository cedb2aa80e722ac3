"""Two editors at the same moment, each with a connection of his own: one decides, one is told."""

from __future__ import annotations

import threading

import pytest
from django.contrib.auth.models import User
from django.db import connection, connections

from desk.candidates import make_candidate
from gleanings.desk.deciding import DecidedMeanwhileError, decide
from gleanings.desk.models import Candidate, Decision, Verdict


@pytest.mark.django_db(transaction=True)
def test_of_two_decisions_at_once_one_stands_and_the_other_is_refused():
    if connection.vendor == "sqlite":
        pytest.skip("one writer at a time: the threads share one database in memory")
    candidate = make_candidate()
    people = [User.objects.create_user(f"editor{number}") for number in range(4)]
    at_once, results = threading.Barrier(len(people)), []

    def act(person, verdict):
        try:
            mine = Candidate.objects.get(pk=candidate.pk)
            at_once.wait(timeout=30)
            decide(mine, verdict, by=person, seen_version=0)
            results.append(verdict)
        except DecidedMeanwhileError as meanwhile:
            results.append(meanwhile.last.verdict if meanwhile.last else "nobody")
        finally:
            connections.close_all()

    verdicts = [Verdict.TAKE_UP, Verdict.NOT_FOR_US, Verdict.LATER, Verdict.NOT_FOR_US]
    threads = [
        threading.Thread(target=act, args=pair) for pair in zip(people, verdicts, strict=True)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    decision = Decision.objects.get()
    assert results == [decision.verdict] * 4  # the late are told the verdict that stands
    assert Candidate.objects.get(pk=candidate.pk).version == 1
