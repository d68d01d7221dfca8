"""What the upkeep tells on Ikhtisar: how far the month is, and which devices are due."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse

from maintenance.upkeep.months import month_of
from maintenance.upkeep.pages import row_of, said_of
from sopti.core.words import plain_date
from sopti.workflow.overview import LATE, MOST_ROWS, Line, Part

if TYPE_CHECKING:
    from datetime import date, datetime

    from maintenance.upkeep.months import Slot
    from sopti.people.models import User


def tell(user: User, now: datetime) -> Part | None:
    """Return the part: what is due by today comes first. None where nothing is planned."""
    court = user.court
    assert court is not None  # noqa: S101 (the page refused whoever has none)
    today = now.astimezone(court.tz).date()
    month = month_of(court, today.replace(day=1), today=today)
    if not month.slots:
        return None
    due = [slot for slot in month.open if slot.starts_on is None or slot.starts_on <= today]
    first = sorted(due, key=lambda slot: (slot.ends_on is None, slot.ends_on, slot.asset.name))
    return Part(
        title=f"Pemeliharaan {month.name}",
        lead=said_of(month),
        rest=f"{len(due)} sudah waktunya diperiksa." if due else "",
        lines=tuple(_line(slot, today) for slot in first[:MOST_ROWS]),
        more=("Buka pemeliharaan", reverse("maintenance:upkeep")),
    )


def _line(slot: Slot, today: date) -> Line:
    limit = f"sampai {plain_date(slot.ends_on)}" if slot.ends_on else ""
    beside = ", ".join(filter(None, [slot.asset.room, limit]))
    return Line(slot.asset.name, "", beside, LATE if row_of(slot, today=today).is_late else "")
