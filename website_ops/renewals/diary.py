"""The days of the renewals: on which day a service ends, and on which it was renewed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from sopti.workflow.diary import DONE, DUE, Entry
from website_ops.renewals.models import Term

if TYPE_CHECKING:
    from datetime import date

    from sopti.people.models import User

TOLD = frozenset({"kasubag_umum", "sekretaris"})


def entries(user: User, first: date, last: date) -> list[Entry]:
    """Return which terms end on these days, in one query: open ones are due, closed ones done."""
    terms = Term.objects.visible_to(user).filter(until__range=(first, last))
    of_now = Q(service__ended_on=None) | Q(closed_at__isnull=False)
    return [_entry(term, user) for term in terms.filter(of_now).for_pages()]


def _entry(term: Term, user: User) -> Entry:
    is_due = term.closed_at is None
    service = term.service
    return Entry(
        key=f"langganan-{term.pk}",
        day=term.until,
        kind=DUE if is_due else DONE,
        words=f"{service} habis" if is_due else f"{service}: masa ini sudah ditutup",
        link=service.get_absolute_url(),
        is_mine=is_due and (service.keeper_id == user.pk or bool(user.role_keys & TOLD)),
    )
