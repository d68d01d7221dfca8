"""When a copy may be brought back, in earnest or for practice."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings

from sopti.core import room, words
from sopti.core.storing import STAYS
from sopti.recovery import databases
from sopti.recovery.manifest import print_of_key

if TYPE_CHECKING:
    from sopti.recovery.manifest import Manifest

KINDS = {databases.SQLITE: "SQLite", databases.POSTGRESQL: "PostgreSQL"}


def why_not_restore(manifest: Manifest) -> str | None:
    """Say why this installation may not take the copy: it holds something, or does not fit."""
    if not settings.RECORD_KEY:
        return "Kunci catatan tidak ada. Letakkan record.key yang lama di folder data dahulu."
    if manifest.record_key != print_of_key():
        return (
            "record.key di folder data bukan kunci yang menyegel catatan dalam cadangan ini. "
            "Letakkan kunci yang lama dahulu."
        )
    if manifest.engine != databases.engine():
        return (
            f"Cadangan ini dari {KINDS[manifest.engine]}, sedangkan pemasangan ini memakai "
            f"{KINDS[databases.engine()]}. Sesuaikan DATABASE_URL."
        )
    if databases.holds_anything():
        return (
            "Basis data ini sudah berisi. Cadangan hanya dipulihkan ke pemasangan yang kosong: "
            "pindahkan datanya dahulu, atau tunjuk basis data lain."
        )
    files = Path(settings.MEDIA_ROOT)
    if files.is_dir() and any(_is_kept(path) for path in files.rglob("*")):
        return f"Folder {files} sudah berisi lampiran. Pindahkan dahulu."
    return None


def why_not_rehearse(manifest: Manifest, key: Path | None) -> str | None:
    """Say why this machine cannot try the copy out: it cannot open it, or has too little room."""
    if manifest.packed and key is None:
        return (
            "Cadangan ini tersandi dan kuncinya tidak ada di mesin ini. Colokkan media yang memuat "
            "kuncinya lalu jalankan: manage.py rehearse --key BERKAS. Atau latih di mesin lain "
            "dengan SOPTI dan record.key yang sama: manage.py rehearse FOLDER --key BERKAS"
        )
    if key and not key.is_file():
        return f"Berkas kunci {key} tidak ada."
    return _why_no_room(sum(kept.size for kept in manifest.files.values()), manifest)


def _why_no_room(size: int, manifest: Manifest) -> str | None:
    """Ask for room on each disk that is watched: afterwards nobody should have to be warned."""
    needed = (size * 2 if manifest.packed else size) + databases.size()
    for disk in room.rooms():
        if disk.free - needed < room.WARN_AT * disk.too_little:
            return (
                f"Ruang pada disk {disk.folder} tidak cukup untuk latihan pemulihan: perlu "
                f"{words.file_size(needed)} di luar cadangan ruangnya, sisa "
                f"{words.file_size(disk.free)}. Tambah ruang, atau latih di mesin lain."
            )
    return None


def _is_kept(path: Path) -> bool:
    return path.is_file() and path.name != STAYS
