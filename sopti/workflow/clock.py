"""Times of a task: its limit, how long it waited, how long it was worked on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from sopti.core import words
from sopti.sop.enums import NormKind, NormUnit

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sopti.people.worktime import WorkCalendar
    from sopti.sop.schema import Norm
    from sopti.workflow.models import Case, Question, Task

JUDGED_BY_WORK = (NormKind.DURATION, NormKind.RANGE)


@dataclass(frozen=True)
class Due:
    """How a deadline reads: tone for the colour, words first, then the limit."""

    tone: str  # ok, soon, late, none, paused
    words: str
    limit: str


def due_at(norm: Norm, *, case: Case, opened: datetime, calendar: WorkCalendar) -> datetime | None:
    """Return until when a task should be done, or None where the norm sets no limit.

    A norm of work time gets the court's allowance for waiting on top (decision 8).
    """
    if norm.kind == NormKind.DAY_OF_CASE:
        return calendar.end_of_nth_day(case.opened_at, norm.day or 1)
    if norm.kind == NormKind.DAY_OF_MONTH:
        return _day_of_month(norm.day or 30, opened=case.opened_at, calendar=calendar)
    if norm.kind not in JUDGED_BY_WORK:
        return None
    ready = calendar.add(opened, case.court.waiting_minutes)
    return _after(ready, *_longest(norm), clock=norm.clock, calendar=calendar)


def _day_of_month(day: int, *, opened: datetime, calendar: WorkCalendar) -> datetime:
    """Return that day of the month the case was opened in, or of the next when it was over."""
    month = opened.astimezone(calendar.zone).date()
    end = calendar.end_of_month_day(month, day)
    if end > opened:
        return end
    return calendar.end_of_month_day(month.replace(day=1) + timedelta(days=31), day)


def _longest(norm: Norm) -> tuple[float, NormUnit]:
    unit = norm.unit or NormUnit.MINUTES
    if norm.kind == NormKind.RANGE and norm.max_amount:
        return norm.max_amount, norm.max_unit or unit
    return norm.amount or 0, unit


def _after(
    start: datetime, amount: float, unit: NormUnit, *, clock: bool, calendar: WorkCalendar
) -> datetime:
    if unit == NormUnit.DAYS:
        return calendar.add_days(start, round(amount))
    minutes = round(amount * (60 if unit == NormUnit.HOURS else 1))
    return start + timedelta(minutes=minutes) if clock else calendar.add(start, minutes)


def norm_words(norm: Norm) -> str:
    """Return the norm as people say it: the SOP's own words, "hari ke-2" for a day of the case."""
    if norm.kind == NormKind.DAY_OF_CASE:
        return f"hari ke-{norm.day}"
    return norm.text or "tidak disebut"


def paused_minutes(
    questions: Iterable[Question], start: datetime, end: datetime, calendar: WorkCalendar
) -> int:
    """Return the working minutes between two moments in which the requester was asked."""
    return sum(
        calendar.between(max(asked.asked_at, start), min(asked.answered_at or end, end))
        for asked in questions
    )


def is_within(norm: Norm, task: Task, *, calendar: WorkCalendar) -> bool | None:
    """Judge a finished task by its work time or its day; None where the norm judges nothing."""
    if norm.kind in JUDGED_BY_WORK:
        return _worked_within(norm, task, calendar=calendar)
    if task.due_at is None or task.finished_at is None:
        return None
    return task.finished_at <= task.due_at


def _worked_within(norm: Norm, task: Task, *, calendar: WorkCalendar) -> bool:
    if task.started_at is None or task.finished_at is None:
        return False
    limit = _after(task.started_at, *_longest(norm), clock=norm.clock, calendar=calendar)
    limit = calendar.add(limit, task.paused_minutes) if task.paused_minutes else limit
    return task.finished_at <= limit + timedelta(minutes=1)  # moments are shown to the minute


def due_of(task: Task, *, now: datetime, calendar: WorkCalendar, asked: Question | None) -> Due:
    """Return how the task's deadline reads now."""
    if asked is not None:
        since = words.moment(asked.asked_at, now=now, tz=calendar.zone)
        return Due("paused", f"Waktu berhenti sejak {since}", "menunggu jawaban pemohon")
    if task.due_at is None:
        return Due("none", "Tanpa batas waktu", f"norma {norm_words(task.sop_step.norm).lower()}")
    limit = "batas " + words.moment(task.due_at, now=now, tz=calendar.zone)
    if now > task.due_at:
        late = calendar.between(task.due_at, now)
        return Due("late", words.time_late(late) if late else "Batas sudah lewat", limit)
    left = calendar.between(now, task.due_at)
    return Due(words.tone_of(left, is_late=False), words.time_left(left), limit)
