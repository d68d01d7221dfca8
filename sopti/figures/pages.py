"""What the pages of compliance show: the finding first, then numbers, charts and the steps."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from django.urls import reverse

from sopti.core.words import calm, number
from sopti.figures import masa, rules, sayings
from sopti.figures.advice import LEAST, advice_on
from sopti.figures.compliance import StepFigures, step_figures, summed
from sopti.figures.models import RevisionNote
from sopti.figures.reading import case_months
from sopti.figures.tallies import CaseKey, CaseTally, share_of
from sopti.sop.models import Edition

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from sopti.core.periods import Period
    from sopti.figures.tallies import CaseTallies
    from sopti.people.models import Court, User
    from sopti.sop.models import Document
    from sopti.sop.schema import Procedure

LOW = 90  # below this share of norms kept, the number is set in red
SERVICE = "service_request"


# -------------------------------------------------------------------------------------- the cases
@dataclass(frozen=True)
class Flow:
    """The cases of the twelve months up to the end of a period, and of the period itself."""

    months: dict[date, CaseTallies]
    period: Period

    def series(self, only: CaseKey | None = None) -> dict[date, CaseTally]:
        return {
            month: summed(tally for key, tally in tallies.items() if only in {None, key})
            for month, tallies in self.months.items()
        }

    def of_period(self, only: CaseKey | None = None) -> CaseTally:
        first, last = self.period.first, self.period.last
        return summed(one for month, one in self.series(only).items() if first <= month <= last)


def flow_of(court: Court, period: Period, *, today: date) -> Flow:
    """Return what came and went, also in months without anything; none is ahead. Four queries."""
    year = masa.year_up_to(period)
    found = case_months(court, year)
    begun = [month for month in masa.months_of(year) if month <= max(today, year.first)]
    return Flow({month: found.get(month, {}) for month in begun}, period)


def numbers_of(cases: CaseTally, noun: str) -> list[tuple[str, str, str]]:
    """Return the four figures of the page: number, what stands small beside it, words."""
    share = f"{cases.share}%" if cases.share is not None else ""
    return [
        (number(cases.filed), "", f"{noun} masuk"),
        (number(cases.done), "", "selesai"),
        (number(cases.within), share, "selesai dalam norma"),
        (number(cases.refused), "", "ditolak"),
    ]


# ------------------------------------------------------------------------------------- procedures
class ProcedureKey(NamedTuple):
    document: str
    procedure: str


@dataclass
class ProcedureRow:
    """One procedure in the list: its cases, its steps, and where they wait."""

    key: ProcedureKey
    title: str
    cases: CaseTally
    steps: list[StepFigures] = field(default_factory=list)

    @property
    def url(self) -> str:
        return reverse("figures:procedure", args=self.key)

    @property
    def count(self) -> int:
        return sum(step.count for step in self.steps)

    @property
    def share(self) -> int | None:
        """The share of all judged steps within their norm."""
        judged = sum(step.judged for step in self.steps)
        return share_of(sum(step.within for step in self.steps), judged)

    @property
    def is_low(self) -> bool:
        return self.share is not None and self.share < LOW

    @property
    def slowest(self) -> StepFigures | None:
        return sayings.slowest(self.steps)

    @property
    def advices(self) -> int:
        return sum(bool(advice_on(step)) for step in self.steps if not step.is_former)


def compliance_page(user: User, span: masa.Span, *, today: date) -> dict[str, Any]:
    """Return all procedures of the court in the period."""
    court = user.court
    assert court is not None  # noqa: S101 (the view refused whoever has none)
    flow = flow_of(court, span.period, today=today)
    steps = step_figures(court, span.period)
    cases = flow.of_period()
    waiting = sayings.slowest_steps(steps)
    return {
        "span": span,
        "groups": masa.offered(span, today=today),
        "findings": [
            sayings.first_finding(cases, "berkas"),
            sayings.second_finding(steps, named=True),
        ],
        "numbers": numbers_of(cases, "berkas"),
        "charts": [
            sayings.months_chart(flow.series(), span.period, "berkas"),
            sayings.waits_chart(waiting, span.words, named=True),
        ],
        "rows": _procedure_rows(court, flow, steps),
        "has_steps": bool(steps),
    }


def _procedure_rows(court: Court, flow: Flow, steps: list[StepFigures]) -> list[ProcedureRow]:
    """Return the procedures in force, and former ones that were worked by in the period."""
    by_key: dict[ProcedureKey, list[StepFigures]] = {}
    for step in steps:
        by_key.setdefault(ProcedureKey(step.document, step.procedure_key), []).append(step)
    rows = []
    for edition in _editions(court):
        document = edition.document
        for procedure in edition.sop.procedures:
            key = ProcedureKey(document.key, procedure.key)
            cases = flow.of_period(CaseKey(document.pk, procedure.key))
            title = _titled(procedure)
            rows.append(ProcedureRow(key, title, cases, by_key.pop(key, [])))
    rows += [
        ProcedureRow(key, own[0].procedure_title, CaseTally(), own) for key, own in by_key.items()
    ]
    return rows


def _editions(court: Court) -> Iterable[Edition]:
    in_force = Edition.objects.in_force().filter(document__court=court)
    return in_force.select_related("document").defer("body").order_by("document__key")


def _titled(procedure: Procedure) -> str:
    letter = f"{procedure.letter}. " if procedure.letter else ""
    return f"{letter}{calm(procedure.title)}"


# ---------------------------------------------------------------------------------- one procedure
@dataclass(frozen=True)
class StepRow:
    """One step with what its numbers say about its norm, and who may note it."""

    figures: StepFigures
    advice: str
    note_url: str

    @property
    def is_low(self) -> bool:
        return self.figures.share is not None and self.figures.share < LOW

    @property
    def carried(self) -> str:
        """Return "Ketua 40, Plh. Ketua 2" where others than the step's own role carried it."""
        told = self.figures.carried
        if len(told) == 1 and told[0][0] == self.figures.role_head:
            return ""
        return ", ".join(f"{head} {number(often)}" for head, often in told)

    @property
    def turned(self) -> str:
        """Return "2 dikembalikan, 1 ditolak"."""
        parts = [(self.figures.returned, "dikembalikan"), (self.figures.refused, "ditolak")]
        return ", ".join(f"{number(many)} {word}" for many, word in parts if many)


