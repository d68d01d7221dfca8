"""kill -9 while people work: what was acknowledged is there, once, with its files, and mailed.

Two web servers, two workers and the database are killed at random while people file requests with
attachments and decide steps. Each sends the same form under the same key until it is acknowledged;
one answer in twenty is thrown away unread. The control sends each try under a new key, and doubles.
"""

from __future__ import annotations

import random
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from tests.prove.clients import Clients
from tests.prove.clusters import lasting_cluster
from tests.prove.outcome import Outcome, Proof
from tests.prove.sink import sink
from tests.prove.site import Site, family, kill_9, site

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.prove.clusters import Cluster
    from tests.prove.sink import Sink

FILINGS, DECISIONS, PEOPLE = 1700, 400, 12
KILL_EVERY, KILL_DATABASE_EVERY = 30, 150  # acknowledgements
BETWEEN_KILLS = 1.5  # seconds, at least
LONGEST = 3 * 60 * 60  # seconds
CONTROL = 60


def kills() -> Iterator[Outcome]:
    yield from killed("SQLite", None)
    with lasting_cluster() as server:
        kept = server.promises()
        yield Outcome(
            "PostgreSQL: fsync, full_page_writes, synchronous_commit", 3, 3 - kept.count("on")
        )
        yield from killed("PostgreSQL", server)
    yield control()


@contextmanager
def at_work(server: Cluster | None, mails: Sink) -> Iterator[Site]:
    settings = {"EMAIL_URL": mails.url} | ({"DATABASE_URL": server.url} if server else {})
    with (
        tempfile.TemporaryDirectory(prefix="sopti-kills-") as folder,
        site(Path(folder), **settings) as at,
    ):
        for _ in range(2):
            at.add_web()
            at.add_worker()
        yield at


def killed(name: str, server: Cluster | None) -> Iterator[Outcome]:
    with sink() as mails, at_work(server, mails) as at:
        clients = Clients(at, count=PEOPLE, filings=FILINGS, decisions=DECISIONS)
        chaos = Chaos(at, server, clients)
        clients.start()
        chaos.run()
        yield from told(name, at, clients, chaos)
        yield mailed(name, at, mails)


class Chaos:
    """Kills something after so many acknowledgements, and starts again what is dead."""

    def __init__(self, at: Site, server: Cluster | None, clients: Clients) -> None:
        self.site, self.server, self.clients = at, server, clients
        self.killed = {"web process": 0, "web server": 0, "worker": 0, "database": 0}

    def run(self) -> None:
        next_kill, next_database = KILL_EVERY, KILL_DATABASE_EVERY
        deadline = time.monotonic() + LONGEST
        while self.clients.are_at_work() and time.monotonic() < deadline:
            done = self.clients.ledger.acknowledged
            if done >= next_kill:
                self.kill_something()
                next_kill = done + KILL_EVERY
            if self.server and done >= next_database:
                self.kill_database()
                next_database = done + KILL_DATABASE_EVERY
            time.sleep(BETWEEN_KILLS)
            self.site.raise_the_dead()

    def kill_something(self) -> None:
        what = random.choices(["web process", "web server", "worker"], [5, 2, 3])[0]  # noqa: S311
        kind = "worker" if what == "worker" else "web"
        chosen = [one for one in self.site.programs if one.name.startswith(kind) and one.is_alive()]
        if not chosen:
            return
        program = random.choice(chosen)  # noqa: S311
        below = family(program.process.pid)
        if what == "web process" and below:
            kill_9(below[0])  # of a tree: the youngest is the process that serves
        else:
            program.kill()
        self.killed[what] += 1

    def kill_database(self) -> None:
        self.server.kill()
        time.sleep(1)
        self.server.start()
        self.killed["database"] += 1


def told(name: str, at: Site, clients: Clients, chaos: Chaos) -> Iterator[Outcome]:
    """Compare the ledger of the clients with what the site has."""
    at.raise_the_dead()
    book = clients.ledger
    times = at.ask("filed", titles=list(book.filed))
    sums = at.ask("file_sums", titles=list(book.filed))
    torn = sum(sums.get(title) != own for title, own in book.filed.items())
    ends = at.ask("ends", pairs=book.decided)
    wrong, orphans = at.ask("account"), at.ask("orphans")
    said = ", ".join(f"{number} × {what}" for what, number in chaos.killed.items())  # noqa: RUF001
    yield Outcome(f"{name}: filings acknowledged under kill -9", len(times), times.count(0),
                  f"killed: {said}; {book.tries} tries")  # fmt: skip
    yield Outcome(f"{name}: filings twice", len(times), sum(one > 1 for one in times))
    yield Outcome(f"{name}: attachments whole", len(sums), torn, f"{orphans} files without a row")
    yield Outcome(f"{name}: decisions acknowledged", len(ends), sum(one != 1 for one in ends))
    yield Outcome(f"{name}: answers that were no answer", book.tries, len(book.refused),
                  "; ".join(book.refused[:2])[:300])  # fmt: skip
    yield Outcome(f"{name}: record and register", 1, len(wrong), "; ".join(wrong)[:300])


def mailed(name: str, at: Site, mails: Sink) -> Outcome:
    """Send what a killed worker had claimed, by a later clock, then count what came."""
    at.ask("send_the_rest")
    wanted = at.ask("mails")
    never = sum(not mails.counted[one] for one in wanted)
    often = sum(number > 2 for number in mails.counted.values())
    twice = sum(number == 2 for number in mails.counted.values())
    return Outcome(f"{name}: mails, at least once, at most twice", len(wanted), never + often,
                   f"{twice} came twice under the same Message-ID")  # fmt: skip


def control() -> Outcome:
    """Count as lost that nothing was doubled without keys."""
    with sink() as mails, at_work(None, mails) as at:
        clients = Clients(at, count=4, filings=CONTROL, decisions=0, keys=False)
        clients.start()
        for thread in clients.threads:
            thread.join()
        times = at.ask("filed", titles=list(clients.ledger.filed))
    doubled = sum(one > 1 for one in times)
    return Outcome("control without form keys", CONTROL, int(not doubled), f"{doubled} filed twice")


PROOFS = [Proof("kills", "kill -9 of web servers, workers and database", kills)]
