"""The choices of a decision: the act, and where the case goes from there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sopti.ui.forms import Choice
from sopti.workflow import deeds, way
from sopti.workflow.enums import Outcome

if TYPE_CHECKING:
    from sopti.workflow.models import Task


def head_of(task: Task) -> str:
    """Return the name of the task's role as the court prints it."""
    return task.case.procedure.head(task.role_id) or task.role.name


def outcomes(task: Task) -> list[tuple[str, Choice]]:
    step = task.sop_step
    back = task.step if task.route else way.step_before(task.case.flow, step)
    returned = f"Kembali ke langkah {back}, {_head(task, back)}."
    choices = [
        (Outcome.YES.value, Choice(deeds.yes_of(task), _onward(task))),
        (Outcome.RETURN.value, Choice("Kembalikan", returned)),
    ]
    if step.decision and step.decision.refuse and not task.route:
        choices.append((Outcome.REFUSE.value, Choice("Tolak", "Permintaan berakhir.", is_no=True)))
    return choices


def receivers(task: Task) -> list[tuple[str, Choice]]:
    """Return the receivers of a step that sends its document to one of several roles."""
    procedure = task.case.procedure
    return [
        (
            known.label,
            Choice(known.label.capitalize(), f"Diteruskan kepada {procedure.head(known.role)}."),
        )
        for known in task.sop_step.routes
    ]


def _onward(task: Task) -> str:
    following = way.stage_after(task.case.flow, task.sop_step)
    if following is None:
        return "Berkas selesai."
    return f"Diteruskan ke langkah {following[0]}, {_head(task, following[0])}."


def _head(task: Task, number: int) -> str:
    procedure = task.case.procedure
    return procedure.head(procedure.step(number).role)
