"""What the calendar tells on Ikhtisar: what lies on this day, beside limits of steps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse

from sopti.core.words import clock, number
from sopti.workflow import diary
from sopti.workflow.diary import EVENT, PLANNED
from sopti.workflow.overview import MOST_ROWS, Line, Part

if TYPE_CHECKING:
    from datetime import datetime, tzinfo

    from sopti.people.models import User
    from sopti.workflow.diary import Entry

MEANT = (EVENT, PLANNED)


def tell(user: User, now: datetime) -> Part:
    """Return the part: events and plans of the day, by the hour."""
    assert user.court is not None  # noqa: S101 (the page refused whoever has none)
    tz = user.court.tz
    today = now.astimezone(tz).date()
    found = [one for one in diary.entries(user, today, today) if one.kind in MEANT]
    lead = f"{number(len(found))} acara dan rencana hari ini."
    return Part(
        title="Agenda hari ini",
        lead=lead if found else "Tidak ada acara atau rencana hari ini.",
        lines=tuple(_line(entry, tz) for entry in found[:MOST_ROWS]),
        more=("Buka hari ini di kalender", reverse("agenda:day", args=[today.isoformat()])),
    )


def _line(entry: Entry, tz: tzinfo) -> Line:
    return Line(entry.words, entry.link, f"pukul {clock(entry.begins, tz)}" if entry.begins else "")
