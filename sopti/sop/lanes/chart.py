"""What is to be drawn: bands of shapes, and the arrows between them. No coordinates yet.

A *band* is one row of the lanes. A step is one band; it takes a second one when it sends the
document to several roles (routes), when it may end the case as refused, or when it judges and is
also the first or the last step of a flow.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING

from sopti.sop.doubts import INFERRED
from sopti.sop.ways import flows_of, next_in

if TYPE_CHECKING:
    from sopti.sop.schema import Procedure, Step

START_WORD, END_WORD, REFUSED_WORD = "Mulai", "Selesai", "Ditolak"


class Kind(StrEnum):
    """The shapes of the paper.

    A guest takes part in a step that another performs; a receiver is one of several to whom a
    step sends its document.
    """

    START = "start"
    END = "end"
    PROCESS = "process"
    DECISION = "decision"
    GUEST = "guest"
    RECEIVER = "receiver"

    @property
    def is_capsule(self) -> bool:
        return self in (Kind.START, Kind.END)


class Way(StrEnum):
    """What an arrow means: onwards, back, to one of several receivers, together with."""

    NEXT = "next"
    BACK = "back"
    FORK = "fork"
    WITH = "with"


SAID = {
    Kind.START: "mulai",
    Kind.END: "selesai",
    Kind.PROCESS: "kegiatan",
    Kind.DECISION: "keputusan",
    Kind.GUEST: "ikut serta",
    Kind.RECEIVER: "penerima",
}


@dataclass(frozen=True, order=True)
class Place:
    band: int
    lane: int


@dataclass
class Shape:
    """One symbol. `said` is the same in words; a guess is a performer nobody has settled yet."""

    place: Place
    kind: Kind
    text: str
    said: str = ""
    is_guess: bool = False


@dataclass(frozen=True)
class Arrow:
    source: Place
    target: Place
    way: Way = Way.NEXT
    label: str = ""


@dataclass
class Ends:
    """Where a step is entered, where it judges, and where it is left for the next one."""

    entry: Place
    main: Place
    exits: list[Place]


@dataclass
class Turns:
    """Which step leads to which, over all flows, and where they begin and end."""

    after: dict[int, list[int]]
    firsts: set[int]
    lasts: set[int]


@dataclass
class Chart:
    roles: tuple[str, ...]
    heads: tuple[str, ...]
    steps: tuple[Step, ...]
    bands: list[int] = field(default_factory=list)  # the step (index) each band belongs to
    shapes: dict[Place, Shape] = field(default_factory=dict)
    arrows: list[Arrow] = field(default_factory=list)
    mains: set[Place] = field(default_factory=set)  # where each step is performed

    def bands_of(self, step: int) -> list[int]:
        return [band for band, owner in enumerate(self.bands) if owner == step]

    def is_main(self, place: Place) -> bool:
        return place in self.mains

    def number_at(self, place: Place) -> int:
        """Return the number of the step that a shape belongs to."""
        return self.steps[self.bands[place.band]].number

    def add(self, step: int, shapes: list[tuple[str, Kind, str]]) -> list[Place]:
        """Open a band for the step and put these (role, kind, text) into it."""
        self.bands.append(step)
        places = [Place(len(self.bands) - 1, self.roles.index(role)) for role, _, _ in shapes]
        for place, (_, kind, text) in zip(places, shapes, strict=True):
            self.shapes[place] = Shape(place, kind, text)
        return places


def chart_of(procedure: Procedure, *, is_draft: bool = False) -> Chart:
    """Return the shapes and arrows of a table; inferred performers are guesses on a draft alone."""
    roles = tuple(lane.role for lane in procedure.lanes)
    chart = Chart(roles, tuple(procedure.head(role) for role in roles), procedure.steps)
    turns = _turns_of(procedure)
    ends = {step.number: _place(chart, index, turns) for index, step in enumerate(procedure.steps)}
    chart.mains = {end.main for end in ends.values()}
    for step in procedure.steps:
        chart.shapes[ends[step.number].main].is_guess = is_draft and step.confidence in INFERRED
        _connect(chart, ends, step, turns.after[step.number])
    for shape in chart.shapes.values():
        shape.said = _describe(chart, shape)
    return chart


def _turns_of(procedure: Procedure) -> Turns:
    flows = flows_of(procedure)
    after: dict[int, list[int]] = {step.number: [] for step in procedure.steps}
    for flow in flows:
        for number in flow.steps:
            following = next_in(procedure, flow, number)
            if following is not None and following not in after[number]:
                after[number].append(following)
    entered = {number for leads in after.values() for number in leads}
    return Turns(
        after,
        firsts={flow.steps[0] for flow in flows} - entered,
        lasts={number for number, leads in after.items() if not leads},
    )


def judges(step: Step) -> bool:
    return bool(step.decision or step.routes)


# ------------------------------------------------------------------------------------ the shapes
def _place(chart: Chart, index: int, turns: Turns) -> Ends:
    step = chart.steps[index]
    ends = _place_main(chart, index, turns)
    if step.routes:
        ends.exits = chart.add(
            index, [(route.role, Kind.RECEIVER, route.label) for route in step.routes]
        )
        chart.arrows += [Arrow(ends.main, at, Way.FORK) for at in ends.exits]
    if step.decision and step.decision.refuse:
        refused = chart.add(index, [(step.role, Kind.END, REFUSED_WORD)])[0]
        chart.arrows.append(Arrow(ends.main, refused, Way.BACK, "tolak"))
    if judges(step) and step.number in turns.lasts:
        _close(chart, index, ends)
    return ends


def _close(chart: Chart, index: int, ends: Ends) -> None:
    """End the case in a capsule of its own: a diamond cannot say that it is the last."""
    step = chart.steps[index]
    closing = chart.add(index, [(step.role, Kind.END, END_WORD)])[0]
    chart.arrows += [
        Arrow(at, closing, Way.NEXT, _yes(step, is_judged=at == ends.main)) for at in ends.exits
    ]
    ends.exits = []


def _place_main(chart: Chart, index: int, turns: Turns) -> Ends:
    step = chart.steps[index]
    kind, text = _kind(step, turns)
    opening: list[Place] = []
    if judges(step) and step.number in turns.firsts:
        opening = chart.add(index, [(step.role, Kind.START, START_WORD)])
    guests = [
        (guest, Kind.GUEST, str(step.number))
        for guest in step.also
        if guest in chart.roles and guest != step.role
    ]
    main = chart.add(index, [(step.role, kind, text), *guests])[0]
    chart.arrows += [Arrow(at, main) for at in opening]
    chart.arrows += _links(main, [chart.roles.index(guest) for guest, _, _ in guests])
    return Ends(entry=(opening or [main])[0], main=main, exits=[main])


def _kind(step: Step, turns: Turns) -> tuple[Kind, str]:
    is_first, is_last = step.number in turns.firsts, step.number in turns.lasts
    if judges(step):
        return Kind.DECISION, str(step.number)
    if is_first:
        return Kind.START, str(step.number) if is_last else START_WORD
    if is_last:
        return Kind.END, END_WORD
    return Kind.PROCESS, str(step.number)


def _links(main: Place, lanes: list[int]) -> list[Arrow]:
    """Join the one who does the step to those who take part, each to its neighbour."""
    left = sorted((lane for lane in lanes if lane < main.lane), reverse=True)
    right = sorted(lane for lane in lanes if lane > main.lane)
    return [
        Arrow(Place(main.band, one), Place(main.band, two), Way.WITH)
        for side in (left, right)
        for one, two in pairwise([main.lane, *side])
    ]


# ------------------------------------------------------------------------------------ the arrows
def _connect(chart: Chart, ends: dict[int, Ends], step: Step, after: list[int]) -> None:
    here = ends[step.number]
    chart.arrows += [
        Arrow(at, ends[number].entry, Way.NEXT, _yes(step, is_judged=at == here.main))
        for number in after
        for at in here.exits
    ]
    if step.decision:
        chart.arrows.append(Arrow(here.main, ends[step.decision.no].main, Way.BACK, "tidak"))


def _yes(step: Step, *, is_judged: bool) -> str:
    return "ya" if is_judged and step.decision else ""


# -------------------------------------------------------------------------------------- in words
def _describe(chart: Chart, shape: Shape) -> str:
    """Say the shape in words, for those who hear the table instead of seeing it."""
    goes = [
        _goes(chart, arrow)
        for arrow in chart.arrows
        if arrow.source == shape.place and arrow.way != Way.WITH
    ]
    guess = ["pelaksana masih usulan"] if shape.is_guess else []
    refused = shape.text == REFUSED_WORD
    said = "ditolak" if refused else f"{SAID[shape.kind]}, langkah {chart.number_at(shape.place)}"
    return "; ".join([said, *goes, *guess])


def _goes(chart: Chart, arrow: Arrow) -> str:
    where = _where(chart, arrow)
    return f"{arrow.label}: {where}" if arrow.label else where


def _where(chart: Chart, arrow: Arrow) -> str:
    target = chart.shapes[arrow.target]
    if chart.bands[arrow.target.band] == chart.bands[arrow.source.band]:
        if target.kind == Kind.RECEIVER:
            return f"{target.text}: ke {chart.heads[arrow.target.lane]}"
        return target.text.lower()
    back = arrow.target.band < arrow.source.band
    return f"{'kembali ke' if back else 'ke'} langkah {chart.number_at(arrow.target)}"
