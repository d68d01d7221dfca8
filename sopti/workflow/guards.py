"""The database's own refusal: rows of the record and of every history stay as they were written.

The triggers hold against our own mistakes and against the database's user that the site works as.
They come after every `migrate`: SQLite makes a changed table anew, without triggers, and the
history of a later model must not be forgotten. While migrations run there are none. Against whoever
owns the database only the chain helps; `verify_record` names a trigger that is missing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import connection, transaction

from sopti.workflow.models import Event, RecordHead

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from django.db.models import Model

CHANGED = "Catatan dan riwayat tidak dapat diubah atau dihapus."
REMEDY = "Jalankan: manage.py migrate"
FEW = 3
SHRUNK = "Kepala catatan hanya dapat maju."
# A head moves on with each event; one that is saved unchanged stays where it is.
GOES_BACK = (
    "NEW.court_id <> OLD.court_id OR NEW.sequence < OLD.sequence"
    " OR (NEW.sequence = OLD.sequence AND NEW.mac <> OLD.mac)"
)
FUNCTION = """
CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '{sentence}' USING ERRCODE = 'restrict_violation', TABLE = TG_TABLE_NAME;
END $$
"""
SQLITE_PRESENT = "SELECT tbl_name, name FROM sqlite_master WHERE type = 'trigger'"
POSTGRESQL_PRESENT = """
SELECT c.relname, t.tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = current_schema() AND NOT t.tgisinternal AND t.tgenabled IN ('O', 'A')
"""


@dataclass(frozen=True, order=True)
class Guard:
    """One trigger: the table, and what it refuses there, where the condition holds."""

    table: str
    refuses: str  # "update", "delete" or "truncate"
    sentence: str = CHANGED
    condition: str = ""

    @property
    def name(self) -> str:
        """Return the trigger's name. SQLite keeps those of all tables in one list."""
        if connection.vendor == "sqlite":
            return f"{self.table}_refuses_{self.refuses}"
        return f"refuses_{self.refuses}"

    @property
    def sql(self) -> str:
        return self._for_sqlite() if connection.vendor == "sqlite" else self._for_postgresql()

    def _for_sqlite(self) -> str:
        when = f" WHEN {self.condition}" if self.condition else ""
        return (
            f'CREATE TRIGGER "{self.name}" BEFORE {self.refuses.upper()} ON "{self.table}"{when}'
            f" BEGIN SELECT RAISE(ABORT, '{self.sentence}'); END"
        )

    def _for_postgresql(self) -> str:
        each = "STATEMENT" if self.refuses == "truncate" else "ROW"
        when = f" WHEN ({self.condition})" if self.condition else ""
        return (
            f'CREATE TRIGGER "{self.name}" BEFORE {self.refuses.upper()} ON "{self.table}"'
            f" FOR EACH {each}{when} EXECUTE FUNCTION {function_for(self.sentence)}()"
        )


def function_for(sentence: str) -> str:
    return "sopti_refuse_change" if sentence == CHANGED else "sopti_refuse_going_back"


def sealed_tables() -> list[str]:
    """Return the tables whose rows are only ever added: the record, and every history."""
    histories = [model for model in apps.get_models() if hasattr(model, "history_id")]
    found: list[type[Model]] = [Event, *histories]
    return sorted(model._meta.db_table for model in found)  # noqa: SLF001 (Django's own way)


def guards() -> Iterator[Guard]:
    """Yield every trigger that this kind of database should have."""
    removals = ["delete"] if connection.vendor == "sqlite" else ["delete", "truncate"]
    for table in sealed_tables():
        for what in ["update", *removals]:
            yield Guard(table, what)
    head = RecordHead._meta.db_table  # noqa: SLF001
    yield Guard(head, "update", SHRUNK, GOES_BACK)
    for what in removals:
        yield Guard(head, what, SHRUNK)


def missing() -> list[Guard]:
    """Return what should be there and is not, or was switched off."""
    tables, present = set(connection.introspection.table_names()), _present()
    return sorted(
        guard
        for guard in guards()
        if guard.table in tables and (guard.table, guard.name) not in present
    )


def faults() -> list[str]:
    """Say which triggers are missing and what is to be done; many in one sentence."""
    gone = missing()
    tables = {guard.table for guard in gone}
    if len(tables) > FEW:
        return [f"Penjaga {len(tables)} tabel catatan dan riwayat tidak ada. {REMEDY}"]
    return [f"Penjaga tabel {one.table} ({one.refuses}) tidak ada. {REMEDY}" for one in gone]


def _present() -> set[tuple[str, str]]:
    asked = SQLITE_PRESENT if connection.vendor == "sqlite" else POSTGRESQL_PRESENT
    with connection.cursor() as cursor:
        cursor.execute(asked)
        return {(table, name) for table, name in cursor.fetchall()}


@transaction.atomic
def put(**_: Any) -> None:
    """Put every trigger in place that is missing. What `migrate` does at its end."""
    wanted = missing()
    if wanted and connection.vendor == "postgresql":
        _run(
            FUNCTION.format(name=function_for(sentence), sentence=sentence)
            for sentence in (CHANGED, SHRUNK)
        )
        _run(_drop(guard) for guard in wanted)  # one that was switched off is still there
    _run(guard.sql for guard in wanted)


@transaction.atomic
def take_away(*, plan: Iterable[Any] = ("all",), **_: Any) -> None:
    """Remove the triggers, for migrations that change columns of such tables; none, no removal."""
    if plan:
        present = _present()
        _run(_drop(guard) for guard in guards() if (guard.table, guard.name) in present)


def _drop(guard: Guard) -> str:
    of_table = "" if connection.vendor == "sqlite" else f' ON "{guard.table}"'
    return f'DROP TRIGGER IF EXISTS "{guard.name}"{of_table}'


def _run(statements: Iterable[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
