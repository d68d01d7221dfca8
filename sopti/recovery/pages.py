"""What Beranda says of the installation: the copies, and disks that run full."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.timezone import get_default_timezone

from sopti.core import room, words
from sopti.people.rules import ADMIN
from sopti.recovery.nightly import last_copy_at, why_worry
from sopti.recovery.rehearsal import last_rehearsal
from sopti.workflow.registry import Panel

if TYPE_CHECKING:
    from datetime import datetime, tzinfo

    from sopti.people.models import User
    from sopti.recovery.rehearsal import Rehearsal

HEAD = "Server SOPTI perlu diperiksa"  # of Beranda, where nothing else waits
KEEPERS = {ADMIN, "operator_ti"}  # who can make room, or knows whom to ask
READING = (
    "SOPTI sementara hanya dapat dibaca. Penyimpanan server hampir penuh, jadi formulir belum "
    "dapat dikirim. Beri tahu Operator TI."
)


def home_panels(user: User, now: datetime) -> list[Panel]:
    """Warn who can do something about it; that nothing can be sent is told to everybody."""
    is_admin = ADMIN in user.role_keys
    worries = [why_make_room(user), why_worry(now) if is_admin else None]
    panels = [
        Panel("recovery/_home.html", {"worry": worry}, "top", HEAD) for worry in worries if worry
    ]
    if is_admin and settings.BACKUP_DIR:
        panels.append(Panel("recovery/_copies.html", {"facts": _facts(user, now)}))
    return panels


def _facts(user: User, now: datetime) -> list[tuple[str, str]]:
    """Say when the newest copy was made, and what came of the newest rehearsal."""
    zone = user.court.tz if user.court else get_default_timezone()
    made_at, last = last_copy_at(), last_rehearsal(Path(settings.BACKUP_DIR))
    made = words.moment(made_at, now=now, tz=zone) if made_at else "belum ada"
    return [("Terakhir dibuat", made), ("Latihan pemulihan", _outcome(last, now=now, zone=zone))]


def _outcome(last: Rehearsal | None, *, now: datetime, zone: tzinfo) -> str:
    if last is None:
        return "belum pernah"
    when = words.moment(last.began_at, now=now, tz=zone)
    return f"{when}: gagal" if last.wrong else f"{when}: berhasil"


def why_make_room(user: User) -> str | None:
    """Say that a disk runs full: to its keepers early, with figures; to others when it matters."""
    disk = room.scarcest()
    if disk is None:
        return None
    if KEEPERS.isdisjoint(user.role_keys):
        return READING if disk.is_short else None
    left, least = words.file_size(disk.free), words.file_size(disk.too_little)
    what = "hanya dapat dibaca" if disk.is_short else "masih dapat dipakai"
    return (
        f"Penyimpanan server hampir penuh, SOPTI {what}. Sisa {left} pada disk {disk.folder}; "
        f"dengan kurang dari {least} formulir ditolak. Minta petugas server menambah atau "
        "membersihkan ruang sekarang."
    )
