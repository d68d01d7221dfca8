"""Tugas: one page to do a step."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from sopti.core import words
from sopti.people.worktime import calendar_of
from sopti.sop.enums import FieldKind
from sopti.workflow import deeds, gates, rules
from sopti.workflow.enums import TaskStatus
from sopti.workflow.pages.rows import task_rows
from sopti.workflow.pages.stale import stale_of
from sopti.workflow.registry import case_brief, case_facts, case_sentences, task_panels

if TYPE_CHECKING:
    from datetime import datetime

    from sopti.people.models import User
    from sopti.workflow.models import Task


def _guests(task: Task) -> str:
    """Name the roles that take part in the step."""
    procedure = task.case.procedure
    heads = [procedure.head(key) or key.replace("_", " ") for key in task.sop_step.also]
    return words.listed(heads)


@dataclass(frozen=True)
class Before:
    """A finished task with what its form says, for reading beside the next step."""

    task: Task
    told: list[tuple[str, str]]


def told_values(task: Task) -> list[tuple[str, str]]:
    """Return form and deeds as (label, text); tables are left to the paper."""
    form = task.case.edition.sop.form(task.sop_step.form)
    of_form = [
        (field.label, _said(task.values[field.key], field.kind))
        for field in (form.fields if form else ())
        if field.key in task.values
        and field.kind != FieldKind.TABLE
        and not deeds.is_said_by_case(field, task)
    ]
    return of_form + deeds.told(task)


def _said(value: Any, kind: FieldKind) -> str:
    if kind == FieldKind.DATE:
        return words.plain_date(date.fromisoformat(value))
    return deeds.said(value)


def task_page(task: Task, *, viewer: User, now: datetime) -> dict[str, Any]:
    """Return what came before, what is required, and why the viewer may not act, if so."""
    case = task.case
    calendar = calendar_of(case.court)
    tasks = list(case.tasks.for_pages().order_by("pk"))
    for other in tasks:
        other.case = case
    [row] = task_rows([task], now=now, calendar=calendar)
    step = task.sop_step
    attachments = list(case.attachments.filter(is_scan=False))
    before = [
        Before(other, told_values(other))
        for other in reversed(tasks)
        if other.status == TaskStatus.DONE and other.pk != task.pk
    ]
    why_not = rules.why_not_work_on(viewer, task, now=now)
    return {
        "task": task,
        "case": case,
        "row": row,
        "step": step,
        "guests": _guests(task),
        "sop_form": case.edition.sop.form(step.form),
        "produced": gates.producer_of(step.requires, tasks),
        "before": before,
        "last": before[0] if before else None,
        "brief": case_brief(case),
        "deed_parts": deeds.shown(task, now=now),
        "panels": task_panels(task, viewer=viewer, now=now),
        "own_request": rules.is_own_decision(viewer, task),
        "facts": case_facts(case),
        "sentences": case_sentences(case, viewer=viewer),
        "attachments": attachments,
        "own_files": [one for one in attachments if one.task_id == task.pk],
        "held_as": next(
            (mine for mine in sorted(viewer.appointments_today, key=lambda held: held.capacity)
             if mine.role_id == task.role_id), None,
        ),
        "open_question": task.questions.filter(answered_at=None).first(),
        "why_not": why_not,
        "stale": stale_of(task, why_not=why_not, viewer=viewer, now=now) if why_not else None,
        "why_not_ask": rules.why_not_ask(viewer, task, now=now),
        "why_not_reassign": rules.why_not_reassign(viewer, task, now=now),
    }  # fmt: skip
