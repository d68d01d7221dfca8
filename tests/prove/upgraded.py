"""What today's code finds in the data of an earlier state. Runs within the site."""

from __future__ import annotations

import json
import math
import sys
from typing import Any

from django.db import connection

from sopti.people.models import User
from sopti.recovery import databases
from sopti.recovery.proving import faults
from tests.browser.crawl import ACCOUNTS, DOORS, pages_of
from tests.prove.filing import number_of_one_more

OK = 200


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
    """Print how every table is made: columns, and what holds for them, without the names of it."""
    with connection.cursor() as cursor:
        names = connection.introspection.table_names(cursor)
        json.dump({name: _shape(cursor, name) for name in sorted(names)}, sys.stdout)


def _shape(cursor: Any, table: str) -> list[str]:
    columns = connection.introspection.get_table_description(cursor, table)
    told = [f"{one.name} {one.type_code} {one.internal_size} {one.null_ok}" for one in columns]
    held = connection.introspection.get_constraints(cursor, table).values()
    kinds = ("columns", "primary_key", "unique", "foreign_key", "check", "index", "orders", "type")
    return sorted([*told, *(json.dumps([one.get(kind) for kind in kinds]) for one in held)])
