"""What may be destroyed once a term is over: each room names its own kinds of data beside itself.

A room registers `Retained`s. The terms of a court, the proposal, its approval and the work itself
are made in one place (sopti.retention), which knows nothing of what a row is about.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.module_loading import import_string

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime
    from typing import Any

    from django.db.models import QuerySet

YEAR = 12


def nothing_left(number: str) -> bool:
    """Say that a kind of data has nothing outside of the database."""
    return True


@dataclass(frozen=True)
class Retained:
    """One kind of data with an end.

    `due(court, before)` returns the rows of a court (by key) whose time was over at that moment:
    only by moments that lie in the past, so that no row can come in later. `since` is the column
    that tells how old a row is, `size` that of its bytes, if it has any.

    `destroy(keys, number, at)` ends these rows, inside the caller's transaction. What lies outside
    of the database goes afterwards: `finish(number)` removes a portion of it, may be called again
    at any time, and tells whether nothing is left.
    """

    key: str
    title: str
    says: str  # what it is, what is counted from when, and what stays
    because: str  # why it is kept so long
    usual: int | None  # months, where the court has set none; None: not destroyed
    least: int  # months below which no court may go
    order: int
    due: Callable[[int, datetime], QuerySet[Any]]
    since: str
    destroy: Callable[[Sequence[int], str, datetime], None]
    size: str = ""
    finish: Callable[[str], bool] = nothing_left


# By dotted name: a room registers before the models exist that its rows are of.
_RETAINED: list[str] = []


def register_retained(*names: str) -> None:
    """Let a room say what of it may be destroyed; each name is that of a Retained."""
    _RETAINED.extend(name for name in names if name not in _RETAINED)


def retained() -> list[Retained]:
    """Return what all rooms let go after a term, in order."""
    found: list[Retained] = [import_string(name) for name in _RETAINED]
    return sorted(found, key=lambda one: (one.order, one.key))


def months_before(at: datetime, months: int) -> datetime:
    """Return the same hour so many months earlier; the last of a shorter month for its 31st."""
    year, month = divmod(at.year * YEAR + at.month - 1 - months, YEAR)
    day = min(at.day, calendar.monthrange(year, month + 1)[1])
    return at.replace(year=year, month=month + 1, day=day)


def months_words(months: int | None) -> str:
    """Return "tidak dimusnahkan", "6 bulan" or "2 tahun"."""
    if months is None:
        return "tidak dimusnahkan"
    return f"{months} bulan" if months % YEAR else f"{months // YEAR} tahun"
