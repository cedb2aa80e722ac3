"""A site in a folder of its own, its commands and its server processes of their own."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

TESTS = Path(__file__).parent


@dataclass
class OwnSite:
    data: Path
    port: int = 0
    process: subprocess.Popen | None = None
    more: dict[str, str] = field(default_factory=dict)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def environment(self) -> dict[str, str]:
        others = {name: value for name, value in os.environ.items() if "GLEANINGS_" not in name}
        return {
            **others,
            "GLEANINGS_DATA": str(self.data),
            "DJANGO_SETTINGS_MODULE": "gleanings.site.settings",
            "PYTHONPATH": str(TESTS),
            "GLEANINGS_SOURCES_ADDRESS": "http://127.0.0.1:9",  # where nobody listens
            **self.more,
        }

    def run(self, code: str) -> subprocess.CompletedProcess[str]:
        """Python, with the site set up."""
        return subprocess.run(  # noqa: S603
            [sys.executable, "-c", f"from gleanings.site.command import load\nload()\n{code}"],
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )

    def must_run(self, code: str) -> str:
        done = self.run(code)
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    @contextmanager
    def served(self, *, scheduler: bool = False, before: str = "") -> Iterator[OwnSite]:
        self.port = free_port()
        self.more.setdefault("GLEANINGS_URL", self.url)
        with (self.data / "log").open("w") as log:
            # as `gleanings serve` does, after it brought the database up to date
            serve = f"serve(listen('127.0.0.1', {self.port}), scheduler={scheduler})"
            code = (
                f"from gleanings.site.command import load; load()\n{before}\n"
                f"from gleanings.site.serving import listen, serve\n{serve}"
            )
            self.process = subprocess.Popen(  # noqa: S603
                [sys.executable, "-c", code], env=self.environment, stdout=log, stderr=log
            )
            try:
                _wait_for(self)
                yield self
            finally:
                self.process.send_signal(signal.SIGTERM)
                self.process.wait(timeout=30)

    def children(self) -> list[int]:
        """The processes that answer, and the one that keeps the clock."""
        assert self.process is not None
        own = f"/proc/{self.process.pid}/task/{self.process.pid}/children"
        return [int(number) for number in Path(own).read_text().split()]

    def connect(self) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.port), timeout=20)

    def sent(self, request: bytes) -> tuple[int, bytes]:
        """The status and the rest of the answer to these bytes."""
        with self.connect() as connection:
            connection.sendall(request)
            return answer(connection)


def answer(connection: socket.socket) -> tuple[int, bytes]:
    """What comes until the other side has nothing more to say."""
    received = b""
    while data := connection.recv(65_536):
        received += data
    assert received, "the connection was closed without a word"
    return int(received.split(b" ", 2)[1]), received


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _wait_for(site: OwnSite) -> None:
    for _attempt in range(600):
        assert site.process is not None
        assert site.process.poll() is None, (site.data / "log").read_text()
        try:
            site.connect().close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError("the server does not answer")
