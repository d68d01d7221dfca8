"""64 people at the same moment: one wins, 63 read why, nothing is doubled and no number is missing.

Over HTTP, against two web servers of the production kind on one database (four processes on
PostgreSQL, two on SQLite). Last comes the control: the same races without locks, IMMEDIATE and form
keys have to be lost, and the proof has to see it.
"""

from __future__ import annotations

import re
import tempfile
import threading
import uuid
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from tests.prove.clients import DISPOSED, request_form
from tests.prove.clusters import databases
from tests.prove.outcome import Outcome, Proof
from tests.prove.site import Site, site
from tests.prove.visitor import Visitor

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PEOPLE, ROUNDS, REPORTS = 64, 2, 2
WHY = re.compile(
    r"sudah (diputuskan|diselesaikan|dikembalikan|disahkan|ditarik|diterima)|ditarik"
    r"|sudah menjadi"
)
UNANSWERED = 599  # counted with the errors of the server
REASON = "Belum lengkap, mohon diperbaiki."
RETURNED = {"outcome": "kembali", "reason": REASON, "input_confirmed": "on"}
Form = tuple[str, dict[str, str]]


class Crowd:
    """People with sessions, over all web servers of a site, who send something at once."""

    def __init__(self, at: Site, count: int) -> None:
        self.site, told = at, at.ask("people", count=count, others=ROUNDS)
        self.others = told["others"]
        self.clerk = told["clerk"]
        self.visitors = [
            Visitor(at.ports[person % len(at.ports)], session, person)
            for session, person in zip(told["sessions"], told["numbers"], strict=True)
        ]

    def at_once(
        self, form_of: Callable[[int], Form], *, keys: bool = True
    ) -> list[tuple[int, str]]:
        """Let everybody send at the same moment; return each one's status and what they read."""
        start = threading.Barrier(len(self.visitors), timeout=60)

        def send(number: int) -> tuple[int, str]:
            visitor, (path, form) = self.visitors[number], form_of(number)
            form = form | ({"form_key": str(uuid.uuid4())} if keys else {})
            start.wait()
            try:
                status, where, text = visitor.post(path, form)
                return status, visitor.told(where) if where else text
            except OSError as error:
                return UNANSWERED, str(error)

        with ThreadPoolExecutor(len(self.visitors)) as threads:
            return list(threads.map(send, range(len(self.visitors))))

    def withdrawn_by(self, number: int) -> None:
        """Give this place to the requester of the cases."""
        self.visitors[number] = Visitor(self.site.ports[0], self.clerk)


@contextmanager
def crowd(settings: dict[str, str], count: int = PEOPLE) -> Iterator[Crowd]:
    with (
        tempfile.TemporaryDirectory(prefix="sopti-races-") as folder,
        site(Path(folder), **settings) as at,
    ):
        at.add_web()
        at.add_web()
        yield Crowd(at, count)


def races() -> Iterator[Outcome]:
    with databases() as both:
        for name, settings in both:
            with crowd(settings) as people:
                yield from of_one_database(name, people)
    with databases() as both:
        for name, settings in both:
            unlocked = settings | {"DJANGO_SETTINGS_MODULE": "tests.prove.unlocked_settings"}
            with crowd(unlocked, 16) as people:
                yield control(name, people)


def of_one_database(name: str, people: Crowd) -> Iterator[Outcome]:
    yield one_task(f"{name}: one task", people, decide)
    yield filings(f"{name}: register numbers", people)
    yield one_report(f"{name}: one monthly report", people)
    yield one_appointment(f"{name}: one appointment", people)
    people.withdrawn_by(0)
    yield one_task(f"{name}: approve, return, withdraw", people, mixture)
    wrong = people.site.ask("account")
    yield Outcome(f"{name}: record, register, files afterwards", 1, len(wrong), "; ".join(wrong))


def control(name: str, people: Crowd) -> Outcome:
    """Count as lost that nothing was lost."""
    seen = one_task("", people, decide, rounds=3, keys=False)
    wrong = people.site.ask("account")
    told = f"{seen.lost} rounds lost ({seen.remark}), {len(wrong)} faults in the record"
    return Outcome(f"{name}: control without locks", 3, int(not seen.lost), told)


# ---------------------------------------------------------------------------------------- the races
def decide(number: int, case: int, task: int) -> Form:
    return f"/tugas/{task}/selesai/", DISPOSED if number % 2 else RETURNED


def mixture(number: int, case: int, task: int) -> Form:
    if number == 0:
        return f"/berkas/{case}/tarik/", {"reason": REASON}
    return decide(number, case, task)


def one_task(
    name: str, people: Crowd, form_of: Callable, *, rounds: int = ROUNDS, keys: bool = True
) -> Outcome:
    pairs = people.site.ask("cases", count=rounds)
    asked = [
        people.at_once(lambda number, pair=pair: form_of(number, *pair), keys=keys)
        for pair in pairs
    ]
    ends = people.site.ask("ends", pairs=pairs)
    return judged(name, asked, ends)


def one_report(name: str, people: Crowd) -> Outcome:
    reports = people.site.ask("checked_reports", count=REPORTS)
    asked = [
        people.at_once(lambda _, pk=pk: (f"/laporan/{pk}/sahkan/", {"agree": "on"}))
        for pk in reports
    ]
    return judged(name, asked, people.site.ask("signatures", reports=reports))


def one_appointment(name: str, people: Crowd) -> Outcome:
    """Everybody (all are administrators) appoints the same person to the same office."""
    today = f"{datetime.now(UTC):%Y-%m-%d}"
    chosen = people.others[:ROUNDS]
    wanted = {"role": "kabag", "capacity": "tetap", "starts_on": today}
    asked, ends = [], []
    for person in chosen:
        form = wanted | {"user": str(person)}
        asked.append(people.at_once(lambda _, form=form: ("/pengelolaan/penunjukan/baru/", form)))
        ends.append(people.site.ask("appointments", person=person))
    return judged(name, asked, ends)


def judged(name: str, asked: list[list[tuple[int, str]]], ends: list[int]) -> Outcome:
    """Count the rounds that did not end once, or in which not all others read why."""
    lost, seen = 0, Counter()
    for answers, times in zip(asked, ends, strict=True):
        why = sum(bool(WHY.search(said)) for _, said in answers)
        errors = sum(status >= 500 for status, _ in answers)
        seen.update(f"of {status}" for status, _ in answers)
        seen.update({"posts": len(answers), "read why": why, "5xx": errors, "ended": times})
        # The winner's own page may speak of what was decided, too: at least all others have to.
        lost += times != 1 or errors > 0 or why < len(answers) - 1
    return Outcome(name, len(asked), lost, ", ".join(f"{n} {what}" for what, n in seen.items()))


def filings(name: str, people: Crowd) -> Outcome:
    """Let everybody file at once: the numbers that were given have no gap and no double."""
    before, lost, seen = set(people.site.ask("sequences")), 0, Counter()
    for _ in range(ROUNDS // 2):
        answers = people.at_once(
            lambda place: ("/permintaan/baru/", request_form(people.visitors[place].number))
        )
        seen.update(status for status, _ in answers)
        after = people.site.ask("sequences")
        new = sorted(set(after) - before)
        first = max(before, default=0) + 1
        lost += new != list(range(first, first + len(answers))) or len(after) != len(set(after))
        before = set(after)
    told = ", ".join(f"{times} of {status}" for status, times in seen.items())
    return Outcome(name, ROUNDS // 2, lost, told)


PROOFS = [Proof("races", "64 people at the same moment", races)]
