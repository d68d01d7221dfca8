"""What people do with the plan of a year: draft it, change its lines, and what the SOP decides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from maintenance.assets.rules import NO_COURT
from maintenance.upkeep import rules
from maintenance.upkeep.drafting import DAY, draft
from maintenance.upkeep.enums import PlanStatus
from maintenance.upkeep.models import PlanLine, YearPlan
from sopti.core.errors import Refusal, refuse_if
from sopti.people.actions import keep
from sopti.people.models import Court
from sopti.people.worktime import calendar_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from maintenance.assets.models import Asset
    from maintenance.upkeep.drafting import Lot
    from sopti.people.models import User
    from sopti.people.worktime import WorkCalendar
    from sopti.workflow.models import Case

LONGEST_SEARCH = 31  # days
NOTHING_TO_PLAN = "Belum ada aset yang diperiksa berkala. Catat asetnya lebih dulu."


@transaction.atomic
def make_draft(year: int, *, by: User, at: datetime) -> YearPlan:
    """Write the plan that the house proposes; an earlier draft of the year gives way to it."""
    if by.court_id is None:
        raise Refusal(NO_COURT)
    court = Court.objects.select_for_update().get(pk=by.court_id)
    found = plan_for(court, year)
    refuse_if(rules.why_not_draft(by, found))
    lots = draft(court, year, today=at.astimezone(court.tz).date())
    if not lots:
        raise Refusal(NOTHING_TO_PLAN)
    return _write(found, court, year, lots, by=by, at=at)


def _write(
    found: YearPlan | None, court: Court, year: int, lots: list[Lot], *, by: User, at: datetime
) -> YearPlan:
    plan = found or YearPlan(court=court, year=year)
    plan.status, plan.made_by, plan.made_at = PlanStatus.DRAFT, by, at
    keep(plan, by=by)
    plan.lines.all().delete()
    write_lines(plan, lots)
    return plan


def write_lines(plan: YearPlan, lots: Iterable[Lot]) -> None:
    """Write the lots of a draft, all at once."""
    lots = list(lots)
    lines = PlanLine.objects.bulk_create(
        PlanLine(
            plan=plan, kind=lot.kind, starts_on=lot.starts_on, ends_on=lot.ends_on, who=lot.who
        )
        for lot in lots
    )
    through = PlanLine.assets.through
    through.objects.bulk_create(
        through(planline=line, asset=asset)
        for line, lot in zip(lines, lots, strict=True)
        for asset in lot.assets
    )


@transaction.atomic
def change_line(
    line_id: int, *, starts_on: date, who: User | None, assets: Iterable[Asset], by: User
) -> PlanLine:
    """Move a lot to another week or person, or change its devices.

    A day off gives way to the next working day; the lot ends with that week, inside the month.
    """
    line = _locked(line_id, by=by)
    court = line.plan.court
    line.starts_on, line.ends_on = week_from(starts_on, calendar_of(court))
    if line.starts_on.year != line.plan.year:
        raise Refusal(f"Pilih tanggal dalam tahun {line.plan.year}: rencana ini untuk tahun itu.")
    line.who, line.told_at = who, None
    keep(line, by=by)
    line.assets.set(assets)
    return line


@transaction.atomic
def drop_line(line_id: int, *, by: User) -> YearPlan:
    """Take a lot out of the plan."""
    line = _locked(line_id, by=by)
    plan = line.plan
    line.delete()
    return plan


def _locked(line_id: int, *, by: User) -> PlanLine:
    found = PlanLine.objects.select_related("plan__court", "kind").get(pk=line_id)
    plan = YearPlan.objects.select_for_update(of=("self",)).get(pk=found.plan_id)
    refuse_if(rules.why_not_plan(by, plan))
    return found


def week_from(day: date, calendar: WorkCalendar) -> tuple[date, date]:
    """Return the first working day from a day on, and the last of that week and month."""
    for _ in range(LONGEST_SEARCH):
        if calendar.is_working_day(day):
            break
        day += DAY
    last = end = day
    while end.isocalendar()[:2] == day.isocalendar()[:2] and end.month == day.month:
        if calendar.is_working_day(end):
            last = end
        end += DAY
    return day, last


# ------------------------------------------------------------------------------ as the SOP says
def plan_for(court: Court, year: int) -> YearPlan | None:
    return YearPlan.objects.filter(court=court, year=year).first()


def hand_in(case: Case, year: int, *, needs_check: bool, by: User, at: datetime) -> None:
    """Let the step that makes the schedule hand the plan in, or put it into force by itself.

    A plan that is in force already stays so; without one the proposal becomes the plan. A court
    without devices has nothing to plan.
    """
    plan = plan_for(case.court, year) or _proposed(case.court, year, by=by, at=at)
    if plan is None:
        return
    locked = YearPlan.objects.select_for_update(of=("self",)).get(pk=plan.pk)
    if locked.status == PlanStatus.IN_FORCE:
        return
    locked.case = case
    if needs_check:
        locked.status = PlanStatus.SUBMITTED
    else:
        locked.status, locked.decided_by, locked.decided_at = PlanStatus.IN_FORCE, by, at
    keep(locked, by=by)


def _proposed(court: Court, year: int, *, by: User, at: datetime) -> YearPlan | None:
    lots = draft(court, year, today=at.astimezone(court.tz).date())
    return _write(None, court, year, lots, by=by, at=at) if lots else None


def decide(case: Case, year: int, *, is_yes: bool, reason: str, by: User, at: datetime) -> None:
    """Put the plan into force, or send it back with the reason of who checked it."""
    plan = YearPlan.objects.select_for_update(of=("self",)).filter(court=case.court, year=year)
    found = plan.first()
    if found is None or (is_yes and found.status == PlanStatus.IN_FORCE):
        return
    found.status = PlanStatus.IN_FORCE if is_yes else PlanStatus.RETURNED
    found.reason = "" if is_yes else reason
    found.decided_by, found.decided_at, found.case = by, at, case
    keep(found, by=by)
