"""The clock set forward and back under a running site: no error, no gap, each court's own day.

The site runs with libfaketime of PyPI, which the proof installs into its own folder; the clocks of
the database and of this program stay right. A site that does not believe the clock counts as lost.
"""

from __future__ import annotations

import subprocess
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from tests.check import BIN
from tests.prove.clients import request_form
from tests.prove.clusters import databases
from tests.prove.outcome import Outcome, Proof
from tests.prove.site import Site, site
from tests.prove.visitor import Visitor

if TYPE_CHECKING:
    from collections.abc import Iterator

PACKAGE = "libfaketime==3.0.1"
LIBRARY = "libfaketime/vendor/libfaketime/src/libfaketime.so.1"
PAGES = ("/", "/berkas/", "/permintaan/baru/", "/laporan/", "/kalender/")
EVE = datetime(2026, 12, 31, 15, 30, tzinfo=UTC)  # 22.30 WIB, 00.30 WIT of the next year
NEW_YEAR = datetime(2026, 12, 31, 16, 59, 57, tzinfo=UTC)  # seconds before the year of WIB ends
LEAP_DAY = datetime(2028, 2, 29, 16, 59, 57, tzinfo=UTC)


class Clock:
    """What a site believes that the time is; it notices within a second."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / "clock"
        target = ("--target", str(folder / "library"))
        install = [str(BIN / "uv"), "pip", "install", "-q", "--no-config", *target, PACKAGE]
        subprocess.run(install, check=True)
        self.settings = {
            "LD_PRELOAD": str(folder / "library" / LIBRARY),
            "FAKETIME_TIMESTAMP_FILE": str(self._file),
            "FAKETIME_CACHE_DURATION": "1",
            "FAKETIME_DONT_FAKE_MONOTONIC": "1",
        }
        self.shift(timedelta(0))

    def shift(self, by: timedelta) -> None:
        self._file.write_text(f"{int(by.total_seconds()):+d}\n")

    def set_to(self, moment: datetime) -> None:
        self.shift(moment - datetime.now(UTC))


def clocks() -> Iterator[Outcome]:
    with databases() as both, tempfile.TemporaryDirectory(prefix="sopti-clock-") as folder:
        clock = Clock(Path(folder))
        for name, settings in both:
            clock.shift(timedelta(0))
            with site(Path(folder, name), **clock.settings, **settings) as at:
                at.add_web()
                at.ask("people", count=2)
                yield from set_about(name, at, clock)
                yield end_of_year(name, at, clock)


def set_about(name: str, at: Site, clock: Clock) -> Iterator[Outcome]:
    old = Visitor(at.ports[0], *at.ask("session"))
    for what, moment in moments().items():
        clock.set_to(moment)
        time.sleep(2)
        believed = datetime.fromisoformat(at.ask("clock"))
        wrong = [] if abs(believed - moment) < timedelta(minutes=5) else ["the clock did not move"]
        wrong += worked(at, old)
        yield Outcome(f"{name}: clock {what}", len(PAGES) + 2, len(wrong), "; ".join(wrong)[:200])
    wrong = at.ask("account")
    yield Outcome(f"{name}: record and register afterwards", 1, len(wrong), "; ".join(wrong))


def moments() -> dict[str, datetime]:
    today = datetime.now(UTC)
    return {
        "right": today,
        "+3 days": today + timedelta(days=3),
        "-2 days": today - timedelta(days=2),
        "+400 days": today + timedelta(days=400),
        "over New Year": NEW_YEAR,
        "over 29 February": LEAP_DAY,
        "right again": today,
    }


def worked(at: Site, old: Visitor) -> list[str]:
    """Ask with an old session, which may have ended, then file a request with a new one."""
    status, _ = old.get("/")
    wrong = [] if status == 200 else [f"an old session: {status}"]
    person = Visitor(at.ports[0], *at.ask("session"))
    sent, where, _ = person.post("/permintaan/baru/", request_form(person.number))
    if not where.startswith("/berkas/"):
        wrong.append(f"filing: {sent} {where}")
    read = [(page, person.get(page)[0]) for page in (*PAGES, where or "/")]
    return wrong + [f"{page}: {status}" for page, status in read if status != 200]


def end_of_year(name: str, at: Site, clock: Clock) -> Outcome:
    """At 22.30 WIB of 31 December a court in the east is in January already."""
    at.ask("court_in_the_east")
    clock.set_to(EVE)
    time.sleep(2)
    at.manage("worker", "--once")
    told = at.ask("periods_by_zone")
    hoped = {"Asia/Jakarta": "2026-12", "Asia/Jayapura": "2027-01"}
    wrong = [f"{zone}: {told.get(zone)}" for zone, last in hoped.items() if last not in told[zone]]
    wrong += [f"early: {one}" for one in told["Asia/Jakarta"] if one == "2027-01"]
    reports = at.ask("december_reports")
    wrong += [] if reports == [1, 1] else [f"reports of December: {reports}"]
    return Outcome(f"{name}: month's end at 22.30 WIB", 4, len(wrong), "; ".join(wrong))


PROOFS = [Proof("clock", "the clock set forward and back", clocks)]
