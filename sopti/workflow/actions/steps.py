"""Doing a step: start it, complete it, hand it to somebody else."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db import transaction

from sopti.core.errors import refuse_if
from sopti.notifications.actions import notify
from sopti.notifications.enums import Kind
from sopti.people.worktime import calendar_of
from sopti.workflow import clock, deeds, gates, rules
from sopti.workflow.actions._advance import advance
from sopti.workflow.actions._parts import about_of, lock_task, settle_told, topic_of
from sopti.workflow.actions.subjects import name_subjects_of_step
from sopti.workflow.enums import EventKind, Outcome, TaskStatus
from sopti.workflow.issuing import issue_papers
from sopti.workflow.record import record

if TYPE_CHECKING:
    from datetime import datetime

    from sopti.people.models import Appointment, User
    from sopti.people.worktime import WorkCalendar
    from sopti.workflow.models import Task


@dataclass(frozen=True)
class Work:
    """What a person hands in for a step."""

    outcome: str = ""
    route: str = ""
    input_confirmed: bool = False
    result: str = ""
    note: str = ""
    values: dict[str, Any] = field(default_factory=dict)


@transaction.atomic
def start(task_id: int, *, by: User, at: datetime) -> Task:
    """Begin a step: from here on it is worked on, not waiting, and it is this person's."""
    task = lock_task(task_id)
    refuse_if(rules.why_not_start(by, task, now=at))
    task.status, task.started_at, task.started_by, task.assigned_to = TaskStatus.STARTED, at, by, by
    task.save(update_fields=["status", "started_at", "started_by", "assigned_to"])
    settle_told(task, at=at)
    deeds.begin(task, by=by, at=at)
    summary = f"{by} mulai mengerjakan langkah {task.step}."
    record(EventKind.STARTED, court=task.case.court, by=by, at=at, case=task.case, task=task,
           summary=summary)  # fmt: skip
    return task


@transaction.atomic
def complete(
    task_id: int, work: Work, *, by: User, at: datetime, begun: datetime | None = None
) -> Task:
    """Close a step with what it gives, and open whatever the SOP says comes next.

    `begun` is when the person opened the page: without a start of its own, the work began then.
    A deed that refuses takes everything back.
    Of two people who complete it at once, the second is refused and reads who was first.
    """
    task = lock_task(task_id)
    refuse_if(rules.why_not_work_on(by, task, now=at))
    _take_over(task, work)
    task.values = deeds.filled(task, work.values, by=by, at=at)
    refuse_if(_why_gate_is_shut(task, work))
    name_subjects_of_step(task, by=by)
    calendar = calendar_of(task.case.court)
    _close(task, by=by, at=at, begun=begun, calendar=calendar)
    settle_told(task, at=at)
    deeds.carry_out(task, by=by, at=at)
    advance(task, route=work.route, by=by, at=at, calendar=calendar)
    issue_papers(task.case, task, at=at)
    kind, summary = _told(task, by=by)
    record(kind, court=task.case.court, by=by, at=at, case=task.case, task=task, summary=summary,
           **_told_data(task, route=work.route))  # fmt: skip
    return task


def _take_over(task: Task, work: Work) -> None:
    task.outcome, task.note, task.result = work.outcome, work.note.strip(), work.result.strip()
    task.input_confirmed = work.input_confirmed


def _why_gate_is_shut(task: Task, work: Work) -> str | None:
    others = list(task.case.tasks.order_by("pk"))
    for other in others:
        other.case = task.case
    produced = gates.producer_of(task.sop_step.requires, others)
    says_no = work.outcome in gates.REASONS  # perhaps because the input is not there
    return gates.why_not_enter(
        task.sop_step, confirmed=work.input_confirmed or says_no, produced=produced
    ) or gates.why_not_leave(
        task.sop_step, task, route=work.route, has_files=task.attachments.exists()
    )


