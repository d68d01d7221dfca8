"""The worker started three times at once, on a site with everything due: one effect.

A count of nothing is counted as lost: then nothing was due.
"""

from __future__ import annotations

import subprocess
import tempfile
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from tests.check import MANAGE, ROOT
from tests.prove.clusters import databases
from tests.prove.outcome import Outcome, Proof
from tests.prove.sink import sink
from tests.prove.site import Site, site

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.prove.sink import Sink

AT_ONCE, CASES, ROUNDS = 3, 20, 3


def workers() -> Iterator[Outcome]:
    with databases() as both, sink() as mails:
        for name, settings in both:
            with (
                tempfile.TemporaryDirectory(prefix="sopti-workers-") as folder,
                site(Path(folder), EMAIL_URL=mails.url, **settings) as at,
            ):
                yield from three_at_once(name, at, mails)
                wrong = at.ask("account")
                yield Outcome(f"{name}: record and register", 1, len(wrong), "; ".join(wrong))


def three_at_once(name: str, at: Site, mails: Sink) -> Iterator[Outcome]:
    mails.counted.clear()
    at.ask("people", count=1)
    at.ask("cases", count=CASES)
    codes = [code for _ in range(ROUNDS) for code in started_together(at)]
    yield Outcome(f"{name}: workers at once", len(codes), sum(map(bool, codes)))
    routine = Counter(map(tuple, at.ask("routine")))
    doubled = sum(number > 1 for number in routine.values())
    yield Outcome(f"{name}: routine cases", len(routine), doubled + (not routine))
    wanted = at.ask("mails")
    wrong = sum(mails.counted[one] != 1 for one in wanted) + (not wanted)
    yield Outcome(f"{name}: mails", len(wanted), wrong, f"{mails.counted.total()} came in")
    reports = Counter(map(tuple, at.ask("report_periods")))
    doubled = sum(number > 1 for number in reports.values())
    yield Outcome(f"{name}: reports", len(reports), doubled)


def started_together(at: Site) -> list[int]:
    command = [*MANAGE, "worker", "--once"]
    with (at.folder / "workers.log").open("ab") as log:
        begun = [
            subprocess.Popen(command, cwd=ROOT, env=at.environment, stdout=log, stderr=log)
            for _ in range(AT_ONCE)
        ]
        return [one.wait() for one in begun]


PROOFS = [Proof("workers", "the worker started three times at once", workers)]
