"""HTTP as the sources of the literature ask for it: paced, patient, and silent about keys.

Each source says in its answers how often it may be asked; we stay below that. What fails for a
moment is asked for again, later each time; who says to come back in hours is left alone until then.
"""

import json
import os
import random
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

import requests
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _
from requests.structures import CaseInsensitiveDict
from tenacity import RetryCallState, Retrying, retry_if_exception_type, stop_after_attempt

TRIES = 5
FIRST_WAIT = 1.0
"""Seconds after the first failure; twice as long after each, and up to as much more by chance."""
LONGEST_WAIT = 120.0
"""Seconds. A source that asks for more is done for today."""
MARGIN = 0.8
"""Of what a source allows."""
TIMEOUT = (10.0, 90.0)  # seconds to connect, and between two pieces of the answer
LONGEST_ANSWER = 64_000_000
"""Bytes: two hundred articles of PubMed with thousands of authors each are a tenth of it."""
_PIECE = 1 << 16
_FOR_A_MOMENT = {408, 425, 429, 500, 502, 503, 504}


class SourceError(Exception):
    """A source did not give what it was asked for; the words say which, why, and what to do.

    ``words`` are marked for translation and put into the language of whoever reads them, which may
    be long after; ``about`` are what is put into them, as JSON can hold it.
    """

    def __init__(self, words: str, **about: str | int) -> None:
        super().__init__(words)
        self.words, self.about = words, about

    def __str__(self) -> str:
        return in_words(self.words, self.about)


# in this order: a connection that takes too long to be made is both of the first two
_WHY: dict[type[requests.RequestException], str] = {
    requests.Timeout: _("it took too long"),
    requests.ConnectionError: _("it could not be reached, or the connection broke off"),
    requests.exceptions.ChunkedEncodingError: _("the connection broke off"),
    requests.exceptions.ContentDecodingError: _("its answer could not be unpacked"),
}


def in_words(words: str, about: Mapping[str, str | int]) -> str:
    if why := about.get("why"):  # words too
        about = {**about, "why": gettext(str(why))}
    return gettext(words) % about if about else gettext(words)


class NotAnsweringError(SourceError):
    """It was asked several times and did not answer."""


class RefusedRequestError(SourceError):
    """The source does not take the request, or knows nothing by that name."""


class DoneForTodayError(SourceError):
    """What a source gives for now is used up: it is left alone ``until`` then."""

    def __init__(self, source: str, until: datetime, *, goes_on: bool = True) -> None:
        super().__init__(
            _("%(source)s gives no more until %(time)s (UTC). The next run goes on there.")
            if goes_on
            else _("%(source)s: it gives no more until %(time)s (UTC)."),
            source=source,
            time=f"{until:%Y-%m-%d %H:%M}",
        )
        self.until = until


class _TryAgainError(Exception):
    def __init__(self, why: str, wait: float = 0.0) -> None:
        super().__init__(why)
        self.wait = wait


@dataclass(frozen=True)
class Patience:
    """How long a source is waited for by whoever asks."""

    tries: int = TRIES
    longest_wait: float = LONGEST_WAIT
    """Seconds between two tries; a source that asks for more is left alone until then."""
    timeout: tuple[float, float] = TIMEOUT
    longest_answer: float = 600.0
    """Seconds until an answer that comes drop by drop is given up."""
    goes_on: bool = True
    """Whether a run comes later that asks again, and may be spoken of."""


@dataclass(frozen=True)
class Answer:
    content: bytes
    status: int
    headers: CaseInsensitiveDict[str]

    @property
    def text(self) -> str:
        return self.content.decode("utf-8", "replace")

    def json(self) -> Any:
        """Raises ValueError."""
        return json.loads(self.content)


UNHURRIED = Patience()


@dataclass(frozen=True)
class Terms:
    """What a source asks of those who use it.

    ``contact`` and ``key`` are the names of the parameters that a contact address and a key go in,
    ``key_from`` the variable of the environment that the key is in.
    """

    name: str
    address: str
    a_second: float
    """How many requests, until its answers say otherwise."""
    a_second_with_key: float = 0.0
    contact: str = ""
    key: str = ""
    key_from: str = ""
    needs_key: bool = False

    @property
    def own_key(self) -> str:
        return os.environ.get(self.key_from, "").strip() if self.key_from else ""


