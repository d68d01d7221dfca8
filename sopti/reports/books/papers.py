"""A register on paper: letterhead, title, its rows with their numbers, the sum, who signs."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sopti.core.errors import refuse_if
from sopti.core.words import number, plain_date
from sopti.reports.books import rules
from sopti.reports.books.cells import Written, cells_of, period_words, written
from sopti.reports.parts import (
    PaperFrame,
    Signature,
    fingerprint,
    letterhead_of,
    printed_words,
    record_head_of,
)
from sopti.reports.signers import signatures_of
from sopti.workflow.books import entries_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from sopti.core.periods import Period
    from sopti.people.models import Court
    from sopti.workflow.books import Book, Row

A4, F4 = "a4", "f4"
PAPERS = {A4: "wide", F4: "folio"}  # the class of the paper, see register.css
NUMBERS = 3  # per cent of the width, for the number of the row
MOST_COUNTS = 8
SECONDS = 90  # that the longest one may take on a busy machine


@dataclass(frozen=True)
class PaperColumn:
    head: str
    percent: int
    is_number: bool


@dataclass(frozen=True)
class BookSheet:
    """Everything on the paper of one register, in words."""

    paper: PaperFrame
    size: str
    columns: tuple[PaperColumn, ...]
    rows: tuple[tuple[Written, ...], ...]
    total: str
    signs: tuple[Signature, Signature]


def book_sheet(court: Court, book: Book, period: Period, *, size: str, at: datetime) -> BookSheet:
    """Return the paper of a book. Refuses one that has no rows, or too many."""
    entries = entries_of(book, court, period)
    refuse_if(rules.why_not_print(book, entries))
    counted: Counter[str] = Counter()
    rows = tuple(_numbered(book, _counting(book, entries.each(), counted)))
    return BookSheet(
        paper=_frame(court, book, period, at=at),
        size=PAPERS.get(size, PAPERS[A4]),
        columns=columns_of(book),
        rows=rows,
        total=_total(book, len(rows), counted),
        signs=_signs(court, at=at),
    )


def columns_of(book: Book) -> tuple[PaperColumn, ...]:
    """Return the columns with whole per cents of the width; the widest take what is left."""
    whole, left = sum(column.share for column in book.columns), 100 - NUMBERS
    wide = [column.share * left // whole for column in book.columns]
    widest = sorted(range(len(wide)), key=lambda place: -book.columns[place].share)
    for place in widest[: left - sum(wide)]:
        wide[place] += 1
    return (
        PaperColumn("No.", NUMBERS, is_number=True),
        *(
            PaperColumn(column.head, percent, column.is_number)
            for column, percent in zip(book.columns, wide, strict=True)
        ),
    )


def _counting(book: Book, rows: Iterable[Row], counted: Counter[str]) -> Iterator[Row]:
    place = book.counted_at
    for row in rows:
        if place is not None:
            counted[written(row.cells[place])] += 1
        yield row


def _numbered(book: Book, rows: Iterable[Row]) -> Iterator[tuple[Written, ...]]:
    for place, row in enumerate(rows, start=1):
        yield (Written(str(place), is_number=True), *cells_of(book, row))


def _total(book: Book, rows: int, counted: Counter[str]) -> str:
    """Return "Jumlah 14 permintaan: Selesai 10, Berjalan 4."."""
    said = f"Jumlah {number(rows)} {book.noun}"
    if not counted or len(counted) > MOST_COUNTS:
        return f"{said}."
    each = ", ".join(f"{words} {number(count)}" for words, count in counted.most_common())
    return f"{said}: {each}."


def _frame(court: Court, book: Book, period: Period, *, at: datetime) -> PaperFrame:
    today = at.astimezone(court.tz).date()
    words, head = period_words(book, period, today=today), record_head_of(court)
    anchor = f"catatan {head.sequence} {fingerprint(head.mac)}".rstrip()
    return PaperFrame(
        head=letterhead_of(court),
        issuer=court.name,
        heading=book.title,
        under=(words,),
        slip=(),
        footer=f"{book.title} · {words}\n{court.name} · {anchor}",
        printed=printed_words(at, court),
    )


def _signs(court: Court, *, at: datetime) -> tuple[Signature, Signature]:
    today = plain_date(at.astimezone(court.tz).date())
    found = signatures_of(
        court,
        {
            "sekretaris": ("Mengetahui,", "Sekretaris"),
            "kasubag_ptip": (f"{court.town}, {today}", "Kasubag PTIP"),
        },
        at=at,
    )
    return found["sekretaris"], found["kasubag_ptip"]
