"""Whether the watcher keeps up, for whoever watches the server."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from sopti.core.gauges import Gauge
from sopti.monitors.models import Pulse

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

LATE = timedelta(minutes=2)


def gauges(at: datetime) -> Iterator[Gauge]:
    late = Pulse.objects.filter(next_due_at__lt=at - LATE).count()
    yield Gauge("sopti_monitors_late", "Monitors that should have been looked at 2 min ago.", late)
