"""A site in a folder of its own: commands, the server with its clock, and a mail server."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import requests
from aiosmtpd.controller import Controller

SECONDS_TO_START = 90
SECONDS_TO_END = 60


class CommandError(AssertionError):
    """A command ended otherwise than well; says what it wrote."""


@dataclass
class Post:
    """What the mail server took, and to whom; `refuses` are answered as gone."""

    received: list[tuple[str, EmailMessage]] = field(default_factory=list)
    refuses: set[str] = field(default_factory=set)

    async def handle_RCPT(  # noqa: N802
        self, server: Any, session: Any, envelope: Any, address: str, options: list[str]
    ) -> str:
        if address in self.refuses:
            return "550 5.1.1 The email account that you tried to reach does not exist"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        message: Any = message_from_bytes(envelope.content, policy=policy.default)
        self.received += [(address, message) for address in envelope.rcpt_tos]
        return "250 OK"

    def mailings_to(self, address: str) -> list[EmailMessage]:
        """Without letters about an account or a subscription."""
        return [message for message in self.to(address) if message["List-Unsubscribe-Post"]]

    def to(self, address: str) -> list[EmailMessage]:
        return [message for recipient, message in self.received if recipient == address]


@dataclass
class OwnSite:
    folder: Path
    database: str = ""
    """A URL; empty for SQLite in the folder."""
    port: int = 0
    post: Post = field(default_factory=Post)
    mail_port: int = 0

    def __post_init__(self) -> None:
        self.port, self.mail_port = self.port or free_port(), free_port()
        self.folder.mkdir(parents=True, exist_ok=True)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def log(self) -> Path:
        return self.folder / "log"

    @property
    def environment(self) -> Mapping[str, str]:
        others = {name: value for name, value in os.environ.items() if "GLEANINGS_" not in name}
        own = {
            "GLEANINGS_DATA": str(self.folder / "data"),
            "GLEANINGS_URL": self.url,
            "GLEANINGS_SOURCES_ADDRESS": "http://127.0.0.1:9",  # where nobody listens
            "GLEANINGS_EMAIL_HOST": "127.0.0.1",
            "GLEANINGS_EMAIL_PORT": str(self.mail_port),
            "GLEANINGS_EMAIL_TLS": "0",
            "GLEANINGS_EMAIL_PER_MINUTE": "0",
            "GLEANINGS_EMAIL_FROM": "digest@example.net",
            "GLEANINGS_PROCESSES": "2",
        }
        return others | own | ({"GLEANINGS_DATABASE_URL": self.database} if self.database else {})

    def gleanings(self, *arguments: str, **variables: str) -> str:
        """What the command printed. Raises CommandError unless it ended well."""
        command = [sys.executable, "-m", "gleanings", *arguments]
        done = subprocess.run(  # noqa: S603
            command,
            env={**self.environment, **variables},
            cwd=self.folder,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise CommandError(f"gleanings {' '.join(arguments)}: {done.stdout}{done.stderr}")
        return done.stdout

    @contextmanager
    def served(self) -> Iterator[None]:
        """With its clock, and a mail server that it sends by."""
        controller = Controller(self.post, hostname="127.0.0.1", port=self.mail_port)
        controller.start()
        command = [sys.executable, "-m", "gleanings", "serve", "--port", str(self.port)]
        with self.log.open("a") as log:
            process = subprocess.Popen(  # noqa: S603
                command, env=self.environment, cwd=self.folder, stdout=log, stderr=log
            )
            try:
                self._wait_for_answer(process)
                yield
            finally:
                process.send_signal(signal.SIGTERM)
                process.wait(timeout=SECONDS_TO_END)
                controller.stop()

    def _wait_for_answer(self, process: "subprocess.Popen[bytes]") -> None:
        ends = time.monotonic() + SECONDS_TO_START
        while time.monotonic() < ends:
            if process.poll() is not None:
                raise CommandError(self.log.read_text())
            try:
                requests.get(f"{self.url}/en/", timeout=30)
            except requests.ConnectionError:
                time.sleep(0.2)
            else:
                return
        raise TimeoutError("The site does not answer.")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
