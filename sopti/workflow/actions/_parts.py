"""What several deeds share: taking the lock, opening tasks, telling people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.timezone import localdate

from sopti.core import words
from sopti.notifications.actions import notify, settle
from sopti.notifications.enums import Kind
from sopti.people.models import User
from sopti.workflow.clock import due_at
from sopti.workflow.enums import TaskStatus
from sopti.workflow.models import Case, Task

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from sopti.people.worktime import WorkCalendar


def lock_case(case_id: int) -> Case:
    """Take the case's row until the end of the transaction, so that deeds on it queue up."""
    locked = Case.objects.select_for_update(of=("self",)).select_related(
        "court", "edition__document__court", "requester", "filed_by"
    )
    return locked.get(pk=case_id)


def lock_task(task_id: int) -> Task:
    """Lock the task's case, then read the task as it is now."""
    case = lock_case(Task.objects.values_list("case_id", flat=True).get(pk=task_id))
    task = Task.objects.select_related("role", "assigned_to", "started_by", "finished_by").get(
        pk=task_id
    )
    task.case = case
    return task


def open_tasks(
    case: Case,
    numbers: Iterable[int],
    *,
    at: datetime,
    calendar: WorkCalendar,
    by: User | None,
    attempt: int | None = None,
) -> list[Task]:
    """Open a task for each step, and tell those who may do it."""
    return [
        open_task(case, number, at=at, calendar=calendar, by=by, attempt=attempt)
        for number in numbers
    ]


def open_task(  # noqa: PLR0913 (what a task begins with)
    case: Case,
    number: int,
    *,
    at: datetime,
    calendar: WorkCalendar,
    by: User | None,
    route: str = "",
    attempt: int | None = None,
) -> Task:
    """Open the task; `attempt` where it is known, else the tasks of the step are counted."""
    step = case.procedure.step(number)
    role = next((known.role for known in step.routes if known.label == route), step.role)
    if attempt is None:
        attempt = case.tasks.filter(step=number, route=route).count() + 1
    task = Task.objects.create(
        case=case,
        step=number,
        attempt=attempt,
        route=route,
        role_id=role,
        opened_at=at,
        due_at=due_at(step.norm, case=case, opened=at, calendar=calendar),
    )
    _tell_holders(task, at=at, by=by)
    return task


def _tell_holders(task: Task, *, at: datetime, by: User | None) -> None:
    case = task.case
    today = localdate(at, timezone=case.court.tz)
    holders = User.objects.holding(task.role_id, court=case.court, on=today)
    notify(
        to=[person for person in holders if by is None or person.pk != by.pk],
        kind=Kind.WAITING,
        topic=topic_of(case),
        about=about_of(task),
        subject=f"Menunggu Anda: {case.title}",
        body=f"{case.number}, langkah {task.step}: {task.sop_step.activity}{_limit(task)}",
        link=task.get_absolute_url(),
        at=at,
    )


def _limit(task: Task) -> str:
    if task.due_at is None:
        return ""
    return f"\nBatas: {words.long_moment(task.due_at, task.case.court.tz)}."


def topic_of(case: Case) -> str:
    """Return the key under which the inbox gathers what is told about the case: its address."""
    return case.get_absolute_url()


def about_of(task: Task) -> str:
    return f"tugas:{task.pk}"


def settle_told(task: Task, *, at: datetime) -> None:
    """Let what was told about the task count no more: it was begun, done, handed on or dropped."""
    settle(about_of(task), at=at)


def tell_requester(  # noqa: PLR0913 (what is told, of what, and by whom)
    case: Case,
    *,
    subject: str,
    body: str,
    at: datetime,
    by: User | None,
    question_of: Task | None = None,
    anchor: str = "",
) -> None:
    """Tell who asked and who filed, unless it is their own act.

    `question_of` is the task that waits for their answer, `anchor` the part of the case's page.
    """
    people = [person for person in (case.requester, case.filed_by) if person is not None]
    notify(
        to=[person for person in people if by is None or person.pk != by.pk],
        kind=Kind.TALK if question_of else Kind.MINE,
        topic=topic_of(case),
        about=about_of(question_of) if question_of else "",
        subject=subject,
        body=body,
        link=f"{case.get_absolute_url()}{anchor}",
        at=at,
    )


def drop_waiting(case: Case, *, at: datetime) -> None:
    """Close what still waits without having been done."""
    for task in case.tasks.waiting():
        task.status = TaskStatus.DROPPED
        task.save(update_fields=["status"])
        settle_told(task, at=at)
