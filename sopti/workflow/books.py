"""The registers that rooms keep: what each is called, its columns, and its rows of a period.

A room registers a Book; pages, papers and spreadsheets of all books are drawn in one place
(sopti.reports.books), which knows nothing of what a row is about.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.utils.module_loading import import_string

from sopti.people.enums import ONLY_A_CLERK

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from zoneinfo import ZoneInfo

    from django.db.models import QuerySet

    from sopti.core.periods import Period
    from sopti.people.models import Court, User

Cell = str | int | date | None  # a moment is the court's own clock time, without its zone
MOST_ROWS = 20_000  # that a book tells of one period
BATCH = 500


@dataclass(frozen=True)
class Column:
    """A head, its share of a paper's width beside the others, and its letters in a spreadsheet."""

    head: str
    share: int
    width: int
    is_number: bool = False
    is_title: bool = False  # on the page it leads to what the row is about


@dataclass(frozen=True)
class Row:
    """The cells of one line, and the page of what it is about."""

    cells: tuple[Cell, ...]
    link: str = ""


@dataclass(frozen=True)
class Entries:
    """What a book has of a period. The keys are read first, the rows batch by batch.

    `keys` are in the book's order and at most MOST_ROWS + 1; `tell` returns the rows of some of
    them in a fixed number of queries, and leaves out what is gone meanwhile.
    """

    keys: Sequence[Any]
    tell: Callable[[Sequence[Any]], list[Row]]

    @property
    def total(self) -> int:
        return min(len(self.keys), MOST_ROWS)

    @property
    def is_more(self) -> bool:
        return len(self.keys) > MOST_ROWS

    def between(self, first: int, last: int) -> list[Row]:
        """Return the rows of these places, counted from 0 and without the last."""
        keys = self.keys[first : min(last, self.total)]
        return self.tell(keys) if keys else []

    def each(self) -> Iterator[Row]:
        """Yield all rows, no more than a batch of them in memory."""
        for first in range(0, self.total, BATCH):
            yield from self.between(first, first + BATCH)


@dataclass(frozen=True)
class Book:
    """One register of a court.

    `entries` names a function (court, period) that returns Entries of that court alone.
    """

    key: str
    title: str  # as it stands above the paper
    says: str  # what is in it, in one sentence
    noun: str  # what is counted: "permintaan"
    columns: tuple[Column, ...]
    entries: str
    empty: str  # the sentence in place of rows
    order: int
    counted_by: str = ""  # the head of a column whose words are counted at the end
    as_it_stands: bool = False  # shows what there is when the period ends, not what happened in it
    seen_by: str = "sopti.workflow.books.reads_books"  # names a function (user)

    @property
    def counted_at(self) -> int | None:
        heads = [column.head for column in self.columns]
        return heads.index(self.counted_by) if self.counted_by else None


# By dotted name: a room registers before the models exist that its book reads.
_BOOKS: list[str] = []


def register_book(book: str) -> None:
    """Let a room keep a book; `book` names a Book."""
    if book not in _BOOKS:
        _BOOKS.append(book)


def books() -> list[Book]:
    """Return all books in order."""
    found: list[Book] = [import_string(name) for name in _BOOKS]
    return sorted(found, key=lambda book: book.order)


def books_of(user: User) -> list[Book]:
    """Return the books that the person may read, in order."""
    return [book for book in books() if import_string(book.seen_by)(user)]


def entries_of(book: Book, court: Court, period: Period) -> Entries:
    """Return what the book has of the period."""
    found: Entries = import_string(book.entries)(court, period)
    return found


def reads_books(user: User) -> bool:
    """Tell whether the person reads the registers of a court: who is not only a clerk there."""
    return user.court_id is not None and bool(user.role_keys - ONLY_A_CLERK)


# ------------------------------------------------------------------------------- what rooms share
def keys_of(found: QuerySet[Any, Any]) -> list[int]:
    """Return the keys of rows in their order, no more than a book tells."""
    return list(found.values_list("pk", flat=True)[: MOST_ROWS + 1])


def in_order(tz: ZoneInfo, **found: Iterable[tuple[date, int]]) -> list[tuple[str, int]]:
    """Return the keys of rows of several kinds, (kind, key), by their day or moment."""
    lines = [(_moment(when, tz), kind, key) for kind, pairs in found.items() for when, key in pairs]
    return [(kind, key) for _, kind, key in sorted(lines)[: MOST_ROWS + 1]]


def told_in_order(
    keys: Sequence[tuple[str, int]], tell: dict[str, Callable[[list[int]], dict[int, Row]]]
) -> list[Row]:
    """Return the rows of several kinds in the order of the keys; each kind tells its own."""
    told = {
        kind: told_by([key for of, key in keys if of == kind]) for kind, told_by in tell.items()
    }
    return [told[kind][key] for kind, key in keys if key in told[kind]]


def _moment(when: date, tz: ZoneInfo) -> tuple[date, datetime]:
    if isinstance(when, datetime):
        here = when.astimezone(tz)
        return here.date(), here
    return when, datetime(when.year, when.month, when.day, tzinfo=tz)


def clock(at: datetime | None, tz: ZoneInfo) -> datetime | None:
    """Return a moment by the court's own clock; a cell knows no zones."""
    return at.astimezone(tz).replace(tzinfo=None) if at else None


def day(at: datetime | None, tz: ZoneInfo) -> date | None:
    """Return the court's own day of a moment."""
    return at.astimezone(tz).date() if at else None
