"""Reading a disposition, taking it back, passing it on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from requests.deeds.handling import settle
from requests.dispositions import rules
from requests.dispositions.lines import add_line, settle_line
from requests.dispositions.models import OnwardDisposition, Reading
from sopti.core import words
from sopti.core.errors import Refusal, refuse_if
from sopti.workflow.actions import lock_case, lock_task, undo
from sopti.workflow.enums import EventKind
from sopti.workflow.record import record
from sopti.workflow.rules import why_not_work_on

if TYPE_CHECKING:
    from datetime import datetime

    from sopti.people.models import User
    from sopti.workflow.models import Task


@transaction.atomic
def mark_read(task_id: int, *, by: User, at: datetime) -> bool:
    """Keep that somebody who may do the task has seen it; say whether that is new.

    Under the case's lock: it is either read or taken back, never both.
    """
    task = lock_task(task_id)
    if not rules.follows_disposition(task) or why_not_work_on(by, task, now=at):
        return False
    _, is_new = Reading.objects.get_or_create(task=task, by=by, defaults={"at": at})
    return is_new


@transaction.atomic
def take_back(task_id: int, *, by: User, at: datetime) -> Task:
    """Take back a disposition that nobody has read; return the step as it waits again."""
    task = lock_task(task_id)
    refuse_if(rules.why_not_take_back(by, task, now=at))
    for line in task.onward.filter(taken_back_at=None, read_at=None):
        _drop(line, at=at)
    settle(task.case, nature="")
    return undo(task, rules.opened_by(task), by=by, at=at)


@transaction.atomic
def pass_on(
    case_id: int, *, to: str, please: list[str], note: str, by: User, at: datetime
) -> OnwardDisposition:
    """Ask somebody below for something, on a line of its own; the step stays where it is."""
    case = lock_case(case_id)
    disposition = rules.disposition_of(case)
    refuse_if(rules.why_not_pass_on(by, case, disposition))
    known = {one.value: one for one in rules.receivers(by, case)}
    receiver, held = known.get(to), rules.holding(by, case)
    if disposition is None or held is None or receiver is None:
        raise Refusal("Pilih penerima dari daftar.")
    refuse_if(rules.why_not_receive(by, receiver, disposition))
    for mine in disposition.onward.filter(to=by, read_at=None, taken_back_at=None):
        _read(mine, at=at)  # who passes it on has read it
    line = add_line(
        disposition, by=by, to=receiver.user, role=receiver.role, at=at, please=please,
        note=note.strip(), capacity=held.as_title,
        capacity_letter=held.letter_number if held.capacity else "",
    )  # fmt: skip
    summary = words.sentence(f"{by}, {held.as_title}, meneruskan disposisi kepada {receiver.user}")
    record(
        EventKind.PASSED_ON, court=case.court, by=by, at=at, case=case, task=disposition,
        summary=summary, to=receiver.user.pk, role=receiver.role, please=please, note=line.note,
        capacity=line.capacity, letter=line.capacity_letter,
    )  # fmt: skip
    return line


@transaction.atomic
def read_line(line_id: int, *, by: User, at: datetime) -> OnwardDisposition:
    """Keep that the receiver has read the line; from then on it cannot be taken back."""
    line = _locked(line_id)
    refuse_if(rules.why_not_read(by, line))
    if line.read_at is None:
        _read(line, at=at)
    return line


@transaction.atomic
def take_back_line(line_id: int, *, by: User, at: datetime) -> OnwardDisposition:
    """Take back a line that its receiver has not read."""
    line = _locked(line_id)
    refuse_if(rules.why_not_take_back_line(by, line))
    _drop(line, at=at)
    case = line.disposition.case
    summary = words.sentence(f"{by} menarik kembali penerusan disposisi kepada {line.to}")
    record(EventKind.LINE_TAKEN_BACK, court=case.court, by=by, at=at, case=case,
           task=line.disposition, summary=summary, to=line.to_id)  # fmt: skip
    return line


def _locked(line_id: int) -> OnwardDisposition:
    """Lock the case of the line, then read the line as it is now."""
    rows = OnwardDisposition.objects.for_pages()
    lock_case(rows.values_list("disposition__case_id", flat=True).get(pk=line_id))
    return rows.get(pk=line_id)


def _read(line: OnwardDisposition, *, at: datetime) -> None:
    line.read_at = at
    line.save(update_fields=["read_at"])
    settle_line(line, at=at)


def _drop(line: OnwardDisposition, *, at: datetime) -> None:
    line.taken_back_at = at
    line.save(update_fields=["taken_back_at"])
    settle_line(line, at=at)
