"""What the pages of coverage show, gathered in few queries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Prefetch

from website_ops.coverage import rules
from website_ops.coverage.models import CoverageEvent, Gear, GearLoan

if TYPE_CHECKING:
    from datetime import date

    from sopti.people.models import User

PAST = timedelta(days=90)
MOST = 100


@dataclass(frozen=True)
class GearRow:
    """A piece, who has it now, and whether it should be back."""

    gear: Gear
    loan: GearLoan | None
    is_late: bool
    may_return: bool


def events_page(user: User, *, today: date) -> dict[str, Any]:
    """Return what is to come, and what was covered in the last three months."""
    seen = CoverageEvent.objects.visible_to(user).for_pages()
    return {
        "coming": list(seen.filter(day__gte=today)[:MOST]),
        "past": list(seen.filter(day__range=(today - PAST, today - timedelta(1))).reverse()[:MOST]),
        "may_keep": rules.why_not_keep(user) is None,
        "today": today,
    }


def gear_page(user: User, *, today: date) -> dict[str, Any]:
    """Return the pieces of the court with who has them."""
    out = GearLoan.objects.filter(returned_at=None).select_related("person", "event")
    there = Gear.objects.visible_to(user).in_use()
    found = there.prefetch_related(Prefetch("loans", out, to_attr="out"))
    rows = [_row(gear, user, today) for gear in found]
    return {
        "rows": rows,
        "late": sum(row.is_late for row in rows),
        "away": sum(row.loan is not None for row in rows),
        "may_keep": rules.why_not_keep(user) is None,
    }


def _row(gear: Gear, user: User, today: date) -> GearRow:
    loan: GearLoan | None = next(iter(vars(gear)["out"]), None)
    return GearRow(
        gear,
        loan,
        is_late=loan is not None and loan.due_on < today,
        may_return=loan is not None and rules.why_not_return(user, loan) is None,
    )
