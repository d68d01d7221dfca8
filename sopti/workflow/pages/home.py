"""Beranda: what waits for me, what I asked for, what is late."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeVar

from django.db.models import Exists, F, OuterRef, Q

from sopti.core import words
from sopti.core.kept import kept
from sopti.people.enums import ONLY_A_CLERK
from sopti.people.worktime import calendar_of
from sopti.workflow import rules
from sopti.workflow.enums import CaseStatus
from sopti.workflow.models import Case, Question, Task
from sopti.workflow.pages.rows import TaskRow, case_rows, task_rows

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from django.db.models import QuerySet

    from sopti.people.models import User
    from sopti.people.worktime import WorkCalendar

SIDE_ROWS = 6
Row = TypeVar("Row", Case, Task)


def home_page(user: User, *, now: datetime) -> dict[str, Any]:
    """Return the inbox of a person, most urgent first, and what else concerns them."""
    if user.court is None:
        return {"groups": [], "count": 0, "nowhere": True, "today": ""}
    calendar = calendar_of(user.court)
    person, court, roles = user.pk, user.court_id, user.role_keys
    waiting = sorted(_waiting(person=person, court=court, roles=roles), key=_pressing)
    late = _late(user, now=now)
    questions = _open_questions(user, [*waiting, *late])
    rows = task_rows(waiting, now=now, calendar=calendar, questions=questions)
    mine = _running(person=person, court=court)
    return {
        "groups": _groups(rows, now=now, calendar=calendar),
        "count": len(rows),
        "first": rows[0].task if len(rows) > 1 else None,
        "asked": [asked for asked in questions if _is_mine(asked.task.case, user)],
        "mine": case_rows(
            sorted(mine, key=attrgetter("opened_at", "pk"), reverse=True),
            viewer=user,
            now=now,
            calendar=calendar,
            questions=questions,
        ),
        "late": task_rows(late, now=now, calendar=calendar, questions=questions),
        "today": words.long_moment(now, calendar.zone),
        "office_ends": _office_ends(calendar, now),
        "is_only_clerk": user.role_keys <= ONLY_A_CLERK,
    }


def next_task(user: User, *, now: datetime, after: Task | None = None) -> Task | None:
    """Return the most urgent task that this person may do now, or the one behind `after`."""
    asked = Question.objects.filter(task=OuterRef("pk"), answered_at=None)
    waiting = Task.objects.waiting_for(user).filter(~Exists(asked))
    return next(
        (
            task
            for task in waiting.for_pages().order_by(F("due_at").asc(nulls_last=True), "pk")
            if (after is None or _place(task) > _place(after))
            and rules.why_not_work_on(user, task, now=now) is None
        ),
        None,
    )


def _place(task: Task) -> tuple[bool, datetime | None, int]:
    """Return where the task stands in the row of what waits, from the most urgent on."""
    return (task.due_at is None, task.due_at, task.pk)


def _first(found: QuerySet[Row]) -> QuerySet[Row]:
    """Return the first few of an ordered query, without an order.

    Whoever orders a query in the database pays for every column it fetches: Django gives each a
    hash, 2 ms for a wide row. So the database orders the keys alone, and we the few rows.
    """
    keys = found.values("pk")[:SIDE_ROWS]
    rows: Any = found.model._default_manager.filter(pk__in=keys)  # noqa: SLF001 (its public name)
    first: QuerySet[Row] = rows.for_rows().order_by()
    return first


@kept
def _waiting(*, person: int, court: int | None, roles: frozenset[str]) -> QuerySet[Task]:
    return Task.objects.waiting_of(person=person, court=court, roles=roles).for_rows().order_by()


@kept
def _running(*, person: int, court: int | None) -> QuerySet[Case]:
    return _first(Case.objects.filter(_asked_by(person, court), status=CaseStatus.RUNNING))


@kept
def _late_elsewhere(
    *, person: int, court: int | None, roles: frozenset[str], now: datetime
) -> QuerySet[Task]:
    late = Task.objects.waiting_in(court).filter(due_at__lt=now)
    own = Task.objects.waiting_of(person=person, court=court, roles=roles)
    return _first(late.exclude(pk__in=own.values("pk")).order_by("due_at", "pk"))


@kept
def _open_of(*, person: int, court: int | None, tasks: Collection[int]) -> QuerySet[Question]:
    of_me = _asked_by(person, court, "task__case__") & Q(task__case__status=CaseStatus.RUNNING)
    found = Question.objects.filter(of_me | Q(task__in=tasks), answered_at=None)
    return found.select_related("task__case", "asked_by").order_by()


def _pressing(task: Task) -> tuple[bool, float, int]:
    """Sort by the nearest limit; what has none comes last."""
    return task.due_at is None, task.due_at.timestamp() if task.due_at else 0, task.pk


def _open_questions(user: User, tasks: list[Task]) -> list[Question]:
    """Return in one query what is asked about these tasks, and what is asked of this person."""
    found = _open_of(person=user.pk, court=user.court_id, tasks=[task.pk for task in tasks])
    return sorted(found, key=attrgetter("asked_at", "pk"))


def _is_mine(case: Case, user: User) -> bool:
    return user.pk in {case.requester_id, case.filed_by_id} and case.court_id == user.court_id


def _asked_by(person: int, court: int | None, case: str = "") -> Q:
    """Mean the cases that the person asked for or filed; in their own court all are visible."""
    asked = Q((f"{case}requester", person)) | Q((f"{case}filed_by", person))
    return asked & Q((f"{case}court", court))


def _groups(
    rows: list[TaskRow], *, now: datetime, calendar: WorkCalendar
) -> list[tuple[str, list[TaskRow]]]:
    """Group by urgency: late, due today, later, without a limit; leave empty groups out."""
    today = now.astimezone(calendar.zone).date()
    groups: dict[str, list[TaskRow]] = {
        "Terlambat": [], "Batas hari ini": [], "Berikutnya": [], "Menunggu jawaban pemohon": [],
    }  # fmt: skip
    for row in rows:
        due = row.task.due_at
        if row.due.tone == "paused":
            groups["Menunggu jawaban pemohon"].append(row)
        elif row.due.tone == "late":
            groups["Terlambat"].append(row)
        elif due is not None and due.astimezone(calendar.zone).date() == today:
            groups["Batas hari ini"].append(row)
        else:
            groups["Berikutnya"].append(row)
    return [(name, found) for name, found in groups.items() if found]


def _late(user: User, *, now: datetime) -> list[Task]:
    """Return what is late at other desks, for those whose work it concerns."""
    person, court, roles = user.pk, user.court_id, user.role_keys
    if roles <= ONLY_A_CLERK:
        return []
    late = _late_elsewhere(person=person, court=court, roles=roles, now=now)
    return sorted(late, key=_pressing)


def _office_ends(calendar: WorkCalendar, now: datetime) -> datetime | None:
    hours = calendar.intervals(now.astimezone(calendar.zone).date())
    return hours[-1][1] if hours else None
