"""How the steps of the court's SOPs went in a period: how often, how long, within the norm or not.

By role and capacity, never by person.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sopti.core.words import calm
from sopti.figures.reading import case_months, step_tallies
from sopti.figures.tallies import CaseTally, Spread, StepTally, share_of, spread_of
from sopti.people.enums import Capacity
from sopti.people.models import Role
from sopti.sop.models import Edition
from sopti.workflow.clock import norm_words

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from sopti.core.periods import Period
    from sopti.figures.tallies import CaseKey, CaseTallies, StepKey, StepTallies
    from sopti.people.models import Court
    from sopti.sop.schema import Norm, Procedure, Step


@dataclass(frozen=True)
class StepFigures:
    """One step of one procedure, as far as its words and its norm stayed the same."""

    procedure_key: str
    procedure_title: str
    step: int
    activity: str
    role_head: str
    count: int
    waiting: Spread
    work: Spread
    judged: int
    within: int
    returned: int
    refused: int
    carried: tuple[tuple[str, int], ...]  # ("Ketua", 40), ("Plh. Ketua", 2), most first
    document: str  # its key
    edition: int  # the newest in which the step stands so
    is_former: bool  # a newer edition has other words or another norm for it
    norm: Norm

    @property
    def norm_words(self) -> str:
        return norm_words(self.norm)

    @property
    def share(self) -> int | None:
        """The percentage within the norm, rounded down; None where the norm judges nothing."""
        return share_of(self.within, self.judged)


def step_figures(court: Court, period: Period, *, procedure: str = "") -> list[StepFigures]:
    """Return the figures of the steps that were finished in the period, in the SOPs' order.

    `procedure` is a key; "" is all of them. Five queries.
    """
    tallies = step_tallies(court, period)
    chosen = {key: t for key, t in tallies.items() if procedure in {"", key.procedure}}
    return _Reader(chosen).figures()


class _Reader:
    """Puts counts by edition together to figures by step."""

    def __init__(self, tallies: StepTallies) -> None:
        self.tallies = tallies
        wanted = {key.edition for key in tallies}
        rows = Edition.objects.filter(pk__in=wanted).select_related("document").defer("body")
        self.editions = {edition.pk: edition for edition in rows}
        self.roles = dict(Role.objects.values_list("key", "name"))

    def figures(self) -> list[StepFigures]:
        """Add up the editions in which a step has the same words and norm."""
        found: dict[tuple[Any, ...], list[StepKey]] = {}
        for key in self.tallies:
            edition = self.editions[key.edition]
            step = self._procedure(key).step(key.step)
            same = (edition.document.key, key.procedure, key.step, _as_judged(step))
            found.setdefault(same, []).append(key)
        made = [self._figures(keys) for keys in found.values()]
        return sorted(made, key=self._order)

    def _procedure(self, key: StepKey) -> Procedure:
        return self.editions[key.edition].sop.procedure(key.procedure)

    def _figures(self, keys: list[StepKey]) -> StepFigures:
        newest = max(keys, key=lambda key: self.editions[key.edition].number)
        edition, procedure = self.editions[newest.edition], self._procedure(newest)
        step, tally = procedure.step(newest.step), StepTally()
        for key in keys:
            tally.merge(self.tallies[key])
        return StepFigures(
            procedure_key=newest.procedure,
            procedure_title=calm(procedure.title),
            step=newest.step,
            activity=step.activity,
            role_head=self._head(procedure, step.role),
            count=tally.count,
            waiting=spread_of(tally.waiting),
            work=spread_of(tally.work),
            judged=tally.judged,
            within=tally.within,
            returned=tally.returned,
            refused=tally.refused,
            carried=self._carried(procedure, tally.carried),
            document=edition.document.key,
            edition=edition.number,
            is_former=self._is_former(newest),
            norm=step.norm,
        )

    def _is_former(self, key: StepKey) -> bool:
        """Tell whether a newer edition of the document was worked by in the period."""
        edition = self.editions[key.edition]
        others = (
            self.editions[other.edition] for other in self.tallies if other.step == key.step
            and other.procedure == key.procedure
        )  # fmt: skip
        return any(
            other.document_id == edition.document_id and other.number > edition.number
            for other in others
        )

    def _head(self, procedure: Procedure, role: str) -> str:
        return procedure.head(role) or self.roles.get(role, role)

    def _carried(self, procedure: Procedure, carried: Counter[str]) -> tuple[tuple[str, int], ...]:
        words: Counter[str] = Counter()
        for key, often in carried.items():
            role, _, capacity = key.partition(" ")
            acting = Capacity(capacity).label if capacity else ""
            words[f"{acting} {self._head(procedure, role)}".strip()] += often
        return tuple(sorted(words.items(), key=lambda told: (-told[1], told[0])))

    def _order(self, one: StepFigures) -> tuple[str, int, int, int]:
        places = (
            [procedure.key for procedure in edition.sop.procedures].index(one.procedure_key)
            for edition in self.editions.values()
            if edition.document.key == one.document and edition.number == one.edition
        )
        return (one.document, next(places), one.step, -one.edition)


def _as_judged(step: Step) -> tuple[str, str, Norm]:
    return step.activity, step.role, step.norm


# ------------------------------------------------------------------------------------------ cases
def case_figures(court: Court, period: Period) -> CaseTallies:
    """Return what came and went of each procedure in the period. Four queries."""
    found: CaseTallies = {}
    for tallies in case_months(court, period).values():
        for key, tally in tallies.items():
            found.setdefault(key, CaseTally()).merge(tally)
    return found


def case_series(
    court: Court, period: Period, *, only: CaseKey | None = None
) -> dict[date, CaseTally]:
    """Return by month what came and went, of one procedure or of all. Four queries."""
    return {
        month: summed(tally for key, tally in tallies.items() if only in {None, key})
        for month, tallies in sorted(case_months(court, period).items())
    }


def summed(tallies: Iterable[CaseTally]) -> CaseTally:
    """Return several procedures or months as one."""
    found = CaseTally()
    for tally in tallies:
        found.merge(tally)
    return found
