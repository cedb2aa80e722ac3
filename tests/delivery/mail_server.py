"""A real mail server on this machine, which takes mail, or does what mail servers do instead."""

from __future__ import annotations

import asyncio
import email
import email.policy
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP

Answer = Callable[[str, int], str | None]
"""Of an address, and how often it was tried with this one: what is said, or None to take it."""


@dataclass
class MailServer:
    """``answers`` are to each RCPT TO, ``answers_to_data`` to a whole message.

    “drop” ends the connection without a word, “hang” says nothing until the client gives up.
    """

    received: list[tuple[str, bytes]] = field(default_factory=list)
    """(recipient, message), also of those that were taken and not answered."""
    return_paths: list[str] = field(default_factory=list)
    connections: int = 0
    answers: Answer = lambda address, times: None
    answers_to_data: Answer = lambda address, times: None
    tried: dict[str, int] = field(default_factory=dict)
    port: int = 0
    extensions: tuple[str, ...] = ("PIPELINING", "CHUNKING")
    answer_to_sender: str = ""
    kind: type[SMTP] = field(default_factory=lambda: WithChunking)

    async def handle_EHLO(self, server, session, envelope, hostname, responses):  # noqa: N802
        self.connections += 1
        session.host_name = hostname
        greeting, *others = responses  # clients read no extension in the first line
        return [greeting, *(f"250-{name}" for name in self.extensions), *others]

    async def handle_MAIL(self, server, session, envelope, address, options):  # noqa: N802
        envelope.mail_from = None if self.answer_to_sender else address
        return self.answer_to_sender or "250 OK"

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options):  # noqa: N802
        self.tried[address] = self.tried.get(address, 0) + 1
        said = await self._say(server, self.answers(address, self.tried[address]))
        if said is None:
            envelope.rcpt_tos.append(address)
        return said or "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        (address,) = envelope.rcpt_tos
        self.return_paths.append(envelope.mail_from)
        said = self.answers_to_data(address, self.tried[address])
        if said in (None, "drop", "hang"):  # it has the message
            self.received.append((address, envelope.original_content))
        return await self._say(server, said) or "250 OK"

    async def _say(self, server: Any, said: str | None) -> str | None:
        if said == "hang":
            await asyncio.sleep(3600)
        if said == "drop":
            server.transport.abort()
            return "421 gone"
        return said

    def messages(self) -> list[EmailMessage]:
        """As the standard library reads them, which did not write their bodies."""
        return [
            email.message_from_bytes(content, policy=email.policy.default)
            for _address, content in self.received
        ]

    def recipients(self) -> list[str]:
        return [address for address, _content in self.received]


class WithChunking(SMTP):
    """aiosmtpd knows no BDAT (RFC 3030)."""

    async def smtp_BDAT(self, arg: str) -> None:  # noqa: N802
        content = await self._reader.readexactly(int(arg.split()[0]))
        if not self.envelope.rcpt_tos:
            await self.push("503 5.5.1 no valid recipients")
            return
        self.envelope.original_content = content
        status = await self._call_handler_hook("DATA")
        self._set_post_data_state()
        await self.push(status)


class DroppingAtChunks(SMTP):
    """Offers BDAT and ends the connection when it comes."""

    async def smtp_BDAT(self, arg: str) -> None:  # noqa: N802
        self.transport.abort()


class OneCommandAtOnce(SMTP):
    """Offers PIPELINING, and throws away what was sent with a command before it was answered."""

    async def smtp_MAIL(self, arg: str) -> None:  # noqa: N802
        await super().smtp_MAIL(arg)
        self._reader._buffer.clear()


class ChunkingController(Controller):
    def factory(self) -> SMTP:
        return self.handler.kind(self.handler, **self.SMTP_kwargs)


@contextmanager
def a_mail_server(**how: Any) -> Iterator[MailServer]:
    server = MailServer(**how)
    with socket.socket() as probe:  # aiosmtpd knows no “any port”
        probe.bind(("127.0.0.1", 0))
        server.port = probe.getsockname()[1]
    controller = ChunkingController(server, hostname="127.0.0.1", port=server.port)
    controller.start()
    try:
        yield server
    finally:
        controller.stop(no_assert=True)
