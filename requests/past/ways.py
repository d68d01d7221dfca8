"""Which ways a request took through its table: straight on, sent back, refused, asked, ended."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from requests.demo_file import Act
from sopti.sop.enums import NormUnit
from sopti.workflow import way

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sopti.sop.schema import Flow, Procedure, Step

MOST_MINUTES = 120
USUAL_MINUTES = 8


@dataclass(frozen=True)
class Turn:
    """What happens at a step beside its being done. Nothing happens on a straight way."""

    step: int = 0
    what: Literal["", "kembali", "tolak", "ask", "withdraw", "cancel"] = ""
    note: str = ""
    answer: str = ""
    by: str = ""  # the account that cancels


def acts(procedure: Procedure, flow: Flow, turn: Turn) -> tuple[Act, ...]:
    """Return the deeds of a case on its way, as the engine would lead it from stage to stage."""
    return tuple(_acts(procedure, flow, turn))


def _acts(procedure: Procedure, flow: Flow, turn: Turn) -> Iterator[Act]:
    stage: way.Stage | None = way.stages(flow)[0]
    is_taken = False
    while stage:
        last = procedure.step(stage[-1])
        following = way.stage_after(flow, last)
        for step in map(procedure.step, stage):
            if step.number != turn.step or is_taken:
                yield _done(step)
                continue
            is_taken = True
            yield from _turn(step, turn)
            if turn.what in {"tolak", "withdraw", "cancel"}:
                return
            if turn.what == "kembali":
                following = _stage_with(flow, way.step_before(flow, step))
        stage = following


def _turn(step: Step, turn: Turn) -> Iterator[Act]:
    if turn.what == "ask":
        yield Act(do="ask", step=step.number, wait=15, text=turn.note)
        yield Act(do="answer", step=step.number, wait=60, text=turn.answer)
        yield _done(step)
    elif turn.what == "withdraw" or turn.what == "cancel":  # noqa: PLR1714 (mypy reads this)
        yield Act(do=turn.what, step=step.number, wait=30, by=turn.by, text=turn.note)
    else:
        yield _done(step, outcome=turn.what, note=turn.note)


def _done(step: Step, *, outcome: str = "", note: str = "") -> Act:
    route = step.routes[0].label if step.routes else ""
    return Act(
        step=step.number, wait=25, work=_work_of(step), outcome=outcome, note=note, route=route
    )


def _work_of(step: Step) -> int:
    """Return a little less than the SOP allows, where it says so in minutes."""
    in_minutes = step.norm.amount if step.norm.unit == NormUnit.MINUTES else None
    allowed = in_minutes or USUAL_MINUTES
    return max(2, min(round(allowed * 0.6), MOST_MINUTES))


def _stage_with(flow: Flow, number: int) -> way.Stage:
    return way.stages(flow)[way.stage_of(flow, number)]


def turns(procedure: Procedure, notes: dict[str, list[str]], head: str) -> list[tuple[Turn, int]]:
    """Return the turns that a table allows, each with how often it happens in a hundred."""
    deciding = [step for step in procedure.steps if step.decision]
    refusing = [step for step in deciding if step.decision and step.decision.refuse]
    plain = [step for step in procedure.steps[1:] if not step.decision]
    found = [(Turn(), 70)]
    for index, step in enumerate(deciding):
        found.append((Turn(step.number, "kembali", _one(notes["returned"], index)), 4))
    for index, step in enumerate(refusing):
        found.append((Turn(step.number, "tolak", _one(notes["refused"], index)), 3))
    for index, step in enumerate(plain[:1]):
        words = _one(notes["asked"], index), _one(notes["answered"], index)
        found.append((Turn(step.number, "ask", *words), 6))
    first = procedure.steps[0].number
    found.append((Turn(first, "withdraw", notes["withdrawn"][0]), 3))
    found.append((Turn(first, "cancel", notes["cancelled"][0], by=head), 1))
    return found


def _one(notes: list[str], index: int) -> str:
    return notes[index % len(notes)]
