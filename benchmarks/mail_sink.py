"""A local mail server that counts: ``python -m benchmarks.mail_sink PORT FILE [SECONDS]``.

It writes a line for each message that it took, its recipient and Message-ID, before it says so to
the client; and nothing else, so that what is measured is the sender. With SECONDS it keeps the
client waiting for so long between the two: then a client that is killed often dies in between.
"""

import re
import socketserver
import sys
import threading
import time
from pathlib import Path
from typing import Any

MESSAGE_ID = re.compile(rb"^Message-ID: <([^>]+)>", re.M | re.I)


class Session(socketserver.StreamRequestHandler):
    wbufsize = -1
    disable_nagle_algorithm = True

    def handle(self) -> None:
        self._say("220 sink")
        recipient = b""
        for line in self.rfile:
            command = line[:4].upper()
            if command in (b"EHLO", b"HELO"):
                self._say("250-sink\r\n250-CHUNKING\r\n250 PIPELINING")
            elif command == b"RCPT":
                recipient = line.partition(b"<")[2].partition(b">")[0]
                self._say("250 OK")
            elif command == b"DATA":
                self._say("354 go on")
                content = self._content()
                if content is None:
                    return
                self._take(recipient, content)
            elif command == b"BDAT":
                content = self.rfile.read(size := int(line.split()[1]))
                if len(content) < size:
                    return
                self._take(recipient, content)
            elif command == b"QUIT":
                self._say("221 bye")
                return
            else:
                self._say("250 OK")

    def _take(self, recipient: bytes, content: bytes) -> None:
        self.server.took(recipient, content)  # type: ignore[attr-defined]
        time.sleep(self.server.seconds)  # type: ignore[attr-defined]
        self._say("250 OK")

    def _content(self) -> bytes | None:
        """None where the client was gone before the end."""
        lines = []
        for line in self.rfile:
            if line == b".\r\n":
                return b"".join(lines)
            lines.append(line)
        return None

    def _say(self, words: str) -> None:
        """At once where the client waits for it, or else with the next answer (RFC 2920)."""
        self.wfile.write(words.encode() + b"\r\n")
        self.connection.settimeout(0)
        has_said_more = self.rfile.peek(1)
        self.connection.settimeout(None)
        if not has_said_more:
            self.wfile.flush()


class Sink(socketserver.ThreadingTCPServer):
    allow_reuse_address = daemon_threads = True

    def __init__(self, port: int, file: Path, seconds: float = 0.0) -> None:
        super().__init__(("127.0.0.1", port), Session)
        self.file = file.open("ab", buffering=0)
        self.lock = threading.Lock()
        self.seconds = seconds

    def took(self, recipient: bytes, content: bytes) -> None:
        found = MESSAGE_ID.search(content)
        with self.lock:
            self.file.write(recipient + b" " + (found[1] if found else b"-") + b"\n")

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that was killed is what the fault test is about."""


def read(file: Path) -> list[tuple[str, str]]:
    """(recipient, Message-ID) of each message taken."""
    lines = file.read_text().splitlines() if file.exists() else []
    return [(line.split(" ")[0], line.split(" ")[1]) for line in lines]


if __name__ == "__main__":
    Sink(int(sys.argv[1]), Path(sys.argv[2]), *map(float, sys.argv[3:])).serve_forever()
