"""The report of a month's servers in words, made of what was recorded."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Max, Q
from django.utils.timezone import localtime

from maintenance.servers.enums import Measure
from maintenance.servers.models import Server, ServerAlert, ServerDay
from maintenance.servers.saying import amount
from sopti.core import words
from sopti.monitors.enums import Section
from sopti.monitors.models import Outage

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from sopti.workflow.models import Case

A_DAY = 24 * 60


def month_of(case: Case) -> date:
    """Return the first day of the month that a case looks at: its period, or when it opened."""
    if case.period:
        year, month = case.period.split("-")[:2]
        return date(int(year), int(month), 1)
    return localtime(case.opened_at, case.court.tz).date().replace(day=1)


def looked_at(case: Case, *, until: datetime) -> tuple[date, date]:
    """Return the days of a report: the month so far, and the thirty days before it at least."""
    last = localtime(until, case.court.tz).date()
    return min(month_of(case), last - timedelta(days=30)), last


def report(case: Case, *, until: datetime) -> str:
    """Return one line for each server, then what warned and what was away."""
    first, last = looked_at(case, until=until)
    lines = [f"Keadaan {words.plain_date(first)} sampai {words.plain_date(last)}:"]
    lines += _servers(case, first, last) or ["Belum ada server yang dicatat."]
    lines += _alerts(case, first) + _outages(case, first)
    return "\n".join(lines)


def _servers(case: Case, first: date, last: date) -> list[str]:
    servers = Server.objects.filter(court=case.court_id).in_use()
    sums = {
        row["server"]: row
        for row in ServerDay.objects.filter(server__in=servers, day__range=(first, last))
        .order_by()
        .values("server")
        .annotate(
            days=Count("pk", filter=Q(readings__gt=0)), disk=Max("disk"),
            memory=Max("memory"), load=Max("load"), temperature=Max("temperature"),
        )
    }  # fmt: skip
    return [_line(server, sums.get(server.pk)) for server in servers]


def _line(server: Server, row: Mapping[str, Any] | None) -> str:
    if row is None:
        return f"- {server}: tidak dibaca."
    said = [
        f"{label} {amount(measure, row[measure.value])} (batas "
        f"{amount(measure, server.limit(measure))})"
        for measure, label in (
            (Measure.DISK, "disk paling tinggi"),
            (Measure.MEMORY, "memori"),
            (Measure.LOAD, "beban"),
            (Measure.TEMPERATURE, "suhu"),
        )
        if row[measure.value] is not None
    ]
    return f"- {server}: {', '.join(said)}; dibaca pada {row['days']} hari."


def _alerts(case: Case, first: date) -> list[str]:
    found = ServerAlert.objects.filter(
        server__court=case.court_id, began_at__date__gte=first
    ).select_related("server")
    return [
        f"- Peringatan {words.plain_date(localtime(one.began_at, case.court.tz).date())}: "
        f"{one.server}, {one.get_measure_display().lower()} "
        f"{amount(Measure(one.measure), one.value)}, {'selesai' if one.ended_at else 'masih ada'}."
        for one in found.order_by("began_at", "pk")
    ]


def _outages(case: Case, first: date) -> list[str]:
    found = Outage.objects.filter(
        monitor__court=case.court_id, monitor__section=Section.SERVER, began_at__date__gte=first
    ).select_related("monitor")
    return [
        f"- Gangguan {words.plain_date(localtime(one.began_at, case.court.tz).date())}: "
        f"{one.monitor}, "
        + (
            f"{words.duration(one.minutes(now=one.ended_at), A_DAY)}."
            if one.ended_at
            else "masih berlangsung."
        )
        for one in found.order_by("began_at", "pk")
    ]
