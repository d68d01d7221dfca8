"""An empty installation beside the real one: a folder and a database that are gone afterwards.

Whoever is killed leaves both; the next one removes them first. Which database is ours to drop is
written into the folder before it is made, under a name that nobody else has.
"""

from __future__ import annotations

import re
import secrets
import shutil
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import DatabaseError, connection
from psycopg.sql import SQL, Identifier, Literal

from sopti.core.errors import Refusal, refuse_if
from sopti.recovery import databases
from sopti.recovery.copies import alone, flush

if TYPE_CHECKING:
    from collections.abc import Iterator

    from psycopg.sql import Composed

FOLDER = "latihan.kerja"
NOTE = "basisdata"  # the name of the database on PostgreSQL
OURS = re.compile(r".+_uji_[0-9a-f]{16}")
LONGEST = 40  # characters of the real database's name: PostgreSQL cuts names at 63
BUSY = "Latihan pemulihan lain sedang berjalan. Tunggu sampai selesai."
LIKE_OURS = (
    "SELECT pg_encoding_to_char(encoding), datcollate, datctype"
    " FROM pg_database WHERE datname = current_database()"
)


@contextmanager
def empty_installation() -> Iterator[dict[str, str]]:
    """Give the surroundings in which commands meet an empty installation with our keys."""
    var = Path(settings.VAR_DIR)
    with alone(var / "latihan.lock", busy=BUSY):
        place = var / FOLDER
        _clear(place)
        place.mkdir(mode=0o700)
        try:
            yield _surroundings(place)
        finally:
            _clear(place)


def _surroundings(place: Path) -> dict[str, str]:
    """Nothing of the real installation but its keys: no mail server, no folder of copies."""
    on_postgresql = databases.engine() == databases.POSTGRESQL
    return {
        "PATH": settings.PROGRAM_PATH,
        "LANG": "C.UTF-8",
        "SOPTI_VAR": str(place),
        "SOPTI_SECRET_KEY": settings.SECRET_KEY,
        "SOPTI_RECORD_KEY": settings.RECORD_KEY,
    } | ({"DATABASE_URL": _make_database(place)} if on_postgresql else {})


def _clear(place: Path) -> None:
    note = place / NOTE
    if note.is_file() and OURS.fullmatch(name := note.read_text("utf-8")):
        _run(SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(Identifier(name)))
    shutil.rmtree(place, ignore_errors=True)


# ------------------------------------------------------------------------------------- PostgreSQL
def _make_database(place: Path) -> str:
    """Make an empty database like the real one, and return the DATABASE_URL that leads to it."""
    refuse_if(_why_not_make())
    name = f"{connection.settings_dict['NAME'][:LONGEST]}_uji_{secrets.token_hex(8)}"
    _note(place / NOTE, name)
    words = "CREATE DATABASE {} TEMPLATE template0 ENCODING {} LC_COLLATE {} LC_CTYPE {}"
    try:
        _run(SQL(words).format(Identifier(name), *_kind_of_letters()))
    except DatabaseError as error:
        raise Refusal(f"Basis data untuk latihan tidak dapat dibuat: {error}") from error
    connection.close()  # the rehearsal may last longer than a server lets a connection lie idle
    place_of, mark, query = settings.DATABASE_URL.partition("?")
    return f"{place_of.rpartition('/')[0]}/{name}{mark}{query}"


def _note(note: Path, name: str) -> None:
    note.write_text(name, "utf-8")
    flush(note)
    flush(note.parent)


def _kind_of_letters() -> list[Literal]:
    with connection.cursor() as cursor:
        cursor.execute(LIKE_OURS)
        return [Literal(value) for value in cursor.fetchone()]


def _why_not_make() -> str | None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rolname FROM pg_roles"
            " WHERE rolname = current_user AND NOT (rolcreatedb OR rolsuper)"
        )
        found = cursor.fetchone()
    if found is None:
        return None
    return (
        f"Pengguna PostgreSQL {found[0]} tidak boleh membuat basis data, jadi cadangan tidak "
        "dapat dicoba dipulihkan di sebelah yang asli. Beri haknya: "
        f'sudo -u postgres psql -c "ALTER ROLE {found[0]} CREATEDB"'
    )


def _run(words: Composed) -> None:
    """Say something to PostgreSQL that may take long. Not inside a transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0")
        cursor.execute(words)
        cursor.execute("RESET statement_timeout")
