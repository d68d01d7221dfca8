"""The database in and out: SQLite by its own VACUUM INTO, PostgreSQL by pg_dump and pg_restore."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import connection, transaction

from sopti.core.errors import Refusal
from sopti.recovery.manifest import Contents, Head

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    Ask = Callable[[str], Iterable[tuple[Any, ...]]]

SQLITE, POSTGRESQL = "sqlite", "postgresql"
NAMES = {SQLITE: "sopti.sqlite3", POSTGRESQL: "sopti.pgdump"}
HEADS = (
    "SELECT c.key, h.sequence, h.mac FROM workflow_recordhead h"
    " JOIN people_court c ON c.id = h.court_id ORDER BY c.key"
)
SQLITE_TABLES = (
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
)
POSTGRESQL_TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()"
INSTALL = "Pasang dengan: sudo apt-get install -y --no-install-recommends postgresql-client"


def engine() -> str:
    return SQLITE if connection.vendor == "sqlite" else POSTGRESQL


def dump(target: Path) -> Contents:
    """Write the database into a file as it stands at one moment, and count just that."""
    return _dump_sqlite(target) if engine() == SQLITE else _dump_postgresql(target)


def load(source: Path) -> None:
    """Bring the database back from such a file. The database is empty before."""
    if engine() == SQLITE:
        _load_sqlite(source)
    else:
        _load_postgresql(source)


def holds_anything() -> bool:
    """Tell whether there are tables already, without making a database of SQLite."""
    if engine() == SQLITE:
        path = Path(connection.settings_dict["NAME"])
        return path.exists() and bool(_contents(_asking_file(path), SQLITE_TABLES, heads="").rows)
    return bool(connection.introspection.table_names())


def size() -> int:
    """Return how many bytes the database in use takes on its disk."""
    if engine() == SQLITE:
        path = Path(connection.settings_dict["NAME"])
        return path.stat().st_size if path.exists() else 0
    ((found,),) = _ask_connection("SELECT pg_database_size(current_database())")
    return int(found)


def contents() -> Contents:
    """Count the database that is in use."""
    if engine() == SQLITE:
        return contents_of(Path(connection.settings_dict["NAME"]))
    return _contents(_ask_connection, POSTGRESQL_TABLES)


def contents_of(path: Path) -> Contents:
    """Count a SQLite file, of whatever version of SOPTI."""
    return _contents(_asking_file(path), SQLITE_TABLES)


# ----------------------------------------------------------------------------------------- SQLite
def _dump_sqlite(target: Path) -> Contents:
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(target)])
    return contents_of(target)


def _load_sqlite(source: Path) -> None:
    place = Path(connection.settings_dict["NAME"])
    connection.close()
    half = place.with_name(f"{place.name}.half")
    shutil.copyfile(source, half)
    for rest in ("-wal", "-shm"):  # of a database that was here before: never of this one
        place.with_name(place.name + rest).unlink(missing_ok=True)
    half.replace(place)


def _asking_file(path: Path) -> Ask:
    def ask(sql: str) -> Iterable[tuple[Any, ...]]:
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as opened:
            return opened.execute(sql).fetchall()

    return ask


# ------------------------------------------------------------------------------------- PostgreSQL
def _dump_postgresql(target: Path) -> Contents:
    """Let pg_dump see the very snapshot that is counted."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        cursor.execute("SET LOCAL idle_in_transaction_session_timeout = 0")
        cursor.execute("SET LOCAL statement_timeout = 0")
        cursor.execute("SELECT pg_export_snapshot()")
        snapshot = cursor.fetchone()[0]
        _run("pg_dump", "--format=custom", "--no-owner", "--no-privileges",
             f"--snapshot={snapshot}", f"--file={target}")  # fmt: skip
        return _contents(_ask_connection, POSTGRESQL_TABLES)


def _load_postgresql(source: Path) -> None:
    connection.close()
    _run("pg_restore", "--no-owner", "--no-privileges", "--single-transaction",
         "--exit-on-error", str(source))  # fmt: skip


def _run(program: str, *arguments: str) -> None:
    if not shutil.which(program):
        raise Refusal(f"Program {program} belum ada di mesin ini. {INSTALL}")
    named = connection.get_connection_params()
    places = {"PGHOST": "host", "PGPORT": "port", "PGUSER": "user", "PGPASSWORD": "password"}
    known = {name: str(named[key]) for name, key in places.items() if named.get(key)}
    database = str(named.get("dbname", ""))
    to_database = [f"--dbname={database}"]
    done = subprocess.run(  # noqa: S603 (a program of PostgreSQL's, its arguments ours)
        [program, *to_database, *arguments],
        env={"PATH": settings.PROGRAM_PATH, "LANG": "C.UTF-8", **known},
        capture_output=True,
        check=False,
    )
    if done.returncode:
        words = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise Refusal(f"{program} gagal: {words[-1] if words else done.returncode}")


def _ask_connection(sql: str) -> Iterable[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return list(cursor.fetchall())


# ---------------------------------------------------------------------------------------- counting
def _contents(ask: Ask, tables: str, *, heads: str = HEADS) -> Contents:
    names = sorted(name for (name,) in ask(tables))
    rows = {name: next(iter(ask(f'SELECT count(*) FROM "{name}"')))[0] for name in names}  # noqa: S608 (names of our own tables)
    found = ask(heads) if heads and "workflow_recordhead" in rows else ()
    return Contents(
        rows=rows, heads={key: Head(sequence=count, mac=mac) for key, count, mac in found}
    )
