"""The paper table of a procedure on a page: its rows, and in them the cells of the flowchart.

The drawing itself comes from `sopti.sop.lanes`; here it meets the words beside it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from sopti.sop.enums import NormKind
from sopti.sop.lanes.chart import Kind, chart_of
from sopti.sop.lanes.draw import cells_of
from sopti.sop.lanes.route import plan
from sopti.sop.ways import flows_of, next_in

if TYPE_CHECKING:
    from collections.abc import Container

    from sopti.sop.lanes.chart import Arrow
    from sopti.sop.lanes.draw import Cell
    from sopti.sop.lanes.route import Plan
    from sopti.sop.remarks import Remark
    from sopti.sop.schema import Procedure, Step

_KEPT = 128  # drawings in a process: those of some courts
SCALE = 1.6  # of the drawing on a page, against paper; the stylesheet scales what stands in it
_SHY = "\u00ad"  # a hyphen that shows only where the browser breaks the word
_LONG, _SHORTEST = 8, 3  # words to break, and the letters a broken part keeps
_SYLLABLE = re.compile(
    r"(?<=[aiueo])(?=(?:n[gy]|sy|kh|[b-df-hj-np-tv-z])[aiueo])"
    r"|(?<=[aiueo][b-df-hj-np-tv-z])(?=[b-df-hj-np-tv-z][aiueo])|(?<=[aiueo]ng)(?=[b-df-hj-np-tv-z])",
    re.IGNORECASE,
)
_WORD = re.compile(rf"[^\W\d_]{{{_LONG},}}")


@dataclass
class LaneCell:
    """One lane in one band of a step: what is drawn there, and the same for a narrow screen."""

    drawn: Cell
    head: str
    label: str = ""  # what the role does, where rows are lists
    notes: list[str] = field(default_factory=list)
    state: str = ""  # on the way of a case: done, now, next, out

    @property
    def said(self) -> str:
        return self.drawn.shape.said if self.drawn.shape else ""


@dataclass
class Row:
    """One step of the table, with the remarks marked in its columns."""

    step: Step
    bands: list[list[LaneCell]]
    marks: dict[str, list[Remark]] = field(default_factory=dict)

    @property
    def first(self) -> list[LaneCell]:
        return self.bands[0]

    @property
    def more(self) -> list[list[LaneCell]]:
        return self.bands[1:]

    @property
    def is_day(self) -> bool:
        """Whether the cell of the norm is a bare day number, whose meaning stands in the head."""
        return self.step.norm.kind == NormKind.DAY_OF_CASE and self.step.norm.text.isdigit()


@lru_cache(maxsize=_KEPT)
def plan_of(procedure: Procedure, *, is_draft: bool = False) -> Plan:
    """Return the drawing of a procedure. Inferred performers are guesses only on a draft.

    Finding the ways of its lines takes longer than all else on a page; nobody changes a plan.
    """
    return plan(chart_of(procedure, is_draft=is_draft))


def rows_of(
    procedure: Procedure, drawing: Plan, remarks: list[Remark], *, walked: Container[Arrow] = ()
) -> list[Row]:
    """Return the table's rows, drawn. `walked` are the arrows along which a case went."""
    cells = cells_of(drawing, walked=walked, scale=SCALE)
    rows = []
    for index, step in enumerate(procedure.steps):
        bands = [cells[band] for band in drawing.chart.bands_of(index)]
        drawn = [[_lane_cell(procedure, drawing, step, cell) for cell in row] for row in bands]
        rows.append(Row(step, drawn, _marks_of(step, remarks)))
    return rows


def _marks_of(step: Step, remarks: list[Remark]) -> dict[str, list[Remark]]:
    marks: dict[str, list[Remark]] = {}
    for remark in remarks:
        if step.number in remark.steps:
            marks.setdefault(remark.column, []).append(remark)
    return marks


def softened(text: str) -> str:
    """Return the text with soft hyphens in its long words, for the heads of narrow columns."""
    return _WORD.sub(lambda word: _soft_word(word[0]), text)


def _soft_word(word: str) -> str:
    def hyphen(found: re.Match[str]) -> str:
        return _SHY if _SHORTEST <= found.start() <= len(word) - _SHORTEST else ""

    return _SYLLABLE.sub(hyphen, word)


def _lane_cell(procedure: Procedure, drawing: Plan, step: Step, cell: Cell) -> LaneCell:
    found = LaneCell(cell, drawing.chart.heads[cell.place.lane])
    if cell.shape is None:
        return found
    if cell.shape.kind == Kind.GUEST:
        found.label = "Turut serta"
    elif cell.shape.kind == Kind.RECEIVER:
        found.label, found.notes = "Diteruskan kepada", [cell.shape.text]
    elif drawing.chart.is_main(cell.place):
        found.label, found.notes = procedure.heads.performers, _notes_of(procedure, step)
    return found


def _notes_of(procedure: Procedure, step: Step) -> list[str]:
    """Return in words where the line goes, for rows that are lists."""
    notes = []
    if step.decision:
        notes.append(f"tidak, ke {step.decision.no}")
        notes += ["atau tolak"] if step.decision.refuse else []
    numbers = [one.number for one in procedure.steps]
    below = numbers[numbers.index(step.number) + 1 :][:1]
    leaps = {
        following
        for flow in flows_of(procedure)
        if step.number in flow.steps
        if (following := next_in(procedure, flow, step.number)) is not None
        if following not in below
    }
    return notes + [f"lalu ke {number}" for number in sorted(leaps)]
