"""What was recorded in a month, in sentences: what the steps of the SOP begin with."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q

from maintenance.assets.enums import WorkKind
from maintenance.assets.models import Asset, AssetWork, Licence
from maintenance.upkeep.enums import Found
from maintenance.upkeep.months import assets_of, last_of
from sopti.core.words import duration, number, plain_date
from sopti.monitors.models import Monitor, Outage

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from maintenance.upkeep.months import Month, Slot

MOST_LINES = 40
A_DAY = 24 * 60


def joined(lines: Iterable[str]) -> str:
    """Return lines as a text, no longer than a page can take."""
    kept = [line for line in lines if line]
    left = len(kept) - MOST_LINES
    more = [f"dan {number(left)} baris lain pada halaman Pemeliharaan"] if left > 0 else []
    return "\n".join([*kept[:MOST_LINES], *more])


# ----------------------------------------------------------------------------------- the schedule
def schedule(month: Month) -> str:
    """Return the month's part of the plan: "Tanggal 2 sampai 6: Switch, 3 perangkat (Dimas)."."""
    return joined(
        f"Tanggal {lot.starts_on.day} sampai {lot.ends_on.day}: {lot.kind}, "
        f"{number(len(list(assets_of(lot))))} perangkat ({lot.who or 'pelaksana belum ditentukan'})"
        for lot in month.lots
    )


# ------------------------------------------------------------------------------------- the checks
def counts(month: Month) -> dict[str, str]:
    """Return the sums of a month, each with its unit, by the key under which papers keep them."""
    told = {
        "terjadwal": month.slots,
        "diperiksa": month.done,
        "baik": month.found(Found.GOOD),
        "bermasalah": month.found(Found.PROBLEM),
        "tidak_ditemukan": month.found(Found.MISSING),
        "belum_diperiksa": month.open,
        "diteruskan": [slot for slot in month.done if slot.check and slot.check.case_id],
    }
    return {key: f"{number(len(slots))} perangkat" for key, slots in told.items()}


COUNT_LABELS = {
    "terjadwal": "Terjadwal",
    "diperiksa": "Diperiksa",
    "baik": "Baik",
    "bermasalah": "Bermasalah",
    "tidak_ditemukan": "Tidak ditemukan",
    "belum_diperiksa": "Belum diperiksa",
    "diteruskan": "Diteruskan ke berkas lain",
}


def checked(month: Month) -> str:
    """Say what the checks found: the sum, then each device that was not in order."""
    if not month.slots:
        return "Tidak ada perangkat yang terjadwal bulan ini."
    done, all_of = number(len(month.done)), number(len(month.slots))
    head = f"{done} dari {all_of} perangkat diperiksa, {number(len(month.found(Found.GOOD)))} baik."
    return joined([head, *problems(month)])


def problems(month: Month) -> list[str]:
    return [_problem(slot) for slot in month.troubled]


def _problem(slot: Slot) -> str:
    check = slot.check
    if check is None:
        return ""
    on = f" Diteruskan ke {check.case.number}." if check.case else ""
    said = f" {check.said}." if check.said else ""
    line = f"{slot.asset}, {slot.asset.room}: {check.get_found_display().lower()}.{said}{on}"
    return line.replace("..", ".")


def left(month: Month) -> str:
    """Name what was not checked yet."""
    return joined(f"{slot.asset}, {slot.asset.room}: belum diperiksa." for slot in month.open)


# ------------------------------------------------------------------------------------ the network
def watched(month: Month, *, now: datetime) -> str:
    """Say what the monitors of the court saw in the month."""
    monitors = Monitor.objects.filter(court=month.court).count()
    if not monitors:
        return "Belum ada pemantau. Tulis apa yang diamati pada jaringan bulan ini."
    outages = _outages(month)
    if not outages:
        return f"{number(monitors)} pemantau berjalan; tidak ada gangguan bulan ini."
    head = f"{number(monitors)} pemantau berjalan; {number(len(outages))} gangguan bulan ini:"
    return joined([head, *(_outage(one, now) for one in outages)])


def _outages(month: Month) -> list[Outage]:
    begun = Outage.objects.filter(monitor__court=month.court, told_at__isnull=False)
    return [
        one
        for one in begun.select_related("monitor").order_by("began_at")
        if one.began_at.astimezone(month.court.tz).date().replace(day=1) == month.first
    ]


