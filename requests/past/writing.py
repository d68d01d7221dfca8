"""Many rows at once: by COPY on PostgreSQL, in batches elsewhere; with keys given beforehand."""

from __future__ import annotations

import json
from itertools import count
from typing import TYPE_CHECKING, Any

from django.core.management.color import no_style
from django.db import connection, models

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

BATCH = 500


def new_keys(model: type[models.Model]) -> Iterator[int]:
    """Return the keys after the last one in use. Nobody else may write meanwhile."""
    last = model._default_manager.aggregate(last=models.Max("pk"))["last"]  # noqa: SLF001
    return count((last or 0) + 1)


def let_keys_go_on(tables: Sequence[type[models.Model]]) -> None:
    """Let the database give keys after ours again."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(tables)):
            cursor.execute(statement)


def write(rows: Sequence[models.Model]) -> None:
    """Write new rows of one table, and no history of theirs."""
    if not rows:
        return
    model: Any = type(rows[0])
    if connection.vendor == "postgresql":
        _copy(model, rows)
    else:
        model._base_manager.bulk_create(rows, batch_size=BATCH)  # noqa: SLF001


def _copy(model: Any, rows: Sequence[models.Model]) -> None:
    fields = model._meta.concrete_fields  # noqa: SLF001 (Django's own name for it)
    columns = ", ".join(f'"{field.column}"' for field in fields)
    names = [field.attname for field in fields]
    as_json = {field.attname for field in fields if isinstance(field, models.JSONField)}
    with (
        connection.cursor() as cursor,
        cursor.copy(f'COPY "{model._meta.db_table}" ({columns}) FROM STDIN') as copy,  # noqa: SLF001
    ):
        for row in rows:
            told = vars(row)
            copy.write_row(
                [json.dumps(told[name]) if name in as_json else told[name] for name in names]
            )
