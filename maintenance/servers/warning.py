"""When a number is too much, and that people are told of it once.

A warning begins at the limit and ends somewhat below it, so that a disk at its limit does not
warn with every reading.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.timezone import localdate

from maintenance.servers.enums import MEASURED, Measure, Source
from maintenance.servers.models import Server, ServerAlert
from maintenance.servers.saying import amount
from sopti.core.words import moment
from sopti.notifications.actions import notify
from sopti.people.models import User

if TYPE_CHECKING:
    from datetime import datetime

    from maintenance.servers.models import ServerReading

TOLD = ("operator_ti", "kasubag_ptip")
SILENT_AFTER = timedelta(hours=6)
BELOW = {  # how far under its limit a number must be for the warning to end
    Measure.DISK: 2.0,
    Measure.MEMORY: 5.0,
    Measure.LOAD: 0.5,
    Measure.TEMPERATURE: 3.0,
}
WHAT_TO_DO = {
    Measure.DISK: "Hapus berkas sementara dan log lama, atau pindahkan cadangan ke media lain.",
    Measure.MEMORY: "Periksa aplikasi yang memakai memori, lalu mulai ulang layanannya.",
    Measure.LOAD: "Periksa proses yang berjalan dan jumlah pemakai yang tersambung.",
    Measure.TEMPERATURE: "Periksa pendingin ruang dan kipas server.",
    Measure.SILENCE: "Periksa apakah server hidup, tersambung, dan agennya masih dijadwalkan.",
}


def warn(server: Server, reading: ServerReading, *, at: datetime) -> None:
    """Begin and end the warnings of a locked server by its newest reading."""
    standing = {row.measure: row for row in server.alerts.filter(ended_at=None)}
    if reading.source == Source.AGENT and Measure.SILENCE in standing:
        _end(standing[Measure.SILENCE], at=at)
    for measure in MEASURED:
        value, limit = getattr(reading, measure.value), server.limit(measure)
        if value is None:
            continue
        alert = standing.get(measure)
        if alert is None and value >= limit:
            _begin(server, measure, value=value, limit=limit, at=at)
        elif alert is not None and value < limit - BELOW[measure]:
            _end(alert, at=at)


def warn_of_silence(at: datetime) -> str:
    """Warn of every server whose agent sends no longer. Safe to run twice, and in two workers."""
    agents = Server.objects.in_use().filter(keys__ended_at=None, keys__used_at__isnull=False)
    late = agents.filter(keys__used_at__lt=at - SILENT_AFTER)
    known = ServerAlert.objects.filter(measure=Measure.SILENCE, ended_at=None).values("server")
    told = sum(_silent(pk, at=at) for pk in late.exclude(pk__in=known).values_list("pk", flat=True))
    return f"{told} silent servers" if told else ""


@transaction.atomic
def _silent(server_id: int, *, at: datetime) -> bool:
    """Ask again under the lock: the agent, or another worker, may have been quicker."""
    rows = Server.objects.select_for_update(of=("self",)).select_related("court")
    server = rows.get(pk=server_id)
    since = server.keys.filter(ended_at=None, used_at__lt=at - SILENT_AFTER).first()
    if since is None or server.alerts.filter(measure=Measure.SILENCE, ended_at=None).exists():
        return False
    assert since.used_at is not None  # noqa: S101 (the filter asked for it)
    said = moment(since.used_at, now=at, tz=server.court.tz)
    ServerAlert.objects.create(server=server, measure=Measure.SILENCE, began_at=at)
    _tell(server, Measure.SILENCE, f"Agen {server} terakhir mengirim {said}.", at=at)
    return True


def _begin(server: Server, measure: Measure, *, value: float, limit: float, at: datetime) -> None:
    ServerAlert.objects.create(
        server=server, measure=measure, value=value, limit=limit, began_at=at
    )
    said = f"{measure.label} {amount(measure, value)}, batasnya {amount(measure, limit)}."
    _tell(server, measure, said, at=at)


def _end(alert: ServerAlert, *, at: datetime) -> None:
    alert.ended_at = at
    alert.save(update_fields=["ended_at"])


def _tell(server: Server, measure: Measure, said: str, *, at: datetime) -> None:
    today = localdate(at, timezone=server.court.tz)
    desk = [
        person
        for role in TOLD
        for person in User.objects.holding(role, court=server.court, on=today)
    ]
    notify(
        to=desk, subject=f"Peringatan server {server}: {measure.label.lower()}",
        body=f"{said}\n{WHAT_TO_DO[measure]}", link=server.get_absolute_url(), at=at,
    )  # fmt: skip
