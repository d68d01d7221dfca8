"""Writing a request down for whoever stands at the counter or is on the phone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from requests.actions import file_request
from requests.counter import rules
from requests.deeds.register import Register
from requests.enums import Channel, Completeness
from sopti.core.errors import refuse_if
from sopti.notifications.actions import notify
from sopti.workflow import deeds
from sopti.workflow.actions import complete
from sopti.workflow.actions.steps import Work
from sopti.workflow.models import Task
from sopti.workflow.rules import why_not_work_on
from sopti.workflow.sopfields import stored

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from django.core.files.uploadedfile import UploadedFile

    from requests.actions import Wish
    from sopti.people.models import User
    from sopti.workflow.models import Case


@transaction.atomic
def write_down(
    wish: Wish,
    files: Sequence[UploadedFile[Any]] = (),
    *,
    requester: User,
    by: User,
    at: datetime,
) -> Case:
    """File a request for somebody who is here, receive it at once, and tell them.

    Who writes it down and does the first step of the table has received and registered it with
    that: see decision 0023. For anybody else the first step waits as always.
    """
    refuse_if(rules.why_not_write_down(by))
    case = file_request(wish, files, requester=requester, by=by, at=at)
    _receive(case, by=by, at=at)
    notify(
        to=[requester] if requester.pk != by.pk else [],
        subject=f"Dicatat untuk Anda: {case.title}",
        body=_told(case, wish, by=by),
        link=case.get_absolute_url(),
        at=at,
    )
    return case


def _told(case: Case, wish: Wish, *, by: User) -> str:
    way = Channel(wish.came_by).label
    how = f" yang Anda sampaikan lewat {way}" if wish.came_by != Channel.SELF else ""
    return (
        f"{by} mencatat permintaan{how} dengan nomor {case.number}. "
        "Bila ada yang keliru atau kurang, tulis dalam percakapan berkasnya."
    )


def _receive(case: Case, *, by: User, at: datetime) -> None:
    """Do the first step when all that it wants is that the request is registered."""
    task = Task.objects.for_pages().get(case=case)
    task.case = case
    if task.sop_step.does != (Register.key,) or why_not_work_on(by, task, now=at):
        return
    complete(task.pk, Work(values=_values(task)), by=by, at=at)


def _values(task: Task) -> dict[str, Any]:
    """Return what the page of the step would have been filled with, and that nothing lacks."""
    begun = {key: stored(field.initial) for key, field in deeds.step_fields(task).items()}
    return begun | {"kelengkapan": Completeness.WHOLE.label}
