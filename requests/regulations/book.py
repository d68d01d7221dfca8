"""Buku himpunan peraturan: the library as it stands at the end of a period."""

from __future__ import annotations

from collections import defaultdict
from functools import partial
from typing import TYPE_CHECKING

from requests.regulations.enums import LinkKind, RegulationKind
from requests.regulations.models import Citation, Regulation, RegulationLink
from sopti.workflow.books import MOST_ROWS, Book, Column, Entries, Row, day

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sopti.core.periods import Period
    from sopti.people.models import Court

BY_NEWER = {
    LinkKind.AMENDS: "diubah oleh",
    LinkKind.REVOKES: "dicabut oleh",
    LinkKind.FOLLOWS: "diikuti oleh",
}
RANKS = {kind: rank for rank, kind in enumerate(RegulationKind.values)}
BOOK = Book(
    key="peraturan",
    title="Buku Himpunan Regulasi dan SK Bidang TI",
    says="Peraturan dan surat keputusan dalam pustaka pengadilan pada akhir masa.",
    noun="peraturan",
    columns=(
        Column("Jenis", 16, 34),
        Column("Nomor", 16, 34, is_title=True),
        Column("Tahun", 6, 8),
        Column("Tanggal", 9, 12),
        Column("Tentang", 40, 80),
        Column("Keadaan", 22, 46),
        Column("Dirujuk SOP", 12, 24),
        Column("Dihimpun", 9, 12),
    ),
    entries="requests.regulations.book.entries",
    empty="Belum ada peraturan yang dihimpun pada akhir masa itu.",
    order=90,
    counted_by="Jenis",
    as_it_stands=True,
)


def entries(court: Court, period: Period) -> Entries:
    """Return what was gathered before the period ended, in the order of a decree's bases."""
    ends = period.ends(court.tz)
    found = Regulation.objects.filter(court=court, added_at__lt=ends)
    lines = found.order_by("year", "number").values_list("kind", "pk")[: MOST_ROWS + 1]
    ordered = sorted(lines, key=lambda line: RANKS[line[0]])
    return Entries([key for _, key in ordered], partial(_rows, court, ends))


def _rows(court: Court, ends: datetime, keys: Sequence[int]) -> list[Row]:
    kept = Regulation.objects.in_bulk(list(keys))
    touched, cited = _touched(keys, ends), _cited(keys)
    return [
        _row(kept[key], court, "\n".join(touched[key]) or "Berlaku", "\n".join(cited[key]))
        for key in keys
        if key in kept
    ]


def _row(one: Regulation, court: Court, stands: str, cited: str) -> Row:
    return Row(
        (
            RegulationKind(one.kind).label, one.number, str(one.year), one.issued_on, one.title,
            stands, cited, day(one.added_at, court.tz),
        ),
        link=one.get_absolute_url(),
    )  # fmt: skip


def _touched(keys: Sequence[int], ends: datetime) -> dict[int, list[str]]:
    """Return what others did to each by then: "Dicabut oleh …"."""
    links = RegulationLink.objects.filter(older__in=keys, at__lt=ends).select_related("newer")
    told: dict[int, list[str]] = defaultdict(list)
    for link in links:
        words = f"{BY_NEWER[LinkKind(link.kind)]} {link.newer}"
        told[link.older_id].append(words[:1].upper() + words[1:])
    return told


def _cited(keys: Sequence[int]) -> dict[int, list[str]]:
    told: dict[int, list[str]] = defaultdict(list)
    found = Citation.objects.filter(regulation__in=keys).order_by("document")
    for key, document in found.values_list("regulation", "document").distinct():
        told[key].append(document)
    return told
