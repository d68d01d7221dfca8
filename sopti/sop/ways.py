"""The ways through a procedure: its flows, and the steps they can come to."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sopti.sop.schema import Flow, Procedure


def flows_of(procedure: Procedure) -> tuple[Flow, ...]:
    """Return the named flows; a table that names none is one flow, in its own order."""
    return procedure.flows or (procedure.flow(""),)


def next_in(procedure: Procedure, flow: Flow, number: int) -> int | None:
    """Return where a finished step leads: its own "ya", or the flow's next; None at the end."""
    decision = procedure.step(number).decision
    if decision and decision.yes is not None:
        return decision.yes
    following = flow.steps[flow.steps.index(number) + 1 :]
    return following[0] if following else None


def reached(procedure: Procedure, flow: Flow) -> set[int]:
    """Return the steps of a flow that a case can come to. Those that open together all do."""
    seen: set[int] = set()
    waiting = [flow.steps[0], *flow.together]
    while waiting:
        number = waiting.pop()
        if number not in seen:
            seen.add(number)
            following = next_in(procedure, flow, number)
            waiting += [following] if following is not None else []
    return seen