def _outage(one: Outage, now: datetime) -> str:
    day = plain_date(one.began_at.astimezone(one.monitor.court.tz).date())
    return f"{one.monitor}, {day}: terganggu {duration(one.minutes(now=now), A_DAY)}."


# ------------------------------------------------------------------- development and coordination
@dataclass(frozen=True)
class _Span:
    first: date
    last: date


def changed(month: Month) -> str:
    """Say what came, what went, and what ends soon: software and hardware in the month."""
    span = _Span(month.first, last_of(month.first))
    here = Asset.objects.filter(court=month.court)
    new = here.filter(acquired_on__range=(span.first, span.last))
    gone = here.filter(retired_on__range=(span.first, span.last))
    ends = Licence.objects.filter(
        asset__in=here, asset__retired_on=None, expires_on__range=(span.first, span.last)
    ).select_related("asset")
    lines = [
        *(f"Baru: {asset}." for asset in new),
        *(f"Dihentikan: {asset}, {asset.retired_reason}." for asset in gone),
        *(f"Lisensi habis {plain_date(one.expires_on)}: {one.asset}." for one in ends),  # type: ignore[arg-type]
        *_parts(month, span),
    ]
    return joined(lines) or "Tidak ada perangkat atau lisensi yang berubah bulan ini."


def _parts(month: Month, span: _Span) -> list[str]:
    """Return the parts and repairs of the month, as the cards keep them."""
    works = AssetWork.objects.filter(
        Q(kind__in=(WorkKind.PART, WorkKind.REPAIR)),
        asset__court=month.court,
        done_on__range=(span.first, span.last),
    )
    lines = []
    for work in works.select_related("asset"):
        part = f", suku cadang {work.part}" if work.part else ""
        cost = f", Rp{number(work.cost)}" if work.cost else ""
        lines.append(f"{work.get_kind_display()} {work.asset}: {work.summary}{part}{cost}")
    return lines


def by_unit(month: Month) -> str:
    """Say to each sub-unit what was found of its devices."""
    units: dict[str, list[Slot]] = defaultdict(list)
    for slot in month.slots:
        units[slot.asset.unit or slot.asset.room].append(slot)
    return joined(_unit(name, slots) for name, slots in sorted(units.items()))


def _unit(name: str, slots: list[Slot]) -> str:
    bad = [slot.asset.name for slot in slots if slot.check and slot.check.found != Found.GOOD]
    done = sum(not slot.is_open for slot in slots)
    tail = f"; perlu ditangani: {', '.join(bad)}" if bad else "; tidak ada masalah"
    return f"{name}: {number(done)} dari {number(len(slots))} diperiksa{tail}."


# ---------------------------------------------------------------------------------- the analysis
def analysed(month: Month) -> str:
    """Say which kinds and rooms had the most faults, and what is still open."""
    bad = month.troubled
    if not bad:
        return f"Tidak ada masalah yang ditemukan. {_rest(month)}"
    kinds = Counter(slot.asset.kind.name for slot in bad).most_common(3)
    rooms = Counter(slot.asset.room for slot in bad).most_common(3)
    lines = [
        f"{number(len(bad))} perangkat tidak beres dari {number(len(month.done))} yang diperiksa.",
        f"Jenis terbanyak: {_most(kinds)}.",
        f"Ruang terbanyak: {_most(rooms)}.",
        *problems(month),
        _rest(month),
    ]
    return joined(lines)


def _most(found: list[tuple[str, int]]) -> str:
    return ", ".join(f"{name} ({number(count)})" for name, count in found)


def _rest(month: Month) -> str:
    count = len(month.open)
    return f"{number(count)} perangkat belum diperiksa." if count else "Semua sudah diperiksa."


def followed(month: Month) -> str:
    """Say of each problem where it went; who follows it up writes what was done."""
    if not month.troubled:
        return "Tidak ada masalah yang perlu ditindaklanjuti."
    return joined(_followed(slot) for slot in month.troubled)


def _followed(slot: Slot) -> str:
    line = _problem(slot)
    if slot.check is None or slot.check.case is None:
        return f"{line} Tindak lanjut: "
    return f"{line} Keadaannya: {slot.check.case.get_status_display().lower()}."


def recap(month: Month) -> str:
    """Return the recapitulation: sums, problems, parts and costs of the month."""
    told = counts(month)
    sums = "; ".join(f"{label.lower()} {told[key]}" for key, label in COUNT_LABELS.items())
    span = _Span(month.first, last_of(month.first))
    return joined([f"{month.name}: {sums}.", *problems(month), *_parts(month, span)])
