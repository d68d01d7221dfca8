"""A year of lines for the demonstration: weekly measurements, and faults that were mended."""

from __future__ import annotations

import random
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from maintenance.assets.models import Asset
from maintenance.network.enums import LineKind, LineState, Severity
from maintenance.network.models import Finding, Line, LineCheck
from sopti.people.models import Court, User

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

WEEKS = 52


class Sample(NamedTuple):
    name: str
    kind: LineKind
    serves: str
    provider: str = ""
    number: str = ""
    contact: str = ""
    down: float | None = None
    up: float | None = None


LINES = (
    Sample("Internet utama", LineKind.INTERNET, "Semua ruang, layanan daring", "Telkom Indonesia",
           "1425 0071 8833", "Layanan bisnis 1500 250", 100, 50),
    Sample("Internet cadangan", LineKind.INTERNET, "Sidang elektronik bila jalur utama putus",
           "Icon Plus", "IP-220518", "Pusat gangguan 150 678", 30, 30),
    Sample("LAN lantai 1", LineKind.LAN, "PTSP, kepaniteraan, dan ruang sidang"),
    Sample("LAN lantai 2", LineKind.LAN, "Kesekretariatan dan ruang hakim"),
    Sample("Wi-Fi pengunjung", LineKind.WIFI, "Ruang tunggu dan lobi", down=20, up=10),
)  # fmt: skip
# Weeks ago, the line or device, where, what, how heavy, how it was mended.
FAULTS = (
    (44, "LAN lantai 2", "Ruang hakim, lubang 6", "Konektor kabel longgar.", Severity.LIGHT,
     "Konektor dipasang ulang dan diuji."),
    (31, "Internet utama", "", "Putus dua jam karena kabel serat optik jalan terpotong.",
     Severity.HEAVY, "Penyedia menyambung serat; jalur cadangan dipakai sementara."),
    (19, "Titik akses Wi-Fi lobi", "Lobi", "Sinyal hilang setiap siang.", Severity.LIGHT,
     "Kanal diganti dan perangkat lunaknya diperbarui."),
    (8, "LAN lantai 1", "Ruang sidang 2", "Kabel digigit tikus.", Severity.HEAVY,
     "Kabel 12 meter diganti dan diberi pelindung."),
    (1, "Wi-Fi pengunjung", "Ruang tunggu", "Sambungan lambat bila lebih dari 40 pengunjung.",
     Severity.LIGHT, ""),
)  # fmt: skip


def load(at: datetime) -> str:
    """Give every demonstration court without lines its five, with their year."""
    before = Line.objects.count()
    for court in Court.objects.on_show().filter(lines=None):
        today = at.astimezone(court.tz).date()
        by = User.objects.holding("operator_ti", court=court, on=today).first()
        if by is not None:
            _make(court, by=by, at=at)
    return f"{Line.objects.count() - before} jalur jaringan"


def _make(court: Court, *, by: User, at: datetime) -> None:
    luck = random.Random(court.key)  # noqa: S311 (a picture)
    lines = Line.objects.bulk_create(
        Line(court=court, name=one.name, kind=one.kind, serves=one.serves, provider=one.provider,
             customer_number=one.number, contact=one.contact, down=one.down, up=one.up)
        for one in LINES
    )  # fmt: skip
    LineCheck.objects.bulk_create(
        check for line in lines for check in _checks(line, by=by, at=at, luck=luck)
    )
    Finding.objects.bulk_create(_findings(court, lines, by=by, at=at))


def _checks(line: Line, *, by: User, at: datetime, luck: random.Random) -> Iterator[LineCheck]:
    for back in range(WEEKS, -1, -1):
        part = luck.uniform(0.78, 0.97) if luck.random() > 0.1 else luck.uniform(0.4, 0.6)  # noqa: PLR2004 (now and then)
        is_slow = part < 0.6 and line.down is not None  # noqa: PLR2004 (of what was promised)
        yield LineCheck(
            line=line, at=_in_office(line.court, at, weeks=back), by=by,
            state=LineState.SLOW if is_slow else LineState.GOOD,
            down=line.down and round(line.down * part, 1),
            up=line.up and round(line.up * part, 1),
            latency=luck.randint(9, 28) if line.down else luck.randint(1, 3),
        )  # fmt: skip


def _in_office(court: Court, at: datetime, *, weeks: int) -> datetime:
    """Return a moment of a working day so many weeks ago."""
    day = at.astimezone(court.tz) - timedelta(weeks=weeks)
    day -= timedelta(days=max(day.weekday() - 4, 0))
    return min(day.replace(hour=9, minute=40), at)


def _findings(court: Court, lines: list[Line], *, by: User, at: datetime) -> Iterator[Finding]:
    by_name = {line.name: line for line in lines}
    for weeks, name, place, what, severity, solution in FAULTS:
        line = by_name.get(name)
        asset = None if line else Asset.objects.filter(court=court, name=name).first()
        found_at = _in_office(court, at, weeks=weeks)
        yield Finding(
            court=court, line=line, asset=asset, place=place, what=what, severity=severity, by=by,
            found_at=found_at, solution=solution,
            solved_at=found_at + timedelta(hours=4) if solution else None,
        )  # fmt: skip
