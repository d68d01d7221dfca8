"""Old readings go: their days keep the highest numbers, and a year is 365 small rows."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from maintenance.servers.models import ServerReading

if TYPE_CHECKING:
    from datetime import datetime

KEPT = timedelta(days=45)
AT_ONCE = 5000


def forget_old(at: datetime) -> str:
    """Delete the oldest readings, some thousands in a round. Safe to run twice."""
    old = ServerReading.objects.filter(at__lt=at - KEPT).order_by("at")
    found = list(old.values_list("pk", flat=True)[:AT_ONCE])
    if not found:
        return ""
    ServerReading.objects.filter(pk__in=found).delete()
    return f"{len(found)} old server readings forgotten"
