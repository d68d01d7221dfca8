"""Register numbers: per court, register code and year, without a gap."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from django.db import connection

from sopti.workflow.models import Case, RegisterCounter

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


def why_broken(court: Court) -> str | None:
    """Say which number of a court's registers is missing or given twice; None when all are there.

    The counters are asked first: a case that is opened meanwhile is one more than they say.
    """
    counters = RegisterCounter.objects.filter(court=court).values_list("code", "year", "last")
    last = {(code, year): count for code, year, count in counters}
    given: dict[tuple[str, int], list[int]] = defaultdict(list)
    rows = Case.objects.filter(court=court).order_by("year", "sequence")
    for sequence, year, number in rows.values_list("sequence", "year", "number").iterator():
        given[number.partition("/")[2].partition("/")[0], year].append(sequence)
    codes = {code for code, _ in given}  # the other counters give numbers to other things
    for code, year in sorted(given.keys() | {key for key in last if key[0] in codes}):
        found = given[code, year]
        if wrong := _first_wrong(found, last.get((code, year), 0)):
            return f"{court.key}, register {code} {year}: {wrong}"
    return None


def _first_wrong(found: list[int], last: int) -> str | None:
    for expected, sequence in enumerate(found, start=1):
        if sequence != expected:
            return (
                f"nomor {min(sequence, expected)} {'hilang' if sequence > expected else 'ganda'}."
            )
    return None if len(found) >= last else f"nomor {len(found) + 1} hilang."
