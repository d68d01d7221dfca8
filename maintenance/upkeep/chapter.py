"""What the report of a period tells of upkeep: devices planned and checked, and what was mended."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from maintenance.assets.enums import WorkKind
from maintenance.assets.models import AssetWork
from maintenance.upkeep.coverage import year_of
from maintenance.upkeep.enums import Found
from maintenance.upkeep.models import Check
from maintenance.upkeep.months import SECTION, last_of, month_of
from sopti.core.words import MONTHS, number, plain_date
from sopti.workflow.chapters import BAD, GOOD, OPEN, Chapter, Column, Photo, Table
from sopti.workflow.realisation import MOST_PHOTOS, realisation
from sopti.workflow.telling import (
    NOTHING,
    Row,
    capped,
    cell,
    day_at,
    days_between,
    judged_at,
    lowered,
    short,
    short_day,
    so_many,
    some,
    started,
)

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from maintenance.upkeep.coverage import Count
    from maintenance.upkeep.months import Slot
    from sopti.core.periods import Period
    from sopti.people.models import Court

KEY = "maintenance"
LOTS = (
    Column(head="Perangkat", wide=3),
    Column(head="Ruang", wide=3),
    Column(head="Rencana", wide=2),
    Column(head="Realisasi", wide=2),
    Column(head="Kondisi", wide=2),
    Column(head="Temuan dan tindakan", wide=4),
    Column(head="Sesuai", kind="state"),
)
MONTHLY = (
    Column(head="Bulan", wide=2),
    *(
        Column(head=head, kind="number")
        for head in ("Rencana", "Diperiksa", "Bermasalah", "Tidak ditemukan", "Terlewat")
    ),
)
WORKS = (
    Column(head="Tanggal"),
    Column(head="Perangkat", wide=3),
    Column(head="Pekerjaan", wide=5),
    Column(head="Suku cadang", wide=2),
    Column(head="Biaya", kind="number"),
)


def tell(court: Court, period: Period) -> Chapter | None:
    """Return the chapter; None where neither the SOP nor anybody looks after devices."""
    section = realisation(court, SECTION, period)
    known = _month(court, period) if period.is_month else _year(court, period)
    mended = _works(court, period)
    if section.is_empty and known.is_empty and not mended.rows:
        return None
    return Chapter(
        key=KEY,
        title="Monitoring dan pemeliharaan perangkat",
        sentences=(*known.sentences, *section.sentences),
        plan=section.plan,
        tables=(known.table, *section.tables, *((mended,) if mended.rows else ())),
        photos=(*_photos(court, period), *section.photos)[:MOST_PHOTOS],
        obstacles=(*known.obstacles, *section.obstacles),
    )


@dataclass(frozen=True)
class _Known:
    """What the checks of the period tell."""

    sentences: tuple[str, ...]
    table: Table
    obstacles: tuple[str, ...]
    is_empty: bool


# ------------------------------------------------------------------------------------ of a month
def _month(court: Court, period: Period) -> _Known:
    until = judged_at(court, period)
    found = month_of(court, period.first, today=day_at(until, court.tz))
    slots = [_as_of(slot, until) for slot in found.slots]
    slots = [slot for slot in slots if slot.check or slot.starts_on]
    slots.sort(key=_place)
    lots = [_Lot(list(group), court, period, until) for _, group in groupby(slots, _place)]
    rows, more = capped([lot.row for lot in lots], register="halaman Pemeliharaan")
    caption = f"Rencana dan realisasi pemeriksaan perangkat {period.words}"
    empty = f"Tidak ada perangkat yang terjadwal pada {period.words}."
    return _Known(
        sentences=(_said(slots, period), *more),
        table=Table(caption=caption, columns=LOTS, rows=rows, empty=empty),
        obstacles=some((line for lot in lots for line in lot.obstacles), rest="kelompok perangkat"),
        is_empty=not slots,
    )


def _as_of(slot: Slot, until: datetime) -> Slot:
    """Leave out a check that was made after the period."""
    late = slot.check is not None and slot.check.at >= until
    return type(slot)(
        slot.asset, slot.starts_on, slot.ends_on, slot.who, None if late else slot.check, slot.part
    )


def _place(slot: Slot) -> tuple[str, str]:
    return slot.asset.room, slot.asset.kind.name


def _said(slots: list[Slot], period: Period) -> str:
    if not slots:
        return f"Tidak ada perangkat yang terjadwal diperiksa pada {period.words}."
    done = [slot.check for slot in slots if slot.check]
    counts = [
        (sum(check.found == found for check in done), words)
        for found, words in (
            (Found.GOOD, "baik"),
            (Found.PROBLEM, "bermasalah"),
            (Found.MISSING, "tidak ditemukan"),
        )
    ]
    told = ", ".join(f"{number(count)} {words}" for count, words in counts if count)
    head = (
        f"{number(len(done))} dari {number(len(slots))} perangkat yang terjadwal pada "
        f"{period.words} diperiksa"
    )
    if done and counts[0][0] == len(done):
        return f"{head}, semuanya baik."
    return f"{head}: {told}." if told else f"{head}."


class _Lot:
    """The devices of one kind in one room that were due in the month."""

    def __init__(self, slots: list[Slot], court: Court, period: Period, until: datetime) -> None:
        self.slots = slots
        self.court = court
        self.period = period
        self.until = day_at(until, court.tz)
        self.checks = [slot.check for slot in slots if slot.check]
        self.open = [slot for slot in slots if slot.is_open]

    @property
    def name(self) -> str:
        kind = self.slots[0].asset.kind.name
        return f"{kind} ({number(len(self.slots))})" if len(self.slots) > 1 else kind

    @property
    def room(self) -> str:
        return self.slots[0].asset.room

    @property
    def ends_on(self) -> date | None:
        return max((slot.ends_on for slot in self.slots if slot.ends_on), default=None)

    @property
    def done_on(self) -> list[date]:
        return sorted(day_at(check.at, self.court.tz) for check in self.checks)

    @property
    def row(self) -> Row:
        return (
            self.name, self.room or NOTHING, self._planned(), self._done(), self._condition(),
            short("; ".join(self._found()), 200) or NOTHING, self._state(),
        )  # fmt: skip

    def _planned(self) -> str:
        starts = min((slot.starts_on for slot in self.slots if slot.starts_on), default=None)
        if starts is None or self.ends_on is None:
            return NOTHING
        return days_between(starts, self.ends_on, self.period)

    def _done(self) -> str:
        days = self.done_on
        return days_between(days[0], days[-1], self.period) if days else NOTHING

    def _condition(self) -> str:
        if len(self.checks) == 1:
            return self.checks[0].get_found_display().lower()
        told = [
            f"{number(count)} {lowered(found.label)}"
            for found in Found
            if (count := sum(check.found == found for check in self.checks))
        ]
        return ", ".join(told) or NOTHING

    def _found(self) -> Iterable[str]:
        for slot in self.slots:
            if slot.check and (slot.check.said or slot.check.case):
                on = f" ({slot.check.case.number})" if slot.check.case else ""
                said = slot.check.said.rstrip(".") or "diteruskan"
                yield f"{slot.asset.name}: {said}{on}"

    def _state(self) -> str:
        if self.open:
            is_over = self.ends_on is not None and self.ends_on < self.until
            left = "belum" if not self.checks else f"{number(len(self.open))} belum"
            return f"{BAD if is_over else OPEN}{left}"
        if self.ends_on and self.done_on[-1] > self.ends_on:
            return f"{BAD}+{number((self.done_on[-1] - self.ends_on).days)} hari"
        return f"{GOOD}ya"

    @property
    def obstacles(self) -> Iterable[str]:
        if self._state().startswith(f"{BAD}") and self.open:
            plan = f"rencana {self._planned()}"
            yield f"{self.name} di {self.room}: {number(len(self.open))} belum diperiksa, {plan}."
        for check in self.checks:
            if check.found != Found.GOOD and check.case_id is None:
                said = check.said.rstrip(".") or lowered(check.get_found_display())
                yield f"{check.asset.name} di {self.room}: {short(said)}; belum diteruskan."


# ------------------------------------------------------------------------------------- of a year
def _year(court: Court, period: Period) -> _Known:
    today = day_at(judged_at(court, period), court.tz)
    found = year_of(court, period.first.year, today=today)
    total = found.total
    rows = [(name, *_counts(month)) for name, month in zip(MONTHS, found.months, strict=True)]
    caption = f"Rencana dan realisasi pemeriksaan perangkat {period.words}"
    table = Table(
        caption=caption, columns=MONTHLY, rows=tuple(rows), total=("Jumlah", *_counts(total))
    )
    missed = (
        f"{room.name or 'Tanpa ruang'}: {number(room.missed)} pemeriksaan terlewat."
        for room in found.rooms
        if room.missed
    )
    return _Known(
        sentences=(_year_said(total, period),),
        table=table,
        obstacles=some(missed, rest="ruang"),
        is_empty=not total.planned,
    )


def _counts(count: Count) -> Row:
    return tuple(map(cell, (count.planned, count.done, count.bad, count.gone, count.missed)))


def _year_said(total: Count, period: Period) -> str:
    if not total.planned:
        return f"Tidak ada perangkat yang terjadwal diperiksa pada {period.words}."
    return (
        f"{number(total.done)} dari {number(total.planned)} pemeriksaan perangkat pada "
        f"{period.words} dilaksanakan; {so_many(total.bad, 'bermasalah')}, "
        f"{so_many(total.missed, 'terlewat')}."
    )


# ------------------------------------------------------------------------------- parts and photos
def _works(court: Court, period: Period) -> Table:
    """Return the repairs and parts of the period, as the cards of the devices keep them."""
    found = AssetWork.objects.filter(
        asset__court=court,
        kind__in=(WorkKind.PART, WorkKind.REPAIR),
        done_on__range=(period.first, period.last),
    ).select_related("asset")
    works = list(found.order_by("done_on", "pk"))
    rows, _ = capped(
        [
            (
                short_day(work.done_on, period), work.asset.name, short(work.summary, 160),
                work.part or NOTHING, f"Rp{number(work.cost)}" if work.cost else NOTHING,
            )
            for work in works
        ],
        register="kartu perangkat",
    )  # fmt: skip
    cost = sum(work.cost or 0 for work in works)
    total = ("Jumlah", "", "", "", f"Rp{number(cost)}") if cost else ()
    return Table(caption="Perbaikan dan suku cadang", columns=WORKS, rows=rows, total=total)


def _photos(court: Court, period: Period) -> tuple[Photo, ...]:
    until = judged_at(court, period)
    months = (period.first.replace(day=1), last_of(period.last.replace(day=1)))
    found = Check.objects.filter(asset__court=court, month__range=months, at__lt=until)
    with_photo = found.exclude(photo="").select_related("asset").order_by("-found", "at", "pk")
    return tuple(filter(None, (_photo(check, court) for check in with_photo[:MOST_PHOTOS])))


def _photo(check: Check, court: Court) -> Photo | None:
    """Return the check's picture, unless its file is gone."""
    if not check.photo.storage.exists(str(check.photo)):
        return None
    with check.photo.open("rb") as file:
        digest = hashlib.sha256(file.read()).hexdigest()
    day = plain_date(day_at(check.at, court.tz))
    caption = started(f"{check.asset.name}, {check.asset.room}, {day}")
    return Photo(file=str(check.photo), sha256=digest, caption=caption)
