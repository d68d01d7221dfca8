"""The list of the books, and one page of one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator

from sopti.reports.books import rules
from sopti.reports.books.cells import cells_of, period_words
from sopti.workflow.books import MOST_ROWS, books_of, entries_of

if TYPE_CHECKING:
    from datetime import date

    from sopti.core.periods import Period
    from sopti.people.models import Court, User
    from sopti.workflow.books import Book

PAGE = 25
ROWS_A_SECOND = 90  # that the press lays out on an ordinary machine
MOMENT = 300  # rows; a paper that has more takes a while, and the page says so


def books_page(user: User) -> dict[str, Any]:
    return {"books": books_of(user)}


def book_page(
    court: Court, book: Book, period: Period, *, page: int, today: date
) -> dict[str, Any]:
    """Return one page of the rows of a book in a period."""
    entries = entries_of(book, court, period)
    places = Paginator(range(entries.total), PAGE).get_page(page)
    shown = places.object_list
    rows = entries.between(shown[0], shown[-1] + 1) if shown else []
    first = places.start_index()
    return {
        "book": book,
        "words": period_words(book, period, today=today),
        "total": entries.total,
        "is_more": entries.is_more,
        "most_rows": MOST_ROWS,
        "page": places,
        "rows": [
            (first + place, row.link, list(zip(book.columns, cells_of(book, row), strict=True)))
            for place, row in enumerate(rows)
        ],
        "why_not_print": rules.why_not_print(book, entries),
        "seconds": entries.total // ROWS_A_SECOND if entries.total > MOMENT else 0,
    }