class Polite:
    """Asks one source, one request after the other.

    ``address`` replaces the source's own, for a proxy. Raises SourceError and DoneForTodayError;
    none of their messages holds a key, nor what was asked for.
    """

    def __init__(
        self,
        terms: Terms,
        *,
        contact: str = "",
        address: str = "",
        patience: Patience = UNHURRIED,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.terms = terms
        self.address = (address or terms.address).rstrip("/")
        self.patience = patience
        self._sleep, self._clock = sleep, clock
        self._own = {terms.contact: contact} if terms.contact and contact else {}
        key = terms.own_key
        if key:
            self._own[terms.key] = key
        self.has_key = bool(key)
        self._between = 1 / ((key and terms.a_second_with_key) or terms.a_second)
        self._next = 0.0
        self._session = requests.Session()
        self._session.headers["User-Agent"] = f"Gleanings ({contact})" if contact else "Gleanings"

    def get(self, path: str, parameters: Mapping[str, Any]) -> Answer:
        """The answer to a request below the source's address."""
        tries = Retrying(
            stop=stop_after_attempt(self.patience.tries),
            retry=retry_if_exception_type(_TryAgainError),
            wait=_wait,
            sleep=self._sleep,
            reraise=True,
        )
        try:
            return tries(self._once, path, parameters)
        except _TryAgainError as last:
            raise NotAnsweringError(
                _(
                    "%(source)s: it did not answer after %(tries)s tries (%(why)s). The next run "
                    "goes on there."
                )
                if self.patience.goes_on
                else _("%(source)s: it did not answer (%(why)s)."),
                source=self.terms.name,
                tries=self.patience.tries,
                why=str(last),
            ) from None

    def _once(self, path: str, parameters: Mapping[str, Any]) -> Answer:
        self._wait_for_its_turn()
        try:
            with self._session.get(
                f"{self.address}/{path}",
                params={**parameters, **self._own},
                timeout=self.patience.timeout,
                stream=True,
            ) as response:
                answer = Answer(self._read(response), response.status_code, response.headers)
        except tuple(_WHY) as error:
            # the error's own words hold the address, and the key with it
            why = next(words for kind, words in _WHY.items() if isinstance(error, kind))
            raise _TryAgainError(why) from None
        except requests.RequestException as error:
            words = "%(source)s: %(why)s"
            raise SourceError(words, source=self.terms.name, why=type(error).__name__) from None
        self._take_its_pace(answer.headers)
        if answer.status in _FOR_A_MOMENT:
            raise self._for_a_moment(answer)
        if answer.status in (401, 403):
            raise self._refused(answer.status)
        if answer.status >= 400:
            said = " ".join(self.without_keys(answer.text).split())[:200]
            raise RefusedRequestError(
                "%(source)s: HTTP %(status)s: %(said)s",
                source=self.terms.name,
                status=answer.status,
                said=said,
            )
        return answer

    def _read(self, response: requests.Response) -> bytes:
        """Raises SourceError where it has no end, be it in length or in time."""
        begun = self._clock()
        content = bytearray()
        for piece in response.iter_content(_PIECE):
            content += piece
            took = self._clock() - begun
            if len(content) > LONGEST_ANSWER or took > self.patience.longest_answer:
                words = _("%(source)s: its answer does not end. It was not read further.")
                raise SourceError(words, source=self.terms.name)
        return bytes(content)

    def _wait_for_its_turn(self) -> None:
        now = self._clock()
        if now < self._next:
            self._sleep(self._next - now)
        self._next = max(now, self._next) + self._between

    def _take_its_pace(self, headers: CaseInsensitiveDict[str]) -> None:
        """`X-Rate-Limit-Limit: 3`, `X-Rate-Limit-Interval: 1s`, as Crossref has them."""
        limit, interval = headers.get("X-Rate-Limit-Limit"), headers.get("X-Rate-Limit-Interval")
        if not (limit and interval):
            return
        times, seconds = _number(limit), _number(interval.removesuffix("s"))
        if times and seconds:
            self._between = seconds / (times * MARGIN)

    def _for_a_moment(self, answer: Answer) -> Exception:
        wait = _seconds(answer.headers.get("Retry-After", ""))
        if answer.status == 429 and not wait and answer.headers.get("X-RateLimit-Remaining") == "0":
            wait = _number(answer.headers.get("X-RateLimit-Reset", "")) or 0.0
        if wait > self.patience.longest_wait:
            until = datetime.now(UTC) + timedelta(seconds=wait)
            return DoneForTodayError(self.terms.name, until, goes_on=self.patience.goes_on)
        return _TryAgainError(f"HTTP {answer.status}", wait)

    def _refused(self, status: int) -> SourceError:
        if self.terms.key_from:
            return SourceError(
                _(
                    "%(source)s: it refused the request (HTTP %(status)s): set or check "
                    "%(variable)s."
                ),
                source=self.terms.name,
                status=status,
                variable=self.terms.key_from,
            )
        return SourceError(
            _("%(source)s: it refused the request (HTTP %(status)s)."),
            source=self.terms.name,
            status=status,
        )

    def without_keys(self, text: str) -> str:
        """The text without what is ours alone: a source may quote the request in its answer."""
        for secret in self._own.values():
            text = text.replace(secret, "…")
        return text


def _wait(state: RetryCallState) -> float:
    error = state.outcome.exception() if state.outcome else None
    asked = error.wait if isinstance(error, _TryAgainError) else 0.0
    own = FIRST_WAIT * 2 ** (state.attempt_number - 1)
    return max(asked, own) + random.uniform(0, own)  # noqa: S311  # not to come back all at once


def _seconds(retry_after: str) -> float:
    """`Retry-After`, in seconds or as a date; 0 where it says nothing."""
    if not retry_after:
        return 0.0
    if (seconds := _number(retry_after)) is not None:
        return max(0.0, seconds)
    try:
        return max(0.0, (parsedate_to_datetime(retry_after) - datetime.now(UTC)).total_seconds())
    except (TypeError, ValueError):
        return 0.0


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None
