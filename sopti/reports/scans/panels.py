"""The way from the page of a finished step to the upload of its signed sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sopti.workflow.enums import TaskStatus
from sopti.workflow.registry import Panel
from sopti.workflow.rules import why_not_keep_scan

if TYPE_CHECKING:
    from datetime import datetime

    from sopti.people.models import User
    from sopti.workflow.models import Task


def of_task(task: Task, viewer: User, now: datetime) -> list[Panel]:
    """Return the panel of a finished step, with the scans that are there. One query."""
    if task.status != TaskStatus.DONE:
        return []
    why_not = why_not_keep_scan(viewer, task.case, task)
    scans = list(task.attachments.filter(is_scan=True))
    if why_not and not scans:
        return []
    return [
        Panel("reports/scans/_of_task.html", {"task": task, "scans": scans, "why_not": why_not})
    ]