def _close(
    task: Task, *, by: User, at: datetime, begun: datetime | None, calendar: WorkCalendar
) -> None:
    if task.started_at is None:
        task.started_at, task.started_by = min(max(begun or at, task.opened_at), at), by
    task.status, task.finished_at, task.finished_by = TaskStatus.DONE, at, by
    held = appointment_for(by, task)
    task.appointment, task.capacity = held, held.as_title if held else task.role.name
    task.capacity_letter = held.letter_number if held and held.capacity else ""
    task.own_request = rules.is_own_decision(by, task)
    _measure(task, calendar=calendar)
    task.save()


def _measure(task: Task, *, calendar: WorkCalendar) -> None:
    """Fill the two clocks. Time in which the requester was asked belongs to neither."""
    opened, started, finished = task.opened_at, task.started_at, task.finished_at
    if started is None or finished is None:
        return
    asked = list(task.questions.all())
    for question in asked:
        if question.answered_at is None:  # the step went on without the answer
            question.answered_at = finished
            question.save(update_fields=["answered_at"])
    before = clock.paused_minutes(asked, opened, started, calendar)
    during = clock.paused_minutes(asked, started, finished, calendar)
    task.paused_minutes = during
    task.waiting_minutes = max(calendar.between(opened, started) - before, 0)
    task.work_minutes = max(calendar.between(started, finished) - during, 0)
    task.within_norm = clock.is_within(task.sop_step.norm, task, calendar=calendar)


def appointment_for(user: User, task: Task) -> Appointment | None:
    """Return the appointment by which the person does the task: the definitive one first."""
    held = [mine for mine in user.appointments_today if mine.role_id == task.role_id]
    return min(held, key=lambda mine: mine.capacity, default=None)


_KINDS = {Outcome.RETURN: EventKind.RETURNED, Outcome.REFUSE: EventKind.REFUSED}
_SAID = {
    Outcome.YES: " Keputusan: ya.",
    Outcome.RETURN: " Dikembalikan",
    Outcome.REFUSE: " Ditolak",
}


def _told(task: Task, *, by: User) -> tuple[EventKind, str]:
    kind = _KINDS.get(Outcome(task.outcome) if task.outcome else Outcome.YES, EventKind.COMPLETED)
    said = _SAID[Outcome(task.outcome)] if task.outcome else ""
    if kind != EventKind.COMPLETED:
        said += f": {task.note}"
    own = (
        " Memutuskan permintaannya sendiri karena tidak ada pemegang peran lain."
        if task.own_request
        else ""
    )
    return kind, f"Langkah {task.step} selesai oleh {by}, {task.capacity}.{said}{own}"


def _told_data(task: Task, *, route: str) -> dict[str, Any]:
    return {
        "activity": task.sop_step.activity,
        "role": task.role_id,
        "capacity": task.capacity,
        "letter": task.capacity_letter,
        "attempt": task.attempt,
        "outcome": task.outcome,
        "route": route or task.route,
        "result": task.result,
        "note": task.note,
        "values": task.values,
        "files": list(task.attachments.values_list("sha256", flat=True)),
        "own_request": task.own_request,
    }


@transaction.atomic
def reassign(task_id: int, *, to: User, reason: str, by: User, at: datetime) -> Task:
    """Hand a waiting step to another holder of its role."""
    task = lock_task(task_id)
    refuse_if(rules.why_not_reassign(by, task, now=at) or rules.why_not_receive(to, task))
    task.assigned_to = to
    task.save(update_fields=["assigned_to"])
    deeds.pass_on(task, at=at)
    summary = f"Langkah {task.step} dialihkan {by} kepada {to}: {reason.strip()}"
    settle_told(task, at=at)
    notify(
        to=[to] if to.pk != by.pk else [],
        kind=Kind.WAITING,
        topic=topic_of(task.case),
        about=about_of(task),
        subject=f"Dialihkan kepada Anda: {task.case.title}",
        body=summary,
        link=task.get_absolute_url(),
        at=at,
    )
    record(EventKind.REASSIGNED, court=task.case.court, by=by, at=at, case=task.case, task=task,
           summary=summary, to=to.pk, reason=reason)  # fmt: skip
    return task
