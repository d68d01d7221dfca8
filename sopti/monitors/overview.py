"""What the monitors tell on Ikhtisar: how much of this month each target was there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse

from sopti.core.periods import month_of
from sopti.core.words import moment
from sopti.monitors.chapter import tell as tell_chapter
from sopti.monitors.models import Outage
from sopti.workflow.overview import LATE, MOST_ROWS, Line, Part

if TYPE_CHECKING:
    from datetime import datetime

    from sopti.people.models import Court, User


def tell(user: User, now: datetime) -> Part | None:
    """Return the part; None where nothing was watched this month. Four queries."""
    court = user.court
    assert court is not None  # noqa: S101 (the page refused whoever has none)
    told = tell_chapter(court, month_of(now.astimezone(court.tz).date()))
    if told is None:
        return None
    return Part(
        title="Ketersediaan bulan ini",
        lead=told.sentences[0],
        numbers=tuple((f"{one.big}{one.unit}", "", one.words) for one in told.figures[:2]),
        lines=_away(court, now),
        more=("Buka pemantauan", reverse("monitors:monitors")),
    )


def _away(court: Court, now: datetime) -> tuple[Line, ...]:
    found = Outage.objects.filter(monitor__court=court, ended_at=None).select_related("monitor")
    return tuple(
        Line(
            f"{outage.monitor.name} sedang terganggu",
            outage.monitor.get_absolute_url(),
            f"sejak {moment(outage.began_at, now=now, tz=court.tz)}",
            LATE,
        )
        for outage in found.order_by("began_at")[:MOST_ROWS]
    )
