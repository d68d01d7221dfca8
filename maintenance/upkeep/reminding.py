"""A week of the plan is over and devices are left: who was to check them is told, once."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.urls import reverse
from django.utils.timezone import localdate

from maintenance.upkeep.enums import PlanStatus
from maintenance.upkeep.models import Check, PlanLine
from sopti.core.words import number
from sopti.notifications.actions import notify
from sopti.notifications.enums import Kind
from sopti.people.models import User

if TYPE_CHECKING:
    from datetime import date, datetime

    from sopti.people.models import Court

LATEST = timedelta(days=7)  # of what is over longer, the month's own pages speak
NAMED = 10


def remind(at: datetime) -> str:
    """Tell of every lot whose week ended; safe to run twice, also in two workers."""
    over = PlanLine.objects.filter(
        told_at=None,
        plan__status=PlanStatus.IN_FORCE,
        ends_on__range=((at - LATEST).date(), at.date()),
    )
    told = sum(_tell(pk, at=at) for pk in over.values_list("pk", flat=True))
    return f"{told} kelompok pemeliharaan"


@transaction.atomic
def _tell(line_id: int, *, at: datetime) -> bool:
    locked = PlanLine.objects.select_for_update(of=("self",)).select_related("plan__court", "kind")
    line = locked.get(pk=line_id)
    court = line.plan.court
    today = localdate(at, timezone=court.tz)
    if line.told_at is not None or line.ends_on >= today:
        return False
    line.told_at = at
    line.save(update_fields=["told_at"])
    left = _left(line)
    if not left:
        return False
    notify(
        to=[line.who] if line.who else _desk(court, today),
        kind=Kind.REMINDER,
        subject=f"Belum diperiksa: {line.kind}, {number(len(left))} perangkat",
        body="Minggu jadwalnya sudah lewat:\n" + "\n".join(left[:NAMED]),
        link=f"{reverse('maintenance:upkeep')}?bulan={line.month:%Y-%m}",
        at=at,
    )
    return True


def _left(line: PlanLine) -> list[str]:
    """Return the devices of the lot that were not checked in its month."""
    checked = Check.objects.filter(month=line.month).values("asset")
    left = line.assets.filter(retired_on=None).exclude(pk__in=checked)
    return [f"{asset}, {asset.room}" for asset in left]


def _desk(court: Court, today: date) -> list[User]:
    return list(User.objects.holding("operator_ti", court=court, on=today))
