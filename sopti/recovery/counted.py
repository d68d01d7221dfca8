"""How old the newest copy and its rehearsal are, for whoever watches the server."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings

from sopti.core.gauges import Gauge
from sopti.recovery.nightly import last_copy_at
from sopti.recovery.rehearsal import last_rehearsal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime


def gauges(at: datetime) -> Iterator[Gauge]:
    """Yield ages where copies are made here and one is readable: no number is an alarm."""
    made_at = last_copy_at() if settings.BACKUP_DIR else None
    if made_at is None:
        return
    age = (at - made_at).total_seconds()
    yield Gauge("sopti_copy_age_seconds", "Age of the newest readable copy.", age)
    last = last_rehearsal(Path(settings.BACKUP_DIR))
    if last is None:
        return
    yield Gauge("sopti_rehearsal_failed", "1: the newest copy tried could not be brought back.",
                bool(last.wrong))  # fmt: skip
    if last.passed_at:
        age = (at - last.passed_at).total_seconds()
        told = "Since a copy was last brought back and proved."
        yield Gauge("sopti_rehearsal_age_seconds", told, age)
