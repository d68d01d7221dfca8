"""How old the newest copy is, for whoever watches the server."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings

from sopti.core.gauges import Gauge
from sopti.recovery.nightly import last_copy_at

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime


def gauges(at: datetime) -> Iterator[Gauge]:
    """Yield the age where copies are made here and one is readable: no number is an alarm."""
    made_at = last_copy_at() if settings.BACKUP_DIR else None
    if made_at:
        age = (at - made_at).total_seconds()
        yield Gauge("sopti_copy_age_seconds", "Age of the newest readable copy.", age)
