"""Buku register perangkat: what the court has at the end of a period, and what happened to it."""

from __future__ import annotations

from collections import defaultdict
from functools import partial
from typing import TYPE_CHECKING, Any

from django.db.models import Q

from maintenance.as_it_stood import as_it_stood
from maintenance.assets.enums import Condition, WorkKind
from maintenance.assets.models import Asset, AssetKind, AssetWork, Handover
from sopti.core.words import number
from sopti.people.models import User
from sopti.workflow.books import Book, Column, Entries, Row, keys_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from sopti.core.periods import Period
    from sopti.people.models import Court

BOOK = Book(
    key="aset",
    title="Buku Register Perangkat dan Lisensi TI",
    says="Aset TI pada akhir masa, dengan riwayatnya dalam masa itu.",
    noun="aset",
    columns=(
        Column("NUP", 13, 24),
        Column("Jenis", 9, 20),
        Column("Nama", 15, 34, is_title=True),
        Column("Merek dan tipe", 13, 30),
        Column("Nomor seri", 12, 20),
        Column("Ruang", 12, 28),
        Column("Pemegang", 14, 28),
        Column("Kondisi", 8, 14),
        Column("Diperoleh", 9, 12),
        Column("Harga (Rp)", 9, 16, is_number=True),
        Column("Riwayat dalam masa ini", 30, 60),
    ),
    entries="maintenance.assets.book.entries",
    empty="Belum ada aset yang tercatat pada akhir masa itu.",
    order=50,
    counted_by="Kondisi",
    as_it_stands=True,
)


def entries(court: Court, period: Period) -> Entries:
    """Return what was there on the last day, and what was retired within the period."""
    came = Q(acquired_on__lte=period.last) | Q(acquired_on=None, added_at__lt=period.ends(court.tz))
    stays = Q(retired_on=None) | Q(retired_on__gte=period.first)
    found = Asset.objects.filter(came, stays, court=court).order_by("name", "nup")
    return Entries(keys_of(found), partial(_rows, court, period))


def _rows(court: Court, period: Period, keys: Sequence[int]) -> list[Row]:
    found = as_it_stood(Asset, keys, period.ends(court.tz))
    kinds = dict(AssetKind.objects.of_court(court.pk).values_list("pk", "name"))
    holders = User.objects.in_bulk({one.holder_id for one in found.values() if one.holder_id})
    told = _told(keys, period)
    return [
        _row(found[key], kinds, holders.get(found[key].holder_id or 0), told[key])
        for key in keys
        if key in found
    ]


def _row(
    asset: Asset, kinds: dict[int, str], holder: User | None, told: list[tuple[date, str]]
) -> Row:
    return Row(
        (
            asset.nup,
            kinds.get(asset.kind_id, ""),
            asset.name,
            asset.make,
            asset.serial,
            asset.room,
            str(holder or ""),
            Condition(asset.condition).label,
            asset.acquired_on,
            asset.price,
            "\n".join(f"{on:%d-%m-%Y} {words}" for on, words in sorted(told)),
        ),
        link=asset.get_absolute_url(),
    )


def _told(keys: Sequence[int], period: Period) -> dict[int, list[tuple[date, str]]]:
    """Return what happened to each asset within the period; three queries."""
    span = (period.first, period.last)
    told: dict[int, list[tuple[date, str]]] = defaultdict(list)
    works: Any = AssetWork.objects.filter(asset__in=keys, done_on__range=span)
    for work in works:
        told[work.asset_id].append((work.done_on, _of_work(work)))
    handed = Handover.objects.filter(asset__in=keys, handed_on__range=span)
    for one in handed.select_related("to_holder"):
        taker = f"{one.to_holder}, {one.to_room}" if one.to_holder else one.to_room
        told[one.asset_id].append((one.handed_on, f"Diserahkan kepada {taker} ({one.number})"))
    retired = Asset.objects.filter(pk__in=keys, retired_on__range=span)
    for key, on, why in retired.values_list("pk", "retired_on", "retired_reason"):
        if on is not None:
            told[key].append((on, f"Dihentikan dari pemakaian: {why}"))
    return told


def _of_work(work: AssetWork) -> str:
    part = f", suku cadang {work.part}" if work.part else ""
    cost = "" if work.cost is None else f", Rp{number(work.cost)}"
    told = f"{work.summary.rstrip('.')}{part}{cost}"
    return told if work.kind == WorkKind.CHECK else f"{WorkKind(work.kind).label}: {told}"
