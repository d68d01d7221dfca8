"""What people do with checks: answer one, hand a problem on, and keep the lists."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db import transaction

from maintenance.assets.enums import WorkKind
from maintenance.assets.models import Asset, AssetKind, AssetWork
from maintenance.upkeep import rules
from maintenance.upkeep.enums import Found, Part
from maintenance.upkeep.lists import list_of
from maintenance.upkeep.models import Check, Checklist
from maintenance.upkeep.months import case_of
from maintenance.upkeep.roads import CATEGORIES, REQUEST, tables_of
from sopti.core.errors import Refusal, refuse_if
from sopti.core.words import month_name
from sopti.people.actions import keep
from sopti.workflow import photos
from sopti.workflow.raising import raise_incident, raise_request
from sopti.workflow.subjects import Subject

if TYPE_CHECKING:
    from datetime import date, datetime

    from django.core.files.uploadedfile import UploadedFile

    from sopti.people.models import User
    from sopti.workflow.models import Case


@dataclass(frozen=True)
class Answer:
    """What somebody found of a device."""

    found: str
    wrong: list[str] = field(default_factory=list)
    note: str = ""
    condition: str = ""
    photo: UploadedFile[Any] | None = None


@transaction.atomic
def answer(asset_id: int, told: Answer, *, month: date, seen: str, by: User, at: datetime) -> Check:
    """Keep what was found of a device in a month, and write it onto its card.

    `seen` is the answer that the page showed. Of two people who answer at once, the second is
    refused and reads what the first found; sent again, it corrects the first.
    """
    check = _locked(asset_id, month)
    asset = check.asset
    today = at.astimezone(asset.court.tz).date()
    refuse_if(rules.why_not_check(by, asset, month=month, today=today))
    refuse_if(rules.why_not_replace(check, seen=seen, now=at))
    refuse_if(rules.why_not_take_back(check, told.found))
    check.found, check.wrong, check.note = told.found, told.wrong, told.note
    check.items = list_of(asset.kind, asset.court_id).items
    check.by, check.at = by, at
    _keep_photo(check, told.photo)
    check.work = _on_card(check, told.condition, today=today)
    keep(check, by=by)
    return check


def _locked(asset_id: int, month: date) -> Check:
    """Lock the device, and return its check of the month; a new one that is not stored yet."""
    locked = Asset.objects.select_for_update(of=("self",)).select_related("court", "kind")
    asset = locked.get(pk=asset_id)
    found = Check.objects.select_related("by", "work", "case").filter(asset=asset, month=month)
    check = found.first() or Check(asset=asset, month=month)
    check.asset = asset
    return check


def _keep_photo(check: Check, photo: UploadedFile[Any] | None) -> None:
    if photo is not None:
        refuse_if(photos.why_not_accept(photo))
        kept = photos.cleaned(photo)
        check.photo, check.photo_type = kept.content, kept.content_type


def _on_card(check: Check, condition: str, *, today: date) -> AssetWork:
    """Write the check onto the card of the device; its condition follows what was said of it."""
    asset = check.asset
    work = check.work or AssetWork(asset=asset, kind=WorkKind.CHECK)
    work.done_on, work.worker, work.by, work.at = today, str(check.by), check.by, check.at
    work.summary = card_words(check)
    work.condition = condition or asset.condition
    keep(work, by=check.by)
    if asset.condition != work.condition:
        asset.condition = work.condition
        keep(asset, by=check.by)
    return work


def card_words(check: Check) -> str:
    """Return the line of the card: "Pemeriksaan November 2026: bermasalah. Tinta habis."."""
    said = f" {check.said}." if check.said else ""
    what = check.get_found_display().lower()
    return f"Pemeriksaan {month_name(check.month)}: {what}.{said}".replace("..", ".")[:300]


# --------------------------------------------------------------------------------- handing it on
@transaction.atomic
def hand_on(check_id: int, *, road: str, by: User, at: datetime) -> Case:
    """Make the problem a service request or an incident, linked both ways; once."""
    locked = Check.objects.select_for_update(of=("self",))
    check = locked.select_related("asset__court", "asset__kind", "case", "work").get(pk=check_id)
    if check.case is not None:
        return check.case  # a second tap
    refuse_if(rules.why_not_raise(by, check))
    case = _raised(check, road, by=by, at=at)
    if case is None:
        raise Refusal("SOP pengadilan ini tidak mempunyai tabel untuk itu. Pilih jalan yang lain.")
    check.case = case
    keep(check, by=by)
    if check.work is not None:
        check.work.case = case
        keep(check.work, by=by)
    return case


def _raised(check: Check, road: str, *, by: User, at: datetime) -> Case | None:
    asset = check.asset
    told: dict[str, Any] = {
        "court": asset.court,
        "title": f"{asset.name}: {_short(check)}",
        "detail": _detail(check),
        "by": by,
        "at": at,
        "subjects": [Subject("asset", str(asset.pk), str(asset))],
        "from_case": case_of(asset.court, check.month),
    }
    if road == REQUEST:
        part = Part(list_of(asset.kind, asset.court_id).part)
        place = f"{asset}, {asset.room}"
        return raise_request(**told, place=place, category=CATEGORIES[part])
    if road not in {table.section for table in tables_of(check)}:
        return None
    return raise_incident(road, **told)


def _short(check: Check) -> str:
    if check.found == Found.MISSING:
        return "tidak ditemukan saat pemeriksaan"
    if check.wrong:
        return f"tidak beres “{check.wrong[0][:100]}”"
    return " ".join(check.note.split())[:100] or "bermasalah"


def _detail(check: Check) -> str:
    found = check.get_found_display().lower()
    lines = [
        f"Ditemukan {check.by} pada pemeriksaan {month_name(check.month)}: {found}.",
        *(f"- Tidak beres: {item}" for item in check.wrong),
        check.note,
        f"Perangkat: {check.asset}, {check.asset.room}.",
    ]
    return "\n".join(line for line in lines if line)


# ------------------------------------------------------------------------------------------ lists
@transaction.atomic
def keep_list(
    kind: AssetKind, *, every: int, part: str, lines: str, by: User, at: datetime
) -> Checklist:
    """Keep what the court looks at on a kind of device; the house's list stays as it is."""
    refuse_if(rules.why_not_keep_lists(by))
    found = Checklist.objects.select_for_update().filter(court=by.court_id, kind=kind).first()
    one = found or Checklist(court=by.court, kind=kind)
    one.every, one.part, one.lines = every, part, lines
    keep(one, by=by)
    return one
