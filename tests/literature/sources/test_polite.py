"""The HTTP of all sources: paced, patient, silent about keys. The clock is ours, nothing waits."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from itertools import chain, repeat

import pytest
import requests
from django.utils.translation import override

from gleanings.literature.sources.polite import (
    LONGEST_WAIT,
    TRIES,
    DoneForTodayError,
    Polite,
    SourceError,
    Terms,
)

from .local_source import Answer, local_source

TERMS = Terms("A source", "", a_second=2, contact="mailto", key="api_key", key_from="A_KEY")
KEY = "very-secret-key"


class Clock:
    """Time that passes only while one sleeps."""

    def __init__(self) -> None:
        self.now = 0.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


def polite(source, clock: Clock, terms: Terms = TERMS) -> Polite:
    return Polite(
        terms, contact="us@example.org", address=source.address, sleep=clock.sleep, clock=clock
    )


def answers(*given: Answer):
    """One after the other; the last for all that follow."""
    left = chain(given[:-1], repeat(given[-1]))
    return lambda _asked: next(left)


def test_it_says_who_asks_and_with_which_key(clock, monkeypatch):
    monkeypatch.setenv("A_KEY", KEY)
    with local_source(answers(Answer("well"))) as source:
        assert polite(source, clock).get("works", {"q": "hope & joy"}).text == "well"
    (asked,) = source.asked
    assert asked.path == "works"
    assert asked.parameters == {"q": "hope & joy", "mailto": "us@example.org", "api_key": KEY}
    assert "us@example.org" in asked.agent


def test_requests_keep_the_distance_that_is_asked_for(clock):
    with local_source(answers(Answer("well"))) as source:
        client = polite(source, clock)
        for _time in range(3):
            client.get("works", {})
    assert clock.slept == [0.5, 0.5]


def test_the_pace_is_what_the_answers_say_less_a_margin(clock):
    headers = {"X-Rate-Limit-Limit": "10", "X-Rate-Limit-Interval": "1s"}
    with local_source(answers(Answer("well", headers=headers))) as source:
        client = polite(source, clock)
        for _time in range(3):
            client.get("works", {})
    assert clock.slept[0] == 0.5
    assert clock.slept[1] == pytest.approx(1 / 8)


def test_a_key_may_allow_a_faster_pace(clock, monkeypatch):
    terms = Terms("A source", "", a_second=1, a_second_with_key=4, key="k", key_from="A_KEY")
    monkeypatch.setenv("A_KEY", KEY)
    with local_source(answers(Answer("well"))) as source:
        client = polite(source, clock, terms)
        client.get("works", {})
        client.get("works", {})
    assert clock.slept == [0.25]


@pytest.mark.parametrize(
    "fault", [Answer(status=503), Answer(status=429), Answer(status=500), Answer("half", cut=True)]
)
def test_what_fails_for_a_moment_is_asked_for_again(clock, fault):
    with local_source(answers(fault, fault, Answer("well"))) as source:
        assert polite(source, clock).get("works", {}).text == "well"
    assert len(source.asked) == 3


@pytest.mark.parametrize(("length", "is_read"), [(1_000, True), (1_001, False)])
def test_an_answer_without_an_end_is_not_read_to_it(clock, monkeypatch, length, is_read):
    monkeypatch.setattr("gleanings.literature.sources.polite.LONGEST_ANSWER", 1_000)
    with local_source(answers(Answer("x" * length))) as source:
        client = polite(source, clock)
        if is_read:
            assert len(client.get("works", {}).content) == length
            return
        with pytest.raises(SourceError, match="A source: its answer does not end"):
            client.get("works", {})
    assert len(source.asked) == 1


@pytest.mark.parametrize(("seconds", "is_read"), [(600, True), (601, False)])
def test_an_answer_that_comes_drop_by_drop_is_given_up(clock, monkeypatch, seconds, is_read):
    read = requests.Response.iter_content

    def slowly(response, size):
        clock.now += seconds
        return read(response, size)

    monkeypatch.setattr(requests.Response, "iter_content", slowly)
    with local_source(answers(Answer("well"))) as source:
        client = polite(source, clock)
        if is_read:
            assert client.get("works", {}).text == "well"
            return
        with pytest.raises(SourceError, match="does not end"):
            client.get("works", {})


def test_it_waits_longer_each_time_and_gives_up_in_words(clock):
    with (
        local_source(answers(Answer(status=502))) as source,
        pytest.raises(SourceError, match=f"A source: it did not answer after {TRIES} tries"),
    ):
        polite(source, clock).get("works", {})
    assert len(source.asked) == TRIES
    waits = [wait for wait in clock.slept if wait >= 1]
    assert len(waits) == TRIES - 1
    for number, wait in enumerate(waits):
        assert 2**number <= wait <= 2 * 2**number


def test_a_source_that_is_not_there_is_named_without_its_key(clock, monkeypatch):
    monkeypatch.setenv("A_KEY", KEY)
    with local_source(answers(Answer())) as source:
        pass
    with pytest.raises(SourceError, match="could not be reached") as error:
        polite(source, clock).get("works", {"q": "private words"})
    told = f"{error.value} {error.value.__cause__} {error.value.__context__}"
    assert KEY not in told
    assert "private words" not in str(error.value)
    with override("fr"):
        assert "source injoignable" in str(error.value)


@pytest.mark.parametrize(
    "retry_after",
    ["7", lambda: format_datetime(datetime.now(UTC) + timedelta(seconds=8), usegmt=True)],
)
def test_it_comes_back_when_it_was_told_to(clock, retry_after):
    value = retry_after if isinstance(retry_after, str) else retry_after()
    busy = Answer(status=429, headers={"Retry-After": value})
    with local_source(answers(busy, Answer("well"))) as source:
        polite(source, clock).get("works", {})
    assert max(clock.slept) >= 6


def test_who_is_told_to_wait_for_hours_is_done_for_today(clock):
    busy = Answer(status=429, headers={"Retry-After": "54000"})
    with (
        local_source(answers(busy)) as source,
        pytest.raises(DoneForTodayError, match="gives no more until") as error,
    ):
        polite(source, clock).get("works", {})
    assert len(source.asked) == 1
    left = error.value.until - datetime.now(UTC)
    assert timedelta(hours=14) < left <= timedelta(hours=15)


@pytest.mark.parametrize(("seconds", "is_done"), [(LONGEST_WAIT, False), (LONGEST_WAIT + 1, True)])
def test_how_long_is_still_a_moment(clock, seconds, is_done):
    busy = Answer(status=429, headers={"Retry-After": str(seconds)})
    with local_source(answers(busy, Answer("well"))) as source:
        client = polite(source, clock)
        if is_done:
            with pytest.raises(DoneForTodayError):
                client.get("works", {})
        else:
            assert client.get("works", {}).text == "well"


@pytest.mark.parametrize("status", [408, 425, 504])
def test_other_faults_of_a_moment(clock, status):
    with local_source(answers(Answer(status=status), Answer("well"))) as source:
        assert polite(source, clock).get("works", {}).text == "well"


@pytest.mark.parametrize(
    "headers",
    [
        {"X-Rate-Limit-Limit": "100"},
        {"X-Rate-Limit-Interval": "1s"},
        {"X-Rate-Limit-Limit": "100", "X-Rate-Limit-Interval": "soon"},
        {"X-Rate-Limit-Limit": "0", "X-Rate-Limit-Interval": "1s"},
    ],
)
def test_half_a_pace_is_none(clock, headers):
    with local_source(answers(Answer("well", headers=headers))) as source:
        client = polite(source, clock)
        for _time in range(3):
            client.get("works", {})
    assert clock.slept == [0.5, 0.5]


def test_a_source_without_keys_refuses_in_words_and_is_told_no_address(clock):
    terms = Terms("A source", "", a_second=2)
    with (
        local_source(answers(Answer("go away", status=403))) as source,
        pytest.raises(SourceError, match=r"refused the request \(HTTP 403\)\.$"),
    ):
        polite(source, clock, terms).get("works", {"q": "hope"})
    assert source.asked[0].parameters == {"q": "hope"}


def test_a_budget_that_is_used_up_is_done_for_today(clock):
    headers = {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "40000"}
    with (
        local_source(answers(Answer(status=429, headers=headers))) as source,
        pytest.raises(DoneForTodayError),
    ):
        polite(source, clock).get("works", {})


def test_what_is_refused_is_not_asked_for_again_and_the_variable_is_named(clock):
    with (
        local_source(answers(Answer("no key", status=401))) as source,
        pytest.raises(SourceError, match=r"HTTP 401.*A_KEY"),
    ):
        polite(source, clock).get("works", {})
    assert len(source.asked) == 1


def test_a_source_that_quotes_the_request_does_not_tell_the_key(clock, monkeypatch):
    monkeypatch.setenv("A_KEY", KEY)
    quoted = Answer(f"Bad filter in /works?api_key={KEY}", status=400)
    with (
        local_source(answers(quoted)) as source,
        pytest.raises(SourceError, match="HTTP 400: Bad filter") as error,
    ):
        polite(source, clock).get("works", {})
    assert KEY not in str(error.value)
