"""Moving an installation from SQLite into an empty PostgreSQL, table by table, and proving it.

Dumping and loading by text would cut microseconds and break nothing less than the record; so the
rows go from one database to the other as the models read and write them. SQLite is only read.
"""

from __future__ import annotations

import hashlib
import json
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NamedTuple

from django.apps import apps
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import DatabaseError, connection, connections, transaction
from django.db.backends.sqlite3.base import DatabaseWrapper
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from psycopg.sql import SQL, Identifier

from sopti.core.errors import Refusal, refuse_if
from sopti.recovery import databases
from sopti.workflow import guards

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from django.db.models import Model

OLD = "sqlite-source"
CHUNK = 2000
ROOM = 1 << 256


class Content(NamedTuple):
    """How many rows a table holds, and the sum of their fingerprints, in whatever order."""

    rows: int = 0
    prints: int = 0

    def and_row(self, row: tuple[Any, ...]) -> Content:
        told = json.dumps(row, sort_keys=True, default=_in_words).encode()
        one = int.from_bytes(hashlib.sha256(told).digest())
        return Content(self.rows + 1, (self.prints + one) % ROOM)


def _in_words(value: Any) -> str:
    return bytes(value).hex() if isinstance(value, bytes | memoryview) else str(value)


def move(source: Path, *, say: Callable[[str, int], None]) -> int:
    """Bring all rows of a SQLite file into the database in use, and return how many they are.

    Refused where that is no PostgreSQL, or holds anything; nothing is kept of a move that fails.
    `say` hears the table and its rows after each. The site on the old database must stand still.
    """
    refuse_if(why_not_move(source))
    with _reading(source):
        refuse_if(_why_other_tables(source))
        call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)
        with transaction.atomic(using=OLD):
            contents = _bring_all(say)
    return sum(content.rows for content in contents.values())


def why_not_move(source: Path) -> str | None:
    if databases.engine() != databases.POSTGRESQL:
        return "Tujuannya harus PostgreSQL: isi DATABASE_URL dengan basis data baru yang kosong."
    if not source.is_file():
        return f"Berkas SQLite {source} tidak ada. Sebutkan letaknya: --from BERKAS"
    if databases.holds_anything():
        return (
            "Basis data tujuan sudah berisi. Data hanya dipindahkan ke basis data yang kosong: "
            "buat yang baru, atau hapus dan buat lagi yang ini."
        )
    return None


def _why_other_tables(source: Path) -> str | None:
    """Say when the old database was last used by another version of SOPTI."""
    ours = set(MigrationLoader(None).disk_migrations)
    theirs = set(MigrationRecorder(connections[OLD]).applied_migrations())
    if ours <= theirs:
        return None
    return (
        f"Tabel di {source} dari versi SOPTI yang lain. Perbarui dahulu: jalankan "
        "manage.py migrate sekali tanpa DATABASE_URL."
    )


@contextmanager
def _reading(source: Path) -> Iterator[None]:
    """Open the SQLite file beside the database in use, for reading alone."""
    place = {"NAME": f"{source.resolve().as_uri()}?mode=ro", "OPTIONS": {}, "CONN_MAX_AGE": 0}
    opened = DatabaseWrapper({**connection.settings_dict, **place}, OLD)
    connections[OLD] = opened
    try:
        yield
    finally:
        opened.close()
        del connections[OLD]


@transaction.atomic
def _bring_all(say: Callable[[str, int], None]) -> dict[str, Content]:
    """Copy every table in one transaction, compare each with what was read, guard them again."""
    models = [model for model in apps.get_models(include_auto_created=True) if _has_rows(model)]
    guards.take_away()
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = 0")
        tables = SQL(", ").join(Identifier(model._meta.db_table) for model in models)  # noqa: SLF001
        cursor.execute(SQL("TRUNCATE {}").format(tables))  # what migrate itself wrote
    contents = {}
    for model in models:
        table = model._meta.db_table  # noqa: SLF001 (Django's documented way)
        contents[table] = _bring(model, table)
        say(table, contents[table].rows)
    connection.check_constraints()
    _let_keys_go_on(models)
    guards.put()
    return contents


def _has_rows(model: type[Model]) -> bool:
    return model._meta.managed and not model._meta.proxy  # noqa: SLF001


def _bring(model: type[Model], table: str) -> Content:
    content = Content()
    try:
        with connection.cursor() as cursor, cursor.copy(_copying(model, table)) as copy:
            for row in _rows(model, OLD):
                content = content.and_row(row)
                copy.write_row(_prepared(model, row))
    except DatabaseError as error:
        raise Refusal(f"Tabel {table} tidak dapat dipindahkan: {error}") from error
    if _content(model) != content:
        raise Refusal(f"Tabel {table} tidak sama sesudah dipindahkan. Tidak ada yang disimpan.")
    return content


def _content(model: type[Model]) -> Content:
    content = Content()
    for row in _rows(model, connection.alias):
        content = content.and_row(row)
    return content


def _rows(model: type[Model], alias: str) -> Iterator[tuple[Any, ...]]:
    names = [field.attname for field in model._meta.concrete_fields]  # noqa: SLF001
    rows = model._base_manager.using(alias).order_by("pk")  # noqa: SLF001 (of any model)
    return rows.values_list(*names).iterator(chunk_size=CHUNK)


def _prepared(model: type[Model], row: tuple[Any, ...]) -> list[Any]:
    fields = model._meta.concrete_fields  # noqa: SLF001
    return [
        field.get_db_prep_save(value, connection) for field, value in zip(fields, row, strict=True)
    ]


def _copying(model: type[Model], table: str) -> Any:
    columns = [Identifier(str(one.column)) for one in model._meta.concrete_fields]  # noqa: SLF001
    named = SQL(", ").join(columns)
    return SQL("COPY {} ({}) FROM STDIN").format(Identifier(table), named)


def _let_keys_go_on(models: list[type[Model]]) -> None:
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(statement)