def procedure_page(
    edition: Edition, procedure: Procedure, viewer: User, span: masa.Span, *, today: date
) -> dict[str, Any]:
    document = edition.document
    flow = flow_of(document.court, span.period, today=today)
    only = CaseKey(document.pk, procedure.key)
    found = step_figures(document.court, span.period, procedure=procedure.key)
    steps = [step for step in found if step.document == document.key]
    current = [step for step in steps if not step.is_former]
    noun = "permintaan" if procedure.section == SERVICE else "berkas"
    cases, why_not = flow.of_period(only), rules.why_not_note(viewer, document)
    rows = [_step_row(step, may_note=why_not is None) for step in steps]
    return {
        "edition": edition,
        "procedure": procedure,
        "title": _titled(procedure),
        "span": span,
        "groups": masa.offered(span, today=today),
        "findings": [sayings.first_finding(cases, noun), sayings.second_finding(current)],
        "numbers": numbers_of(cases, noun),
        "charts": [
            sayings.months_chart(flow.series(only), span.period, noun),
            sayings.waits_chart(current, span.words),
        ],
        "rows": rows,
        "advised": [row for row in rows if row.advice and not row.figures.is_former],
        "least": LEAST,
        "notes": notes_of(document.pk, procedure.key),
        "why_not_note": why_not,
    }


def _step_row(step: StepFigures, *, may_note: bool) -> StepRow:
    args = (step.document, step.procedure_key, step.step)
    url = reverse("figures:new_note", args=args) if may_note else ""
    return StepRow(step, advice_on(step), url)


# ------------------------------------------------------------------------------------------ notes
def notes_of(document: int, procedure: str) -> list[RevisionNote]:
    notes = RevisionNote.objects.standing().filter(document=document, procedure_key=procedure)
    return list(notes.select_related("by"))


def review_notes(document: int) -> dict[str, list[RevisionNote]]:
    """Return by procedure what the court noted for the next edition, for the review of an SOP."""
    found: dict[str, list[RevisionNote]] = {}
    for note in RevisionNote.objects.standing().filter(document=document).select_related("by"):
        found.setdefault(note.procedure_key, []).append(note)
    return found


def advice_for(document: Document, procedure: str, step: int, period: Period) -> str:
    """Return what the numbers of the period say about the step's norm, to begin a note with."""
    found = step_figures(document.court, period, procedure=procedure)
    mine = (one for one in found if (one.document, one.step) == (document.key, step))
    return next((advice_on(one) for one in mine if not one.is_former), "")
