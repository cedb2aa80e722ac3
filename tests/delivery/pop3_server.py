"""A mailbox on this machine, which speaks as much POP3 as is needed to read it."""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from delivery.imap_server import Mailbox


class Session(socketserver.StreamRequestHandler):
    def say(self, line: str) -> None:
        self.wfile.write(line.encode() + b"\r\n")

    def handle(self) -> None:
        box, gone = self.server.box, set()
        self.say("+OK ready")
        for line in self.rfile:
            command, *words = line.decode().split()
            if command == "PASS" and words != ["p@ss"]:
                self.say("-ERR wrong password")
                continue
            if command == "QUIT":
                box.mails = [mail for n, mail in enumerate(box.mails, 1) if n not in gone]
            self.say(f"+OK {len(box.mails)} 1000" if command == "STAT" else "+OK")
            if command == "RETR":
                mail = box.mails[int(words[0]) - 1].replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
                self.wfile.write(mail.replace(b"\r\n.", b"\r\n..") + b"\r\n.\r\n")
            elif command == "DELE":
                gone.add(int(words[0]))
            elif command == "QUIT":
                return


@contextmanager
def a_pop3_mailbox() -> Iterator[Mailbox]:
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Session) as server:
        server.daemon_threads = True
        server.box = Mailbox()
        server.box.address = f"pop3://me:p%40ss@127.0.0.1:{server.server_address[1]}"
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        yield server.box
        server.shutdown()
