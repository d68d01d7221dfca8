"""What today's code finds in the data of an earlier state. Runs within the site."""

from __future__ import annotations

import json
import math
import re
import sys
from typing import TYPE_CHECKING, Any

from django.db import connection

from sopti.people.models import User
from sopti.recovery import databases
from sopti.recovery.proving import faults
from tests.browser.crawl import ACCOUNTS, DOORS, pages_of
from tests.prove.filing import number_of_one_more

if TYPE_CHECKING:
    from collections.abc import Iterator

OK = 200

SQLITE_SHAPE = {
    "pragma_table_info": 'name, type, "notnull", dflt_value, pk',
    "pragma_foreign_key_list": '"table", "from", "to"',
    "pragma_index_list": '"unique", origin, partial,'
    " (SELECT group_concat(i.name) FROM pragma_index_info(pragma_index_list.name) i)",
}


def count() -> None:
    """Print how many rows each table has and how far each record reached, whatever the state."""
    print(databases.contents().model_dump_json())


def tell(accounts: list[str] | None = None, *, most: float = math.inf) -> None:
    """Print what is wrong, which pages open, what was filed, and how the tables are made."""
    known = set(User.objects.values_list("username", flat=True))
    asked = [one for one in accounts or ACCOUNTS if one in known]
    pages = [page for one in asked for page in pages_of(one, doors=DOORS, most=most)]
    broken = [one for one in pages if one.status != OK]
    found = {
        "faults": list(faults()),
        "accounts": len(asked),
        "pages": len(pages),
        "broken": [f"{one.account} {one.address}: {one.status}" for one in broken],
        "filed": number_of_one_more(),
    }
    json.dump(found, sys.stdout)


def shape() -> None:
    """Print how the tables of all models are made, whatever their indexes are called."""
    names = connection.introspection.django_table_names(only_existing=True)
    look = _shape_on_sqlite if connection.vendor == "sqlite" else _shape
    with connection.cursor() as cursor:
        json.dump({name: look(cursor, name) for name in sorted(names)}, sys.stdout)


def _shape(cursor: Any, table: str) -> list[str]:
    columns = connection.introspection.get_table_description(cursor, table)
    told = [f"{one.name} {one.type_code} {one.internal_size} {one.null_ok}" for one in columns]
    held = connection.introspection.get_constraints(cursor, table).values()
    kinds = ("columns", "primary_key", "unique", "foreign_key", "check", "index", "orders", "type")
    return sorted([*told, *(json.dumps([one.get(kind) for kind in kinds]) for one in held)])


def _shape_on_sqlite(cursor: Any, table: str) -> list[str]:
    """Ask SQLite itself: Django's own reading stumbles over conditions with a list in them."""
    told = [str(row) for row in _asked(cursor, table)]
    cursor.execute("SELECT sql FROM sqlite_master WHERE name = %s", [table])
    return sorted([*told, *re.findall(r'CONSTRAINT "\w+"', cursor.fetchone()[0])])


def _asked(cursor: Any, table: str) -> Iterator[Any]:
    for what, columns in SQLITE_SHAPE.items():
        cursor.execute(f"SELECT {columns} FROM {what}(%s)", [table])  # noqa: S608 (as written here)
        yield from cursor.fetchall()
