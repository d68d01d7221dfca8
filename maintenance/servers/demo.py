"""A year of two servers for the demonstration: a disk that fills, is cleared, and fills again."""

from __future__ import annotations

import random
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from maintenance.assets.models import Asset
from maintenance.servers.enums import Measure, Source, Work
from maintenance.servers.models import Server, ServerAlert, ServerDay, ServerReading, ServerWork
from sopti.people.models import Court, User

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

DAYS, KEPT_DAYS = 364, 40
CLEARED = (236, 96)  # days ago: the disk was cleared
EVENING = time(16, 10)
SERVERS = (  # name, what for, the disk's first and daily per cent, the alert's day
    ("Server SIPP", "SIPP dan basis datanya", 66, 0.17),
    ("Server aplikasi", "Absensi, berbagi berkas, dan aplikasi kantor", 44, 0.12),
)


def load(at: datetime) -> str:
    """Give every demonstration court without servers its two, with their year."""
    before = Server.objects.count()
    for court in Court.objects.on_show().filter(servers=None):
        for place, (name, serves, first, daily) in enumerate(SERVERS):
            _make(court, name, serves, (first, daily), at=at, seed=f"{court.key}{place}")
    return f"{Server.objects.count() - before} server"


def _make(
    court: Court, name: str, serves: str, disk: tuple[float, float], *, at: datetime, seed: str
) -> None:
    luck = random.Random(seed)  # noqa: S311 (a picture)
    today = at.astimezone(court.tz).date()
    by = User.objects.holding("operator_ti", court=court, on=today).first()
    if by is None:
        return
    asset = Asset.objects.filter(court=court, name=name, retired_on=None).first()
    server = Server.objects.create(
        court=court, name=name, serves=serves, room="Ruang server", asset=asset,
        added_at=at - timedelta(days=DAYS),
    )  # fmt: skip
    days = list(_days(server, today, disk, luck=luck))
    ServerDay.objects.bulk_create(days)
    ServerReading.objects.bulk_create(_readings(server, days[-KEPT_DAYS:], by=by, at=at))
    ServerAlert.objects.bulk_create(_alerts(server, days, at=at))
    ServerWork.objects.bulk_create(_works(server, today, by=by, at=at))


def _days(
    server: Server, today: date, disk: tuple[float, float], *, luck: random.Random
) -> Iterator[ServerDay]:
    used, daily = disk
    for back in range(DAYS, -1, -1):
        day = today - timedelta(days=back)
        used = min(93.0, used + daily * luck.uniform(0.4, 1.6))
        if back in CLEARED:
            used = disk[0]
        works = day.weekday() < 5  # noqa: PLR2004 (Saturday and Sunday are quiet)
        busy = luck.uniform(0.9, 1.25) if works else luck.uniform(0.4, 0.55)
        hot = 3 * (1 if day.month in {9, 10, 11} else 0)
        yield ServerDay(
            server=server, day=day, readings=1, disk=round(used), memory=round(55 * busy + 8),
            load=round(2.1 * busy, 1), temperature=round(52 + 7 * busy + hot),
        )  # fmt: skip


def _readings(
    server: Server, days: list[ServerDay], *, by: User, at: datetime
) -> Iterator[ServerReading]:
    for row in days:
        moment = min(datetime.combine(row.day, EVENING, server.court.tz), at)
        yield ServerReading(
            server=server, at=moment, source=Source.HAND, by=by, disk=row.disk, where="",
            memory=row.memory, load=row.load, temperature=row.temperature,
        )  # fmt: skip


def _alerts(server: Server, days: list[ServerDay], *, at: datetime) -> Iterator[ServerAlert]:
    """Begin and end a warning of the disk where the days went over the limit and came back."""
    began: ServerAlert | None = None
    for row in days:
        moment = min(datetime.combine(row.day, EVENING, server.court.tz), at)
        is_over = row.disk is not None and row.disk >= server.disk_limit
        if is_over and began is None:
            began = ServerAlert(
                server=server, measure=Measure.DISK, value=row.disk, limit=server.disk_limit,
                began_at=moment,
            )  # fmt: skip
        elif not is_over and began is not None:
            began.ended_at = moment
            yield began
            began = None
    if began is not None:
        yield began


def _works(server: Server, today: date, *, by: User, at: datetime) -> Iterator[ServerWork]:
    for month in range(11, 0, -1):
        day = today - timedelta(days=30 * month)
        told = {
            Work.BACKUP: "Cadangan penuh ke penyimpanan jaringan, 38 GB, berhasil.",
            Work.UPDATE: "Pembaruan keamanan sistem operasi dipasang; mulai ulang pukul 20.00.",
            Work.ANTIVIRUS: "Bersih.",
        }
        for kind, said in told.items():
            yield ServerWork(
                server=server, kind=kind, done_on=day, summary=said, by=by,
                at=at - timedelta(days=30 * month),
            )  # fmt: skip
    for back in CLEARED:
        yield ServerWork(
            server=server, kind=Work.FOLLOW_UP, done_on=today - timedelta(days=back), by=by,
            summary="Log lama dan cadangan ganda dipindahkan ke penyimpanan jaringan.",
            at=at - timedelta(days=back),
        )  # fmt: skip
