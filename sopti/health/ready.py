"""Whether this web process can do its work: the database answers, its tables fit.

A disk that is nearly full is told, but takes no process out: SOPTI still reads (decision 0047).
"""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from sopti.core.room import is_short

if TYPE_CHECKING:
    from collections.abc import Callable

ANSWER_SECONDS = 2.0
KEPT_SECONDS = 1.0  # so long an answer serves everybody who asks
GOOD = "ok"


@dataclass(frozen=True)
class Readiness:
    """What was found; each is "ok" or one word for what is wrong, without any detail."""

    database: str
    tables: str
    disk: str

    @property
    def is_ready(self) -> bool:
        return {self.database, self.tables} == {GOOD}


answers: list[tuple[float, Readiness]] = []
# One thread: a database that hangs holds this one, and every further question times out behind it.
_asking = ThreadPoolExecutor(1, thread_name_prefix="ready")


def readiness() -> Readiness:
    """Return what was found within the last second, or look anew; never later than 2 s."""
    if answers and time.monotonic() - answers[-1][0] < KEPT_SECONDS:
        return answers[-1][1]
    database = _within_time(_database)
    tables = _within_time(_tables) if database == GOOD else "unknown"
    found = Readiness(database=database, tables=tables, disk="short" if is_short() else GOOD)
    answers[:] = [(time.monotonic(), found)]
    return found


def _within_time(look: Callable[[], str]) -> str:
    try:
        return _asking.submit(_and_hang_up, look).result(timeout=ANSWER_SECONDS)
    except TimeoutError:
        return "slow"


def _and_hang_up(look: Callable[[], str]) -> str:
    """Ask on a connection of its own, which is closed afterwards."""
    try:
        return look()
    except DatabaseError:
        return "away"
    finally:
        with suppress(DatabaseError):
            connection.close()


def _database() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return GOOD if cursor.fetchone() == (1,) else "away"


def _tables() -> str:
    return GOOD if migrations_are_done() else "old"


class _WaitingError(Exception):
    """Only a good answer is kept: migrations that wait are looked for again."""


@cache
def plan_is_empty() -> bool:
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise _WaitingError
    return True


def migrations_are_done() -> bool:
    try:
        return plan_is_empty()
    except _WaitingError:
        return False
