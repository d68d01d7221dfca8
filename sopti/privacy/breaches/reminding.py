"""Reminding of the 3 x 24 hours: once when a day of them is left, once when they are over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q

from sopti.core.words import listed, long_moment
from sopti.notifications.actions import notify
from sopti.notifications.enums import Kind
from sopti.privacy.breaches.actions import heads_of
from sopti.privacy.breaches.enums import Stage
from sopti.privacy.breaches.models import Breach
from sopti.privacy.deadline import SOON

if TYPE_CHECKING:
    from datetime import datetime

BATCH = 100
HEADS = {
    Stage.SOON: "Kurang dari 24 jam: beri tahu kegagalan pelindungan data",
    Stage.LATE: "Lewat 3 x 24 jam: kegagalan pelindungan data belum diberitahukan",
}


def remind(at: datetime) -> str:
    """Remind of what must still be told. Safe twice: an entry remembers of which stage it told."""
    soon = Q(due_at__lte=at + SOON, reminded=Stage.NONE)
    late = Q(due_at__lt=at) & ~Q(reminded=Stage.LATE)
    found = Breach.objects.open().filter(soon | late).order_by("due_at", "pk")
    told = [_remind(pk, at=at) for pk in found.values_list("pk", flat=True)[:BATCH]]
    return f"{sum(told)} reminders of breaches" if any(told) else ""


@transaction.atomic
def _remind(breach_id: int, *, at: datetime) -> bool:
    locked = Breach.objects.select_for_update(of=("self",)).select_related("court", "noted_by")
    breach = locked.get(pk=breach_id)
    stage = Stage.LATE if breach.due_at < at else Stage.SOON
    if not breach.is_open or breach.reminded == stage:
        return False  # another worker was quicker, or it was closed meanwhile
    missing = listed([str(one.label).lower() for one in breach.untold])
    breach.reminded = stage
    breach.save(update_fields=["reminded"])
    if not missing:
        return False
    notify(
        to=heads_of(breach, at=at),
        subject=f"{HEADS[stage]}: {breach.title}",
        body=f"Belum diberi tahu: {missing}. Batasnya {long_moment(breach.due_at, breach.court.tz)}"
        ". Buka catatannya, cetak suratnya, dan catat sesudah disampaikan.",
        link=breach.get_absolute_url(), at=at, kind=Kind.REMINDER,
    )  # fmt: skip
    return True
