"""The paper table of a procedure: rows, lane cells, and the line that runs through them.

A lane cell carries classes that draw its part of the line with backgrounds: `f-in` from above,
`f-out` downwards, `f-left` and `f-right` along the bottom. So the line follows every row height.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from sopti.sop.doubts import INFERRED
from sopti.sop.enums import NormKind
from sopti.sop.ways import flows_of, next_in

if TYPE_CHECKING:
    from sopti.sop.remarks import Remark
    from sopti.sop.schema import Lane, Procedure, Step

_SHY = "\u00ad"  # a hyphen that shows only where the browser breaks the word
_LONG, _SHORTEST = 8, 3  # words to break, and the letters a broken part keeps
_SYLLABLE = re.compile(
    r"(?<=[aiueo])(?=(?:n[gy]|sy|kh|[b-df-hj-np-tv-z])[aiueo])"
    r"|(?<=[aiueo][b-df-hj-np-tv-z])(?=[b-df-hj-np-tv-z][aiueo])|(?<=[aiueo]ng)(?=[b-df-hj-np-tv-z])",
    re.IGNORECASE,
)
_WORD = re.compile(rf"[^\W\d_]{{{_LONG},}}")


@dataclass
class Cell:
    """One lane in one row. Without a shape it is empty, or lets the line through."""

    lane: Lane
    shape: str = ""  # "ends", "act" or "decision"
    is_guess: bool = False
    notes: list[str] = field(default_factory=list)
    flow: set[str] = field(default_factory=set)  # f-in, f-out, f-left, f-right

    @property
    def classes(self) -> str:
        here = {"is-here"} if self.shape else set()
        return " ".join(["lane", *sorted(self.flow | here)])

    @property
    def comes_in(self) -> bool:
        return "f-in" in self.flow

    @property
    def head(self) -> str:
        return " ".join(self.lane.head.split())


@dataclass
class Row:
    """One step of the table, with the remarks marked in its columns."""

    step: Step
    cells: list[Cell]
    marks: dict[str, list[Remark]] = field(default_factory=dict)

    @property
    def is_day(self) -> bool:
        """Whether the cell of the norm is a bare day number, whose meaning stands in the head."""
        return self.step.norm.kind == NormKind.DAY_OF_CASE and self.step.norm.text.isdigit()


def rows_of(procedure: Procedure, remarks: list[Remark], *, is_draft: bool) -> list[Row]:
    """Return the table's rows, drawn. Inferred performers are guesses only while it is a draft."""
    rows = [Row(step, [Cell(lane) for lane in procedure.lanes]) for step in procedure.steps]
    _mark_remarks(rows, remarks)
    for row in rows:
        _mark_performer(procedure, row, is_draft=is_draft)
    for above, below in pairwise(rows):
        if _follows(procedure, above.step.number, below.step.number):
            _draw_line(above, below)
    return rows


def _mark_remarks(rows: list[Row], remarks: list[Remark]) -> None:
    for row in rows:
        for remark in remarks:
            if row.step.number in remark.steps:
                row.marks.setdefault(remark.column, []).append(remark)


def softened(text: str) -> str:
    """Return the text with soft hyphens in its long words, for the heads of narrow columns."""
    return _WORD.sub(lambda word: _soft_word(word[0]), text)


def _soft_word(word: str) -> str:
    def hyphen(found: re.Match[str]) -> str:
        return _SHY if _SHORTEST <= found.start() <= len(word) - _SHORTEST else ""

    return _SYLLABLE.sub(hyphen, word)


def _performer_cell(row: Row) -> Cell | None:
    return next((cell for cell in row.cells if cell.lane.role == row.step.role), None)


def _mark_performer(procedure: Procedure, row: Row, *, is_draft: bool) -> None:
    cell, step = _performer_cell(row), row.step
    if cell is None:
        return
    cell.shape = _shape_of(procedure, step)
    cell.is_guess = is_draft and step.confidence in INFERRED
    cell.notes = _notes_of(procedure, step)
    receivers = {route.role for route in step.routes}
    for other in row.cells:
        if other is not cell and other.lane.role in receivers:
            other.notes = ["terima"]
        elif other is not cell and other.lane.role in step.also:
            other.notes = ["ikut"]


def _shape_of(procedure: Procedure, step: Step) -> str:
    if step.decision:
        return "decision"
    ends = {end for flow in flows_of(procedure) for end in (flow.steps[0], flow.steps[-1])}
    return "ends" if step.number in ends else "act"


def _notes_of(procedure: Procedure, step: Step) -> list[str]:
    """Return what the line cannot show: the way of a "tidak", and leaps over other rows."""
    notes = []
    if step.decision:
        notes += ["tidak,", f"ke {step.decision.no}"]
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


def _follows(procedure: Procedure, above: int, below: int) -> bool:
    return any(
        next_in(procedure, flow, above) == below
        for flow in flows_of(procedure)
        if above in flow.steps
    )


def _draw_line(above: Row, below: Row) -> None:
    start, end = _performer_cell(above), _performer_cell(below)
    if start is None or end is None:
        return
    start.flow.add("f-out")
    end.flow.add("f-in")
    left, right = sorted((above.cells.index(start), below.cells.index(end)))
    for index in range(left, right):
        above.cells[index].flow.add("f-right")
        above.cells[index + 1].flow.add("f-left")
