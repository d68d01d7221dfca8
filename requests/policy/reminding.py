"""The worker's part: windows that open and close, quarters that end. Each is told once."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.urls import reverse

from requests.policy.dates import end_of
from requests.policy.enums import Progress
from requests.policy.models import ProgrammeItem, ProposalWindow
from requests.policy.rules import DECIDERS
from sopti.core.words import plain_date
from sopti.notifications.actions import notify
from sopti.people.models import User

if TYPE_CHECKING:
    from datetime import date, datetime

    from sopti.people.models import Court

BEFORE_CLOSING = timedelta(days=3)
BEFORE_QUARTER = timedelta(days=14)
AT_ONCE = 200


def tell_windows(at: datetime) -> str:
    """Tell people that proposals are open, and three days before they close."""
    near = (at + BEFORE_CLOSING).date() + timedelta(days=1)
    waiting = ProposalWindow.objects.filter(opens_on__lte=near, closes_on__gte=at.date())
    open_ones = waiting.filter(opened_told_at=None) | waiting.filter(closing_told_at=None)
    told = sum(_tell_window(pk, at=at) for pk in open_ones.values_list("pk", flat=True))
    return f"{told} kabar masa usulan" if told else ""


@transaction.atomic
def _tell_window(pk: int, *, at: datetime) -> int:
    locked = ProposalWindow.objects.select_for_update(of=("self",)).select_related("court")
    window = locked.get(pk=pk)
    today = at.astimezone(window.court.tz).date()
    if not window.is_open(today):
        return 0
    if window.opened_told_at is None:
        window.opened_told_at = at
        _say(window, "dibuka", at=at)
    elif window.closing_told_at is None and window.closes_on - today <= BEFORE_CLOSING:
        window.closing_told_at = at
        _say(window, "segera ditutup", at=at)
    else:
        return 0
    window.save(update_fields=["opened_told_at", "closing_told_at"])
    return 1


def _say(window: ProposalWindow, what: str, *, at: datetime) -> None:
    until = plain_date(window.closes_on)
    notify(
        to=User.objects.filter(court=window.court, is_active=True),
        subject=f"Usulan program kerja TI {window.year} {what}",
        body=f"Usulan diterima sampai {until}. {window.note}".strip(),
        link=reverse("requests:proposals", args=[window.year]),
        at=at,
    )


def tell_quarters(at: datetime) -> str:
    """Remind who answers for an activity two weeks before its quarter ends, once."""
    waiting = ProgrammeItem.objects.filter(
        told_at=None,
        progress__in=[Progress.NOT_YET, Progress.RUNNING],
        programme__stipulated_on__isnull=False,
        programme__year__in=[at.year, at.year - 1],
    ).select_related("programme")
    due = [item.pk for item in waiting if _is_near(item, at.date())]
    told = sum(_tell_item(pk, at=at) for pk in due[:AT_ONCE])
    return f"{told} pengingat program kerja" if told else ""


def _is_near(item: ProgrammeItem, today: date) -> bool:
    end = end_of(item.programme.year, item.quarter)
    return end - BEFORE_QUARTER <= today <= end


@transaction.atomic
def _tell_item(pk: int, *, at: datetime) -> int:
    locked = ProgrammeItem.objects.select_for_update(of=("self",))
    item = locked.select_related("programme__court", "person").get(pk=pk)
    if item.told_at is not None:
        return 0
    item.told_at = at
    item.save(update_fields=["told_at"])
    programme = item.programme
    notify(
        to=[item.person] if item.person else _planners(programme.court, at=at),
        subject=f"Batas kegiatan mendekat: {item.activity}"[:200],
        body=f"{programme}, {item.get_quarter_display()}: catat pelaksanaannya sampai "
        f"{plain_date(end_of(programme.year, item.quarter))}.",
        link=programme.get_absolute_url(),
        at=at,
    )
    return 1


def _planners(court: Court, *, at: datetime) -> list[User]:
    today = at.astimezone(court.tz).date()
    return [
        person
        for role in sorted(DECIDERS)
        for person in User.objects.holding(role, court=court, on=today)
    ]
