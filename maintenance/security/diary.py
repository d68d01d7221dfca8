"""Security on the calendar: reviews and rehearsals that are due, and those that were held."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maintenance.security.risks.models import RecoveryPlan, Rehearsal, Risk
from maintenance.security.scope import may_read
from sopti.workflow.diary import DONE, DUE, Entry

if TYPE_CHECKING:
    from datetime import date

    from sopti.people.models import User


def tell(user: User, first: date, last: date) -> list[Entry]:
    """Return what lies on these days, in three queries."""
    if not may_read(user):
        return []
    days = (first, last)
    risks = Risk.objects.visible_to(user).filter(closed_on=None, due_on__range=days)
    plans = RecoveryPlan.objects.visible_to(user).filter(is_active=True, due_on__range=days)
    held = Rehearsal.objects.filter(plan__court=user.court_id, held_on__range=days)
    return [
        *(_due("risk", "Tinjau risiko", risk, user) for risk in risks),
        *(_due("recovery", "Latih pemulihan", plan, user) for plan in plans),
        *(_held(one) for one in held.select_related("plan")),
    ]


def _due(key: str, what: str, row: Risk | RecoveryPlan, user: User) -> Entry:
    return Entry(
        key=f"{key}-{row.pk}-{row.due_on}",
        day=row.due_on,
        kind=DUE,
        words=f"{what}: {row}",
        link=row.get_absolute_url(),
        is_mine=row.owner_id == user.pk,
    )


def _held(one: Rehearsal) -> Entry:
    return Entry(
        key=f"rehearsal-{one.pk}",
        day=one.held_on,
        kind=DONE,
        words=f"Latihan pemulihan {one.plan}: {one.get_outcome_display().lower()}",
        link=one.plan.get_absolute_url(),
    )
