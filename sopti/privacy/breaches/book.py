"""Buku register kegagalan pelindungan data: what was exposed, and when who was told."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from sopti.privacy.breaches.enums import Told
from sopti.privacy.breaches.models import Breach
from sopti.workflow.books import Book, Column, Entries, Row, clock, keys_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sopti.core.periods import Period
    from sopti.people.models import Court

BOOK = Book(
    key="kegagalan-data",
    title="Buku Register Kegagalan Pelindungan Data",
    says="Data pribadi yang terungkap, hilang, atau berubah, dan kapan siapa diberi tahu.",
    noun="kegagalan",
    columns=(
        Column("Nomor", 11, 20),
        Column("Diketahui", 11, 17),
        Column("Kejadian", 17, 36, is_title=True),
        Column("Data yang terungkap", 15, 34),
        Column("Orang", 6, 9, is_number=True),
        Column("Batas 3 x 24 jam", 11, 17),
        Column("Pemilik data diberi tahu", 11, 17),
        Column("Lembaga diberi tahu", 11, 17),
        Column("Keadaan", 10, 20),
        Column("Kesimpulan", 15, 40),
    ),
    entries="sopti.privacy.breaches.book.entries",
    empty="Tidak ada kegagalan pelindungan data yang diketahui pada masa itu.",
    order=75,
    counted_by="Keadaan",
    seen_by="sopti.privacy.breaches.rules.may_read",
)


def entries(court: Court, period: Period) -> Entries:
    """Return the failures that became known in the period, dismissed ones too."""
    begins, ends = period.begins(court.tz), period.ends(court.tz)
    found = Breach.objects.filter(court=court, known_at__gte=begins, known_at__lt=ends)
    return Entries(keys_of(found.order_by("known_at", "pk")), partial(_rows, court))


def _rows(court: Court, keys: Sequence[int]) -> list[Row]:
    kept = Breach.objects.prefetch_related("notices").in_bulk(list(keys))
    return [_row(kept[key], court) for key in keys if key in kept]


def _row(breach: Breach, court: Court) -> Row:
    return Row(
        (
            breach.number,
            clock(breach.known_at, court.tz),
            breach.title,
            breach.exposed,
            breach.people_count,
            clock(breach.due_at, court.tz),
            clock(_told(breach, Told.PERSONS), court.tz),
            clock(_told(breach, Told.AGENCY), court.tz),
            breach.get_status_display(),
            breach.closing,
        ),
        link=breach.get_absolute_url(),
    )


def _told(breach: Breach, to: Told) -> datetime | None:
    """Return when they were told first."""
    return min((one.sent_at for one in breach.notices.all() if one.to == to), default=None)
