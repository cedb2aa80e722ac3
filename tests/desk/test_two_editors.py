"""Two editors at the same moment, each with a connection of his own: one decides, one is told."""

from __future__ import annotations

import threading

import pytest
from django.contrib.auth.models import User
from django.db import connection, connections

from desk.candidates import make_candidate
from gleanings.desk.deciding import DecidedMeanwhileError, GoneError, decide
from gleanings.desk.models import Candidate, Decision, Verdict
from gleanings.literature.merging import CannotMergeError, merge_articles
from gleanings.literature.models import Article
from gleanings.literature.records import Record
from gleanings.literature.storing import Account, store_records


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


@pytest.mark.django_db(transaction=True)
def test_of_merges_imports_and_decisions_at_once_nothing_is_lost_or_doubled():
    """Two merge the same, a third decides, and an import brings both records again."""
    if connection.vendor == "sqlite":
        pytest.skip("one writer at a time: the threads share one database in memory")
    kept = make_candidate(number=1, doi="10.5555/kept", pages="1-9")
    merged = make_candidate(number=2, doi=None, pmid="77", pages="20-30")
    records = [
        Record(title=one.article.title, doi=one.article.doi, pmid=one.article.pmid, year=2017)
        for one in (kept, merged)
    ]
    editor = User.objects.create_user("editor")
    at_once, told = threading.Barrier(4), []

    def act(work):
        try:
            at_once.wait(timeout=30)
            work()
            told.append("done")
        except (CannotMergeError, GoneError, DecidedMeanwhileError) as refusal:
            told.append(type(refusal).__name__)
        finally:
            connections.close_all()

    def merge():
        merge_articles(kept.article, merged.article, by=editor)

    def decide_on_merged():
        mine = Candidate(pk=merged.pk, version=0)
        decide(mine, Verdict.NOT_FOR_US, by=editor, seen_version=0)

    works = [merge, merge, decide_on_merged, lambda: store_records(records, Account())]
    threads = [threading.Thread(target=act, args=[work]) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(told) == 4
    assert told.count("CannotMergeError") == 1
    assert list(Article.objects.values_list("doi", "pmid")) == [("10.5555/kept", "77")]
    candidate = Candidate.objects.get()
    assert Decision.objects.count() == ("GoneError" not in told)
    assert candidate.verdict == ("" if "GoneError" in told else Verdict.NOT_FOR_US)
