"""What the pages of the engine cost on the database of this environment: one JSON on the last line.

    python -m tests.prove.page_costs ROUNDS

Asked as an Operator and as a Kasubag of a court in the middle. Statements are counted, seconds are
by the clock (the pages wait for PostgreSQL), and every statement is explained: `reads` names those
that read more rows than a page needs.
"""

from __future__ import annotations

import json
import logging
import os
import sys
from dataclasses import asdict, dataclass, field
from statistics import median
from time import perf_counter
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sopti.settings")
TOO_MANY = 20_000  # rows that one statement reads or throws away
ASKED_BY = ("operator", "kasubag")
PAGES = {
    "inbox": "/",
    "register": "/buku-register/permintaan/",
    "dashboard": "/ikhtisar/",
    "case": "",
}


@dataclass
class Cost:
    statements: int
    seconds: float
    reads: list[str] = field(default_factory=list)


def main(rounds: int) -> None:
    django.setup()
    logging.disable(logging.INFO)  # a line for every page asked
    from django.test import Client  # noqa: PLC0415 (after the setup)

    from sopti.people.models import User  # noqa: PLC0415
    from sopti.workflow.models import Case  # noqa: PLC0415

    told = {}
    for role in ASKED_BY:
        people = User.objects.filter(username__startswith=f"{role}.madiun").order_by("pk")
        person = people[len(people) // 2]
        client = Client(headers={"host": "localhost"})
        client.force_login(person)
        case = (
            Case.objects.visible_to(person)
            .filter(service_request__isnull=False)
            .order_by("-pk")
            .first()
        )
        PAGES["case"] = case.get_absolute_url()
        told |= {f"{name}, {role}": asdict(cost(client, at, rounds)) for name, at in PAGES.items()}
    print(json.dumps(told))


def cost(client: Any, address: str, rounds: int) -> Cost:
    from django.db import connection  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    for _ in range(3):
        answer = client.get(address)
        if answer.status_code != 200:
            raise SystemExit(f"{address}: {answer.status_code}")
    with CaptureQueriesContext(connection) as asked:
        client.get(address)
    statements = [one["sql"] for one in asked.captured_queries]  # the next request forgets them
    seconds = []
    for _ in range(rounds):
        began = perf_counter()
        client.get(address)
        seconds.append(perf_counter() - began)
    return Cost(len(statements), median(seconds), [one for one in statements if reads_much(one)])


def reads_much(statement: str) -> bool:
    """Let PostgreSQL carry out the statement and tell how many rows each part of it touched."""
    from django.db import connection  # noqa: PLC0415

    if not statement.startswith(("SELECT", "EXECUTE", "(SELECT")):
        return False
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {statement}")
        plan = cursor.fetchone()[0][0]["Plan"]
    return any(touched(part) > TOO_MANY for part in parts(plan))


def parts(plan: dict[str, Any]) -> list[dict[str, Any]]:
    return [plan, *(part for below in plan.get("Plans", []) for part in parts(below))]


def touched(part: dict[str, Any]) -> float:
    rows = part["Actual Rows"] + part.get("Rows Removed by Filter", 0)
    return (rows + part.get("Rows Removed by Index Recheck", 0)) * part["Actual Loops"]


if __name__ == "__main__":
    main(int(sys.argv[1]))
