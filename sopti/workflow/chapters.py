"""What each room tells of a month or a year: the chapters of the periodic report.

A chapter is plain data with finished Indonesian words: the report is frozen with it, and prints
from it alone. Rooms register who tells theirs; the report orders and numbers them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from django.utils.module_loading import import_string

from sopti.ui.charts import Chart, Shown

if TYPE_CHECKING:
    from sopti.core.periods import Period
    from sopti.people.models import Court

MOST_ROWS = 120  # of one table; a chapter that has more says so and names the register


class Column(Shown):
    """A head, and how its cells are set. `state` cells begin with one of STATES."""

    head: str
    kind: Literal["text", "number", "state"] = "text"
    wide: int = 1  # its share of what is left after numbers and states


# How a cell of kind "state" begins: a mark is set before the words that follow.
GOOD, BAD, OPEN = "✓ ", "✗ ", "○ "
STATES = (GOOD, BAD, OPEN)


class Table(Shown):
    """Rows of finished words, under a caption; `total` is set as the last row."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...] = ()
    total: tuple[str, ...] = ()
    empty: str = ""  # the sentence in place of a table without rows


class Photo(Shown):
    """A picture for the appendix, by its place in the store and the fingerprint of its bytes."""

    file: str
    sha256: str
    caption: str


class Plan(Shown):
    """How much was planned, how much of it was done, and how much of that late."""

    planned: int
    done: int
    late: int = 0


class Figure(Shown):
    """One telling number with the words below it: "15", "dari 17", "selesai tepat waktu (88%)"."""

    big: str
    words: str
    unit: str = ""  # set small behind the number


class Chapter(Shown):
    """What one room tells of the period. Sentences first, then tables, then charts."""

    key: str
    title: str
    sentences: tuple[str, ...] = ()
    plan: Plan | None = None  # None: nothing of this section is planned
    tables: tuple[Table, ...] = ()
    charts: tuple[Chart, ...] = ()
    photos: tuple[Photo, ...] = ()
    obstacles: tuple[str, ...] = ()  # what the Kasubag may take over into "kendala"
    figures: tuple[Figure, ...] = ()  # for the title page, which shows the first four of all


_TELLS: dict[str, tuple[int, str]] = {}


def register_chapter(key: str, tell: str, *, order: int) -> None:
    """Let a room tell a chapter of the periodic report.

    `tell` names a function (court, period) that returns the Chapter, or None where the court has
    nothing of the kind (no such table in its SOP, nothing kept), in a fixed number of queries.
    """
    _TELLS[key] = (order, tell)


def chapters(court: Court, period: Period) -> list[Chapter]:
    """Return what the rooms tell of the period, in order."""
    ordered = sorted(_TELLS.values())
    found = (import_string(tell)(court, period) for _, tell in ordered)
    return [chapter for chapter in found if chapter is not None]
