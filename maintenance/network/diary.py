"""The network on the calendar: what was found wrong, and when it was mended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q
from django.urls import reverse

from maintenance.network.models import Finding
from sopti.workflow.diary import DONE, EVENT, Entry

if TYPE_CHECKING:
    from datetime import date

    from sopti.people.models import User


def tell(user: User, first: date, last: date) -> list[Entry]:
    """Return the findings of these days, in one query."""
    if user.court is None:
        return []
    days = (first, last)
    found = Finding.objects.visible_to(user).select_related("line", "asset", "case")
    told = []
    for one in found.filter(Q(found_at__date__range=days) | Q(solved_at__date__range=days)):
        moments = [("ditemukan", one.found_at, EVENT), ("selesai", one.solved_at, DONE)]
        told += [
            Entry(
                key=f"network-{one.pk}-{word}",
                day=at.astimezone(user.court.tz).date(),
                kind=kind,
                words=f"{one.where}: masalah jaringan {word}",
                link=one.case.get_absolute_url() if one.case else reverse("maintenance:network"),
            )
            for word, at, kind in moments
            if at is not None
        ]
    return [entry for entry in told if first <= entry.day <= last]
