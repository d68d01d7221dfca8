"""Taking back a finished step: what it opened is dropped, and it waits again for who did it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sopti.people.worktime import calendar_of
from sopti.workflow.actions._parts import open_task, settle_told
from sopti.workflow.enums import EventKind, TaskStatus
from sopti.workflow.record import record

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from sopti.people.models import User
    from sopti.workflow.models import Task


def undo(task: Task, opened: Iterable[Task], *, by: User, at: datetime) -> Task:
    """Drop what the task opened and open it again, with its values, for who did it.

    The caller holds the case's lock and has asked whether it may. What was done stays as history.
    """
    case, dropped = task.case, list(opened)
    for other in dropped:
        other.status, other.is_current = TaskStatus.DROPPED, False
        other.save(update_fields=["status", "is_current"])
        settle_told(other, at=at)
    task.is_current = False
    task.save(update_fields=["is_current"])
    again = open_task(
        case, task.step, at=at, calendar=calendar_of(case.court), by=by, route=task.route
    )
    again.values, again.assigned_to = task.values, by
    again.save(update_fields=["values", "assigned_to"])
    settle_told(again, at=at)  # nobody else need know
    steps = ", ".join(str(other.step) for other in dropped)
    record(
        EventKind.TAKEN_BACK, court=case.court, by=by, at=at, case=case, task=task,
        summary=f"{by} menarik kembali langkah {task.step} sebelum langkah {steps} dibaca.",
        dropped=[other.pk for other in dropped], again=again.pk, values=task.values,
    )  # fmt: skip
    return again
