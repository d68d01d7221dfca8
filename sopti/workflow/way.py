"""The way through a flow: its stages, and which stage follows. Pure; knows no database.

A stage is the steps that open at once. Most stages are one step; a stage of several is left
when all of them are done.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sopti.sop.schema import Flow, Step

Stage = tuple[int, ...]


def stages(flow: Flow) -> list[Stage]:
    """Return the stages of the flow, in order."""
    found: list[Stage] = []
    for number in flow.steps:
        joins = number in flow.together and found and found[-1][-1] in flow.together
        if joins:
            found[-1] = (*found[-1], number)
        else:
            found.append((number,))
    return found


def stage_of(flow: Flow, number: int) -> int:
    """Return the index of the stage that holds the step."""
    return next(index for index, stage in enumerate(stages(flow)) if number in stage)


def stage_after(flow: Flow, step: Step) -> Stage | None:
    """Return the stage that a finished step leads to, or None when it was the last."""
    following = stages(flow)[stage_of(flow, step.number) + 1 :]
    if step.decision and step.decision.yes in flow.steps:
        return (step.decision.yes,)
    return following[0] if following else None


def step_before(flow: Flow, step: Step) -> int:
    """Return where "tidak" leads.

    That is the step the SOP names, or, where this flow leaves it out, the nearest one before.
    """
    wanted = step.decision.no if step.decision else step.number
    if wanted in flow.steps:
        return wanted
    earlier = flow.steps[: flow.steps.index(step.number)]
    return earlier[-1] if earlier else step.number
