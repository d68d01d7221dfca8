"""One month of upkeep: which devices were due, and what was found of each."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from django.db.models import Prefetch, Q

from maintenance.assets.models import Asset
from maintenance.upkeep.drafting import draft
from maintenance.upkeep.enums import Found
from maintenance.upkeep.lists import lists_of
from maintenance.upkeep.models import Check, PlanLine, YearPlan
from sopti.core.words import month_name
from sopti.sop.models import Edition
from sopti.workflow.models import Case

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from maintenance.upkeep.drafting import Lot
    from sopti.people.models import Court, User

SECTION = "maintenance"


@dataclass(frozen=True)
class Slot:
    """One device that was due in the month, by whom and in which week; and its check."""

    asset: Asset
    starts_on: date | None
    ends_on: date | None
    who: User | None
    check: Check | None
    part: str = ""

    @property
    def is_open(self) -> bool:
        return self.check is None


@dataclass(frozen=True)
class Month:
    """Everything that was due in a month of a court, in the order of the rooms."""

    court: Court
    first: date
    slots: list[Slot]
    plan: YearPlan | None
    lots: list[Lot | PlanLine] = field(default_factory=list)

    @property
    def name(self) -> str:
        return month_name(self.first)

    @property
    def key(self) -> str:
        return f"{self.first:%Y-%m}"

    def found(self, what: str) -> list[Slot]:
        return [slot for slot in self.slots if slot.check and slot.check.found == what]

    @property
    def open(self) -> list[Slot]:
        return [slot for slot in self.slots if slot.is_open]

    @property
    def done(self) -> list[Slot]:
        return [slot for slot in self.slots if not slot.is_open]

    @property
    def troubled(self) -> list[Slot]:
        """Return what was not in order, or not there."""
        return [*self.found(Found.PROBLEM), *self.found(Found.MISSING)]

    def of_parts(self, parts: Collection[str]) -> Month:
        """Return the same month with the devices of these parts alone."""
        slots = [slot for slot in self.slots if slot.part in parts]
        return Month(self.court, self.first, slots, self.plan, self.lots)


def last_of(first: date) -> date:
    return first.replace(day=monthrange(first.year, first.month)[1])


def month_of(court: Court, first: date, *, today: date) -> Month:
    """Return a month by the plan of its year; without one, by what the house would propose.

    What was checked without being planned belongs to the month as well.
    """
    plan = YearPlan.objects.filter(court=court, year=first.year).first()
    lots = lots_of(court, first, plan=plan, today=today)
    checks = {
        check.asset_id: check
        for check in Check.objects.filter(asset__court=court, month=first).select_related(
            "asset__kind", "by", "case"
        )
    }
    parts = {kind: one.part for kind, one in lists_of(court.pk).items()}
    slots = list(_slots(lots, checks, parts))
    slots.sort(key=lambda slot: (slot.asset.room.casefold(), slot.asset.name, slot.asset.nup))
    return Month(court, first, slots, plan, lots)


def lots_of(
    court: Court, first: date, *, plan: YearPlan | None, today: date
) -> list[Lot | PlanLine]:
    if plan is None:
        return [lot for lot in draft(court, first.year, today=today) if lot.month == first]
    return list(lines_between(plan, first, last_of(first)))


def lines_between(plan: YearPlan, first: date, last: date) -> Iterable[PlanLine]:
    assets = Prefetch("assets", Asset.objects.select_related("kind"))
    lines = plan.lines.filter(starts_on__range=(first, last)).select_related("kind", "who")
    return lines.prefetch_related(assets)


def assets_of(lot: Lot | PlanLine) -> Iterable[Asset]:
    return lot.assets.all() if isinstance(lot, PlanLine) else lot.assets


def _slots(
    lots: list[Lot | PlanLine], checks: dict[int, Check], parts: dict[int, str]
) -> Iterable[Slot]:
    seen: set[int] = set()
    for lot in lots:
        for asset in assets_of(lot):
            check = checks.get(asset.pk)
            retired = asset.retired_on is not None and asset.retired_on <= lot.ends_on
            if asset.pk in seen or (retired and check is None):
                continue
            seen.add(asset.pk)
            part = parts.get(asset.kind_id, "perangkat")
            yield Slot(asset, lot.starts_on, lot.ends_on, lot.who, check, part)
    for key, check in checks.items():
        if key not in seen:
            part = parts.get(check.asset.kind_id, "perangkat")
            yield Slot(check.asset, None, None, None, check, part)


# ----------------------------------------------------------------------------- the month's case
def month_of_case(case: Case) -> date:
    """Return the month that a case of upkeep is about: of its period, or of its opening."""
    if len(case.period) == len("2026-11"):
        year, month = case.period.split("-")
        return date(int(year), int(month), 1)
    return case.opened_at.astimezone(case.court.tz).date().replace(day=1)


def case_of(court: Court, first: date) -> Case | None:
    """Return the case of upkeep of the month: one that runs before one that ended."""
    keys = {
        procedure.key
        for edition in Edition.objects.in_force().filter(document__court=court)
        for procedure in edition.sop.procedures
        if procedure.section == SECTION
    }
    begin = datetime.combine(first, time.min, court.tz)
    end = datetime.combine(last_of(first), time.max, court.tz)
    of_month = Q(period=f"{first:%Y-%m}") | Q(period="", opened_at__range=(begin, end))
    found = Case.objects.filter(of_month, court=court, procedure_key__in=keys).for_pages()
    return min(found, key=lambda case: (not case.is_running, -case.pk), default=None)
