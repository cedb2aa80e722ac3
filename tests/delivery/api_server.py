"""A provider's API on this machine: it keeps what it is asked, and answers as a test wants."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any


@dataclass
class ApiServer:
    asked: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    answers: list[tuple[int, Any]] = field(default_factory=list)
    """To the next requests, in order; then 200."""
    address: str = ""


@contextmanager
def an_api_server(usual: Any) -> Iterator[ApiServer]:
    api = ApiServer()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            api.asked.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            api.headers.append(dict(self.headers))
            status, answer = api.answers.pop(0) if api.answers else (200, usual)
            content = json.dumps(answer).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_args: Any) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        api.address = f"http://127.0.0.1:{server.server_port}/"
        yield api
        server.shutdown()
