"""What a section of the court's SOP planned in a period, and what became of it.

Planned is what the calendar opened: the routine cases of the section. Every room tells it alike.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sopti.core.periods import months_in
from sopti.core.words import calm, listed, number, plain_date
from sopti.people.worktime import calendar_of
from sopti.sop.enums import EditionStatus
from sopti.sop.models import Edition
from sopti.workflow.chapters import BAD, GOOD, OPEN, Column, Photo, Plan, Table
from sopti.workflow.enums import CaseStatus, TaskStatus
from sopti.workflow.models import Attachment, Case, Task
from sopti.workflow.telling import (
    NOTHING,
    cell,
    day_at,
    judged_at,
    month_title,
    of_them,
    overrun,
    short,
    short_at,
    so_many,
    some,
)

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime, tzinfo
    from zoneinfo import ZoneInfo

    from django.db.models import QuerySet

    from sopti.core.periods import Period
    from sopti.people.models import Court
    from sopti.people.worktime import WorkCalendar
    from sopti.sop.schema import Procedure

MOST_PHOTOS = 6
STEPS = (
    Column(head="Kegiatan menurut SOP", wide=6),
    Column(head="Pelaksana", wide=2),
    Column(head="Batas"),
    Column(head="Selesai"),
    Column(head="Sesuai", kind="state"),
)
BY_MONTH = (
    Column(head="Bulan"),
    *(Column(head=head, kind="number") for head in ("Rencana", "Selesai", "Terlambat", "Belum")),
)


@dataclass(frozen=True)
class Run:
    """One case of the section with the tasks that stand."""

    case: Case
    edition: Edition
    procedure: Procedure
    until: datetime
    tasks: list[Task] = field(default_factory=list)

    @property
    def is_done(self) -> bool:
        closed = self.case.closed_at
        is_over = closed is not None and closed < self.until
        return is_over and self.case.status == CaseStatus.DONE

    @property
    def late(self) -> list[Task]:
        return [task for task in self.tasks if _limit_passed(task, self.until)]


@dataclass(frozen=True)
class Realisation:
    """The cases of one section that were opened in a period, as of its end."""

    court: Court
    section: str
    period: Period
    until: datetime
    tables_of_sop: tuple[tuple[Edition, Procedure], ...]  # in force
    routine: list[Run]
    others: list[Run]  # opened by people or by an incident
    cases: QuerySet[Case]  # all of them

    @property
    def has_table(self) -> bool:
        return bool(self.tables_of_sop)

    @property
    def is_empty(self) -> bool:
        """Tell whether the court's SOP has no such section and nothing of it was opened."""
        return not (self.has_table or self.routine or self.others)

    @property
    def source(self) -> str:
        """Return where the SOP speaks of it: "SOP/AS/32 bagian C"."""
        said = [_where(edition, procedure) for edition, procedure in self.tables_of_sop]
        return listed(said)

    @property
    def plan(self) -> Plan | None:
        if not self.routine:
            return None
        done = [run for run in self.routine if run.is_done]
        late = sum(bool(run.late) for run in done)
        return Plan(planned=len(self.routine), done=len(done), late=late)

    @property
    def sentences(self) -> tuple[str, ...]:
        return tuple(filter(None, (self._routine_said(), self._others_said())))

    def _routine_said(self) -> str:
        if not self.routine:
            return ""
        done, late = number(self._steps_done()), sum(len(run.late) for run in self.routine)
        tail = f"{number(late)} lewat batas" if late else "tidak ada yang lewat batas"
        steps = number(self._steps())
        return f"{done} dari {steps} langkah kegiatan rutin menurut SOP selesai, {tail}."

    def _others_said(self) -> str:
        if not self.others:
            return ""
        count = len(self.others)
        done = of_them(sum(run.is_done for run in self.others), count, "selesai")
        kind = "berkas lain" if self.routine else "berkas"
        return f"{number(count)} {kind} dibuka menurut SOP{done}."

    def _steps(self) -> int:
        return sum(len(run.procedure.flow(run.case.flow_key).steps) for run in self.routine)

    def _steps_done(self) -> int:
        return sum(
            len({task.step for task in run.tasks if _is_done(task, self.until)})
            for run in self.routine
        )

    @property
    def tables(self) -> tuple[Table, ...]:
        """Return the steps of the routine with limit and day; in a year, the sums by month."""
        if not self.routine:
            return ()
        caption = f"Kegiatan rutin ({self.source})" if self.source else "Kegiatan rutin"
        if self.period.is_month:
            rows = [row for run in self.routine for row in self._step_rows(run)]
            return (Table(caption=caption, columns=STEPS, rows=tuple(rows)),)
        return (self._by_month(caption),)

    def _step_rows(self, run: Run) -> Iterable[tuple[str, ...]]:
        calendar = calendar_of(self.court)
        by_step: dict[int, list[Task]] = defaultdict(list)
        for task in run.tasks:
            by_step[task.step].append(task)
        for number_ in run.procedure.flow(run.case.flow_key).steps:
            step = run.procedure.step(number_)
            head, what = run.procedure.head(step.role), short(step.activity, 200)
            if not by_step[number_]:
                yield what, head, NOTHING, NOTHING, f"{OPEN}belum"
            for task in by_step[number_]:
                yield what, head, *_judged(task, self, calendar)

    def _by_month(self, caption: str) -> Table:
        tz = self.court.tz
        months = months_in(self.period)
        found = [
            [run for run in self.routine if month.has(run.case.opened_at, tz)] for month in months
        ]
        rows = [
            (month_title(month), *_sums(runs))
            for month, runs in zip(months, found, strict=True)
            if runs
        ]
        total = ("Jumlah", *_sums(self.routine))
        return Table(caption=caption, columns=BY_MONTH, rows=tuple(rows), total=total)

    @property
    def obstacles(self) -> tuple[str, ...]:
        """Return each step that was late; in a longer period, how many there were."""
        late = [(task, run) for run in self.routine for task in run.late]
        if self.period.is_month or not late:
            told = (_obstacle(task, run, self) for task, run in late)
            return some(told, rest="langkah rutin")
        done = sum(_is_done(task, self.until) for task, _ in late)
        left = so_many(len(late) - done, "belum selesai")
        head = f"{number(len(late))} langkah rutin {self.source} lewat batas"
        return (f"{head} pada {self.period.words}; {left}.",)

    @property
    def photos(self) -> tuple[Photo, ...]:
        """Return pictures that officers added to steps of the section in the period; one query."""
        if not (self.routine or self.others):
            return ()
        found = Attachment.objects.filter(
            case__in=self.cases,
            task__isnull=False,
            content_type__startswith="image/",
            added_at__lt=self.until,
            destroyed_at=None,
        ).select_related("case")
        return tuple(photo_of(one, self.court.tz) for one in found[:MOST_PHOTOS])


