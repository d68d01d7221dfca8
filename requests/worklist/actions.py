"""Handing a step on from the work list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from requests.worklist import rules
from sopti.core.errors import refuse_if
from sopti.notifications.actions import notify
from sopti.workflow.actions import lock_case, reassign
from sopti.workflow.models import Task

if TYPE_CHECKING:
    from datetime import datetime

    from sopti.people.models import User


@transaction.atomic
def hand_over(
    task_id: int, *, to: User, reason: str, held_by: int | None, by: User, at: datetime
) -> Task:
    """Give a step to a colleague, or to oneself, and tell who held it until now.

    `held_by` is whom the page showed: of two who take the same step, the second reads who has it.
    """
    lock_case(Task.objects.values_list("case_id", flat=True).get(pk=task_id))
    seen = Task.objects.select_related("case", "assigned_to").get(pk=task_id)
    refuse_if(rules.why_not_hand_over(seen, held_by=held_by))
    task = reassign(task_id, to=to, reason=reason, by=by, at=at)
    former = seen.assigned_to
    notify(
        to=[former] if former and former.pk != by.pk else [],
        subject=f"Dialihkan dari Anda: {task.case.title}",
        body=f"Langkah {task.step} dari {task.case.number} sekarang dikerjakan {to}: {reason}",
        link=task.case.get_absolute_url(),
        at=at,
    )
    return task
