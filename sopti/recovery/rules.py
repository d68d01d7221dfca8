"""When a copy may be brought back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings

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
    if files.is_dir() and any(path.is_file() for path in files.rglob("*")):
        return f"Folder {files} sudah berisi lampiran. Pindahkan dahulu."
    return None
