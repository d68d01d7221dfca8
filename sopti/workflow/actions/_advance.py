"""What comes after a finished task: the next stage, a return, a refusal, or the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sopti.workflow import way
from sopti.workflow.actions._parts import (
    drop_waiting,
    open_task,
    open_tasks,
    settle_told,
    tell_requester,
)
from sopti.workflow.enums import CaseStatus, Outcome, TaskStatus
from sopti.workflow.issuing import issue_papers
from sopti.workflow.registry import Ending, case_closed, ending_of

if TYPE_CHECKING:
    from datetime import datetime

    from sopti.people.models import User
    from sopti.people.worktime import WorkCalendar
    from sopti.workflow.models import Case, Task


def advance(task: Task, *, route: str, by: User, at: datetime, calendar: WorkCalendar) -> None:
    """Move the case on from the task that was just closed."""
    if task.outcome == Outcome.REFUSE:
        close(task.case, CaseStatus.REFUSED, note=task.note, by=by, at=at)
    elif task.outcome == Outcome.RETURN:
        _go_back(task, by=by, at=at, calendar=calendar)
    elif task.sop_step.routes and not task.route:
        open_task(task.case, task.step, at=at, calendar=calendar, by=by, route=route)
    elif _stage_is_done(task):
        _go_on(task, by=by, at=at, calendar=calendar)


def _stage_is_done(task: Task) -> bool:
    """Tell whether every step of the stage is done: those who are early wait for the others."""
    flow = task.case.flow
    stage = way.stages(flow)[way.stage_of(flow, task.step)]
    current = task.case.tasks.filter(step__in=stage, is_current=True)
    done = set(current.filter(status=TaskStatus.DONE).values_list("step", flat=True))
    return done == set(stage) and not current.waiting().exists()


def _go_on(task: Task, *, by: User, at: datetime, calendar: WorkCalendar) -> None:
    following = way.stage_after(task.case.flow, task.sop_step)
    if following is None:
        close(task.case, CaseStatus.DONE, note="", by=by, at=at)
    else:
        open_tasks(task.case, following, at=at, calendar=calendar, by=by)


def _go_back(task: Task, *, by: User, at: datetime, calendar: WorkCalendar) -> None:
    """Open the earlier step once more; what was built on it becomes history."""
    case, flow = task.case, task.case.flow
    back = task.step if task.route else way.step_before(flow, task.sop_step)
    later = way.stages(flow)[way.stage_of(flow, back) + 1 :]
    undone = {back, *(number for stage in later for number in stage)}
    for other in case.tasks.filter(step__in=undone, is_current=True):
        other.is_current = False
        if other.is_waiting:
            other.status = TaskStatus.DROPPED
            settle_told(other, at=at)
        other.save(update_fields=["is_current", "status"])
    open_task(case, back, at=at, calendar=calendar, by=by)
    tell_requester(
        case,
        subject=f"Dikembalikan: {case.title}",
        body=f"{case.number} kembali ke langkah {back}: {task.note}",
        at=at,
        by=by,
    )


_SUBJECTS = {
    CaseStatus.DONE: "Selesai",
    CaseStatus.REFUSED: "Ditolak",
    CaseStatus.WITHDRAWN: "Ditarik",
    CaseStatus.CANCELLED: "Dibatalkan",
    CaseStatus.MERGED: "Digabung",
}


def close(case: Case, status: CaseStatus, *, note: str, by: User, at: datetime) -> None:
    """End the case in this status; what still waits is dropped, and the requester is told."""
    drop_waiting(case, at=at)
    case.status, case.closed_at, case.closing_note = status, at, note
    case.save(update_fields=["status", "closed_at", "closing_note"])
    issue_papers(case, at=at)
    asks = ending_of(case) if status == CaseStatus.DONE else None
    ending = asks or Ending(_SUBJECTS[status], f"{case.number}. {note}".strip())
    tell_requester(
        case,
        subject=f"{ending.head}: {case.title}",
        body=ending.words,
        at=at,
        by=by,
        anchor=ending.anchor,
    )
    case_closed(case, by=by, at=at)
