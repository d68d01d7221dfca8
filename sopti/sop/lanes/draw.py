"""The drawing of one cell: the shape that stands in it and the pieces of line that pass through.

Across, places are per cent of the cell's width; down, they are pixels from its top, or 50 % (the
middle of the shape), or 100 %. So one SVG without a viewBox fits a row of any height: nothing is
measured. A cell draws only what lies inside its own borders, hence a page may break between rows.

Numbers only: templates and paper paint them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from sopti.sop.lanes.chart import Kind, Place, Shape, Way
from sopti.sop.lanes.route import ABOVE

if TYPE_CHECKING:
    from collections.abc import Container

    from sopti.sop.lanes.chart import Arrow
    from sopti.sop.lanes.route import Path, Plan

ACROSS = {0: "0", 1: "7%", 2: "14%", 5: "50%", 8: "86%", 9: "93%", 10: "100%"}
UNITS = 10  # a cell is ten by ten
_BOX = (38, 20)
SIZE = {
    Kind.START: (46, 20),
    Kind.END: (46, 20),
    Kind.PROCESS: _BOX,
    Kind.GUEST: _BOX,
    Kind.RECEIVER: (46, 26),
    Kind.DECISION: (36, 27),
}  # px
HEAD, TRACK, FIRST_TRACK = 7.0, 5, 5
LOWEST = 20
LINE_LETTERS, LINES = 9, 2  # what a receiver's box has room for


class Piece(NamedTuple):
    """A straight line in a cell; walked where the case that is shown went along it."""

    x1: str
    y1: str
    x2: str
    y2: str
    is_dashed: bool = False
    is_walked: bool = False


class Tip(NamedTuple):
    """The head of an arrow, from the middle of the cell: where it points, and how it is turned."""

    x: float
    y: float
    turn: int
    is_walked: bool = False


class Word(NamedTuple):
    """A word beside a line, from the middle of the cell."""

    x: float
    y: float
    text: str
    anchor: str


class Line(NamedTuple):
    """A line of text in a shape, centred."""

    y: float
    text: str


@dataclass
class Cell:
    place: Place
    shape: Shape | None = None
    pieces: list[Piece] = field(default_factory=list)
    tips: list[Tip] = field(default_factory=list)
    words: list[Word] = field(default_factory=list)
    rule_below: bool = True
    height: int = LOWEST  # the least it needs, px

    @property
    def size(self) -> tuple[int, int]:
        return SIZE[self.shape.kind] if self.shape else (0, 0)

    @property
    def lines(self) -> list[Line]:
        """The words in the shape."""
        if self.shape is None:
            return []
        if self.shape.kind != Kind.RECEIVER:
            return [Line(3.2, self.shape.text)]
        texts = receiver_lines(self.shape.text)
        return [Line(2.8 + 9 * n - 4.5 * (len(texts) - 1), text) for n, text in enumerate(texts)]


def cells_of(plan: Plan, *, walked: Container[Arrow] = (), scale: float = 1) -> list[list[Cell]]:
    """Return one list of cells for each band. `walked` are the arrows along which a case went.

    `scale` stretches what is told in pixels: where tracks run, and heights. Shapes, heads and
    words stay as they are, for whoever draws them to scale about the middle of the cell.
    """
    return [_row(plan, band, walked, scale) for band in range(len(plan.chart.bands))]


def _row(plan: Plan, band: int, walked: Container[Arrow], scale: float) -> list[Cell]:
    bands, tracks = plan.chart.bands, _tracks(plan, band, scale)
    last_of_step = bands[band : band + 2] != [bands[band]] * 2
    places = [Place(band, lane) for lane in range(len(plan.chart.roles))]
    row = [Cell(at, plan.chart.shapes.get(at), rule_below=last_of_step) for at in places]
    for path in sorted(plan.paths, key=lambda path: path.arrow in walked):
        for cell in row:
            _pass_through(cell, path, tracks, is_walked=path.arrow in walked)
    height = _least_height(row, tracks, scale)
    for cell in row:
        cell.height = height
    return row


def _tracks(plan: Plan, band: int, scale: float) -> dict[int, float]:
    """Return where the used tracks above the shapes of this band run, px from the top."""
    points = [point for path in plan.paths for point in path.points]
    used = sorted({y % UNITS for _, y in points if y // UNITS == band and y % UNITS in ABOVE})
    return {track: scale * (FIRST_TRACK + TRACK * n) for n, track in enumerate(used)}


def _least_height(row: list[Cell], tracks: dict[int, float], scale: float) -> int:
    tallest = max((cell.size[1] for cell in row if cell.shape), default=LOWEST)
    above = max(tracks.values(), default=0) + scale * (HEAD + 5)
    return round(2 * above + scale * tallest)


def _pass_through(cell: Cell, path: Path, tracks: dict[int, float], *, is_walked: bool) -> None:
    """Give the cell its share of a line: pieces, the head, the word."""
    arrow = path.arrow
    for a, b in pairwise(path.points):
        if piece := _clip(cell.place, a, b, tracks):
            dashed = arrow.way == Way.WITH
            cell.pieces.append(piece._replace(is_dashed=dashed, is_walked=is_walked))
    if cell.shape is None:
        return
    if arrow.target == cell.place and arrow.way != Way.WITH:
        _point(cell, _tip(cell.shape, path.arrives), is_walked=is_walked)
    if arrow.source == cell.place and path.label_at:
        cell.words.append(_word(cell.shape, path.label_at, arrow.label))


def _point(cell: Cell, tip: Tip, *, is_walked: bool) -> None:
    """Let a line that was walked point over another that ends at the same side."""
    others = [one for one in cell.tips if one[:3] != tip[:3]]
    walked_before = any(one.is_walked for one in cell.tips if one[:3] == tip[:3])
    cell.tips = [*others, tip._replace(is_walked=is_walked or walked_before)]


def _clip(
    place: Place, a: tuple[int, int], b: tuple[int, int], tracks: dict[int, float]
) -> Piece | None:
    """Cut the part of a run that lies inside the cell, in the cell's own measures."""
    left, top = place.lane * UNITS, place.band * UNITS
    (x1, x2), (y1, y2) = sorted((a[0] - left, b[0] - left)), sorted((a[1] - top, b[1] - top))
    if x2 <= 0 or x1 >= UNITS or y2 <= 0 or y1 >= UNITS:
        return None
    down = {0: "0", 5: "50%", UNITS: "100%", **{track: f"{y:g}" for track, y in tracks.items()}}
    return Piece(ACROSS[max(x1, 0)], down[max(y1, 0)], ACROSS[min(x2, UNITS)], down[min(y2, UNITS)])


