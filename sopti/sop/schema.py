"""What an SOP file may say: the shape of an edition's body, checked when it is read.

The same classes read the TOML files, the JSON body of an edition, and serve the engine.
Rules that look at more than one field live in the linter.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from sopti.sop.enums import Confidence, FieldKind, NormKind, NormUnit

Key = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=50)]
RoleKey = Annotated[str, Field(pattern=r"^[a-z]+(_[a-z]+)*$", max_length=50)]
Text = Annotated[str, Field(min_length=1, max_length=600)]


class Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Norm(Part):
    """The norm of time: the cell as written, and as understood."""

    text: str = Field(max_length=80)
    kind: NormKind
    amount: float | None = Field(default=None, gt=0)
    max_amount: float | None = Field(default=None, gt=0)
    unit: NormUnit | None = None
    max_unit: NormUnit | None = None
    day: int | None = Field(default=None, ge=1, le=366)
    clock: bool = False  # True: hours of the clock, not of the office


class Decision(Part):
    """What "tidak" does. `no` is the step it returns to; `refuse` lets it end the case instead."""

    no: int
    refuse: bool = False
    yes: int | None = None  # another way forward than the next step


class Route(Part):
    """One receiver of a step that sends its document to one of several roles."""

    role: RoleKey
    label: Text


class Step(Part):
    number: int = Field(ge=1, le=99)
    activity: Text
    role: RoleKey
    confidence: Confidence
    why: str = Field(default="", max_length=300)  # the ground of the inference
    also: tuple[RoleKey, ...] = ()  # roles that take part
    requires: str = Field(default="", max_length=400)
    brought: bool = False  # the required document is what the requester files
    norm: Norm
    output: str = Field(default="", max_length=400)
    remark: str = Field(default="", max_length=200)  # the Ket. column
    form: str = Field(default="", max_length=40)  # code of the FM/AS form it fills
    does: tuple[Key, ...] = ()  # deeds that a room adds
    decision: Decision | None = None
    routes: tuple[Route, ...] = ()


class Flow(Part):
    """A way through part of a table. Steps run in this order; those in `together` open at once."""

    key: Key
    title: Text
    steps: tuple[int, ...] = Field(min_length=1)
    together: tuple[int, ...] = ()
    every: Literal["", "month", "week", "day", "year"] = ""
    by: tuple[RoleKey, ...] = ()
    after: Literal["", "incident"] = ""


class Lane(Part):
    """A Pelaksana column, with the heading as the court prints it."""

    role: RoleKey
    head: Text


class Heads(Part):
    """The court's own words above the columns."""

    number: str = "No"
    activity: str = "Aktivitas"
    performers: str = "Pelaksana"
    standard: str = "Mutu Baku"
    requires: str = "Kelengkapan"
    norm: str = "Waktu"
    output: str = "Output"
    remark: str = ""


class Doubt(Part):
    """Something a reader should know about the text. It stands beside it, never in its place."""

    text: Text
    step: int | None = None
    kind: Literal["sum", "number", "output", "input", "role", "date", "law", "word", "order",
                  "decision", "title", "other"] = "other"  # fmt: skip


class Procedure(Part):
    key: Key
    letter: str = Field(default="", max_length=3)
    title: Text
    section: str = Field(default="", max_length=30)
    code: str = Field(max_length=12)  # its part of register numbers, e.g. "TI.B"
    opens_by: tuple[RoleKey, ...] = ("operator_ti",)
    stated_total: str = Field(default="", max_length=80)
    heads: Heads = Heads()
    lanes: tuple[Lane, ...] = Field(min_length=1)
    steps: tuple[Step, ...] = Field(min_length=1)
    flows: tuple[Flow, ...] = ()
    doubts: tuple[Doubt, ...] = ()

    def step(self, number: int) -> Step:
        return next(step for step in self.steps if step.number == number)

    def flow(self, key: str) -> Flow:
        """Return the flow of that key; "" is the whole table, in order."""
        for flow in self.flows:
            if flow.key == key:
                return flow
        if key:
            raise KeyError(key)
        numbers = tuple(step.number for step in self.steps)
        return Flow(key="seluruh", title="Seluruh tabel", steps=numbers, by=self.opens_by)

    def head(self, role: str) -> str:
        """Return the heading of the role's column, as the court prints it."""
        return next((" ".join(lane.head.split()) for lane in self.lanes if lane.role == role), "")


class Column(Part):
    key: RoleKey
    label: Text
    kind: FieldKind = FieldKind.TEXT


class FormField(Part):
    key: RoleKey
    label: Text
    kind: FieldKind = FieldKind.TEXT
    required: bool = False
    help: str = Field(default="", max_length=200)
    options: tuple[str, ...] = ()
    means: dict[str, str] = Field(default_factory=dict)  # an option → what a deed knows it as
    columns: tuple[Column, ...] = ()
    default: str = Field(default="", max_length=60)  # "case.title", "room.<label>" …


class Form(Part):
    """An FM/AS form: code, title, fields. `layout` is how its paper is set; "" is plain."""

    code: str = Field(max_length=40)
    title: Text
    title_is_proposal: bool = False
    layout: Literal["", "permintaan", "disposisi"] = ""
    fields: tuple[FormField, ...] = ()


class Signatory(Part):
    title: str = Field(max_length=120)
    name: str = Field(default="", max_length=120)
    nip: str = Field(default="", max_length=40)


class Identity(Part):
    """The identity block, as printed on the first page."""

    number: str = Field(max_length=60)
    title: Text
    created: str = Field(default="", max_length=60)
    revised: str = Field(default="", max_length=60)
    effective: str = Field(default="", max_length=60)
    approved_by: Signatory
    legal_basis: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    warning: tuple[str, ...] = ()
    qualifications: tuple[str, ...] = ()
    equipment: tuple[str, ...] = ()
    records: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()  # the texts it was transcribed from
    doubts: tuple[Doubt, ...] = ()


class Body(Identity):
    """A whole edition: the identity block, the forms, the procedures."""

    forms: tuple[Form, ...] = ()
    procedures: tuple[Procedure, ...] = Field(min_length=1)

    def procedure(self, key: str) -> Procedure:
        return next(found for found in self.procedures if found.key == key)

    def form(self, code: str) -> Form | None:
        return next((form for form in self.forms if form.code == code), None)
