"""What this room holds of a person: the devices they answer for, and their seats of licences."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from maintenance.models import Asset, Seat
from sopti.people.holdings import FOR_WORK, Cells, Holding, clock

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from django.db.models import QuerySet


def _assets(person: int) -> QuerySet[Any]:
    return Asset.objects.filter(holder=person).select_related("kind")


def _asset_cells(asset: Asset, tz: ZoneInfo) -> Cells:
    return (
        asset.nup, str(asset.kind), asset.name, asset.maker, asset.model, asset.room,
        asset.get_condition_display(), asset.retired_on,
    )  # fmt: skip


def _seats(person: int) -> QuerySet[Any]:
    return Seat.objects.filter(person=person).select_related("licence__asset")


def _seat_cells(seat: Seat, tz: ZoneInfo) -> Cells:
    return seat.licence.asset.name, seat.place, clock(seat.given_at, tz)


ASSETS = Holding(
    key="perangkat",
    title="Perangkat yang Anda pegang",
    says="Perangkat milik negara yang tercatat atas nama Anda.",
    because=FOR_WORK,
    lasts="Sampai diserahterimakan; riwayat serah terimanya tetap pada kartu aset.",
    seen_by="Petugas dan pejabat di pengadilan Anda, dan rekan satu unit kerja.",
    order=82,
    find=_assets,
    heads=("NUP", "Jenis", "Nama", "Merek", "Tipe", "Ruang", "Kondisi", "Dihentikan"),
    tell=_asset_cells,
    covers=("maintenance.asset.holder",),
)
SEATS = Holding(
    key="lisensi",
    title="Lisensi yang Anda pakai",
    says="Tempat Anda pada lisensi perangkat lunak pengadilan.",
    because=FOR_WORK,
    lasts="Sampai tempatnya dilepas; riwayatnya tetap tersimpan.",
    seen_by="Petugas dan pejabat di pengadilan Anda.",
    order=84,
    find=_seats,
    heads=("Perangkat lunak", "Tempat", "Diberikan"),
    tell=_seat_cells,
    covers=("maintenance.seat.person",),
)
