"""Beranda: what waits for me, what I asked for, what is late."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, Q

from sopti.core import words
from sopti.people.worktime import calendar_of
from sopti.workflow import rules
from sopti.workflow.enums import CaseStatus
from sopti.workflow.models import Case, Question, Task
from sopti.workflow.pages.rows import TaskRow, case_rows, task_rows

if TYPE_CHECKING:
    from datetime import datetime

    from sopti.people.models import Court, User
    from sopti.people.worktime import WorkCalendar

ONLY_A_CLERK = frozenset({"pegawai", "admin"})
SIDE_ROWS = 6


def home_page(user: User, *, now: datetime) -> dict[str, Any]:
    """Return the inbox of a person, most urgent first, and what else concerns them."""
    if user.court is None:
        return {"groups": [], "count": 0, "nowhere": True, "today": ""}
    calendar = calendar_of(user.court)
    waiting = list(Task.objects.waiting_for(user).for_pages().order_by("due_at", "pk"))
    late = _late_elsewhere(user, user.court, now=now)
    questions = _open_questions(user, [*waiting, *late])
    rows = task_rows(waiting, now=now, calendar=calendar, questions=questions)
    mine = _mine(user).filter(status=CaseStatus.RUNNING).for_pages()[:SIDE_ROWS]
    return {
        "groups": _groups(rows, now=now, calendar=calendar),
        "count": len(rows),
        "first": rows[0].task if len(rows) > 1 else None,
        "asked": [asked for asked in questions if _is_mine(asked.task.case, user)],
        "mine": case_rows(mine, viewer=user, now=now, calendar=calendar),
        "late": task_rows(late, now=now, calendar=calendar, questions=questions),
        "today": words.long_moment(now, calendar.zone),
        "office_ends": _office_ends(calendar, now),
        "is_only_clerk": user.role_keys <= ONLY_A_CLERK,
    }


def next_task(user: User, *, now: datetime) -> Task | None:
    """Return the most urgent task that this person may do now."""
    asked = Question.objects.filter(task=OuterRef("pk"), answered_at=None)
    waiting = Task.objects.waiting_for(user).filter(~Exists(asked))
    return next(
        (
            task
            for task in waiting.for_pages().order_by("due_at", "pk")
            if rules.why_not_work_on(user, task, now=now) is None
        ),
        None,
    )


def _open_questions(user: User, tasks: list[Task]) -> list[Question]:
    """Return in one query what is asked about these tasks, and what is asked of this person."""
    of_me = Q(task__case__in=_mine(user), task__case__status=CaseStatus.RUNNING)
    of_tasks = Q(task__in=[task.pk for task in tasks])
    found = Question.objects.filter(of_me | of_tasks, answered_at=None)
    return list(found.select_related("task__case", "asked_by"))


def _is_mine(case: Case, user: User) -> bool:
    return user.pk in {case.requester_id, case.filed_by_id} and case.court_id == user.court_id


def _mine(user: User) -> Any:
    return Case.objects.visible_to(user).filter(requester=user) | Case.objects.visible_to(
        user
    ).filter(filed_by=user)


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


def _late_elsewhere(user: User, court: Court, *, now: datetime) -> list[Task]:
    """Return what is late at other desks, for those whose work it concerns."""
    if user.role_keys <= ONLY_A_CLERK:
        return []
    late = Task.objects.waiting().filter(case__court=court, due_at__lt=now)
    late = late.exclude(pk__in=Task.objects.waiting_for(user).values("pk"))
    return list(late.for_pages().order_by("due_at")[:SIDE_ROWS])


def _office_ends(calendar: WorkCalendar, now: datetime) -> datetime | None:
    hours = calendar.intervals(now.astimezone(calendar.zone).date())
    return hours[-1][1] if hours else None
