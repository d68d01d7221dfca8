"""A worker says that it lives."""

from __future__ import annotations

import os
import platform
from datetime import timedelta
from typing import TYPE_CHECKING

from sopti.health.models import Beat

if TYPE_CHECKING:
    from datetime import datetime

FORGOTTEN_AFTER = timedelta(days=1)  # the last one stays, so that it can be told how long ago


def beat(at: datetime) -> str:
    """Write that this worker began a round, and forget processes that are long gone."""
    place = f"{platform.node()}:{os.getpid()}"[:120]
    Beat.objects.update_or_create(place=place, defaults={"at": at})
    Beat.objects.filter(at__lt=at - FORGOTTEN_AFTER).delete()
    return ""
