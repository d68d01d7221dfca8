"""What was done for a request: the words that a linked one may begin with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sopti.workflow.enums import TaskStatus

if TYPE_CHECKING:
    from sopti.workflow.models import Case


def solution_of(case: Case) -> str:
    """Return the work described by the newest finished step that fulfils the request."""
    fulfils = {step.number for step in case.procedure.steps if "fulfil" in step.does}
    done = case.tasks.filter(status=TaskStatus.DONE, is_current=True, step__in=fulfils)
    found: dict[str, Any] = done.order_by("-pk").values_list("values", flat=True).first() or {}
    return str(found.get("tindakan", ""))
