"""Telling of backups that are older than their plan: once for each limit that passes."""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import F, Q

from sopti.backups.models import Plan
from sopti.core.words import plain_date
from sopti.notifications.actions import notify
from sopti.people.enums import Zone
from sopti.people.models import User

if TYPE_CHECKING:
    from datetime import datetime

BATCH = 200
DESK = "operator_ti"


def tell_late(at: datetime) -> str:
    """Notify who keeps each late backup. Safe twice: a plan remembers which limit it told of."""
    untold = Q(told_for=None) | ~Q(told_for=F("due_on"))
    found = Plan.objects.kept().filter(_passed(at), untold).order_by("pk")
    told = [_tell(pk, at=at) for pk in found.values_list("pk", flat=True)[:BATCH]]
    return f"{sum(told)} backup terlambat" if any(told) else ""


def _passed(at: datetime) -> Q:
    """Match the limits that are over by the day of each court."""
    days = ((zone, at.astimezone(ZoneInfo(zone)).date()) for zone in Zone.values)
    return reduce(or_, (Q(court__zone=zone, due_on__lt=day) for zone, day in days))


@transaction.atomic
def _tell(plan_id: int, *, at: datetime) -> bool:
    locked = Plan.objects.select_for_update(of=("self",)).select_related("court", "keeper")
    plan = locked.get(pk=plan_id)
    today = at.astimezone(plan.court.tz).date()
    if not plan.is_active or plan.told_for == plan.due_on or plan.due_on >= today:
        return False  # another worker was quicker, or the backup came meanwhile
    plan.told_for = plan.due_on
    plan.save(update_fields=["told_for"])
    notify(
        to=_keepers(plan, at=at),
        subject=f"Backup terlambat: {plan}",
        body=(
            f"Menurut rencana, {plan} dicadangkan {plan.rhythm}, paling lambat "
            f"{plain_date(plan.due_on)}. Buat backupnya, lalu catat di Cadangan data."
        ),
        link=plan.get_absolute_url(),
        at=at,
    )
    return True


def _keepers(plan: Plan, *, at: datetime) -> list[User]:
    """Return who keeps the plan; the desk when that person works there no longer."""
    if plan.keeper.is_active and plan.keeper.court_id == plan.court_id:
        return [plan.keeper]
    today = at.astimezone(plan.court.tz).date()
    return list(User.objects.holding(DESK, court=plan.court, on=today))
