"""Forms with a layout of their own: which template, and what it prints beside its fields."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sopti.workflow.deeds import form_of
from sopti.workflow.registry import case_facts
from sopti.workflow.sopfields import OF_THE_ROOM

if TYPE_CHECKING:
    from sopti.sop.schema import FormField
    from sopti.workflow.models import Attachment, Case, Task

REQUEST, DISPOSITION = "permintaan", "disposisi"
TEMPLATES = {
    "": "reports/task_sheet.html",
    REQUEST: "reports/request_form.html",
    DISPOSITION: "reports/disposition.html",
}


def is_request_form(task: Task) -> bool:
    form = form_of(task)
    return form is not None and form.layout == REQUEST


def heading_of(task: Task) -> str:
    """Return what the sheet is called: the form's title, or what the step gives."""
    form, step = form_of(task), task.sop_step
    return form.title if form else (step.output or f"Hasil langkah {step.number}")


def values_of(task: Task) -> dict[str, Any]:
    """Return what was filled in; what a request form left empty is taken from the request."""
    form = form_of(task)
    if form is None or form.layout != REQUEST:
        return dict(task.values)
    empty = [field for field in form.fields if not task.values.get(field.key)]
    return {**task.values, **_told_by_room(task.case, empty)}


def _told_by_room(case: Case, fields: list[FormField]) -> dict[str, Any]:
    asked = {
        field.key: field.default.removeprefix(OF_THE_ROOM)
        for field in fields
        if field.default.startswith(OF_THE_ROOM)
    }
    told = dict(case_facts(case)) if asked else {}
    return {key: told[label] for key, label in asked.items() if label in told}


def request_files(task: Task) -> list[Attachment]:
    """Return what came with the request until it was received: later files are not on this form."""
    came = task.case.attachments.filter(task=None, is_scan=False, added_at__lte=task.finished_at)
    return list(came.order_by("pk"))


def more_content(task: Task) -> dict[str, Any]:
    """Return what the layout prints beyond every sheet: it belongs to the fingerprint too."""
    if not is_request_form(task):
        return {}
    case, person = task.case, task.case.requester
    files = request_files(task)
    return {
        "values": values_of(task),
        "detail": case.detail,
        "request_files": [[kept.name, kept.sha256] for kept in files],
        "contact": [person.nip, person.position, person.phone] if person else [],
    }
