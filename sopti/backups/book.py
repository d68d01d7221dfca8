"""Buku register backup: every backup that was noted, and how its trial went."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from django.db.models import Prefetch

from sopti.backups.models import Backup, RestoreTest
from sopti.workflow.books import Book, Column, Entries, Row, clock, keys_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sopti.core.periods import Period
    from sopti.people.models import Court

BOOK = Book(
    key="backup",
    title="Buku Register Backup",
    says="Backup yang dibuat, tempatnya, checksumnya, dan hasil uji pulihnya.",
    noun="backup",
    columns=(
        Column("Dibuat", 13, 17),
        Column("Yang dicadangkan", 15, 34, is_title=True),
        Column("Bidang", 9, 22),
        Column("Isi", 14, 34),
        Column("Media", 9, 18),
        Column("Disimpan di", 15, 34),
        Column("Ukuran", 8, 12),
        Column("Checksum", 13, 26),
        Column("Uji pulih", 14, 36),
        Column("Dicatat oleh", 13, 28),
        Column("Keterangan", 14, 40),
    ),
    entries="sopti.backups.book.entries",
    empty="Tidak ada backup yang dicatat pada masa itu.",
    order=60,
    counted_by="Bidang",
)


def entries(court: Court, period: Period) -> Entries:
    """Return the backups made in the period, struck ones too: a register forgets nothing."""
    begins, ends = period.begins(court.tz), period.ends(court.tz)
    found = Backup.objects.filter(plan__court=court, made_at__gte=begins, made_at__lt=ends)
    return Entries(keys_of(found.order_by("made_at", "pk")), partial(_rows, court))


def _rows(court: Court, keys: Sequence[int]) -> list[Row]:
    tests = Prefetch("tests", RestoreTest.objects.order_by("tested_on", "pk"))
    kept = Backup.objects.select_related("plan", "by").prefetch_related(tests).in_bulk(list(keys))
    return [_row(kept[key], court) for key in keys if key in kept]


def _row(backup: Backup, court: Court) -> Row:
    plan = backup.plan
    tried = [
        f"{test.get_outcome_display()}, {test.tested_on:%d-%m-%Y}" for test in backup.tests.all()
    ]
    return Row(
        (
            clock(backup.made_at, court.tz),
            plan.name,
            plan.get_section_display(),
            backup.holds,
            backup.get_medium_display(),
            backup.place,
            backup.size_words,
            backup.short_sum,
            "\n".join(tried),
            str(backup.by),
            _note(backup),
        ),
        link=backup.get_absolute_url(),
    )


def _note(backup: Backup) -> str:
    struck = f"Dicoret: {backup.struck_reason}" if backup.struck_at else ""
    return "\n".join(words for words in (struck, backup.note) if words)
