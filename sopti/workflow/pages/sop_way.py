"""Jalan berkas: the table of the SOP with the way that one case went through it."""

from __future__ import annotations

from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from sopti.sop.drawing import plan_of, rows_of
from sopti.sop.lanes.chart import REFUSED_WORD, Kind, Way
from sopti.sop.pages import lane_heads, legend_of
from sopti.sop.ways import next_in
from sopti.workflow import way
from sopti.workflow.enums import CaseStatus, Outcome, TaskStatus
from sopti.workflow.pages.case import tasks_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sopti.sop.drawing import Row
    from sopti.sop.lanes.chart import Arrow, Chart, Shape
    from sopti.workflow.models import Case, Task

WORDS = {
    "done": "selesai",
    "now": "sekarang",
    "next": "belum",
    "again": "dikembalikan, akan diulang",
    "dropped": "tidak dilanjutkan",
    "out": "di luar jalan berkas ini",
}
_PAINTED = {"again": "next", "dropped": "next"}


@dataclass(frozen=True)
class WayRow:
    """A step of the table, and where the case stands with it."""

    drawn: Row
    state: str
    task: Task | None  # the current one
    returns: list[Task]  # decisions that sent the case back from this step

    @property
    def is_refused(self) -> bool:
        return self.task is not None and self.task.outcome == Outcome.REFUSE

    @property
    def word(self) -> str:
        return "ditolak" if self.is_refused else WORDS[self.state]


@dataclass(frozen=True)
class Moves:
    """Where a case went: from step to step, to which receivers, and where it was refused."""

    steps: set[tuple[int, int]]
    receivers: set[tuple[int, str]]
    refused: set[int]
    ended: set[int]


def sop_way_page(case: Case) -> dict[str, Any]:
    """Return the table of the case's procedure, with what is done, now and to come."""
    procedure = case.procedure
    tasks = sorted(tasks_of(case), key=attrgetter("pk"))
    drawing = plan_of(procedure)
    moves = moves_of(case, tasks)
    walked = walked_arrows(drawing.chart, moves)
    rows = rows_of(procedure, drawing, [], walked=walked)
    ways = [_way_row(case, row, [t for t in tasks if t.step == row.step.number]) for row in rows]
    for row in ways:
        _paint(drawing.chart, row, moves)
    return {
        "case": case,
        "procedure": procedure,
        "rows": ways,
        "lanes": lane_heads(procedure),
        "legend": legend_of(procedure, is_draft=False),
        "done_count": sum(row.state == "done" and not row.is_refused for row in ways),
        "step_count": len(case.flow.steps),
        "now": [row for row in ways if row.state == "now"],
    }


def _way_row(case: Case, row: Row, tasks: list[Task]) -> WayRow:
    current = [task for task in tasks if task.is_current and task.status != TaskStatus.DROPPED]
    task = current[-1] if current else None
    returns = [one for one in tasks if one.outcome == Outcome.RETURN]
    return WayRow(row, _state(case, row.step.number, task, tasks), task, returns)


def _state(case: Case, number: int, task: Task | None, tasks: list[Task]) -> str:
    if number not in case.flow.steps:
        return "out"
    if task is not None:
        return "now" if task.is_waiting else "done"
    if case.status != CaseStatus.RUNNING:
        return "dropped"
    return "again" if tasks else "next"


def _paint(chart: Chart, row: WayRow, moves: Moves) -> None:
    """Give each shape of a step its state, which may differ from that of the step."""
    state = _PAINTED.get(row.state, row.state)
    for cell in (cell for band in row.drawn.bands for cell in band):
        if cell.drawn.shape:
            cell.state = "out" if _is_missed(chart, cell.drawn.shape, moves) else state


def _is_missed(chart: Chart, shape: Shape, moves: Moves) -> bool:
    """Say whether this is a refusal or a receiver to which the case did not come."""
    number = chart.number_at(shape.place)
    if shape.kind == Kind.RECEIVER:
        return (number, chart.roles[shape.place.lane]) not in moves.receivers
    return shape.text == REFUSED_WORD and number not in moves.refused


# -------------------------------------------------------------------------------------- the line
def moves_of(case: Case, tasks: list[Task]) -> Moves:
    done = [task for task in tasks if task.status == TaskStatus.DONE]
    return Moves(
        steps={move for task in done for move in _moves(case, task, tasks)},
        receivers={(task.step, task.role_id) for task in tasks if task.route},
        refused={task.step for task in done if task.outcome == Outcome.REFUSE},
        ended={task.step for task in done if case.status == CaseStatus.DONE},
    )


def _moves(case: Case, task: Task, tasks: list[Task]) -> Iterator[tuple[int, int]]:
    """Yield from where to where the case went when this task was done."""
    if task.outcome == Outcome.RETURN:
        yield task.step, way.step_before(case.flow, task.sop_step)
        return
    following = next_in(case.procedure, case.flow, task.step)
    opened = [other for other in tasks if other.step == following]
    if following in case.flow.together and task.step in case.flow.together:
        opened = [other for other in opened if other.status == TaskStatus.DONE]
    if following is not None and opened and task.outcome != Outcome.REFUSE:
        yield task.step, following


def walked_arrows(chart: Chart, moves: Moves) -> set[Arrow]:
    """Return the arrows of the drawing along which the case went."""
    return {arrow for arrow in chart.arrows if _is_walked(chart, arrow, moves)}


def _is_walked(chart: Chart, arrow: Arrow, moves: Moves) -> bool:
    source, target = chart.number_at(arrow.source), chart.number_at(arrow.target)
    receiver = source, chart.roles[arrow.source.lane]
    is_receiver = chart.shapes[arrow.source].kind == Kind.RECEIVER
    if arrow.way == Way.WITH or (is_receiver and receiver not in moves.receivers):
        return False
    if source != target:
        return (source, target) in moves.steps
    return _is_walked_within(chart, arrow, moves)


def _is_walked_within(chart: Chart, arrow: Arrow, moves: Moves) -> bool:
    """Say whether a line within one step was walked: to a receiver, a refusal, the end."""
    number, target = chart.number_at(arrow.target), chart.shapes[arrow.target]
    if arrow.way == Way.FORK:
        return (number, chart.roles[arrow.target.lane]) in moves.receivers
    if target.text == REFUSED_WORD:
        return number in moves.refused
    if target.kind == Kind.END:
        return number in moves.ended
    return any(number in move for move in moves.steps)
