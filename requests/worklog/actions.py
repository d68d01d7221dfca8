"""Beginning and ending spells of work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from requests.worklog import rules
from requests.worklog.models import WorkSpell
from sopti.core.errors import refuse_if
from sopti.workflow.actions import lock_case
from sopti.workflow.enums import TaskStatus
from sopti.workflow.models import Task

if TYPE_CHECKING:
    from datetime import datetime

    from sopti.people.models import User

AT_ONCE = 200  # forgotten spells in one round of the worker


@transaction.atomic
def begin(task_id: int, *, by: User, at: datetime) -> WorkSpell:
    """Begin to work on a step that was started. Of two clicks the second is refused."""
    task = _locked(task_id)
    refuse_if(rules.why_not_begin(by, task, now=at))
    return WorkSpell.objects.create(task=task, by=by, began_at=at)


@transaction.atomic
def stop(task_id: int, *, note: str, by: User, at: datetime) -> WorkSpell:
    """End the person's own spell and keep what was done in it."""
    task = _locked(task_id)
    spell = WorkSpell.objects.open().filter(task=task, by=by).first()
    refuse_if(rules.why_not_stop(spell))
    assert spell is not None  # noqa: S101 (the rule refused whoever has none)
    spell.ended_at, spell.note = max(at, spell.began_at), note.strip()
    spell.save(update_fields=["ended_at", "note"])
    return spell


def begin_with_step(task: Task, *, by: User, at: datetime) -> None:
    """Let the first spell begin with the step. Called inside the deed that starts it."""
    WorkSpell.objects.get_or_create(task=task, by=by, ended_at=None, defaults={"began_at": at})


def end_with_step(task: Task, *, at: datetime) -> int:
    """End what still goes on, because the step itself ended or went to somebody else."""
    forgotten = WorkSpell.objects.open().filter(task=task)
    for spell in forgotten:
        spell.ended_at, spell.was_forgotten = max(at, spell.began_at), True
        spell.save(update_fields=["ended_at", "was_forgotten"])
    return len(forgotten)


def end_forgotten(at: datetime) -> str:
    """End the spells of steps that were dropped meanwhile, and say how many. Safe to run twice."""
    over = Task.objects.filter(work_spells__ended_at=None, work_spells__isnull=False).exclude(
        status__in=[TaskStatus.OPEN, TaskStatus.STARTED]
    )
    done = 0
    for task_id in over.order_by("pk").values_list("pk", flat=True).distinct()[:AT_ONCE]:
        with transaction.atomic():
            task = _locked(task_id)
            done += end_with_step(task, at=task.finished_at or task.case.closed_at or at)
    return f"{done} forgotten spells ended" if done else ""


def _locked(task_id: int) -> Task:
    """Lock the step's case, then read the step as it is now."""
    case = lock_case(Task.objects.values_list("case_id", flat=True).get(pk=task_id))
    task = Task.objects.select_related("role", "assigned_to", "finished_by").get(pk=task_id)
    task.case = case
    return task
