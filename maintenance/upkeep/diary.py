"""The planned checks of a court, as the calendar shows them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Count
from django.urls import reverse

from maintenance.upkeep.enums import PlanStatus
from maintenance.upkeep.models import PlanLine
from maintenance.upkeep.rules import why_not_read
from sopti.workflow.diary import PLANNED, Entry

if TYPE_CHECKING:
    from datetime import date

    from sopti.people.models import User


def entries(user: User, first: date, last: date) -> list[Entry]:
    """Return the lots of the plans that lie on these days, in one query."""
    if why_not_read(user) is not None:
        return []
    lines = PlanLine.objects.filter(
        plan__court=user.court_id, starts_on__lte=last, ends_on__gte=first
    ).exclude(plan__status=PlanStatus.DRAFT)
    found = lines.select_related("kind", "who").annotate(count=Count("assets"))
    return [
        Entry(
            key=f"pemeliharaan-{line.pk}",
            day=line.starts_on,
            kind=PLANNED,
            words=f"Pemeliharaan {line.kind}, {line.count} perangkat",
            link=f"{reverse('maintenance:upkeep')}?bulan={line.month:%Y-%m}",
            until=line.ends_on,
            is_mine=line.who_id == user.pk,
        )
        for line in found
    ]
