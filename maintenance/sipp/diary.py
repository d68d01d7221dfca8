"""SIPP on the calendar: complaints, and reviews of its users."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse

from maintenance.sipp.models import SippComplaint, SippReview
from sopti.workflow.diary import DONE, EVENT, Entry

if TYPE_CHECKING:
    from datetime import date

    from sopti.people.models import User


def tell(user: User, first: date, last: date) -> list[Entry]:
    """Return what was noted on these days, in two queries."""
    if user.court is None:
        return []
    days, zone, room = (first, last), user.court.tz, reverse("maintenance:sipp")
    complaints = SippComplaint.objects.visible_to(user).filter(at__date__range=days)
    reviews = SippReview.objects.visible_to(user).filter(on__range=days)
    told = [
        Entry(
            f"sipp-complaint-{one.pk}", one.at.astimezone(zone).date(), EVENT,
            f"Pengaduan SIPP: {one}", one.case.get_absolute_url() if one.case else room,
        )
        for one in complaints.select_related("case")
    ]  # fmt: skip
    told += [
        Entry(f"sipp-review-{one.pk}", one.on, DONE, "Tinjauan pengguna SIPP", room)
        for one in reviews
    ]
    return told
