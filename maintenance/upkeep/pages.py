"""What the pages of upkeep show, gathered in few queries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from maintenance.assets.models import AssetKind
from maintenance.assets.rules import KEEPERS
from maintenance.upkeep import rules
from maintenance.upkeep.enums import Every, Found, Part
from maintenance.upkeep.lists import lists_of, plain_list
from maintenance.upkeep.months import case_of, lines_between, month_of, month_of_case
from maintenance.upkeep.plans import plan_for
from maintenance.upkeep.roads import roads_of
from sopti.core.words import month_name, number
from sopti.workflow.raising import may_raise_request
from sopti.workflow.registry import Panel

if TYPE_CHECKING:
    from datetime import datetime

    from maintenance.upkeep.models import Check, PlanLine
    from maintenance.upkeep.months import Month, Slot
    from sopti.people.models import Court, User
    from sopti.workflow.models import Case

TONES = {Found.GOOD: "tag--green", Found.PROBLEM: "tag--red", Found.MISSING: "tag--gold"}
MONTHS = range(1, 13)


def _court(user: User) -> Court:
    court: Court = user.court  # type: ignore[assignment]  # the rule was asked before
    return court


@dataclass(frozen=True)
class SlotRow:
    """A device of the month, with the tone of what was found and whether it is overdue."""

    slot: Slot
    tone: str
    is_late: bool


def month_page(user: User, first: date, *, today: date) -> dict[str, Any]:
    """Return a month: how far it is, and every device, room by room."""
    month = month_of(_court(user), first, today=today)
    case = case_of(month.court, first)
    return {
        "month": month,
        "rows": [row_of(slot, today=today) for slot in month.slots],
        "said": said_of(month),
        "case": case,
        "next": next(iter(month.open), None),
        "before": _shifted(first, -1),
        "after": _shifted(first, 1) if first < today.replace(day=1) else None,
        "is_now": first == today.replace(day=1),
        "may_check": bool(user.role_keys & KEEPERS)
        and rules.why_not_month(first, today=today) is None,
    }


def row_of(slot: Slot, *, today: date) -> SlotRow:
    tone = TONES[Found(slot.check.found)] if slot.check else ""
    late = slot.is_open and slot.ends_on is not None and slot.ends_on < today
    return SlotRow(slot, tone, late)


def said_of(month: Month) -> str:
    """Say how far a month is: "12 dari 30 perangkat diperiksa; 2 bermasalah."."""
    if not month.slots:
        return "Tidak ada perangkat yang terjadwal."
    found = [
        f"{number(len(month.found(what)))} {what.label.lower()}"
        for what in (Found.PROBLEM, Found.MISSING)
        if month.found(what)
    ]
    done = f"{number(len(month.done))} dari {number(len(month.slots))} perangkat diperiksa"
    return "; ".join([done, *found]) + "."


def _shifted(first: date, months: int) -> date:
    index = first.year * 12 + first.month - 1 + months
    return date(index // 12, index % 12 + 1, 1)


def result_page(check: Check, *, viewer: User, now: datetime) -> dict[str, Any]:
    """Return what was found of one device, where it may go, and which device comes next."""
    today = now.astimezone(check.asset.court.tz).date()
    why_not = rules.why_not_raise(viewer, check)
    month = month_of(check.asset.court, check.month, today=today)
    roads = [] if why_not else roads_of(check, by=viewer, has_requests=may_raise_request(viewer))
    return {
        "check": check,
        "month": month,
        "tone": TONES[Found(check.found)],
        "roads": roads,
        "is_bad": check.found != Found.GOOD,
        "next": next(
            (slot for slot in month.open
             if not rules.why_not_check(viewer, slot.asset, month=check.month, today=today)), None,
        ),
        "said": said_of(month),
        "why_not_again": rules.why_not_check(
            viewer, check.asset, month=check.month, today=today
        ),
    }  # fmt: skip


# ---------------------------------------------------------------------------------------- the plan
@dataclass(frozen=True)
class PlanMonth:
    first: date
    lines: list[PlanLine]

    @property
    def name(self) -> str:
        return month_name(self.first)

    @property
    def count(self) -> int:
        return sum(len(line.assets.all()) for line in self.lines)


def plan_page(user: User, year: int, *, today: date) -> dict[str, Any]:
    """Return the plan of a year, month by month, and what may be done with it."""
    plan = plan_for(_court(user), year)
    lines = list(lines_between(plan, date(year, 1, 1), date(year, 12, 31))) if plan else []
    months = [
        PlanMonth(date(year, number, 1), [line for line in lines if line.month.month == number])
        for number in MONTHS
    ]
    return {
        "plan": plan,
        "year": year,
        "months": months if plan else [],
        "count": sum(month.count for month in months),
        "case": case_of(_court(user), today.replace(day=1)),
        "why_not_draft": rules.why_not_draft(user, plan),
        "why_not_plan": rules.why_not_plan(user, plan) if plan else "",
        "this_year": today.year,
    }


# --------------------------------------------------------------------------------------- the lists
@dataclass(frozen=True)
class ListRow:
    kind: AssetKind
    every: str
    part: str
    count: int
    is_own: bool


def lists_page(user: User) -> dict[str, Any]:
    """Return what is looked at on each kind that the court has or may have."""
    known = lists_of(user.court_id)
    rows = []
    for kind in AssetKind.objects.visible_to(user):
        one = known.get(kind.pk) or plain_list(kind)
        rows.append(
            ListRow(
                kind,
                Every(one.every).label,
                Part(one.part).label,
                len(one.items),
                is_own=one.court_id is not None,
            )
        )
    return {"rows": rows, "why_not_keep": rules.why_not_keep_lists(user)}


# ------------------------------------------------------------------------------------ case panels
def case_panels(case: Case, viewer: User, now: datetime) -> list[Panel]:
    """Show beside a case of upkeep how far the checks of its month are."""
    if rules.why_not_read(viewer) is not None:
        return []
    today = now.astimezone(case.court.tz).date()
    month = month_of(case.court, month_of_case(case), today=today)
    return [Panel("maintenance/upkeep/_case.html", {"month": month, "said": said_of(month)})]
