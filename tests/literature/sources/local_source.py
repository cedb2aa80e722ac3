"""A source of the literature on this machine: it answers what a test says, and notes requests."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit


@dataclass
class Answer:
    body: bytes | str | dict[str, Any] = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    cut: bool = False
    """The connection ends in the midst of it."""


@dataclass
class Asked:
    path: str
    parameters: dict[str, str]
    agent: str


@dataclass
class LocalSource:
    address: str
    asked: list[Asked] = field(default_factory=list)


@contextmanager
def local_source(answer: Callable[[Asked], Answer]) -> Iterator[LocalSource]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            given = {name: values[-1] for name, values in parse_qs(parts.query).items()}
            asked = Asked(parts.path.lstrip("/"), given, self.headers["User-Agent"])
            source.asked.append(asked)
            said = answer(asked)
            body = json.dumps(said.body) if isinstance(said.body, dict) else said.body
            raw = body.encode() if isinstance(body, str) else body
            self.send_response(said.status)
            for name, value in said.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(raw) + (9 if said.cut else 0)))
            self.end_headers()
            self.wfile.write(raw)

        def log_message(self, *_words: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.handle_error = lambda *_who: None  # who asked may have been killed
    source = LocalSource(f"http://127.0.0.1:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield source
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
