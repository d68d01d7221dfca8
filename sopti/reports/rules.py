"""What may be printed. A rule answers None, or why not, in words for the user."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sopti.workflow.enums import TaskStatus

if TYPE_CHECKING:
    from sopti.workflow.models import Task

NOT_FINISHED = "Lembar ini terbit sesudah langkah selesai."


def why_not_print(task: Task) -> str | None:
    return None if task.status == TaskStatus.DONE else NOT_FINISHED
