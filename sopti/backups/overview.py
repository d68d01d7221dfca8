"""What the backups tell on Ikhtisar: what is late."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse

from sopti.backups.models import Plan
from sopti.backups.pages import state_of
from sopti.core.words import number
from sopti.workflow.overview import LATE, MOST_ROWS, Line, Part

if TYPE_CHECKING:
    from datetime import datetime

    from sopti.people.models import User


def tell(user: User, now: datetime) -> Part | None:
    """Return the part; None where no backup is planned. Two queries."""
    assert user.court is not None  # noqa: S101 (the page refused whoever has none)
    today = now.astimezone(user.court.tz).date()
    plans = Plan.objects.visible_to(user)
    kept, late = plans.kept().count(), list(plans.late(today).select_related("keeper"))
    if not kept:
        return None
    said = f"{number(len(late))} dari {number(kept)} backup terlambat."
    return Part(
        title="Cadangan data",
        lead=said if late else f"Semua {number(kept)} rencana backup tepat waktu.",
        lines=tuple(
            Line(plan.name, plan.get_absolute_url(), state_of(plan, today=today)[0], LATE)
            for plan in late[:MOST_ROWS]
        ),
        more=("Semua cadangan data", reverse("backups:backups")),
    )
