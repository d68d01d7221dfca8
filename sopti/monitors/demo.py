"""The demonstration's monitors: a believable past, and addresses that nobody ever asks.

They are samples: the watcher passes them over, so that a demonstration speaks to nobody.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from sopti.monitors.enums import Kind, Section, Span, State
from sopti.monitors.keeping import began
from sopti.monitors.models import Monitor, Outage, Pulse, Reading, Tally
from sopti.monitors.outages import follow_outages

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sopti.people.models import Court

DAYS, HOURS, READINGS = 62, 48, 12
FORMER_DAYS_AGO, FORMER_MINUTES, FAILING_MINUTES = 11, 47, 20


@dataclass(frozen=True)
class Sample:
    name: str
    kind: Kind
    section: Section
    target: str
    ms: int
    interval: int = 5
    days: int = 14
    detail: str = "Menjawab seperti seharusnya."


def samples(court: Court) -> list[Sample]:
    """Return what a court of this name would watch."""
    host = f"{court.key.replace('pa-kota-', 'pa-')}.go.id"
    return [
        Sample("Situs pengadilan", Kind.HTTP, Section.WEBSITE, f"https://{host}/", 640,
               detail="Menjawab 200 dengan teks yang dicari."),
        Sample("Sertifikat situs", Kind.TLS, Section.WEBSITE, host, 90, 360,
               detail="Sertifikat berlaku 71 hari lagi."),
        Sample("Domain pengadilan", Kind.DOMAIN, Section.WEBSITE, host, 420, 1440, 30,
               detail="Domain terdaftar 208 hari lagi."),
        Sample("SIPP lokal", Kind.HTTP, Section.SIPP, "http://192.168.10.5/sipp/", 180,
               detail="Menjawab 200 dengan teks yang dicari."),
        Sample("Basis data SIPP", Kind.TCP, Section.SERVER, "192.168.10.5:3306", 3,
               detail="Menerima sambungan."),
        Sample("Router utama", Kind.PING, Section.NETWORK, "192.168.10.1", 1,
               detail="Menjawab ping."),
    ]  # fmt: skip


def make_monitors(*, at: datetime, courts: Iterable[Court]) -> int:
    """Give every court that watches nothing yet its samples with their past; say how many."""
    made = 0
    for court in courts:
        if court.monitors.exists():
            continue
        for place, sample in enumerate(samples(court)):
            _make(court, sample, at=at, luck=random.Random(f"{court.key}{place}"))  # noqa: S311 (a picture)
            made += 1
    follow_outages(at=at)
    return made


def _make(court: Court, sample: Sample, *, at: datetime, luck: random.Random) -> None:
    monitor = Monitor.objects.create(
        court=court,
        name=sample.name,
        kind=sample.kind,
        section=sample.section,
        target=sample.target,
        expected_text="Pengadilan Agama" if sample.kind == Kind.HTTP else "",
        interval=sample.interval,
        days=sample.days,
        whois_server="whois.id" if sample.kind == Kind.DOMAIN else "",
        may_touch_private=sample.target.removeprefix("http://").startswith("192.168."),
        is_sample=True,
    )
    outages = _outages(monitor, at=at)
    Tally.objects.bulk_create(_tallies(monitor, sample, outages, at=at, luck=luck))
    Reading.objects.bulk_create(_readings(monitor, sample, outages, at=at, luck=luck))
    _pulse(monitor, sample, outages, at=at)


def _outages(monitor: Monitor, *, at: datetime) -> list[Outage]:
    """Return one outage of the server that is over, and one of SIPP that lasts."""
    if monitor.section == Section.SERVER:
        began_at = at - timedelta(days=FORMER_DAYS_AGO, hours=3)
        ended_at = began_at + timedelta(minutes=FORMER_MINUTES)
        return [
            Outage.objects.create(
                monitor=monitor, began_at=began_at, ended_at=ended_at, told_at=began_at,
                ended_told_at=ended_at, seen="192.168.10.5 menolak sambungan pada port 3306.",
            )
        ]  # fmt: skip
    if monitor.section == Section.SIPP:
        began_at = at - timedelta(minutes=FAILING_MINUTES)
        return [
            Outage.objects.create(
                monitor=monitor, began_at=began_at, seen="Menjawab 502, bukan 200."
            )
        ]
    return []


def _tallies(
    monitor: Monitor, sample: Sample, outages: list[Outage], *, at: datetime, luck: random.Random
) -> Iterator[Tally]:
    tz = monitor.court.tz
    for span, count, step in (
        (Span.DAY, DAYS, timedelta(days=1)),
        (Span.HOUR, HOURS, timedelta(hours=1)),
    ):
        for back in range(count):
            start = began(span, at - back * step, tz=tz)
            end = min(start + step, at)
            checks = int((end - start).total_seconds() // 60 // sample.interval)
            if checks:
                yield _tally(monitor, span, start, end, checks=checks, outages=outages,
                             ms=round(sample.ms * luck.uniform(0.8, 1.3)))  # fmt: skip


def _tally(  # noqa: PLR0913 (a tally is made of these)
    monitor: Monitor,
    span: Span,
    start: datetime,
    end: datetime,
    *,
    checks: int,
    outages: list[Outage],
    ms: int,
) -> Tally:
    away = sum(_overlap(outage, start, end) for outage in outages)
    oks = checks - min(checks, round(away / monitor.interval))
    return Tally(
        monitor=monitor, span=span, at=start, checks=checks, oks=oks, ms_sum=ms * oks,
        ms_max=ms * 3,
    )  # fmt: skip


def _overlap(outage: Outage, start: datetime, end: datetime) -> float:
    """Return for how many minutes of this time the outage lasted."""
    last = min(outage.ended_at or end, end)
    return max(0.0, (last - max(outage.began_at, start)).total_seconds() / 60)


def _readings(
    monitor: Monitor, sample: Sample, outages: list[Outage], *, at: datetime, luck: random.Random
) -> Iterator[Reading]:
    for back in range(READINGS):
        moment = at - timedelta(minutes=back * sample.interval + 1)
        away = [one for one in outages if one.ended_at is None and moment >= one.began_at]
        yield Reading(
            monitor=monitor, at=moment, ok=not away, detail=away[0].seen if away else "",
            ms=round(sample.ms * luck.uniform(0.8, 1.3)),
        )  # fmt: skip


def _pulse(monitor: Monitor, sample: Sample, outages: list[Outage], *, at: datetime) -> None:
    lasting = next((one for one in outages if one.ended_at is None), None)
    over = max((one.ended_at for one in outages if one.ended_at), default=None)
    Pulse.objects.create(
        monitor=monitor,
        state=State.DOWN if lasting else State.UP,
        since=lasting.began_at if lasting else over or at - timedelta(days=DAYS),
        checked_at=at - timedelta(minutes=1),
        ms=sample.ms,
        detail=lasting.seen if lasting else sample.detail,
        streak=-4 if lasting else 200,
        failing_since=lasting.began_at if lasting else None,
        past="1" * 20,
    )
