"""Keeping what a file says until one word, and then writing all of it or nothing."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db import transaction
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from maintenance.assets import rules
from maintenance.assets.actions import KIND
from maintenance.assets.imports.checking import NEW, OF_LICENCE, UPDATE, Checked, checked
from maintenance.assets.imports.reading import read
from maintenance.assets.models import Asset, AssetImport, Licence
from sopti.core.errors import Refusal, refuse_if
from sopti.core.sheets_in import shown_name
from sopti.core.words import number
from sopti.people.models import Court
from sopti.search.actions import keep_found
from sopti.workflow.enums import EventKind
from sopti.workflow.record import record

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from django.core.files.uploadedfile import UploadedFile

    from maintenance.assets.imports.checking import CheckedRow
    from sopti.people.models import User

KEPT_FOR = timedelta(days=1)
BATCH = 500
FIELDS = [
    "kind", "name", "maker", "model", "serial", "specification", "room", "unit", "holder",
    "condition", "acquired_on", "price", "warranty_until", "note", "retired_on", "retired_reason",
]  # fmt: skip


@transaction.atomic
def keep_file(file: UploadedFile[Any], *, updates: bool, by: User, at: datetime) -> AssetImport:
    """Read a file and keep what it says beside the assets. No asset is made or changed."""
    refuse_if(rules.why_not_add(by))
    if by.court is None:
        raise Refusal(rules.NO_COURT)
    told = read(file)
    AssetImport.objects.filter(by=by, applied_at=None).delete()  # one at a time
    return AssetImport.objects.create(
        court=by.court, by=by, at=at, name=shown_name(file), updates=updates,
        rows=told.rows, unread=told.unread,
    )  # fmt: skip


@transaction.atomic
def carry_out(import_id: int, *, by: User, at: datetime) -> Checked:
    """Write every row of an import, or none: it is checked again while the court is locked."""
    court = Court.objects.select_for_update().get(pk=by.court_id or 0)
    kept = AssetImport.objects.select_for_update().get(pk=import_id, by=by)
    refuse_if(rules.why_not_add(by))
    if kept.applied_at is not None:
        raise Refusal("Dokumen ini sudah dimuat. Pilih dokumen lain untuk impor berikutnya.")
    found = checked(kept, by=by, today=at.astimezone(court.tz).date())
    refuse_if(_why_not_carry_out(found))
    _write([row for row in found.rows if row.state == NEW], court=court, by=by, at=at)
    _change([row for row in found.rows if row.state == UPDATE], by=by, at=at)
    kept.applied_at, kept.rows = at, []
    kept.save(update_fields=["applied_at", "rows"])
    counts = found.counts
    record(
        EventKind.ASSETS_IMPORTED, court=court, by=by, at=at, file=kept.name,
        new=counts[NEW], changed=counts[UPDATE],
        summary=f"{by} mengimpor aset dari {kept.name}: {number(counts[NEW])} baru, "
        f"{number(counts[UPDATE])} diperbarui",
    )  # fmt: skip
    return found


def forget_old(at: datetime) -> str:
    """Forget files that nobody said a word about for a day. Run by the worker."""
    gone, _ = AssetImport.objects.filter(at__lt=at - KEPT_FOR).delete()
    return f"{gone} old asset imports forgotten"


def _why_not_carry_out(found: Checked) -> str | None:
    if found.wrong:
        return (
            f"Tidak ada yang dimuat: {number(len(found.wrong))} baris masih salah. "
            "Perbaiki di dokumennya, lalu pilih lagi."
        )
    return None if found.writes else "Tidak ada yang dimuat: semua baris sudah tercatat."


def _write(rows: list[CheckedRow], *, court: Court, by: User, at: datetime) -> None:
    made = [
        Asset(
            court=court,
            added_at=at,
            **{name: value for name, value in row.told.items() if name not in OF_LICENCE},
        )
        for row in rows
    ]
    _create(made, Asset, by=by, at=at)
    known = Asset.objects.filter(court=court).select_related("kind", "holder")
    written = {asset.nup: asset for asset in known}
    keep_found(KIND, [written[row.nup] for row in rows])
    licences = [_licence(row, written[row.nup]) for row in rows if row.told.get("seats")]
    _create(licences, Licence, by=by, at=at)


def _change(rows: list[CheckedRow], *, by: User, at: datetime) -> None:
    changed: list[Asset] = []
    added: list[Licence] = []
    counted: list[Licence] = []
    for row in rows:
        asset = row.existing
        if asset is None:
            continue
        for name in row.told.keys() & {*FIELDS}:
            setattr(asset, name, row.told[name])
        changed.append(asset)
        if row.told.keys() & {*OF_LICENCE}:
            (counted if hasattr(asset, "licence") else added).append(_licence(row, asset))
    _update(changed, Asset, FIELDS, by=by, at=at)
    keep_found(KIND, changed)
    _create(added, Licence, by=by, at=at)
    _update(counted, Licence, list(OF_LICENCE), by=by, at=at)


def _licence(row: CheckedRow, asset: Asset) -> Licence:
    licence = getattr(asset, "licence", None) or Licence(asset=asset)
    for name in row.told.keys() & {*OF_LICENCE}:
        setattr(licence, name, row.told[name])
    return licence


def _create(rows: Iterable[Any], model: type[Any], *, by: User, at: datetime) -> None:
    if rows:
        bulk_create_with_history(rows, model, batch_size=BATCH, default_user=by, default_date=at)


def _update(
    rows: list[Any], model: type[Any], fields: list[str], *, by: User, at: datetime
) -> None:
    if rows:
        bulk_update_with_history(
            rows, model, fields, batch_size=BATCH, default_user=by, default_date=at
        )
