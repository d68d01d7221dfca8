"""What the pages of the servers show, gathered in few queries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import OuterRef, Subquery

from maintenance.section import section_cases
from maintenance.servers import rules
from maintenance.servers.charts import WEEKS, pictures, weeks_of
from maintenance.servers.enums import MEASURED, Measure
from maintenance.servers.models import Server, ServerAlert, ServerReading
from maintenance.servers.saying import amount
from sopti.backups.enums import Section as BackupSection
from sopti.backups.pages import section_rows as backup_rows
from sopti.core import words
from sopti.monitors.enums import Section
from sopti.monitors.pages import section_rows

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from maintenance.servers.models import ServerQuerySet
    from sopti.people.models import User

SHOWN_READINGS, SHOWN_WORKS, SHOWN_ALERTS = 12, 7, 6
STALE = timedelta(days=35)
A_DAY = 24 * 60


@dataclass(frozen=True)
class Number:
    label: str
    said: str
    is_over: bool


@dataclass(frozen=True)
class ServerRow:
    """One server with what was read last."""

    server: Server
    reading: ServerReading | None
    alerts: list[ServerAlert]
    is_stale: bool

    @property
    def numbers(self) -> list[Number]:
        over = {alert.measure for alert in self.alerts}
        return [
            Number(
                measure.label,
                amount(measure, getattr(self.reading, measure.value, None)),
                measure in over,
            )
            for measure in MEASURED
        ]

    @property
    def is_silent(self) -> bool:
        return any(alert.measure == Measure.SILENCE for alert in self.alerts)


@dataclass(frozen=True)
class Past:
    """A warning in words."""

    what: str
    said: str
    alert: ServerAlert
    lasted: str


def rows_of(found: ServerQuerySet, *, now: datetime) -> list[ServerRow]:
    """Return servers with their newest readings and open warnings, in three queries."""
    newest = ServerReading.objects.filter(server=OuterRef("pk")).order_by("-at", "-pk")
    servers = list(found.for_pages().annotate(newest_id=Subquery(newest.values("pk")[:1])))
    readings = ServerReading.objects.select_related("by").in_bulk(
        [pk for one in servers if (pk := vars(one)["newest_id"])]
    )
    alerts: dict[int, list[ServerAlert]] = {}
    for alert in ServerAlert.objects.filter(server__in=servers, ended_at=None):
        alerts.setdefault(alert.server_id, []).append(alert)
    return [
        _row(server, readings.get(vars(server)["newest_id"]), alerts.get(server.pk, []), now)
        for server in servers
    ]


def _row(
    server: Server, reading: ServerReading | None, alerts: list[ServerAlert], now: datetime
) -> ServerRow:
    is_stale = reading is None or reading.at < now - STALE
    return ServerRow(server, reading, alerts, is_stale)


def list_page(user: User, *, now: datetime) -> dict[str, Any]:
    """Return the servers of the court, with what is watched and what runs beside them."""
    rows = rows_of(Server.objects.visible_to(user), now=now)
    used = [row for row in rows if row.server.is_active]
    return {
        "rows": used,
        "unused": [row.server for row in rows if not row.server.is_active],
        "finding": _finding(used),
        "backups": backup_rows(user, BackupSection.SERVER, now=now),
        "watched": section_rows(user, Section.SERVER, now=now),
        "why_not_keep": rules.why_not_keep(user, user.court_id),
        **section_cases(user, Section.SERVER),
    }


def _finding(rows: list[ServerRow]) -> str:
    """Say in one sentence how the servers stand, the worst first."""
    warned = [str(row.server) for row in rows if row.alerts]
    stale = [str(row.server) for row in rows if row.is_stale]
    if warned:
        return f"Perlu diperiksa: {words.listed(warned)}."
    if stale:
        return f"Belum dibaca bulan ini: {words.listed(stale)}."
    if len(rows) == 1:
        return "Server berada dalam batasnya."
    return f"Semua baik: {len(rows)} server berada dalam batasnya."


def server_page(server: Server, *, viewer: User, now: datetime) -> dict[str, Any]:
    """Return one server with its year."""
    today = now.astimezone(server.court.tz).date()
    since = today - timedelta(weeks=WEEKS)
    weeks = weeks_of(server.days.filter(day__gte=since), today=today)
    readings = list(server.readings.select_related("by")[:SHOWN_READINGS])
    alerts = list(server.alerts.all()[:SHOWN_ALERTS])
    standing = [alert for alert in alerts if alert.ended_at is None]
    return {
        "server": server,
        "row": _row(server, readings[0] if readings else None, standing, now),
        "facts": facts(server),
        "pictures": pictures(server, weeks, today=today),
        "weeks": weeks[::-1],
        "measures": [measure.label for measure in MEASURED],
        "readings": [(one, _numbers(one)) for one in readings],
        "alerts": past(alerts, now=now),
        "works": server.works.select_related("by", "case")[:SHOWN_WORKS],
        "key": server.keys.filter(ended_at=None).select_related("made_by").first(),
        "why_not_keep": rules.why_not_keep(viewer, server.court_id),
        "why_not_read": rules.why_not_read(viewer, server),
    }


def past(alerts: Iterable[ServerAlert], *, now: datetime) -> list[Past]:
    return [
        Past(
            Measure(alert.measure).label,
            _over(alert),
            alert,
            words.duration(int(((alert.ended_at or now) - alert.began_at).total_seconds() // 60),
                           A_DAY),
        )
        for alert in alerts
    ]  # fmt: skip


def _over(alert: ServerAlert) -> str:
    if alert.value is None:
        return "tidak ada kiriman"
    measure = Measure(alert.measure)
    return f"{amount(measure, alert.value)}, batas {amount(measure, alert.limit)}"


def _numbers(reading: ServerReading) -> list[tuple[str, str]]:
    return [
        (measure.label, amount(measure, getattr(reading, measure.value))) for measure in MEASURED
    ]


def facts(server: Server) -> list[tuple[str, str]]:
    told = [
        ("Dipakai untuk", server.serves),
        ("Letak", server.room),
        ("Batas disk", amount(Measure.DISK, server.disk_limit)),
        ("Batas memori", amount(Measure.MEMORY, server.memory_limit)),
        ("Batas beban", amount(Measure.LOAD, server.load_limit)),
        ("Batas suhu", amount(Measure.TEMPERATURE, server.temperature_limit)),
    ]
    return [(label, said) for label, said in told if said]
