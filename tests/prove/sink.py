"""A mail server that only counts: which Message-ID came in how often."""

from __future__ import annotations

import email
import socketserver
import threading
from collections import Counter
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


class Talk(socketserver.StreamRequestHandler):
    """As much SMTP as a mail program needs to be content."""

    def handle(self) -> None:
        self.say("220 sink")
        while line := self.rfile.readline():
            word = line[:4].upper().strip()
            if word == b"DATA":
                self.say("354 go on")
                self.server.take(b"".join(iter(self.rfile.readline, b".\r\n")))
            self.say("221 bye" if word == b"QUIT" else "250 ok")
            if word == b"QUIT":
                return

    def say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())


class Sink(socketserver.ThreadingTCPServer):
    """`counted` says how often each Message-ID was taken."""

    daemon_threads = allow_reuse_address = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Talk)
        self.counted: Counter[str] = Counter()

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.server_address[1]}"

    def take(self, mail: bytes) -> None:
        self.counted[email.message_from_bytes(mail)["Message-ID"]] += 1

    def handle_error(self, *about: object) -> None:
        """Say nothing: a sender that was killed in the middle is what is wanted."""


@contextmanager
def sink() -> Iterator[Sink]:
    with Sink() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield server
        finally:
            server.shutdown()
