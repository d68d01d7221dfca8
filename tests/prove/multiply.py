"""Every court of a PostgreSQL database many times over, written by the database itself.

What `load_demo --cases` wrote for four courts becomes, by one statement for each table, the same
for four hundred: keys move on by a distance for every copy, and what must differ gets its number.
Sealed texts are copied as they are, so the record of a copy does not verify; everything that pages
read has its true shape and number.
"""

# ruff: noqa: SLF001 (Django documents _meta)

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import connection, models
from django.db.models import F
from django.utils.timezone import now
from psycopg import sql

from sopti.people.models import EARLIEST, Appointment, Court, User
from sopti.people.rules import EVERYBODY
from sopti.privacy.breaches.enums import BreachStatus
from sopti.privacy.breaches.models import Breach

if TYPE_CHECKING:
    from collections.abc import Iterator

# Between the keys of two copies: more than a table of the base has rows, and 103 times less than
# a key of four bytes can be, as some of the libraries' tables have.
DISTANCE = 20_000_000
SHORT = 20  # letters of a word, too few for itself and the number of a copy
ALIKE_FOR_ALL = {
    "people.Role", "contenttypes.ContentType", "auth.Permission", "auth.Group", "sessions.Session",
}  # fmt: skip
KEYS_WITHOUT_A_RELATION = {("search.Entry", "thing"), ("notifications.Reminder", "task")}
Model = type[models.Model]


@dataclass(frozen=True)
class Index:
    name: str
    definition: str


def add_clerks(each: int) -> None:
    """Let every court have so many people, the new ones clerks."""
    for court in Court.objects.all():
        missing = range(each - court.people.count())
        clerks = [
            User(username=f"{court.key}.{number}", full_name=f"Pegawai {number}", court=court)
            for number in missing
        ]
        Appointment.objects.bulk_create(
            Appointment(user=one, court=court, role_id=EVERYBODY, starts_on=EARLIEST)
            for one in User.objects.bulk_create(clerks)
        )


def end_breaches() -> None:
    """Close the failures of data protection that the demonstration shows as running."""
    told = {"closed_at": now(), "closed_by": F("noted_by"), "closing": "Selesai."}
    Breach.objects.open().update(status=BreachStatus.CLOSED, **told)


def multiply(times: int) -> int:
    """Make every court stand there so many times; return how many rows were written."""
    written = 0
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")  # no triggers, no foreign keys
        cursor.execute("SET statement_timeout = 0")
        indexes = _drop_indexes(cursor)
        for model in _copied():
            cursor.execute(_statement(model, times - 1).as_string(cursor.connection))
            written += cursor.rowcount
        for index in indexes:
            cursor.execute(index.definition)
        cursor.execute("SET session_replication_role = DEFAULT")
    return written


def _copied() -> Iterator[Model]:
    for model in apps.get_models(include_auto_created=True):
        if model._meta.managed and not model._meta.proxy and not _is_shared(model):
            yield model


def _is_shared(model: Model) -> bool:
    return model._meta.label in ALIKE_FOR_ALL


def _statement(model: Model, copies: int) -> sql.Composed:
    fields = [one for one in model._meta.concrete_fields if not one.generated]
    return sql.SQL(
        "INSERT INTO {table} ({columns}) SELECT {values} FROM generate_series(1, {copies}) copy,"
        " {table} old WHERE {own}"
    ).format(
        table=sql.Identifier(model._meta.db_table),
        columns=sql.SQL(", ").join(sql.Identifier(one.column) for one in fields),
        values=sql.SQL(", ").join(_value(model, one) for one in fields),
        copies=sql.Literal(copies),
        own=_own(model),
    )


def _value(model: Model, field: Any) -> sql.Composable:
    """Return what a copy holds in the place of this column."""
    old = sql.SQL("old.{}").format(sql.Identifier(field.column))
    to = field.remote_field.model if field.is_relation else None
    if to is not None and not _is_shared(to):
        return _moved_unless_shared(old, to)
    if _is_key(model, field):
        return _moved(old)
    if isinstance(field, models.UUIDField):
        return sql.SQL("md5({}::text || '-' || copy)::uuid").format(old)
    if isinstance(field, models.CharField) and _is_unique_by_itself(model, field):
        return _another_word(model, field, old)
    return old


def _another_word(model: Model, field: Any, old: sql.Composable) -> sql.Composable:
    """Return the word with the number of the copy; where it is too short for that, a number."""
    longest = sql.Literal(field.max_length)
    if field.max_length > SHORT or not isinstance(model._meta.pk, models.IntegerField):
        return sql.SQL("right({} || '-' || copy, {})").format(old, longest)
    key = sql.SQL("old.{}").format(sql.Identifier(model._meta.pk.column))
    return sql.SQL("right('-' || to_hex({}::bigint * 1000 + copy), {})").format(key, longest)


def _moved(old: sql.Composable) -> sql.Composable:
    return sql.SQL("{} + copy * {}::bigint").format(old, sql.Literal(DISTANCE))


def _moved_unless_shared(old: sql.Composable, to: Model) -> sql.Composable:
    """Leave the key of what stands in the base for all courts, such as a kind of device."""
    if isinstance(to._meta.pk, models.UUIDField):
        return sql.SQL("md5({}::text || '-' || copy)::uuid").format(old)
    if not _may_be_of_no_court(to):
        return _moved(old)
    table = sql.Identifier(to._meta.db_table)
    return sql.SQL(
        "CASE WHEN {old} IN (SELECT id FROM {table} WHERE court_id IS NULL) THEN {old}"
        " ELSE {moved} END"
    ).format(old=old, table=table, moved=_moved(old))


def _is_key(model: Model, field: Any) -> bool:
    is_number = isinstance(field, models.IntegerField)
    historic = model.__name__.startswith("Historical") and field.name == "id"
    named = (model._meta.label, field.name) in KEYS_WITHOUT_A_RELATION
    return is_number and (field.primary_key or historic or named)


def _is_unique_by_itself(model: Model, field: Any) -> bool:
    if model.__name__.startswith("Historical"):
        return False
    alone = [
        one.fields
        for one in model._meta.constraints
        if isinstance(one, models.UniqueConstraint) and len(one.fields) == 1
    ]
    return field.unique or (field.name,) in alone


def _may_be_of_no_court(model: Model) -> bool:
    court = next((one for one in model._meta.concrete_fields if one.name == "court"), None)
    return court is not None and court.null


def _own(model: Model) -> sql.Composable:
    """Copy the rows of courts alone, and none that was copied before."""
    keys = sql.SQL("TRUE")
    if isinstance(model._meta.pk, models.IntegerField | models.ForeignKey):
        place = sql.Identifier(model._meta.pk.column)
        keys = sql.SQL("old.{} < {}").format(place, sql.Literal(DISTANCE))
    if _may_be_of_no_court(model) and not model.__name__.startswith("Historical"):
        return sql.SQL("{} AND old.court_id IS NOT NULL").format(keys)
    return keys


def _drop_indexes(cursor: Any) -> list[Index]:
    """Take away what no constraint stands on: an index is made faster than kept."""
    cursor.execute(
        "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' AND NOT EXISTS"
        " (SELECT FROM pg_constraint WHERE conname = indexname)"
    )
    found = [Index(*row) for row in cursor.fetchall() if " UNIQUE " not in row[1]]
    for index in found:
        cursor.execute(sql.SQL("DROP INDEX {}").format(sql.Identifier(index.name)))
    return found
