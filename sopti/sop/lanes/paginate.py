"""Off-page connectors: a line that crosses a page break ends in a lettered pentagon and goes on."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from string import ascii_uppercase
from typing import TYPE_CHECKING

from sopti.sop.lanes.chart import Place
from sopti.sop.lanes.draw import ACROSS, UNITS, Cell

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sopti.sop.lanes.route import Plan

STRIP = 30  # height of a strip of connectors, px
REACH = range(-30, 130)  # a pentagon is drawn by every cell it may reach into, per cent


@dataclass(frozen=True)
class Crossing:
    """One line over one page break."""

    band: int  # the first band of the later page
    x: int  # ten to a lane
    is_down: bool
    letter: str


@dataclass(frozen=True)
class Connector:
    """A pentagon in a cell of a strip: where across, and whether the line's head points at it."""

    x: str
    letter: str
    has_head: bool


@dataclass
class Strip(Cell):
    """A cell of the row of connectors at the foot (closing) or at the head of a page."""

    connectors: list[Connector] = field(default_factory=list)
    is_closing: bool = True


def crossings(plan: Plan, breaks: Iterable[int]) -> list[Crossing]:
    """Return one letter for each line and break; lines that have already joined share one."""
    runs = [run for path in plan.paths for run in pairwise(path.points)]
    over = [
        (band, x, is_down)
        for band in sorted(breaks)
        for x, is_down in sorted(
            {(a[0], b[1] > a[1]) for a, b in runs if _crosses(a, b, band * UNITS)}
        )
    ]
    return [Crossing(*one, letter=_letter(n)) for n, one in enumerate(over)]


def _letter(n: int) -> str:
    """Return A to Z, then A2 to Z2: no letter twice on one table."""
    round_, at = divmod(n, len(ascii_uppercase))
    return ascii_uppercase[at] + (str(round_ + 1) if round_ else "")


def _crosses(a: tuple[int, int], b: tuple[int, int], y: int) -> bool:
    return a[0] == b[0] and min(a[1], b[1]) < y < max(a[1], b[1])


def strip(lanes: int, crossed: list[Crossing], *, is_closing: bool) -> list[Strip]:
    return [
        Strip(
            Place(-1, lane),
            height=STRIP,
            is_closing=is_closing,
            connectors=[found for one in crossed if (found := _reaching(one, lane, is_closing))],
        )
        for lane in range(lanes)
    ]


def _reaching(crossing: Crossing, lane: int, is_closing: bool) -> Connector | None:
    home, local = divmod(crossing.x, UNITS)
    percent = int(ACROSS[local].rstrip("%")) + 100 * (home - lane)
    if percent not in REACH:
        return None
    return Connector(f"{percent}%", crossing.letter, has_head=is_closing == crossing.is_down)