def photo_of(one: Attachment, tz: tzinfo) -> Photo:
    """Return a picture of a case as the appendix shows it: by the case's own words and day."""
    caption = f"{one.case.title}, {plain_date(day_at(one.added_at, tz))}"
    return Photo(file=str(one.file), sha256=one.sha256, caption=caption)


def realisation(court: Court, section: str, period: Period) -> Realisation:
    """Return what was planned and done of a section in a period; three queries, photos one more.

    Cancelled cases are not told: they were opened by mistake.
    """
    tz, until = court.tz, judged_at(court, period)
    tables = _tables(court, section)
    opened = Case.objects.filter(
        court=court,
        opened_at__gte=period.begins(tz),
        opened_at__lt=period.ends(tz),
        procedure_key__in={procedure.key for _, procedure in tables},
        edition__in=[edition.pk for edition, _ in tables],
    ).exclude(status=CaseStatus.CANCELLED)
    by_key = {(edition.pk, procedure.key): (edition, procedure) for edition, procedure in tables}
    runs = [
        Run(case, *by_key[case.edition_id, case.procedure_key], until)
        for case in opened.order_by("opened_at", "pk")
        if (case.edition_id, case.procedure_key) in by_key
    ]
    routine = [run for run in runs if run.case.period]
    _bring_tasks(routine)
    in_force = tuple(one for one in tables if one[0].status == EditionStatus.IN_FORCE)
    others = [run for run in runs if not run.case.period]
    return Realisation(court, section, period, until, in_force, routine, others, opened)


