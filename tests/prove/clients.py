"""People who file requests with attachments and decide steps, and try until it is acknowledged."""

from __future__ import annotations

import hashlib
import random
import threading
import time
import uuid
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue
from string import ascii_lowercase
from typing import TYPE_CHECKING

from tests.prove.visitor import Visitor

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.prove.site import Site

ANSWERS_LOST = 20  # one answer in so many is never read, as on a bad line
PATIENCE = 0.3  # seconds between two tries
# Who sends again was shown what is alike; the form takes two hundred letters of it.
ALL_SEEN = ",".join(map(str, range(1, 68)))


@dataclass
class Ledger:
    """What the site has acknowledged, and what it said when it did not."""

    filed: dict[str, str] = field(default_factory=dict)  # title: SHA-256 of its file
    decided: list[list[int]] = field(default_factory=list)  # [case, task]
    tries: int = 0
    refused: list[str] = field(default_factory=list)

    @property
    def acknowledged(self) -> int:
        return len(self.filed) + len(self.decided)


DISPOSED = {
    "outcome": "ya",
    "input_confirmed": "on",
    "f_sifat": "Segera",
    "f_diteruskan": "Sekretaris",
}


def request_form(requester: int) -> dict[str, str]:
    """Return a request that resembles no other, so that none is offered instead."""
    word = "".join(random.choices(ascii_lowercase, k=24))  # noqa: S311 (digits look like a NIK)
    return {
        "category": "lain",
        "urgency": "berhenti",
        "title": word,
        "detail": f"{word} tidak berfungsi sejak pagi, sudah dicoba dua kali.",
        "asset_or_place": word[:8],
        "requester": str(requester),
        "form_key": str(uuid.uuid4()),
    }


def _as_new() -> dict[str, str]:
    """Return what makes a form sent again a new one, by a person who insists."""
    return {"form_key": str(uuid.uuid4()), "seen": ALL_SEEN}


class Clients:
    """So many people at work until `filings` are filed and all `pairs` are decided."""

    def __init__(
        self, at: Site, *, count: int, filings: int, decisions: int, keys: bool = True
    ) -> None:
        told = at.ask("people", count=count, roles=[])
        self.site, self.keys, self.ledger = at, keys, Ledger()
        self.ketua = told["ketua"]
        self._work: SimpleQueue[Callable] = SimpleQueue()
        for pair in at.ask("cases", count=decisions):
            self._work.put(lambda visitor, pair=pair: self.decide(pair))
        for _ in range(filings):
            self._work.put(self.file)
        self.threads = [
            threading.Thread(target=self._run, args=(session, number), daemon=True)
            for session, number in zip(told["sessions"], told["numbers"], strict=True)
        ]

    def start(self) -> None:
        for thread in self.threads:
            thread.start()

    def are_at_work(self) -> bool:
        return any(thread.is_alive() for thread in self.threads)

    def _run(self, session: str, number: int) -> None:
        visitor = Visitor(random.choice(self.site.ports), session, number, seconds=30)  # noqa: S311
        while True:
            try:
                work = self._work.get_nowait()
            except Empty:
                return
            work(visitor)

    def file(self, visitor: Visitor) -> None:
        form = request_form(visitor.number)
        word = form["title"]
        content = f"{word}\n".encode() * random.randint(300, 6000)  # noqa: S311 (10 to 200 kB)
        self.until_acknowledged(visitor, "/permintaan/baru/", form, (f"{word}.txt", content))
        self.ledger.filed[word] = hashlib.sha256(content).hexdigest()

    def decide(self, pair: list[int]) -> None:
        visitor = Visitor(random.choice(self.site.ports), self.ketua, seconds=30)  # noqa: S311
        self.until_acknowledged(visitor, f"/tugas/{pair[1]}/selesai/", DISPOSED)
        self.ledger.decided.append(pair)

    def until_acknowledged(self, visitor, path, form, file=None) -> None:
        """Send the same form under the same key until the site leads on to the case."""
        key = str(uuid.uuid4())
        while True:
            self.ledger.tries += 1
            own = {"form_key": key} if self.keys else _as_new()
            sent = form | own
            try:
                status, where, text = visitor.post(path, sent, file)
            except OSError:
                status, where, text = 0, "", ""
            if where.startswith("/berkas/") and random.randrange(ANSWERS_LOST):  # noqa: S311
                return
            if status in {302, 403, 404, 422, 500} and not where.startswith("/berkas/"):
                self.ledger.refused.append(f"{path} {status} {where} {text[:200]}")
            visitor.port = random.choice(self.site.ports)  # noqa: S311 (the other one may be up)
            time.sleep(PATIENCE)
