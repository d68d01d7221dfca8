"""How much room the disks have on which SOPTI and its database write (decision 0047).

A database that finds no room may stop altogether, so forms are refused a little before that.
"""

from __future__ import annotations

import os
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

LOOK_EVERY = 5  # seconds
SHARE = 20  # of a small disk, a twentieth; of a large one, DISK_SHORT_BYTES
WARN_AT = 4  # times that which is too little


@dataclass(frozen=True)
class Room:
    """What is left on the disk of one folder, in bytes."""

    folder: str
    free: int
    size: int

    @property
    def too_little(self) -> int:
        return min(settings.DISK_SHORT_BYTES, self.size // SHARE)

    @property
    def is_short(self) -> bool:
        """So little that nothing may be written any more."""
        return self.free < self.too_little

    @property
    def is_scarce(self) -> bool:
        """So little that somebody should make room soon."""
        return self.free < WARN_AT * self.too_little


_looked: dict[str, tuple[float, list[Room]]] = {}


def rooms() -> list[Room]:
    """Return the room on each disk, as it was at most some seconds ago."""
    known_until, found = _looked.get("rooms", (0.0, []))
    if time.monotonic() >= known_until:
        found = [room for room in map(_look, settings.DISK_FOLDERS) if room]
        _looked["rooms"] = time.monotonic() + LOOK_EVERY, found
    return found


def is_short() -> bool:
    """Tell whether any disk is so full that nothing may be written any more."""
    return any(room.is_short for room in rooms())


def scarcest() -> Room | None:
    """Return the disk on which room has to be made soon, if there is one."""
    scarce = [room for room in rooms() if room.is_scarce]
    return min(scarce, key=lambda room: room.free / room.too_little, default=None)


def look_again() -> None:
    """Forget what was seen, so that the next question looks at the disks."""
    _looked.clear()


def _look(folder: str) -> Room | None:
    with suppress(OSError):  # a disk that cannot be asked is no reason to refuse a form
        disk = os.statvfs(Path(folder))
        return Room(folder, disk.f_bavail * disk.f_frsize, disk.f_blocks * disk.f_frsize)
    return None
