"""What a sheet says, as one canonical text: the same content always has the same fingerprint.

Taken of what was written and decided, not of how it is laid out; not of the moment of printing,
nor of the record's head in the footer. The edition's fingerprint stands for the SOP's own words.
"""

from __future__ import annotations

import json
from datetime import UTC
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from sopti.reports import layouts
from sopti.workflow.enums import TaskStatus

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from sopti.people.models import User
    from sopti.workflow.models import Attachment, Case, Question, Task


def task_fingerprint(task: Task, files: Iterable[Attachment]) -> str:
    """Return the fingerprint of the sheet of a finished task with these attachments."""
    return _fingerprint(_task(task, files))


def case_fingerprint(
    case: Case,
    *,
    tasks: Iterable[Task],
    files: Iterable[Attachment],
    questions: Iterable[Question],
) -> str:
    """Return the fingerprint of the sheet of a whole case: it holds those of its steps.

    The lines of the record are not in it: they have seals of their own.
    """
    files = list(files)
    content = {
        **_case(case),
        "detail": case.detail,
        "requester": _person(case.requester),
        "filed_by": _person(case.filed_by),
        "moments": [_moment(case.opened_at), _moment(case.closed_at)],
        "status": str(case.status),
        "note": case.closing_note,
        "steps": [_step(task, files) for task in sorted(tasks, key=lambda task: task.pk)],
        "questions": [_question(one) for one in sorted(questions, key=lambda one: one.pk)],
        "files": _files(files),
    }
    return _fingerprint(content)


def _fingerprint(content: dict[str, Any]) -> str:
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(text.encode()).hexdigest()


def _case(case: Case) -> dict[str, Any]:
    return {
        "court": case.court.key,
        "sop": case.edition.fingerprint,
        "procedure": case.procedure_key,
        "flow": case.flow_key,
        "case": case.number,
        "title": case.title,
    }


def _task(task: Task, files: Iterable[Attachment]) -> dict[str, Any]:
    requester = task.case.requester
    return {
        **_case(task.case),
        "number": task.document_number,
        "route": task.route,
        "requester": [requester.full_name, requester.unit] if requester else [],
        "performer": _person(task.finished_by)[:2],
        "capacity": [task.capacity, task.capacity_letter, task.own_request],
        "moments": [_moment(at) for at in (task.opened_at, task.started_at, task.finished_at)],
        "minutes": [task.waiting_minutes, task.work_minutes, task.paused_minutes],
        "within_norm": task.within_norm,
        "outcome": str(task.outcome),
        "confirmed": task.input_confirmed,
        "result": task.result,
        "note": task.note,
        "values": task.values,
        "files": _files(files),
        **layouts.more_content(task),
    }


def _step(task: Task, files: list[Attachment]) -> list[Any]:
    done = task.status == TaskStatus.DONE
    own = [kept for kept in files if kept.task_id == task.pk]
    made = task_fingerprint(task, own) if done else ""
    return [task.step, task.attempt, task.route, str(task.status), task.is_current, made]


def _question(one: Question) -> list[str]:
    told = [_moment(one.asked_at), one.text, _moment(one.answered_at), one.answer]
    return [*_person(one.asked_by)[:1], *_person(one.answered_by)[:1], *told]


def _person(person: User | None) -> list[str]:
    if person is None:
        return ["", "", "", ""]
    return [person.full_name, person.nip, person.position, person.unit]


def _files(files: Iterable[Attachment]) -> list[list[str]]:
    """Return what came with it. Scans of the signed sheet itself are no part of what it says."""
    said = [kept for kept in files if not kept.is_scan]
    return [[kept.name, kept.sha256] for kept in sorted(said, key=lambda kept: kept.pk)]


def _moment(at: datetime | None) -> str:
    return at.astimezone(UTC).isoformat(timespec="seconds") if at else ""
