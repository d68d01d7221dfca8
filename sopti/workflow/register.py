"""Register numbers: per court, register code and year, without a gap."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connection

from sopti.workflow.models import RegisterCounter

if TYPE_CHECKING:
    from sopti.people.models import Court


# Begins the counter or moves it on, in one statement that PostgreSQL and SQLite both know.
NEXT = """
INSERT INTO workflow_registercounter (court_id, code, year, last) VALUES (%s, %s, %s, 1)
ON CONFLICT (court_id, code, year) DO UPDATE SET last = workflow_registercounter.last + 1
RETURNING last
"""


def next_sequence(court: Court, code: str, year: int) -> int:
    """Take the next number.

    The counter's row stays locked until the case is committed, so a case that fails gives its
    number back and no gap remains.
    """
    with connection.cursor() as cursor:
        cursor.execute(NEXT, [court.pk, code, year])
        last: int = cursor.fetchone()[0]
    return last


def lock(court: Court, code: str, year: int) -> RegisterCounter:
    """Let nobody else open a case of this register until the end of the transaction."""
    counters = RegisterCounter.objects.select_for_update()
    counter, _ = counters.get_or_create(court=court, code=code, year=year)
    return counter


def written(sequence: int, code: str, court: Court, year: int) -> str:
    """Return the number as printed: 147/TI.B/PA.Mdn/2026."""
    return f"{sequence}/{code}/{court.code}/{year}"
