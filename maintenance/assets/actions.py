"""Every change of the court's assets, each one public function.

Adding and importing lock the court first, so that two people cannot use one NUP; everything else
locks the asset. What somebody decides (to hand over, to retire) goes into the court's record.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from maintenance.assets import rules
from maintenance.assets.models import Asset, AssetKind, AssetWork, Handover, Licence, Seat
from sopti.core.errors import Refusal, refuse_if
from sopti.core.words import plain_date
from sopti.people.actions import keep
from sopti.people.models import Court
from sopti.search.actions import keep_found
from sopti.workflow import photos
from sopti.workflow.enums import EventKind
from sopti.workflow.record import record
from sopti.workflow.register import next_sequence, written

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from django.core.files.uploadedfile import UploadedFile

    from sopti.people.models import User

FIELDS = (
    "nup", "kind", "name", "maker", "model", "serial", "specification", "room", "unit", "holder",
    "condition", "acquired_on", "price", "warranty_until", "note",
)  # fmt: skip
HANDOVER_CODE = "BAST"
KIND = "aset"  # by which the search knows them


@transaction.atomic
def add_asset(
    told: Mapping[str, Any], *, by: User, at: datetime, photo: UploadedFile[Any] | None = None
) -> Asset:
    """Write a new asset of the person's court down, with its licence when it is one."""
    refuse_if(rules.why_not_add(by))
    court = _locked_court(by)
    asset = Asset(court=court, added_at=at)
    return _write(asset, told, by=by, photo=photo)


@transaction.atomic
def edit_asset(
    asset_id: int,
    told: Mapping[str, Any],
    *,
    by: User,
    at: datetime,
    photo: UploadedFile[Any] | None = None,
) -> Asset:
    """Correct what is known of an asset. Its holder and room change by a handover as well."""
    asset = _locked(asset_id)
    refuse_if(rules.why_not_keep(by, asset))
    return _write(asset, told, by=by, photo=photo)


@transaction.atomic
def hand_over(  # noqa: PLR0913 (what a berita acara says)
    asset_id: int,
    *,
    to_holder: User | None,
    to_room: str,
    to_unit: str = "",
    condition: str,
    handed_on: date,
    with_it: str = "",
    by: User,
    at: datetime,
) -> Handover:
    """Give the asset to another holder or room, with a numbered berita acara."""
    asset = _locked(asset_id)
    refuse_if(rules.why_not_hand_over(by, asset, to_holder=to_holder, to_room=to_room))
    refuse_if(rules.why_not_dated(handed_on, asset=asset, today=_today(asset.court, at)))
    sequence = next_sequence(asset.court, HANDOVER_CODE, handed_on.year)
    done = Handover.objects.create(
        asset=asset,
        number=written(sequence, HANDOVER_CODE, asset.court, handed_on.year),
        handed_on=handed_on,
        from_holder=asset.holder,
        from_room=asset.room,
        to_holder=to_holder,
        to_room=to_room,
        condition=condition,
        with_it=with_it,
        by=by,
        at=at,
    )
    asset.holder, asset.room, asset.condition = to_holder, to_room, condition
    asset.unit = to_unit or (to_holder.unit if to_holder else asset.unit)
    _keep(asset, by=by)
    whom = f"{to_holder}, {to_room}" if to_holder else to_room
    record(
        EventKind.ASSET_HANDED_OVER, court=asset.court, by=by, at=at, asset=asset.nup,
        summary=f"{by} mencatat serah terima {asset} kepada {whom}, nomor {done.number}",
    )  # fmt: skip
    return done


@transaction.atomic
def retire(asset_id: int, *, reason: str, on: date, by: User, at: datetime) -> Asset:
    """End the use of an asset. Its card and its cases stay; its licences become free."""
    asset = _locked(asset_id)
    refuse_if(rules.why_not_retire(by, asset))
    refuse_if(rules.why_not_dated(on, asset=asset, today=_today(asset.court, at)))
    asset.retired_on, asset.retired_reason = on, reason
    _keep(asset, by=by)
    asset.seats.all().delete()
    record(
        EventKind.ASSET_RETIRED, court=asset.court, by=by, at=at, asset=asset.nup, reason=reason,
        summary=f"{by} menghentikan pemakaian {asset} per {plain_date(on)}",
    )  # fmt: skip
    return asset


