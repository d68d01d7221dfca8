"""Reminding of risks to be reviewed and plans to be rehearsed: once for each limit that passes."""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import F, Q

from maintenance.security.risks.models import RecoveryPlan, Risk
from sopti.core.words import plain_date
from sopti.notifications.actions import notify
from sopti.people.enums import Zone

if TYPE_CHECKING:
    from datetime import datetime

BATCH = 200


def remind(at: datetime) -> str:
    """Tell the owners, and say how many. Safe twice: each row remembers which limit it told of."""
    told = 0
    for model, running in ((Risk, Q(closed_on=None)), (RecoveryPlan, Q(is_active=True))):
        untold = Q(told_for=None) | ~Q(told_for=F("due_on"))
        found: Any = model.objects.filter(running, _passed(at), untold).order_by("pk")
        told += sum(_tell(model, pk, at=at) for pk in found.values_list("pk", flat=True)[:BATCH])
    return f"{told} pengingat keamanan" if told else ""


def _passed(at: datetime) -> Q:
    """Match the limits that are over by the day of each court."""
    days = ((zone, at.astimezone(ZoneInfo(zone)).date()) for zone in Zone.values)
    return reduce(or_, (Q(court__zone=zone, due_on__lt=day) for zone, day in days))


@transaction.atomic
def _tell(model: Any, pk: int, *, at: datetime) -> bool:
    row = model.objects.select_for_update(of=("self",)).select_related("owner").get(pk=pk)
    if row.told_for == row.due_on:
        return False  # another worker was quicker
    row.told_for = row.due_on
    row.save_without_historical_record(update_fields=["told_for"])
    what = "Tinjau risiko" if model is Risk else "Latih pemulihan"
    notify(
        to=[row.owner] if row.owner.is_active else [],
        subject=f"{what}: {row}",
        body=f"Batasnya {plain_date(row.due_on)}. Buka halamannya, lalu catat hasilnya.",
        link=row.get_absolute_url(),
        at=at,
    )
    return True
