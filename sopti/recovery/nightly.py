"""Copies that make themselves once a day and are rehearsed once a week, and what worries."""

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
from sopti.recovery.rehearsal import last_rehearsal

if TYPE_CHECKING:
    from datetime import datetime

log = logging.getLogger(__name__)
DAILY = timedelta(hours=24)
WEEKLY = timedelta(days=7, hours=1)  # a timer of the system, where there is one, comes before
OLD = timedelta(days=2)
LONG_AGO = timedelta(days=10)
LONG_AGO_BY_HAND = timedelta(days=100)  # where somebody has to come with the key

BY_HAND = "manage.py rehearse --key BERKAS dengan kunci cadangannya"


class OwnProcess:
    """A command that is run by itself when it is due, while the worker goes on with its rounds.

    Two workers may both start one: the second process finds the folder taken and ends.
    """

    begun = ""
    tried_again = timedelta(hours=1)

    def __init__(self) -> None:
        self._running: subprocess.Popen[bytes] | None = None
        self._tried_at: datetime | None = None

    def __call__(self, at: datetime) -> str:
        if not settings.BACKUP_DIR or self._is_at_work() or self._was_tried(at):
            return ""
        if not self.is_due(at):
            return ""
        self._tried_at = at
        self._running = subprocess.Popen(  # noqa: S603 (our own program and settings)
            [sys.executable, "manage.py", *self.words()],
            cwd=settings.BASE_DIR,
            start_new_session=True,
        )
        return self.begun

    def is_due(self, at: datetime) -> bool:
        raise NotImplementedError

    def words(self) -> list[str]:
        raise NotImplementedError

    def _is_at_work(self) -> bool:
        return self._running is not None and self._running.poll() is None

    def _was_tried(self, at: datetime) -> bool:
        return self._tried_at is not None and at < self._tried_at + self.tried_again


class Nightly(OwnProcess):
    """The copy of the day."""

    begun = "a copy of the installation was begun"

    def is_due(self, at: datetime) -> bool:
        made_at = last_copy_at()
        return made_at is None or at >= made_at + DAILY

    def words(self) -> list[str]:
        return ["backup", settings.BACKUP_DIR, "--keep", str(settings.BACKUP_KEEP)]


class Weekly(OwnProcess):
    """The rehearsal of the week, where this machine can open the copies; after a failure daily."""

    begun = "a rehearsal of the newest copy was begun"
    tried_again = DAILY

    def is_due(self, at: datetime) -> bool:
        if not copies_in(Path(settings.BACKUP_DIR)) or is_by_hand():
            return False
        last = last_rehearsal(Path(settings.BACKUP_DIR))
        return last is None or at >= last.began_at + (DAILY if last.wrong else WEEKLY)

    def words(self) -> list[str]:
        return ["rehearse"]


back_up_daily = Nightly()
rehearse_weekly = Weekly()


def is_by_hand() -> bool:
    """Tell whether copies are encrypted for a key that is not here."""
    sealed = settings.BACKUP_AGE_RECIPIENT or settings.BACKUP_GPG_RECIPIENT
    return bool(sealed and not settings.BACKUP_KEY_FILE)


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
    if at - made_at >= OLD:
        return (
            f"Cadangan SOPTI terakhir dibuat {(at - made_at).days} hari yang lalu. "
            "Minta petugas server memeriksa folder SOPTI_BACKUP_DIR dan ruang kosongnya."
        )
    return _why_worry_about_rehearsal(at)


def _why_worry_about_rehearsal(at: datetime) -> str | None:
    """Say that the newest copy could not be brought back, or that nobody tried for long."""
    last = last_rehearsal(Path(settings.BACKUP_DIR))
    if last and last.wrong:
        return (
            f"Latihan memulihkan cadangan SOPTI gagal. Minta petugas server membuat cadangan baru "
            f"lalu melatihnya dengan manage.py rehearse. Sebabnya: {last.wrong}"
        )
    passed_at = last.passed_at if last else None
    since = passed_at or _first_copy_at() or at
    if at - since < (LONG_AGO_BY_HAND if passed_at and is_by_hand() else LONG_AGO):
        return None
    said = f"terakhir dicoba dipulihkan {(at - since).days} hari yang lalu"
    told = said if passed_at else "belum pernah berhasil dicoba dipulihkan"
    how = BY_HAND if is_by_hand() else "manage.py rehearse dan membaca sebabnya"
    return f"Cadangan SOPTI {told}. Minta petugas server menjalankan {how}."


def _first_copy_at() -> datetime | None:
    """Return when the oldest copy that is kept was made."""
    for copy in copies_in(Path(settings.BACKUP_DIR)):
        try:
            return read_manifest(copy).made_at
        except Refusal:
            continue
    return None