# ------------------------------------------------------------------------------ heads and words
def _tip(shape: Shape, side: str) -> Tip:
    w, h = (measure / 2 for measure in SIZE[shape.kind])
    places = {"top": (0, -h, 0), "right": (w, 0, 90), "bottom": (0, h, 180), "left": (-w, 0, 270)}
    return Tip(*places[side])


def _word(shape: Shape, where: str, words: str) -> Word:
    """Set ya, tidak or tolak where the router found room for it."""
    w, h = (measure / 2 for measure in SIZE[shape.kind])
    side, spot = where.split("-")
    right = "right" in (side, spot)
    x, y = (3.0, h + 7) if side == "bottom" else (w - 2.2, -3 if spot == "above" else 8.6)
    return Word(x if right else -x, y, words, "start" if right else "end")


def receiver_lines(words: str) -> list[str]:
    """Break the name of a route into the lines of its receiver's box; too long a name is cut."""
    lines: list[str] = []
    for word in words.replace("/", "/ ").split():
        if lines and len(lines[-1]) + 1 + len(word) <= LINE_LETTERS:
            lines[-1] = f"{lines[-1]}{'' if lines[-1].endswith('/') else ' '}{word}"
        else:
            lines.append(word)
    kept = [_cut(line) for line in lines]
    return kept if len(kept) <= LINES else [*kept[: LINES - 1], _cut(kept[LINES - 1] + "…")]


def _cut(line: str) -> str:
    return line if len(line) <= LINE_LETTERS else line[: LINE_LETTERS - 1].rstrip("…") + "…"
