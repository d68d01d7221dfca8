"""A register for a spreadsheet: days stay days, numbers stay numbers, words stay words."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING, Any

from sopti.core.sheets_out import xlsx_file
from sopti.core.words import number
from sopti.workflow.books import MOST_ROWS, entries_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sopti.core.periods import Period
    from sopti.people.models import Court
    from sopti.workflow.books import Book, Entries

MORE = (
    f"Hanya {number(MOST_ROWS)} baris pertama yang dimuat. "
    "Pilih masa yang lebih pendek untuk mengunduh yang lain."
)


def book_file(court: Court, book: Book, period: Period) -> IO[bytes]:
    """Return the workbook in a file that is gone once it is closed."""
    widths = {"No.": 6} | {column.head: column.width for column in book.columns}
    return xlsx_file("Register", widths, _rows(entries_of(book, court, period)))


def book_name(court: Court, book: Book, period: Period) -> str:
    """Return the name of the file: "register-permintaan-pa-kota-madiun-2026-10-01-2026-10-31"."""
    return f"register-{book.key}-{court.key}-{period.first:%Y-%m-%d}-{period.last:%Y-%m-%d}"


def _rows(entries: Entries) -> Iterator[list[Any]]:
    for place, row in enumerate(entries.each(), start=1):
        yield [place, *(None if cell == "" else cell for cell in row.cells)]
    if entries.is_more:
        yield [None, MORE]