def _tables(court: Court, section: str) -> list[tuple[Edition, Procedure]]:
    """Return the tables of the section in every edition by which cases may have begun."""
    editions = Edition.objects.filter(document__court=court).exclude(status=EditionStatus.DRAFT)
    return [
        (edition, procedure)
        for edition in editions.select_related("document").order_by("document__key", "number")
        for procedure in edition.sop.procedures
        if procedure.section == section
    ]


def _bring_tasks(runs: list[Run]) -> None:
    by_case = {run.case.pk: run for run in runs}
    found = Task.objects.filter(case__in=by_case, is_current=True)
    for task in found.exclude(status=TaskStatus.DROPPED).order_by("step", "pk"):
        by_case[task.case_id].tasks.append(task)


def _is_done(task: Task, until: datetime) -> bool:
    return task.finished_at is not None and task.finished_at < until


def _limit_passed(task: Task, until: datetime) -> bool:
    if task.due_at is None:
        return False
    ended = task.finished_at if task.finished_at and task.finished_at < until else until
    return ended > task.due_at


def _judged(task: Task, found: Realisation, calendar: WorkCalendar) -> tuple[str, str, str]:
    """Return limit, day done, and whether the one kept the other."""
    tz: ZoneInfo = found.court.tz
    is_done = _is_done(task, found.until)
    done = short_at(task.finished_at if is_done else None, found.period, tz)
    limit = short_at(task.due_at, found.period, tz)
    return limit, done, _state(task, is_done=is_done, until=found.until, calendar=calendar)


def _state(task: Task, *, is_done: bool, until: datetime, calendar: WorkCalendar) -> str:
    if task.due_at is None or not _limit_passed(task, until):
        return f"{GOOD}ya" if is_done else f"{OPEN}belum"
    ended = task.finished_at if is_done and task.finished_at else until
    minutes = calendar.between(task.due_at, ended)
    if is_done:
        return f"{BAD}{overrun(minutes)}"
    return f"{BAD}belum, {overrun(minutes)}" if minutes else f"{BAD}belum"


def _sums(runs: list[Run]) -> tuple[str, str, str, str]:
    done = [run for run in runs if run.is_done]
    late = sum(bool(run.late) for run in done)
    return cell(len(runs)), cell(len(done)), cell(late), cell(len(runs) - len(done))


def _where(edition: Edition, procedure: Procedure) -> str:
    """Return where the SOP speaks of it: "SOP/AS/32 bagian C"."""
    letter = f" bagian {procedure.letter}" if procedure.letter else ""
    return f"{edition.document.number or calm(edition.document.title)}{letter}"


def _obstacle(task: Task, run: Run, found: Realisation) -> str:
    tz = found.court.tz
    step = run.procedure.step(task.step)
    where = f"{_where(run.edition, run.procedure)} langkah {task.step}"
    what = f"{where} ({short(step.activity, 90).rstrip('.')})"
    limit = plain_date(day_at(task.due_at, tz)) if task.due_at else ""
    if _is_done(task, found.until) and task.finished_at:
        late = overrun(
            calendar_of(found.court).between(task.due_at or found.until, task.finished_at)
        )
        return f"{what} selesai {late} dari batasnya, {limit}."
    return f"{what} belum selesai; batasnya {limit}."
