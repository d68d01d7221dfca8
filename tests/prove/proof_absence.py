"""PostgreSQL gone for a minute while people work, and 200 half-open connections.

Pages say 503 with Retry-After and come back by themselves; nothing acknowledged is lost; the worker
lives on. It counts as lost, too, when no page noticed: then the database was not away at all.
"""

from __future__ import annotations

import socket
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from tests.prove.clients import Clients
from tests.prove.clusters import lasting_cluster
from tests.prove.outcome import Outcome, Proof
from tests.prove.site import Site, site
from tests.prove.visitor import Visitor

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.prove.clusters import Cluster

AWAY, BACK = 60, 5  # seconds
PEOPLE, FILINGS, DECISIONS = 6, 120, 20
HALF_OPEN, QUICK = 200, 1.0  # connections, seconds
SAYS = "SOPTI sedang sibuk"


def absence() -> Iterator[Outcome]:
    with (
        lasting_cluster() as server,
        tempfile.TemporaryDirectory(prefix="sopti-absence-") as folder,
        site(Path(folder), DATABASE_URL=server.url) as at,
    ):
        at.add_web()
        worker = at.add_worker()
        clients = Clients(at, count=PEOPLE, filings=FILINGS, decisions=DECISIONS)
        began = worker.process.pid
        yield from away(at, server, clients)
        kept = worker.is_alive() and worker.process.pid == began
        yield Outcome("worker lives through it", 1, int(not kept))
        yield half_open(at)


def away(at: Site, server: Cluster, clients: Clients) -> Iterator[Outcome]:
    reader = Visitor(at.ports[0], clients.ketua, seconds=20)
    clients.start()
    while clients.ledger.acknowledged < FILINGS // 4:
        time.sleep(0.2)
    server.stop()
    seen, wrong = watched(reader, until=time.monotonic() + AWAY)
    yield Outcome(f"pages in {AWAY} s without PostgreSQL", seen.total(), wrong, str(dict(seen)))
    server.start()
    seconds = seconds_until_back(reader)
    yield Outcome("seconds until pages are back", 1, int(seconds > BACK), f"{seconds:.1f} s")
    for thread in clients.threads:
        thread.join()
    yield from nothing_lost(at, clients)


def watched(reader: Visitor, *, until: float) -> tuple[Counter, int]:
    """Ask for pages; count the answers, and those that neither say 503 nor why."""
    seen, wrong = Counter(), 0
    while time.monotonic() < until:
        for path in ("/", "/berkas/", "/masuk/"):
            status, text = reader.get(path)
            seen[status] += 1
            is_open = path == "/masuk/" and status in {200, 302}
            wrong += not ((status == 503 and SAYS in text) or is_open)
        time.sleep(0.3)
    return seen, wrong + (not seen[503])


def seconds_until_back(reader: Visitor) -> float:
    """Return after how long ten pages in a row came again."""
    began, row = time.monotonic(), 0
    first = began
    while row < 10 and time.monotonic() < began + 60:
        row = row + 1 if reader.get("/")[0] == 200 else 0
        first = time.monotonic() if row == 1 else first
        time.sleep(0.05)
    return first - began if row else 60.0


def nothing_lost(at: Site, clients: Clients) -> Iterator[Outcome]:
    book = clients.ledger
    times = at.ask("filed", titles=list(book.filed))
    ends = at.ask("ends", pairs=book.decided)
    lost = sum(one != 1 for one in [*times, *ends])
    yield Outcome("acknowledged and there, once", len(times) + len(ends), lost)
    yield Outcome("answers that were no answer", book.tries, len(book.refused),
                  "; ".join(book.refused[:2])[:300])  # fmt: skip
    wrong = at.ask("account")
    yield Outcome("record and register", 1, len(wrong), "; ".join(wrong))


def half_open(at: Site) -> Outcome:
    """Begin 200 requests and never end them: others are still served within a second."""
    open_ones = []
    for _ in range(HALF_OPEN):
        line = socket.create_connection(("127.0.0.1", at.ports[0]))
        line.sendall(b"POST /masuk/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 900\r\nX-")
        open_ones.append(line)
    times = []
    for _ in range(30):
        began = time.monotonic()
        status, _ = Visitor(at.ports[0], "", seconds=20).get("/masuk/")
        times.append(time.monotonic() - began if status == 200 else 20.0)
    for line in open_ones:
        line.close()
    late = sum(seconds > QUICK for seconds in times)
    told = f"slowest page {max(times):.2f} s"
    return Outcome(f"pages beside {HALF_OPEN} half-open connections", 30, late, told)


PROOFS = [Proof("absence", "the database gone for a minute; half-open connections", absence)]
