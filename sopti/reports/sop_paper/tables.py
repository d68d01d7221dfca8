"""A procedure as its template needs it: columns, rows of cells, strips of connectors, totals."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sopti.core.words import listed
from sopti.reports.sop_paper import paint
from sopti.sop.drawing import plan_of
from sopti.sop.lanes import draw, paginate
from sopti.sop.totals import computed_total, differs_from_stated

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sopti.sop.lanes.draw import Cell
    from sopti.sop.lanes.route import Plan
    from sopti.sop.schema import Flow, Heads, Procedure, Step

NUMBER, NORM, NOTE = 22.0, 56.0, 40.0  # widths, pt; "disesuaikan" stays in one line
LANE = {1: 70.0, 2: 70.0, 3: 66.0, 4: 61.0, 5: 56.0, 6: 52.0}
NARROWEST = 48.0
SHARES = (0.46, 0.27, 0.27)  # of what is left: activity, requires, output


@dataclass
class Kit:
    """What is drawn for one paper alone: each drawing once, each rule once."""

    files: dict[str, str] = field(default_factory=dict)  # the drawing → its file
    rules: dict[str, str] = field(default_factory=dict)  # selector → widths and heights
    pictures: dict[str, str] = field(default_factory=dict)  # selector → what lies behind a cell

    def address(self, svg: str) -> str:
        name = self.files.setdefault(svg, f"{len(self.files)}.svg")
        return f"app:drawn/{name}"

    def background(self, cell: Cell) -> str:
        """Return the classes of a cell: its lines, and the height they need."""
        address = self.address(paint.cell_svg(cell))
        name = f"d{address.removeprefix('app:drawn/').removesuffix('.svg')}"
        self.pictures[f".{name}"] = f"background-image:url({address})"
        self.rules[f".h{cell.height}"] = f"height:{cell.height}px"
        return f"{name} h{cell.height}"

    def drawn(self) -> dict[str, str]:
        """Return the files as the press takes them."""
        rules = _sheet_of(self.rules | self.pictures)
        return {name: svg for svg, name in self.files.items()} | {"rules.css": rules}

    def measures(self) -> dict[str, str]:
        """Return the rules alone: what measuring needs."""
        return {"rules.css": _sheet_of(self.rules)}


def _sheet_of(rules: Mapping[str, str]) -> str:
    return "\n".join(f"{selector} {{ {words} }}" for selector, words in rules.items())


@dataclass(frozen=True)
class PaperCell:
    classes: str
    picture: str
    alt: str


@dataclass
class Group:
    """The rows of one step, or a strip of connectors: what a page may not tear apart."""

    kind: str  # "step", "closes" or "opens"
    rows: list[list[PaperCell]]
    step: Step | None = None
    anchor: str = ""

    @property
    def words(self) -> str:
        closes, opens = "bersambung ke halaman berikut", "sambungan dari halaman sebelumnya"
        return {"closes": closes, "opens": opens}.get(self.kind, "")


@dataclass
class Table:
    """A procedure at one size of type, torn where it must be."""

    name: str
    title: str
    size: str
    lanes: list[str]
    heads: Heads
    columns: list[str]  # the class of each
    groups: list[Group]
    totals: tuple[str, ...]
    notes: tuple[str, ...]

    @property
    def before_norm(self) -> int:
        return len(self.columns) - self.from_norm

    @property
    def from_norm(self) -> int:
        """Columns of the norm and behind it."""
        return self.rest - 1

    @property
    def rest(self) -> int:
        """Columns of the standard and the remark."""
        return 4 if self.heads.remark else 3


@dataclass
class Drawn:
    """A procedure with its plan, ready to be set in any type."""

    procedure: Procedure
    plan: Plan
    kit: Kit
    place: int  # among the procedures of the paper
    whole: float  # pt

    def table(self, size: str, breaks: Iterable[int] = ()) -> Table:
        name = f"t{self.place}"
        return Table(
            name=name,
            title=title_of(self.procedure),
            size=size,
            lanes=[self.procedure.head(lane.role) for lane in self.procedure.lanes],
            heads=self.procedure.heads,
            columns=self._columns(name),
            groups=self._groups(frozenset(breaks), f"{name}-{size}"),
            totals=totals_of(self.procedure),
            notes=notes_of(self.procedure, self.plan),
        )

    def _columns(self, name: str) -> list[str]:
        """Give the lanes what a shape needs; the words share the rest."""
        lanes = len(self.procedure.lanes)
        lane = LANE.get(lanes, NARROWEST)
        note = [NOTE] if self.procedure.heads.remark else []
        rest = self.whole - NUMBER - NORM - lanes * lane - sum(note)
        activity, requires, output = (round(rest * share, 1) for share in SHARES)
        widths = [NUMBER, activity, *[lane] * lanes, requires, NORM, output, *note]
        for at, width in enumerate(widths):
            self.kit.rules[f".{name}-c{at}"] = f"width:{width}pt"
        return [f"{name}-c{at}" for at in range(len(widths))]

    def _groups(self, breaks: frozenset[int], anchor: str) -> list[Group]:
        rows = [[self._cell(cell) for cell in row] for row in draw.cells_of(self.plan)]
        bands = {
            number: self.plan.chart.bands_of(number) for number in range(len(self.plan.chart.steps))
        }
        crossed = paginate.crossings(self.plan, {bands[number][0] for number in breaks})
        groups: list[Group] = []
        for number, step in enumerate(self.plan.chart.steps):
            if number in breaks:
                here = [one for one in crossed if one.band == bands[number][0]]
                groups += [self._strip(kind, here) for kind in ("closes", "opens")]
            own = [rows[band] for band in bands[number]]
            groups.append(Group("step", own, step, f"{anchor}-{number}"))
        return groups

    def _strip(self, kind: str, crossed: list[paginate.Crossing]) -> Group:
        lanes = len(self.procedure.lanes)
        cells = paginate.strip(lanes, crossed, is_closing=kind == "closes")
        return Group(kind, [[self._cell(cell) for cell in cells]])

    def _cell(self, cell: Cell) -> PaperCell:
        shape = cell.shape
        picture = self.kit.address(paint.shape_svg(cell)) if shape else ""
        return PaperCell(self.kit.background(cell), picture, shape.said if shape else "")


def drawn_procedure(
    procedure: Procedure, kit: Kit, *, place: int, whole: float, is_draft: bool
) -> Drawn:
    return Drawn(procedure, plan_of(procedure, is_draft=is_draft), kit, place, whole)


def title_of(procedure: Procedure) -> str:
    return f"{procedure.letter}. {procedure.title}" if procedure.letter else procedure.title


# --------------------------------------------------------------------------------- below the table
def totals_of(procedure: Procedure) -> tuple[str, ...]:
    """Return the total as the text states it, and what its rows add up to where that differs."""
    counted = computed_total(procedure)
    if not procedure.stated_total:
        return ()
    if differs_from_stated(procedure) and counted:
        return procedure.stated_total, f"Menurut hitungan baris di atas: {counted}."
    return (procedure.stated_total,)


def notes_of(procedure: Procedure, plan: Plan) -> tuple[str, ...]:
    """Return what the drawing cannot show, in words."""
    notes = [_flow_words(flow) for flow in procedure.flows] if len(procedure.flows) > 1 else []
    if not procedure.stated_total and (counted := computed_total(procedure)):
        notes.append(f"Waktu menurut hitungan: {counted}.")
    drawn = {lane.role for lane in procedure.lanes}
    outside = _outside(procedure, drawn)
    notes += [f"Langkah {number}: turut serta {who}." for number, who in outside.items()]
    return (*notes, *(f"Tidak tergambar: {words}." for words in plan.undrawn))


def _flow_words(flow: Flow) -> str:
    return f"{flow.title}: langkah {listed([str(number) for number in flow.steps])}."


def _outside(procedure: Procedure, drawn: set[str]) -> Mapping[int, str]:
    """Return who takes part in a step without having a column, by step."""
    return {
        step.number: listed([role.replace("_", " ") for role in step.also if role not in drawn])
        for step in procedure.steps
        if set(step.also) - drawn
    }
