"""Copies that make themselves once a day, and the warning when the last one is old."""

from __future__ import annotations

import logging
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings

from sopti.core.errors import Refusal
from sopti.recovery.copies import copies_in
from sopti.recovery.manifest import read_manifest

if TYPE_CHECKING:
    from datetime import datetime

log = logging.getLogger(__name__)
DAILY = timedelta(hours=24)
TRIED_AGAIN = timedelta(hours=1)
OLD = timedelta(days=2)


class Nightly:
    """The copy of the day: made by a process of its own, so that the worker goes on meanwhile.

    Two workers may both start one: the second process finds the folder taken and ends.
    """

    def __init__(self) -> None:
        self._running: subprocess.Popen[bytes] | None = None
        self._tried_at: datetime | None = None

    def __call__(self, at: datetime) -> str:
        if not settings.BACKUP_DIR or self._is_at_work() or self._was_tried(at):
            return ""
        made_at = last_copy_at()
        if made_at and at < made_at + DAILY:
            return ""
        self._tried_at = at
        words = ["backup", settings.BACKUP_DIR, "--keep", str(settings.BACKUP_KEEP)]
        self._running = subprocess.Popen(  # noqa: S603 (our own program and settings)
            [sys.executable, "manage.py", *words], cwd=settings.BASE_DIR, start_new_session=True
        )
        return "a copy of the installation was begun"

    def _is_at_work(self) -> bool:
        return self._running is not None and self._running.poll() is None

    def _was_tried(self, at: datetime) -> bool:
        return self._tried_at is not None and at < self._tried_at + TRIED_AGAIN


back_up_daily = Nightly()


def last_copy_at() -> datetime | None:
    """Return when the newest readable copy was made; None without one."""
    for copy in reversed(copies_in(Path(settings.BACKUP_DIR))):
        try:
            return read_manifest(copy).made_at
        except Refusal as reason:
            log.warning("%s", reason)
    return None


def why_worry(at: datetime) -> str | None:
    """Say what is wrong with the copies, in words for an administrator."""
    if not settings.BACKUP_DIR:
        return None
    made_at = last_copy_at()
    if made_at is None:
        return "Belum ada cadangan SOPTI. Minta petugas server memeriksa folder SOPTI_BACKUP_DIR."
    days = (at - made_at).days
    if at - made_at < OLD:
        return None
    return (
        f"Cadangan SOPTI terakhir dibuat {days} hari yang lalu. "
        "Minta petugas server memeriksa folder SOPTI_BACKUP_DIR dan ruang kosongnya."
    )
