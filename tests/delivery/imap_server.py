"""A mailbox on this machine, which speaks as much IMAP as is needed to read it."""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager


class Session(socketserver.StreamRequestHandler):
    def say(self, line: str) -> None:
        self.wfile.write(line.encode() + b"\r\n")

    def handle(self) -> None:
        box = self.server.box
        self.say("* OK ready")
        for line in self.rfile:
            tag, command, *words = line.decode().split()
            if command == "CAPABILITY":
                self.say("* CAPABILITY IMAP4rev1")
            elif command == "LOGIN" and words[1].strip('"') != "p@ss":
                self.say(f"{tag} NO wrong password")
                continue
            elif command == "SELECT":
                self.say(f"* {len(box.mails)} EXISTS")
            elif command == "SEARCH":
                unread = [str(n) for n in range(1, len(box.mails) + 1) if n not in box.read]
                self.say("* SEARCH " + " ".join(unread))
            elif command == "FETCH":
                mail = box.mails[int(words[0]) - 1]
                self.wfile.write(b"* %s FETCH (BODY[] {%d}\r\n" % (words[0].encode(), len(mail)))
                self.wfile.write(mail + b")\r\n")
            elif command == "STORE":
                box.read.add(int(words[0]))
            elif command == "LOGOUT":
                self.say("* BYE")
            self.say(f"{tag} OK done")


class Mailbox:
    def __init__(self) -> None:
        self.mails: list[bytes] = []
        self.read: set[int] = set()
        self.address = ""


@contextmanager
def a_mailbox() -> Iterator[Mailbox]:
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Session) as server:
        server.daemon_threads = True
        server.box = Mailbox()
        server.box.address = f"imap://me:p%40ss@127.0.0.1:{server.server_address[1]}/INBOX"
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        yield server.box
        server.shutdown()
