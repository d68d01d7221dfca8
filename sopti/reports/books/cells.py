"""How the cells of a register are written where they are read: on the page and on paper."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from sopti.core.words import number, plain_date

if TYPE_CHECKING:
    from sopti.core.periods import Period
    from sopti.workflow.books import Book, Cell, Row

NOTHING = "\N{EN DASH}"
LONG_WORD = 24  # letters; a word above that may break anywhere, such as an address


@dataclass(frozen=True)
class Written:
    """One cell in words, and how it is set."""

    words: str
    is_number: bool = False
    is_day: bool = False

    @property
    def is_nothing(self) -> bool:
        return self.words == NOTHING

    @property
    def is_long(self) -> bool:
        return any(len(word) > LONG_WORD for word in self.words.split())


def cells_of(book: Book, row: Row) -> list[Written]:
    """Return the cells of a row in words, in the order of the columns."""
    return [
        Written(written(cell), column.is_number, isinstance(cell, date))
        for column, cell in zip(book.columns, row.cells, strict=True)
    ]


def written(cell: Cell) -> str:
    """Return "16-11-2026", "16-11-2026 09.30", "1.250"; a dash where there is nothing."""
    if cell is None or cell == "":
        return NOTHING
    if isinstance(cell, str):
        return cell
    if isinstance(cell, int):
        return number(cell)
    return f"{cell:%d-%m-%Y %H.%M}" if isinstance(cell, datetime) else f"{cell:%d-%m-%Y}"


def period_words(book: Book, period: Period, *, today: date) -> str:
    """Say of which days the book tells: "Oktober 2026", or "Keadaan pada 31 Oktober 2026"."""
    if book.as_it_stands:
        return f"Keadaan pada {plain_date(min(period.last, today))}"
    return f"{period.words[:1].upper()}{period.words[1:]}"
