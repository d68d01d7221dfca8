"""What Beranda says of the installation: old copies, and disks that run full."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sopti.core import room, words
from sopti.people.rules import ADMIN
from sopti.recovery.nightly import why_worry
from sopti.workflow.registry import Panel

if TYPE_CHECKING:
    from datetime import datetime

    from sopti.people.models import User

KEEPERS = {ADMIN, "operator_ti"}  # who can make room, or knows whom to ask
READING = (
    "SOPTI sementara hanya dapat dibaca. Penyimpanan server hampir penuh, jadi formulir belum "
    "dapat dikirim. Beri tahu Operator TI."
)


def home_panels(user: User, now: datetime) -> list[Panel]:
    """Warn who can do something about it; that nothing can be sent is told to everybody."""
    copies = why_worry(now) if ADMIN in user.role_keys else None
    worries = [worry for worry in (why_make_room(user), copies) if worry]
    return [Panel("recovery/_home.html", {"worry": worry}, "top") for worry in worries]


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
