"""Who may read the registers, and which of them can be printed: None, or the reason why not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sopti.core.words import number
from sopti.workflow.books import reads_books

if TYPE_CHECKING:
    from sopti.people.models import User
    from sopti.workflow.books import Book, Entries

NO_COURT = (
    "Akun Anda belum terhubung dengan pengadilan. Minta pengelola SOPTI melengkapi data Anda."
)
NOT_FOR_CLERKS = "Buku register dibuka oleh petugas TI dan pejabat di pengadilan Anda."
MOST_PRINTED = 2_900  # with the head, within what sopti.reports.pdf lets through


def why_not_read(user: User) -> str | None:
    if user.court_id is None:
        return NO_COURT
    return None if reads_books(user) else NOT_FOR_CLERKS


def why_not_print(book: Book, entries: Entries) -> str | None:
    """Refuse a paper where nobody would leaf through it any more; a spreadsheet goes on."""
    if not entries.total:
        return f"{book.title} tidak dicetak, karena tidak memuat satu baris pun. {book.empty}"
    if entries.total <= MOST_PRINTED:
        return None
    more = "lebih dari " if entries.is_more else ""
    return (
        f"{book.title} memuat {more}{number(entries.total)} {book.noun}, lebih banyak daripada "
        f"yang dapat dicetak sekaligus ({number(MOST_PRINTED)}). Pilih masa yang lebih pendek, "
        "misalnya per bulan, atau unduh Excel."
    )
