"""What the report of a period tells of backups: what was saved in time, and what came back."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from django.db.models import Max

from sopti.backups.enums import RestoreOutcome
from sopti.backups.models import Backup, Plan, RestoreTest
from sopti.core.words import listed, number, plain_date
from sopti.workflow import chapters
from sopti.workflow.chapters import BAD, GOOD, MOST_ROWS, OPEN, Chapter, Column, Table
from sopti.workflow.telling import (
    NOTHING,
    Row,
    capped,
    cell,
    day_at,
    judged_at,
    lasting,
    lowered,
    short,
    short_day,
    some,
)

if TYPE_CHECKING:
    from datetime import date, datetime

    from sopti.core.periods import Period
    from sopti.people.models import Court

KEY = "backups"
MOST_NAMED = 4
PLANS = (
    Column(head="Yang dicadangkan", wide=3),
    Column(head="Bidang", wide=2),
    Column(head="Rencana", wide=2),
    Column(head="Dibuat", kind="number"),
    Column(head="Terakhir"),
    Column(head="Ukuran terakhir"),
    Column(head="Sesuai", kind="state"),
)
TESTS = (
    Column(head="Tanggal"),
    Column(head="Yang dipulihkan", wide=3),
    Column(head="Dipulihkan di", wide=3),
    Column(head="Lama"),
    Column(head="Yang ditemukan", wide=4),
    Column(head="Hasil", kind="state"),
)
MARKS = {
    RestoreOutcome.WORKED: GOOD, RestoreOutcome.PARTLY: OPEN, RestoreOutcome.FAILED: BAD,
}  # fmt: skip


def tell(court: Court, period: Period) -> Chapter | None:
    """Return the chapter; None where nothing is to be saved. Four queries."""
    until = judged_at(court, period)
    kept = _kept(court, period, until)
    tests = _tests(court, period)
    if not kept and not tests:
        return None
    rows, more = capped([one.row for one in kept], register="halaman Cadangan data")
    caption = f"Rencana dan realisasi backup {period.words}"
    empty = f"Tidak ada backup yang direncanakan pada {period.words}."
    return Chapter(
        key=KEY,
        title="Cadangan data dan uji pulih",
        sentences=(_said(kept, period), _tests_said(tests, period), *more),
        plan=_plan(kept),
        tables=(Table(caption=caption, columns=PLANS, rows=rows, empty=empty), *_tried(tests)),
        figures=_figures(kept),
        obstacles=some(
            [*(one.obstacle for one in kept if one.late), *_failed(tests)], rest="backup"
        ),
    )


@dataclass(frozen=True)
class _Kept:
    """One plan with the days of its backups: the last before the period, then those within."""

    plan: Plan
    before: date
    days: tuple[date, ...]
    newest: Backup | None
    today: date  # a limit before it is over
    period: Period

    @property
    def _limit(self) -> date:
        """Return by when the next backup had to come."""
        return self.plan.due_after(self.days[-1] if self.days else self.before)

    @property
    def is_missing(self) -> bool:
        return self.plan.is_active and self._limit < self.today

    @property
    def late(self) -> int:
        """Count the backups of the period that came after their limit, or have not come."""
        made = pairwise((self.before, *self.days))
        return sum(after > self.plan.due_after(last) for last, after in made) + self.is_missing

    @property
    def was_due(self) -> bool:
        """Tell whether a backup came, or had to, in the period."""
        return bool(self.days) or self._limit < self.today

    @property
    def row(self) -> Row:
        return (
            self.plan.name, self.plan.get_section_display(), self.plan.rhythm,
            cell(len(self.days)), short_day(self.days[-1] if self.days else None, self.period),
            self.newest.size_words if self.newest else NOTHING, self._state,
        )  # fmt: skip

    @property
    def _state(self) -> str:
        if self.late:
            return f"{BAD}terlambat {number(self.late)} kali" if self.days else f"{BAD}tidak ada"
        return f"{GOOD}ya" if self.days else f"{OPEN}belum waktunya"

    @property
    def obstacle(self) -> str:
        if self.is_missing:
            limit = plain_date(self._limit)
            return f"Backup {self.plan} belum dibuat; batasnya {limit} ({self.plan.rhythm})."
        return f"Backup {self.plan} terlambat {number(self.late)} kali ({self.plan.rhythm})."


def _kept(court: Court, period: Period, until: datetime) -> list[_Kept]:
    tz, begins = court.tz, period.begins(court.tz)
    made = Backup.objects.standing().filter(plan__court=court, made_at__lt=until).order_by()
    older = made.filter(made_at__lt=begins).values_list("plan").annotate(Max("made_at"))
    before = {plan: day_at(at, tz) for plan, at in older}
    within: dict[int, list[Backup]] = defaultdict(list)
    for one in made.filter(made_at__gte=begins).order_by("made_at", "pk"):
        within[one.plan_id].append(one)
    found = [
        _Kept(
            plan,
            max(before.get(plan.pk, plan.starts_on), plan.starts_on),
            tuple(sorted({day_at(one.made_at, tz) for one in within[plan.pk]})),
            within[plan.pk][-1] if within[plan.pk] else None,
            day_at(until, tz),
            period,
        )
        for plan in Plan.objects.filter(court=court, starts_on__lte=period.last)
    ]
    return [one for one in found if one.plan.is_active or one.days]


def _plan(kept: list[_Kept]) -> chapters.Plan | None:
    due = [one for one in kept if one.was_due]
    if not due:
        return None
    done = [one for one in due if one.days]
    return chapters.Plan(planned=len(due), done=len(done), late=sum(bool(one.late) for one in done))


def _figures(kept: list[_Kept]) -> tuple[chapters.Figure, ...]:
    due = [one for one in kept if one.was_due]
    if not due:
        return ()
    good = sum(not one.late for one in due)
    words = "rencana backup selalu tepat waktu"
    return (chapters.Figure(big=number(good), unit=f"dari {number(len(due))}", words=words),)


def _said(kept: list[_Kept], period: Period) -> str:
    due = [one for one in kept if one.was_due]
    if not due:
        return f"Tidak ada backup yang jatuh waktunya pada {period.words}."
    made = sum(len(one.days) for one in due)
    late = [one.plan.name for one in due if one.late]
    head = f"{number(made)} backup dibuat pada {period.words} menurut {number(len(due))} rencana"
    if not late:
        return f"{head}, semuanya tepat waktu."
    named = f": {listed(late)}" if len(late) <= MOST_NAMED else ""
    return f"{head}; {number(len(late))} rencana pernah terlambat{named}."


# ------------------------------------------------------------------------------- whether it comes
def _tests(court: Court, period: Period) -> list[RestoreTest]:
    found = RestoreTest.objects.filter(
        backup__plan__court=court, tested_on__range=(period.first, period.last)
    )
    return list(found.select_related("backup__plan").order_by("tested_on", "pk"))


def _tests_said(tests: list[RestoreTest], period: Period) -> str:
    if not tests:
        return f"Tidak ada uji pulih pada {period.words}."
    worked = sum(test.outcome == RestoreOutcome.WORKED for test in tests)
    if len(tests) == 1:
        [test] = tests
        said = f"{lowered(test.get_outcome_display())} dalam {lasting(test.minutes)}"
        return f"Uji pulih {test.backup.plan} pada {plain_date(test.tested_on)}: {said}."
    return f"{number(worked)} dari {number(len(tests))} uji pulih berhasil."


def _tried(tests: list[RestoreTest]) -> tuple[Table, ...]:
    rows = tuple(map(_test_row, tests))
    return (Table(caption="Uji pulih", columns=TESTS, rows=rows[:MOST_ROWS]),) if rows else ()


def _test_row(test: RestoreTest) -> Row:
    outcome = RestoreOutcome(test.outcome)
    return (
        f"{test.tested_on:%d-%m-%Y}", test.backup.plan.name, test.where, lasting(test.minutes),
        short(test.note) or NOTHING, f"{MARKS[outcome]}{lowered(outcome.label)}",
    )  # fmt: skip


def _failed(tests: list[RestoreTest]) -> list[str]:
    return [
        f"Uji pulih {test.backup.plan} pada {plain_date(test.tested_on)} "
        f"{lowered(test.get_outcome_display())}: {short(test.note).rstrip('.')}."
        for test in tests
        if test.outcome != RestoreOutcome.WORKED
    ]
