"""Who may keep the court's assets: None, or the reason why not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maintenance.assets.models import Asset
from sopti.core.words import number, plain_date

if TYPE_CHECKING:
    from datetime import date

    from maintenance.assets.models import AssetKind, Licence
    from sopti.people.models import User

NO_COURT = (
    "Akun Anda belum terhubung dengan pengadilan. Minta pengelola SOPTI melengkapi data Anda."
)
KEEPERS = frozenset({"operator_ti", "kasubag_ptip"})
RETIRERS = frozenset({"kasubag_ptip"})
MOST_KINDS = 60


def why_not_read(user: User) -> str | None:
    return NO_COURT if user.court_id is None else None


def why_not_add(user: User) -> str | None:
    """Devices are written down by the IT desk and its head, as the SOPs' pendataan says."""
    if user.court_id is None:
        return NO_COURT
    if not user.role_keys & KEEPERS:
        return "Data aset dicatat oleh Operator/Admin TI dan Kasubag PTIP di pengadilan Anda."
    return None


def why_not_keep(user: User, asset: Asset) -> str | None:
    """Say why the asset may not be changed, handed over or worked on."""
    if asset.retired_on is not None:
        return (
            f"Aset ini sudah dihentikan dari pemakaian pada {plain_date(asset.retired_on)}, "
            "jadi datanya tidak diubah lagi."
        )
    return _why_not_here(user, asset) or why_not_add(user)


def why_not_retire(user: User, asset: Asset) -> str | None:
    if asset.retired_on is not None:
        return f"Aset ini sudah dihentikan pada {plain_date(asset.retired_on)}."
    return _why_not_here(user, asset) or _why_not_decide(user)


def why_not_restore(user: User, asset: Asset) -> str | None:
    if asset.retired_on is None:
        return "Aset ini masih dipakai."
    return _why_not_here(user, asset) or _why_not_decide(user)


def why_not_take_nup(asset: Asset, nup: str) -> str | None:
    """Say whose the number is: it stands for one asset of a court."""
    other = Asset.objects.filter(court=asset.court_id, nup=nup).exclude(pk=asset.pk).first()
    return f"NUP {nup} sudah dipakai {other.name}. Periksa nomornya." if other else None


def why_not_hand_over(
    user: User, asset: Asset, *, to_holder: User | None, to_room: str
) -> str | None:
    if (reason := why_not_keep(user, asset)) is not None:
        return reason
    if to_holder is not None and to_holder.court_id != asset.court_id:
        return "Penerima tidak bekerja di pengadilan ini."
    if to_holder is not None and not to_holder.is_active:
        return f"Akun {to_holder} nonaktif. Pilih pegawai yang masih bertugas."
    same_holder = (to_holder.pk if to_holder else None) == asset.holder_id
    if same_holder and to_room == asset.room:
        return "Pemegang dan ruangnya sama dengan sekarang, jadi tidak ada yang diserahterimakan."
    return None


def why_not_dated(day: date, *, asset: Asset, today: date) -> str | None:
    """Say why the day is wrong: what happened, happened by today and after it was there."""
    if day > today:
        return "Tanggalnya belum tiba. Tulis tanggal hari ini atau sebelumnya."
    if asset.acquired_on is not None and day < asset.acquired_on:
        return f"Aset ini baru diperoleh pada {plain_date(asset.acquired_on)}."
    return None


def why_not_give_seat(user: User, licence: Licence) -> str | None:
    if (reason := why_not_keep(user, licence.asset)) is not None:
        return reason
    if licence.used.count() >= licence.seats:
        return (
            f"Semua {number(licence.seats)} lisensi {licence.asset.name} sudah terpakai. "
            "Lepaskan satu pemakaian lebih dulu, atau tambah jumlah lisensinya."
        )
    return None


def why_not_change_kind(asset: Asset, kind: AssetKind) -> str | None:
    """Say why a licence cannot become a device: its seats would be nobody's."""
    if getattr(asset, "licence", None) is not None and not kind.is_licence:
        return "Lisensi tidak dapat diubah menjadi perangkat. Catat perangkatnya sebagai aset baru."
    return None


def why_not_count_seats(licence: Licence, seats: int) -> str | None:
    """Nobody loses a seat because the number was corrected."""
    used = licence.used.count() if licence.pk else 0
    if seats < used:
        return (
            f"Sudah ada {number(used)} pemakai. Lepaskan {number(used - seats)} lebih dulu, "
            "atau tulis jumlah yang lebih besar."
        )
    return None


def why_not_add_kind(user: User, name: str, taken: list[AssetKind]) -> str | None:
    if (reason := why_not_add(user)) is not None:
        return reason
    if any(kind.name.casefold() == name.casefold() for kind in taken):
        return f"Jenis aset “{name}” sudah ada."
    if sum(kind.court_id is not None for kind in taken) >= MOST_KINDS:
        return f"Sudah ada {MOST_KINDS} jenis aset milik pengadilan ini. Pakai salah satunya."
    return None


def _why_not_here(user: User, asset: Asset) -> str | None:
    return None if user.court_id == asset.court_id else "Aset ini milik pengadilan lain."


def _why_not_decide(user: User) -> str | None:
    if not user.role_keys & RETIRERS:
        return "Penghentian pemakaian aset diputuskan Kasubag PTIP di pengadilan Anda."
    return None
