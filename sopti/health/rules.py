"""What is wrong with the installation, in words for whoever keeps it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from sopti.core import words

if TYPE_CHECKING:
    from datetime import datetime, tzinfo

SILENT_AFTER = timedelta(minutes=15)  # a round may hold the copy of a big report; never so long


def why_worry_about_worker(last: datetime | None, *, now: datetime, zone: tzinfo) -> str | None:
    """Say that no worker was heard of for a while. None: one works, or none was ever started."""
    if last is None or now - last < SILENT_AFTER:
        return None
    since = words.moment(last, now=now, tz=zone)
    return (
        f"Pekerja latar SOPTI tidak berjalan sejak {since}. E-mail, pengingat, berkas rutin, dan "
        "PDF laporan tertahan. Minta petugas server menyalakannya lagi."
    )
