"""What is shown when a request was written down."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sopti.workflow.enums import TaskStatus

if TYPE_CHECKING:
    from requests.models import ServiceRequest
    from sopti.workflow.models import Case


def written_page(case: Case) -> dict[str, Any]:
    """Return the number, the paper that can be printed, and what waits now."""
    tasks = list(case.tasks.select_related("role").order_by("pk"))
    waiting = next((task for task in tasks if task.is_waiting), None)
    asked: ServiceRequest = case.service_request
    return {
        "case": case,
        "asked": asked,
        "received": next((task for task in tasks if task.status == TaskStatus.DONE), None),
        "waiting": waiting,
        "head": case.procedure.head(waiting.role_id) or waiting.role.name if waiting else "",
    }
