"""What an installation must have before it may keep a court's record."""

import sqlite3
from typing import Any

from django.conf import settings
from django.core import checks

# Before 3.51.3 two connections that write and checkpoint one WAL file can corrupt it.
SAFE_SQLITE = (3, 51, 3)


def record_has_a_key(**kwargs: Any) -> list[checks.CheckMessage]:
    """Refuse to seal the record under no key: anybody could then write it anew."""
    if settings.RECORD_KEY:
        return []
    hint = "Kembalikan var/record.key dari cadangannya, atau isi SOPTI_RECORD_KEY."
    return [checks.Error("Kunci catatan tidak ada.", hint=hint, id="sopti.E002")]


def sqlite_keeps_what_it_promises(**kwargs: Any) -> list[checks.CheckMessage]:
    """Refuse a SQLite that may lose what it has confirmed, unless the installation accepts that."""
    on_sqlite = settings.DATABASES["default"]["ENGINE"].endswith("sqlite3")
    if not on_sqlite or sqlite3.sqlite_version_info >= SAFE_SQLITE:
        return []
    sentence = f"SQLite {sqlite3.sqlite_version} dapat merusak berkas data yang ditulis bersamaan."
    if settings.ALLOW_OLD_SQLITE:
        return [
            checks.Warning(sentence, hint="Diizinkan oleh SOPTI_ALLOW_OLD_SQLITE.", id="sopti.W001")
        ]
    hint = "Pasang pysqlite3, pakai PostgreSQL (DATABASE_URL), atau isi SOPTI_ALLOW_OLD_SQLITE=1."
    return [checks.Error(sentence, hint=hint, id="sopti.E001")]
