"""Where the lines run. Whole numbers only, so that "does not cross" is arithmetic, not opinion.

Every lane and every band is ten units wide. In a lane a line may run at 1, 2 (left edge), 5
(centre), 8, 9 (right edge); in a band at 1, 2, 3 (above the shape) and 5 (the middle of the shape).
Paper and screen stretch these numbers to real widths and heights. The order of the lines never
changes with them: what does not cross here does not cross there, however high a row becomes.

For each arrow all paths of at most five pieces are listed (out of a side, along a column, into a
side), cheapest first; the first that touches no shape, no word and no foreign line is taken.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from sopti.sop.lanes.chart import Arrow, Chart, Kind, Place, Way

if TYPE_CHECKING:
    from collections.abc import Iterator

CENTRE, MIDDLE, EDGES, ABOVE = 5, 5, (1, 2, 8, 9), (1, 2, 3)
SIDES = {(1, 0): "right", (-1, 0): "left", (0, 1): "bottom", (0, -1): "top"}
BEHIND = {"right": "left", "left": "right", "top": "bottom", "bottom": "top"}
ORDER = {Way.WITH: 0, Way.FORK: 1, Way.NEXT: 2, Way.BACK: 3}
BEND, LENGTH, CROSSING, NEVER = 6, 0.2, 20, 1000
BACK_OUT_BELOW, BACK_IN_BELOW, ON_IN_SIDEWAYS = 8, 2, 9  # an SOP is read downwards
Point = tuple[float, float]
Rect = tuple[float, float, float, float]


@dataclass(frozen=True)
class Run:
    """A straight piece of a line."""

    a: Point
    b: Point

    @property
    def box(self) -> Rect:
        (x1, y1), (x2, y2) = sorted((self.a, self.b))
        return x1, min(y1, y2), x2, max(y1, y2)

    @property
    def level(self) -> bool:
        return self.a[1] == self.b[1]

    @property
    def heading(self) -> str:
        (x1, y1), (x2, y2) = self.a, self.b
        return SIDES[(x2 > x1) - (x2 < x1), (y2 > y1) - (y2 < y1)]

    def enters(self, rect: Rect) -> bool:
        x1, y1, x2, y2 = self.box
        return x1 < rect[2] and x2 > rect[0] and y1 < rect[3] and y2 > rect[1]

    def meets(self, other: Run) -> str:
        """Say "cross" (inside both), "touch" (at an end, or along a stretch) or nothing."""
        (x1, y1, x2, y2), (u1, v1, u2, v2) = self.box, other.box
        if x1 > u2 or x2 < u1 or y1 > v2 or y2 < v1:
            return ""
        flat, tall = (self.box, other.box) if self.level else (other.box, self.box)
        inside = flat[0] < tall[0] < flat[2] and tall[1] < flat[1] < tall[3]
        return "cross" if inside and self.level != other.level else "touch"


@dataclass(frozen=True)
class Path:
    arrow: Arrow
    points: tuple[tuple[int, int], ...]  # from the middle of a shape to the middle of a shape
    label_at: str = ""  # "right-above", "left-below", "bottom-right", ...

    @cached_property
    def runs(self) -> list[Run]:
        """Its pieces, from the border of the first shape to the border of the last."""
        first, *between, last = self.points
        towards, back = (between or [last])[0], (between or [first])[-1]
        ends = _border(self.arrow.source, towards), _border(self.arrow.target, back)
        return [Run(a, b) for a, b in pairwise([ends[0], *between, ends[1]])]

    @property
    def leaves(self) -> str:
        return self.runs[0].heading

    @property
    def arrives(self) -> str:
        return BEHIND[self.runs[-1].heading]

    @property
    def ports(self) -> set[tuple[Place, str]]:
        return {(self.arrow.source, self.leaves), (self.arrow.target, self.arrives)}

    @cached_property
    def cost(self) -> float:
        length = sum(abs(a[0] - b[0]) + abs(a[1] - b[1]) for a, b in pairwise(self.points))
        cost = BEND * (len(self.points) - 2) + LENGTH * length + NEVER * (self.leaves == "top")
        if self.arrow.way == Way.BACK:
            cost += BACK_OUT_BELOW * (self.leaves == "bottom")
            cost += BACK_IN_BELOW * (self.arrives == "bottom")
        else:
            cost += ON_IN_SIDEWAYS * (self.arrives != "top") + NEVER * (self.arrives == "bottom")
        inner = sum(x % 10 in (2, 8) for x, _ in self.points)  # prefer the outer track of an edge
        high = sum(3 - y % 10 for _, y in self.points if y % 10 in ABOVE)  # and the lower one above
        return cost + 0.3 * inner + 0.2 * high

    def is_kin(self, other: Path) -> bool:
        """Two lines may run together when they end in one shape, or fork from one decision."""
        if self.arrow.source == other.arrow.source:
            return self.arrow.way == other.arrow.way == Way.FORK
        return self.arrow.target == other.arrow.target


@dataclass
class Plan:
    chart: Chart
    paths: list[Path] = field(default_factory=list)
    unrouted: list[Arrow] = field(default_factory=list)  # to be said in words below the table

    @property
    def undrawn(self) -> list[str]:
        """Return in words the shapes from which a line found no way."""
        return list(dict.fromkeys(self.chart.shapes[one.source].said for one in self.unrouted))


def at(place: Place) -> tuple[int, int]:
    return place.lane * 10 + CENTRE, place.band * 10 + MIDDLE


def _border(place: Place, towards: Point) -> Point:
    """Return where a line from the middle of this shape towards that point comes out of it."""
    (x, y), (x1, y1, x2, y2) = at(place), shape_box(place)
    if towards[1] == y:
        return (x2 if towards[0] > x else x1), y
    return x, (y2 if towards[1] > y else y1)


def shape_box(place: Place) -> Rect:
    x, y = place.lane * 10, place.band * 10
    return x + 2.6, y + 3.6, x + 7.4, y + 6.4


def label_box(place: Place, label_at: str) -> Rect:
    """Return where the word beside a decision stands: above or below the line, or beside it."""
    x, y = place.lane * 10, place.band * 10
    side, spot = label_at.split("-")
    if side == "bottom":
        left = x + (5.1 if spot == "right" else 2.1)
        return left, y + 6.5, left + 2.8, y + 9
    top, bottom = (y + 3.4, y + 4.9) if spot == "above" else (y + 5.1, y + 6.6)
    return (x + 7, top, x + 9.9, bottom) if side == "right" else (x + 0.1, top, x + 3, bottom)


def plan(chart: Chart) -> Plan:
    """Lay every arrow of the chart the cheapest legal way, the straightest ones first."""
    result = Plan(chart)
    for arrow in sorted(chart.arrows, key=_urgency):
        if path := _cheapest(result, arrow):
            result.paths.append(path)
        else:
            result.unrouted.append(arrow)
    return result


def _urgency(arrow: Arrow) -> tuple[int, int, Place]:
    return ORDER[arrow.way], abs(arrow.target.band - arrow.source.band), arrow.source


def _cheapest(done: Plan, arrow: Arrow) -> Path | None:
    best, found = float("inf"), None
    for offer in sorted(_offers(done.chart, arrow), key=lambda path: path.cost):
        if offer.cost >= best:
            break
        crossings = _crossings(done, offer)
        if crossings is None or offer.cost + CROSSING * crossings >= best:
            continue
        if labelled := _with_label(done, offer):
            best, found = offer.cost + CROSSING * crossings, labelled
    return found


def _offers(chart: Chart, arrow: Arrow) -> set[Path]:
    if arrow.way == Way.WITH:
        return {Path(arrow, (at(arrow.source), at(arrow.target)))}
    return {
        Path(arrow, corners) for points in _detours(chart, arrow) if (corners := _bends(points))
    }


def _detours(chart: Chart, arrow: Arrow) -> Iterator[list[tuple[int, int]]]:
    """Yield start, level, column, level, end: also those that double back."""
    (sx, sy), (tx, ty) = at(arrow.source), at(arrow.target)
    columns = [lane * 10 + x for lane in range(len(chart.roles)) for x in (*EDGES, CENTRE)]
    out_of = [sy, *(sy - MIDDLE + 10 + y for y in ABOVE)]
    into = [ty, *(ty - MIDDLE + y for y in ABOVE)]
    for x in columns:
        for y1 in out_of:
            for y2 in into:
                yield [(sx, sy), (sx, y1), (x, y1), (x, y2), (tx, y2), (tx, ty)]


def _bends(points: list[tuple[int, int]]) -> tuple[tuple[int, int], ...] | None:
    """Keep the bends only; refuse a line that turns back on itself."""
    kept: list[tuple[int, int]] = []
    for point in points:
        if kept and point == kept[-1]:
            continue
        if len(kept) > 1 and Run(kept[-2], kept[-1]).level == Run(kept[-1], point).level:
            if Run(kept[-2], kept[-1]).heading != Run(kept[-1], point).heading:
                return None
            kept.pop()
        kept.append(point)
    return tuple(kept) if len(kept) > 1 else None


def _crossings(done: Plan, path: Path) -> int | None:
    """Count the lines it crosses; None when it may not be laid at all."""
    words = [label_box(p.arrow.source, p.label_at) for p in done.paths if p.label_at]
    closed = [*map(shape_box, done.chart.shapes), *words]
    if any(run.enters(box) for run in path.runs for box in closed):
        return None
    met = [_met(path, other) for other in done.paths]
    return None if None in met else sum(n for n in met if n)


def _met(path: Path, other: Path) -> int | None:
    """Count where they cross; None when they would be taken for one another."""
    kin = path.is_kin(other)
    if path.ports & other.ports and not kin:
        return None
    met = [one.meets(two) for one in path.runs for two in other.runs]
    return None if "touch" in met and not kin else met.count("cross")


def _with_label(done: Plan, path: Path) -> Path | None:
    """Find a free place for the word beside the decision that the line leaves."""
    arrow = path.arrow
    if (
        not arrow.label
        or arrow.way == Way.FORK
        or done.chart.shapes[arrow.source].kind != Kind.DECISION
    ):
        return path
    runs = [*path.runs, *(run for other in done.paths for run in other.runs)]
    for spot in ("right", "left") if path.leaves == "bottom" else ("above", "below"):
        label_at = f"{path.leaves}-{spot}"
        box = label_box(arrow.source, label_at)
        if not any(run.enters(box) for run in runs):
            return Path(arrow, path.points, label_at)
    return None
