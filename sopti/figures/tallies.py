"""Counting steps and cases: small sums that can be added up, over any months."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from math import ceil
from typing import TYPE_CHECKING, NamedTuple

from sopti.workflow.enums import CaseStatus, Outcome

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sopti.figures.models import CaseMonth, StepMonth

TENTHS = 0.9
COUNTS = ("judged", "within", "returned", "refused")


@dataclass(frozen=True)
class Spread:
    """How long something usually takes: half take at most the median, nine of ten the p90.

    In whole minutes of working time, rounded down; None where nothing was measured.
    """

    median: int | None = None
    p90: int | None = None
    total: int = 0  # of all times together


def spread_of(minutes: Counter[int]) -> Spread:
    """Return the exact median and 90th percentile (nearest rank) of counted minutes."""
    many = minutes.total()
    if not many:
        return Spread()
    low, high, ninth = (many + 1) // 2, many // 2 + 1, ceil(TENTHS * many)
    at_rank = dict.fromkeys((low, high, ninth), 0)
    wanted, passed = sorted(at_rank), 0
    for value in sorted(minutes):
        passed += minutes[value]
        while wanted and wanted[0] <= passed:
            at_rank[wanted.pop(0)] = value
    total = sum(value * often for value, often in minutes.items())
    return Spread((at_rank[low] + at_rank[high]) // 2, at_rank[ninth], total)


def share_of(part: int, whole: int) -> int | None:
    """Return the percentage, rounded down; None of nothing."""
    return part * 100 // whole if whole else None


class StepKey(NamedTuple):
    edition: int
    procedure: str
    step: int


class Done(NamedTuple):
    """A finished step, as much of it as is counted; in the order of `READ`."""

    edition: int
    procedure: str
    step: int
    role: str
    capacity: str | None
    waiting: int | None
    work: int | None
    within: bool | None
    outcome: str


@dataclass
class StepTally:
    """How often a step was finished, how long it waited and took, how it went, who carried it."""

    waiting: Counter[int] = field(default_factory=Counter)
    work: Counter[int] = field(default_factory=Counter)
    carried: Counter[str] = field(default_factory=Counter)
    judged: int = 0
    within: int = 0
    returned: int = 0
    refused: int = 0

    @property
    def count(self) -> int:
        return self.carried.total()

    def add(self, done: Done) -> None:
        self.carried[f"{done.role} {done.capacity or ''}".strip()] += 1
        if done.waiting is not None:
            self.waiting[done.waiting] += 1
        if done.work is not None:
            self.work[done.work] += 1
        self.judged += done.within is not None
        self.within += bool(done.within)
        self.returned += done.outcome == Outcome.RETURN
        self.refused += done.outcome == Outcome.REFUSE

    def add_kept(self, row: StepMonth) -> None:
        self.waiting.update({int(minutes): often for minutes, often in row.waiting.items()})
        self.work.update({int(minutes): often for minutes, often in row.work.items()})
        self.carried.update(row.carried)
        for name in COUNTS:
            setattr(self, name, getattr(self, name) + getattr(row, name))

    def merge(self, other: StepTally) -> None:
        self.waiting.update(other.waiting)
        self.work.update(other.work)
        self.carried.update(other.carried)
        for name in COUNTS:
            setattr(self, name, getattr(self, name) + getattr(other, name))


StepTallies = dict[StepKey, StepTally]


def count_steps(rows: Iterable[Done], into: StepTallies) -> None:
    for done in rows:
        key = StepKey(done.edition, done.procedure, done.step)
        into.setdefault(key, StepTally()).add(done)


@dataclass
class CaseTally:
    """How many cases were opened, and how others ended.

    `within` of the `judged` kept the norm of every step; `judged` are those of the `done` in which
    some norm judges at all.
    """

    filed: int = 0
    done: int = 0
    judged: int = 0
    within: int = 0
    refused: int = 0
    dropped: int = 0

    @property
    def closed(self) -> int:
        return self.done + self.refused + self.dropped

    @property
    def late(self) -> int:
        return self.judged - self.within

    @property
    def share(self) -> int | None:
        return share_of(self.within, self.judged)

    def end(self, status: str, *, is_judged: bool, is_late: bool) -> None:
        self.done += status == CaseStatus.DONE
        self.refused += status == CaseStatus.REFUSED
        self.dropped += status not in {CaseStatus.DONE, CaseStatus.REFUSED}
        if status == CaseStatus.DONE and is_judged:
            self.judged += 1
            self.within += not is_late

    def merge(self, other: CaseTally | CaseMonth) -> None:
        for name in CASE_COUNTS:
            setattr(self, name, getattr(self, name) + getattr(other, name))


CASE_COUNTS = ("filed", "done", "judged", "within", "refused", "dropped")


class CaseKey(NamedTuple):
    document: int
    procedure: str


CaseTallies = dict[CaseKey, CaseTally]
