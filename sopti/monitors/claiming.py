"""Taking what is due, so that of two watchers one looks and the other does not."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from sopti.monitors.models import Pulse

if TYPE_CHECKING:
    from datetime import datetime

    from sopti.monitors.models import Monitor


def claim_due(*, at: datetime, most: int) -> list[Monitor]:
    """Return monitors that are due, the longest waiting first, and put off their next look.

    To claim is to move `next_due_at` on under the row's lock: who comes second finds it in the
    future. A watcher that dies with a claim costs one look, not the monitor.
    """
    due = Pulse.objects.filter(
        next_due_at__lte=at, monitor__is_active=True, monitor__is_sample=False
    ).order_by("next_due_at", "pk")
    if most <= 0 or not due.exists():  # no write lock on SQLite for nothing
        return []
    with transaction.atomic():
        locked = due.select_for_update(of=("self",), skip_locked=True)
        rows = list(locked.select_related("monitor__court")[:most])
        for row in rows:
            row.next_due_at = _next(row, at)
        Pulse.objects.bulk_update(rows, ["next_due_at"])
    return [row.monitor for row in rows]


def _next(row: Pulse, at: datetime) -> datetime:
    """Return the next moment of the same rhythm; what was missed is not made up for."""
    step = timedelta(minutes=row.monitor.interval)
    following = (row.next_due_at or at) + step
    return following if following > at else at + step
