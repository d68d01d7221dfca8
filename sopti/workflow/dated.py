"""What the engine itself knows of days: limits of steps, routine to come, cases that ended."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from django.utils.timezone import localdate

from sopti.core.words import calm
from sopti.people.enums import ONLY_A_CLERK
from sopti.sop.models import Edition
from sopti.workflow.actions.routine import Key, period_of
from sopti.workflow.diary import DONE, DUE, PLANNED, Entry
from sopti.workflow.models import Case, Task

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sopti.people.models import Court, User
    from sopti.sop.schema import Flow, Procedure

MOST = 1000  # limits, and ended cases, of the days that are asked for
LONGEST = 90  # letters of an activity on a day
DAY = timedelta(days=1)


def limits(user: User, first: date, last: date) -> list[Entry]:
    """Return the limits of the steps that wait in the court, on the day of each. One query."""
    court = user.court
    if court is None:
        return []
    waiting = Task.objects.visible_to(user).waiting_in(court)
    found = waiting.filter(due_at__range=_moments(court, first, last)).for_rows()
    return [_limit(task, user) for task in found.order_by("due_at", "pk")[:MOST]]


def ended(user: User, first: date, last: date) -> list[Entry]:
    """Return the cases that ended on these days. One query."""
    court = user.court
    if court is None:
        return []
    seen = Case.objects.visible_to(user).filter(closed_at__range=_moments(court, first, last))
    rows = seen.order_by("closed_at", "pk")[:MOST]
    told = rows.values_list("pk", "number", "title", "closed_at", "status", named=True)
    return [
        Entry(
            key=f"berkas-{row.pk}",
            day=row.closed_at.astimezone(court.tz).date(),
            kind=DONE,
            words=f"{row.number} {row.title}",
            link=Case(pk=row.pk).get_absolute_url(),
            begins=row.closed_at,
        )
        for row in told
        if row.closed_at
    ]


def routine(user: User, first: date, last: date) -> list[Entry]:
    """Return the routine that the SOPs in force will open on days to come. Two queries."""
    court = user.court
    if court is None or not user.role_keys - ONLY_A_CLERK:
        return []
    first = max(first, localdate(timezone=court.tz) + DAY)  # what is to come
    editions = Edition.objects.in_force().filter(document__court=court).defer("body")
    found = [
        (edition, procedure, flow, day)
        for edition in editions
        for procedure in edition.sop.procedures
        for flow in procedure.flows
        if flow.every
        for day in _beginnings(flow, first, last)
    ]
    opened = set(
        Case.objects.filter(court=court)
        .filter(period__in={period_of(flow, day) for _, _, flow, day in found})
        .values_list(*Key._fields)
    )
    return [
        _coming(procedure, flow, day)
        for _, procedure, flow, day in found
        if Key(court.pk, procedure.key, flow.key, period_of(flow, day)) not in opened
    ]


def _limit(task: Task, user: User) -> Entry:
    case = task.case
    is_mine = task.role_id in user.role_keys and task.assigned_to_id in {None, user.pk}
    activity = _short(task.sop_step.activity)
    assert task.due_at is not None  # noqa: S101 (asked for)
    return Entry(
        key=f"langkah-{task.pk}",
        day=task.due_at.astimezone(user.court.tz).date() if user.court else task.due_at.date(),
        kind=DUE,
        words=f"{case.title}: langkah {task.step}, {activity}",
        link=task.get_absolute_url() if is_mine else case.get_absolute_url(),
        begins=task.due_at,
        is_mine=is_mine,
        outside=f"Batas langkah {task.step}: {activity} ({case.number})",
    )


def _coming(procedure: Procedure, flow: Flow, day: date) -> Entry:
    return Entry(
        key=f"rutin-{procedure.key}-{flow.key}-{period_of(flow, day)}",
        day=day,
        kind=PLANNED,
        words=f"Dibuka sendiri: {flow.title}, {calm(procedure.title)}",
        link="",
    )


def _beginnings(flow: Flow, first: date, last: date) -> Iterator[date]:
    """Yield the days on which a period of the flow begins."""
    day = first
    while day <= last:
        if period_of(flow, day) != period_of(flow, day - DAY):
            yield day
        day += DAY


def _moments(court: Court, first: date, last: date) -> tuple[datetime, datetime]:
    begins = datetime.combine(first, time(), court.tz)
    return begins, datetime.combine(last + DAY, time(), court.tz) - timedelta(microseconds=1)


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= LONGEST else f"{text[:LONGEST].rpartition(' ')[0]}…"
