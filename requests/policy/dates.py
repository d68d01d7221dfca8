"""The dates of the room: proposals open and close, quarters of the programme end."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db.models import Q
from django.urls import reverse

from requests.policy.enums import Progress
from requests.policy.models import ProgrammeItem, ProposalWindow
from sopti.workflow.diary import DUE, PLANNED, Entry

if TYPE_CHECKING:
    from sopti.people.models import User

ENDS = {0: 12, 1: 3, 2: 6, 3: 9, 4: 12}
DECEMBER = 12


def end_of(year: int, quarter: int) -> date:
    """Return the last day of a quarter; of the year when it is of the whole year."""
    month = ENDS[quarter]
    following = date(year + 1, 1, 1) if month == DECEMBER else date(year, month + 1, 1)
    return following - timedelta(days=1)


def entries(user: User, first: date, last: date) -> list[Entry]:
    """Return what of these days the person's court knows. Two queries."""
    return [*_windows(user, first, last), *_items(user, first, last)]


def _windows(user: User, first: date, last: date) -> list[Entry]:
    near = Q(opens_on__range=(first, last)) | Q(closes_on__range=(first, last))
    found = ProposalWindow.objects.visible_to(user).filter(near)
    told = []
    for window in found:
        link = reverse("requests:proposals", args=[window.year])
        words = f"usulan program kerja TI {window.year}"
        days = (("buka", window.opens_on, PLANNED), ("tutup", window.closes_on, DUE))
        told += [
            Entry(f"usulan-{window.pk}-{key}", day, kind, f"{key.capitalize()} {words}", link)
            for key, day, kind in days
            if first <= day <= last
        ]
    return told


def _items(user: User, first: date, last: date) -> list[Entry]:
    open_still = Q(progress__in=[Progress.NOT_YET, Progress.RUNNING])
    found = ProgrammeItem.objects.filter(
        open_still,
        programme__court=user.court_id,
        programme__stipulated_on__isnull=False,
        programme__year__range=(first.year, last.year),
    ).select_related("programme")
    return [
        Entry(
            f"kegiatan-{item.pk}",
            day,
            DUE,
            f"{item.get_quarter_display()}: {item.activity}",
            item.programme.get_absolute_url(),
            is_mine=item.person_id == user.pk,
        )
        for item in found
        if first <= (day := end_of(item.programme.year, item.quarter)) <= last
    ]
