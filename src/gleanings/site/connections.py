"""What a client may send, and how slowly: limits that hold before waitress keeps anything.

Waitress takes a whole request in before it asks the site, a gigabyte of body on disk if need be,
and waits two minutes for each next byte. So a body is refused by its announced length, and a
connection that does not get on is closed; where many wait, the one that has waited longest makes
room.
"""

import threading
import time
from functools import partial
from typing import Any

from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext, override
from waitress import wasyncore
from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser
from waitress.server import BaseWSGIServer
from waitress.utilities import RequestEntityTooLarge

from gleanings.site.uploads import may_upload

CONNECTIONS = 1000
FULL = 900
"""From here on, each new connection ends the one that has waited longest."""

PATIENCE = {"idle": 30, "head": 20, "body": 30, "answer": 60}
"""How many seconds a connection may stay in a state, with ``SLOWEST`` for what has a length."""
SLOWEST = 20_000  # bytes in a second
LAST_ANSWERS = 15
"""Seconds in which a server that is told to end sends what it was asked for."""
LAST_WORDS = 5
"""Seconds in which what is still sent after a refusal is thrown away, so that it can be read."""

SETTINGS: dict[str, Any] = {
    "connection_limit": CONNECTIONS,
    "asyncore_use_poll": True,  # select() knows no more than 1024 files
    "max_request_header_size": 32_768,
    "inbuf_overflow": 1_048_576,
    "outbuf_overflow": 4_194_304,
}


class BodyTooLarge(RequestEntityTooLarge):
    """413 in a sentence, in each language of the site: nobody knows yet who asks."""

    def to_response(self, ident: str | None = None) -> tuple[str, list[tuple[str, str]], bytes]:
        sentences = []
        for code, _name in settings.LANGUAGES:
            with override(code):
                sentences.append(self._sentence())
        headers = [("Content-Type", "text/plain; charset=utf-8"), ("Cache-Control", "no-store")]
        return f"{self.code} {self.reason}", headers, "\n\n".join([*sentences, ""]).encode()

    def _sentence(self) -> str:
        sizes = {
            "size": filesizeformat(self.body),
            "most": filesizeformat(settings.LARGEST_UPLOAD),
        }
        words = (
            gettext(
                "This is more than the site accepts at once: the limit is %(size)s. Send it in "
                "parts, or ask who runs the site: articles come in from files of any size with "
                "“gleanings import_articles”."
            )
            if self.body == settings.LARGEST_UPLOAD
            else gettext(
                "This is more than the site accepts at once: the limit is %(size)s. "
                "People who are signed in can send larger files, up to %(most)s."
            )
        )
        return words % sizes


class Parser(HTTPRequestParser):
    """A request whose body may be as long as who sends it may upload, and no longer."""

    most = 0
    content_length: int

    def parse_header(self, header_plus: bytes) -> None:
        super().parse_header(header_plus)
        allowed = may_upload(self.headers.get("COOKIE", ""), self.path)
        self.most = settings.LARGEST_UPLOAD if allowed else settings.LARGEST_BODY
        if self.content_length > self.most:
            self._refuse()
            # lest the length that was announced is held for a fault of its own
            self.content_length = 0

    def received(self, data: bytes) -> int:
        consumed: int = super().received(data)
        # a body in chunks announces no length
        if self.chunked and self.body_bytes_received > self.most and self.error is None:
            self._refuse()
        return consumed

    def _refuse(self) -> None:
        self.error = BodyTooLarge(self.most)
        self.close()
        self.body_rcv = None
        self.expect_continue, self.completed = False, True


class Channel(HTTPChannel):
    """A connection that is closed when it stays too long in one state."""

    parser_class = Parser
    refused = False

    def __init__(self, server: BaseWSGIServer, *arguments: Any, **options: Any) -> None:
        self.state, self.until = "idle", time.monotonic() + PATIENCE["idle"]
        self.ends_at = 0.0
        super().__init__(server, *arguments, **options)
        _make_room(server, self)

    def readable(self) -> bool:
        """Asked of every connection at least once a second, so deadlines are looked at here."""
        now = time.monotonic()
        if self.ends_at:
            if now > self.ends_at:
                self.will_close = True
            return not self.will_close
        state, length = self._state()
        if state != self.state:
            self.state = state
            self.until = now + PATIENCE.get(state, 0) + length / SLOWEST
        elif state != "work" and now > self.until:
            self.will_close = True
        return bool(super().readable())

    def _state(self) -> tuple[str, int]:
        if self.total_outbufs_len:
            return "answer", self.total_outbufs_len
        if self.requests:
            return "work", 0
        if self.request is None:
            return "idle", 0
        if not self.request.headers_finished:
            return "head", 0
        return "body", self.request.content_length or self.request.most

    def handle_read(self) -> None:
        if not self.ends_at:
            super().handle_read()
        else:
            try:
                if not self.recv(65_536):
                    self.will_close = True
            except OSError:
                self.will_close = True

    def received(self, data: bytes) -> bool:
        heard: bool = super().received(data)
        if any(isinstance(request.error, BodyTooLarge) for request in self.requests):
            # nothing after it is a request: it is the body that was refused
            self.refused, self.request = True, None
        return heard

    def handle_close(self) -> None:
        """A connection closed on data that nobody read takes the answer with it."""
        if self.refused and self.connected and not self.ends_at:
            self.will_close, self.ends_at = False, time.monotonic() + LAST_WORDS
            try:
                self.socket.shutdown(1)
            except OSError:
                super().handle_close()
        else:
            super().handle_close()


def _make_room(server: BaseWSGIServer, newcomer: Channel) -> None:
    channels = server.active_channels
    if len(channels) < FULL:
        return
    waiting = [
        channel
        for channel in list(channels.values())
        if channel is not newcomer and channel.state != "work" and not channel.will_close
    ]
    if waiting:
        min(waiting, key=lambda channel: channel.until).will_close = True


def limit(server: Any) -> None:
    """Have all connections of a waitress server be ours."""
    for one in _listeners(server):
        one.channel_class = Channel


def answer_until(told: threading.Event, server: Any) -> None:
    """Answer requests; once told to end, those that have come whole by then and no others."""
    sockets = _listeners(server)[0]._map
    look = partial(wasyncore.loop, timeout=1, map=sockets, use_poll=True, count=1)
    while not told.is_set():
        look()
    for listener in _listeners(server):
        listener.accepting = False
    ends = time.monotonic() + LAST_ANSWERS
    while time.monotonic() < ends and any(map(_is_at_work, list(sockets.values()))):
        look()


def _listeners(server: Any) -> list[BaseWSGIServer]:
    among = [server, *getattr(server, "map", {}).values()]
    return [one for one in among if isinstance(one, BaseWSGIServer)]


def _is_at_work(one: Any) -> bool:
    return isinstance(one, Channel) and bool(one.requests or one.total_outbufs_len)
