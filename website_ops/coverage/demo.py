"""The demonstration's gear, and the events of the weeks around today."""

from __future__ import annotations

from datetime import time, timedelta
from typing import TYPE_CHECKING

from sopti.people.models import Court
from website_ops.coverage.choices import officers_of
from website_ops.coverage.models import CoverageEvent, Gear, GearLoan

if TYPE_CHECKING:
    from datetime import date, datetime

PIECES = (
    "Kamera Canon EOS 80D",
    "Tripod Takara",
    "Mikrofon Saramonic",
    "Ponsel liputan",
    "Lampu LED",
)
EVENTS = (
    (-12, "Rapat evaluasi kinerja bulanan", "Ruang rapat utama", 9),
    (-5, "Penyerahan sertifikat zona integritas", "Aula pengadilan", 8),
    (3, "Pelantikan panitera pengganti", "Ruang sidang utama", 9),
    (6, "Sidang keliling di balai kecamatan", "Balai kecamatan", 8),
    (11, "Sosialisasi layanan bagi penyandang disabilitas", "Aula pengadilan", 10),
    (19, "Rapat koordinasi akhir tahun", "Ruang rapat utama", 13),
)
PUBLISHERS = ("pa-kota-madiun", "pa-payakumbuh", "pa-ternate", "pa-banjarnegara")


def load(at: datetime) -> str:
    """Write gear and events of every demonstration court that has no gear yet."""
    courts = Court.objects.on_show().filter(key__in=PUBLISHERS, gear=None)
    made = sum(_fill(court, at) for court in courts)
    return f"{made} acara liputan"


def _fill(court: Court, at: datetime) -> int:
    officers = officers_of(court)
    if not officers:
        return 0
    today = at.astimezone(court.tz).date()
    gear = Gear.objects.bulk_create([Gear(court=court, name=name) for name in PIECES])
    events = CoverageEvent.objects.bulk_create(
        CoverageEvent(
            court=court,
            title=title,
            day=_workday(today + timedelta(days=ahead)),
            begins=time(hour),
            ends=time(hour + 2),
            place=place,
            officer=officers[0],
        )
        for ahead, title, place, hour in EVENTS
    )
    GearLoan.objects.create(
        gear=gear[0],
        event=events[1],
        person=officers[0],
        taken_at=at - timedelta(days=5),
        due_on=today + timedelta(days=2),
    )
    return len(events)


def _workday(day: date) -> date:
    return day + timedelta(days=max(7 - day.weekday(), 0) if day.weekday() > 4 else 0)  # noqa: PLR2004