@transaction.atomic
def restore(asset_id: int, *, by: User, at: datetime) -> Asset:
    """Take an asset back into use that was retired by mistake."""
    asset = _locked(asset_id)
    refuse_if(rules.why_not_restore(by, asset))
    asset.retired_on, asset.retired_reason = None, ""
    _keep(asset, by=by)
    record(
        EventKind.ASSET_RESTORED, court=asset.court, by=by, at=at, asset=asset.nup,
        summary=f"{by} mencatat {asset} dipakai kembali",
    )  # fmt: skip
    return asset


@transaction.atomic
def note_work(work: AssetWork, *, by: User, at: datetime) -> AssetWork:
    """Write a check, a repair or a part onto the asset's card; its condition follows."""
    asset = _locked(work.asset_id)
    refuse_if(rules.why_not_keep(by, asset))
    refuse_if(rules.why_not_dated(work.done_on, asset=asset, today=_today(asset.court, at)))
    work.by, work.at = by, at
    keep(work, by=by)
    if asset.condition != work.condition:
        asset.condition = work.condition
        keep(asset, by=by)
    return work


# -------------------------------------------------------------------------------------- licences
@transaction.atomic
def give_seat(licence_id: int, *, user: Asset | User, by: User, at: datetime) -> Seat:
    """Let a device or a person use one seat of a licence. Refused beyond the seats it has."""
    licence = Licence.objects.select_for_update().get(pk=licence_id)
    refuse_if(rules.why_not_give_seat(by, licence))
    device, person = (user, None) if isinstance(user, Asset) else (None, user)
    if user.court_id != licence.asset.court_id:
        raise Refusal("Pemakai lisensi tidak terdaftar di pengadilan ini.")
    if licence.used.filter(device=device, person=person).exists():
        raise Refusal(f"{user} sudah memakai lisensi ini.")
    taken = set(licence.used.values_list("place", flat=True))
    place = next(number for number in range(1, licence.seats + 1) if number not in taken)
    seat = Seat(
        licence=licence, place=place, device=device, person=person, given_by=by, given_at=at
    )
    keep(seat, by=by)
    return seat


@transaction.atomic
def free_seat(seat_id: int, *, by: User) -> Seat:
    """Let a seat be used by somebody else."""
    seat = Seat.objects.select_for_update().select_related("licence__asset").get(pk=seat_id)
    refuse_if(rules.why_not_keep(by, seat.licence.asset))
    seat.delete()
    return seat


# ----------------------------------------------------------------------------------------- kinds
@transaction.atomic
def add_kind(*, name: str, by: User) -> AssetKind:
    """Give the court a kind of its own, below those of the house."""
    court = _locked_court(by)
    refuse_if(rules.why_not_add_kind(by, name, list(AssetKind.objects.visible_to(by))))
    kind = AssetKind(court=court, name=name)
    keep(kind, by=by)
    return kind


# ----------------------------------------------------------------------------------------- parts
def _write(
    asset: Asset, told: Mapping[str, Any], *, by: User, photo: UploadedFile[Any] | None
) -> Asset:
    """Write what is told onto the asset, its photo and its licence."""
    refuse_if(rules.why_not_take_nup(asset, told["nup"]))
    for name in FIELDS:
        setattr(asset, name, told[name])
    if photo is not None:
        refuse_if(photos.why_not_accept(photo))
        kept = photos.cleaned(photo)
        asset.photo, asset.photo_type = kept.content, kept.content_type
    _keep(asset, by=by)
    if told.get("seats"):
        _write_licence(asset, told, by=by)
    return asset


def _keep(asset: Asset, *, by: User) -> None:
    keep(asset, by=by)
    keep_found(KIND, [asset])


def _write_licence(asset: Asset, told: Mapping[str, Any], *, by: User) -> None:
    licence = Licence.objects.select_for_update().filter(asset=asset).first()
    licence = licence or Licence(asset=asset)
    refuse_if(rules.why_not_count_seats(licence, told["seats"]))
    licence.seats, licence.expires_on = told["seats"], told.get("expires_on")
    keep(licence, by=by)


def _locked(asset_id: int) -> Asset:
    locked = Asset.objects.select_for_update(of=("self",))
    return locked.select_related("court", "holder", "kind").get(pk=asset_id)


def _locked_court(by: User) -> Court:
    if by.court_id is None:
        raise Refusal(rules.NO_COURT)
    return Court.objects.select_for_update().get(pk=by.court_id)


def _today(court: Court, at: datetime) -> date:
    return at.astimezone(court.tz).date()
