"""What the pages of the monitors show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Q, Sum

from sopti.core import words
from sopti.monitors import rules
from sopti.monitors.charts import DAYS, HOURS, NOTHING, milliseconds, month_chart, spark
from sopti.monitors.enums import Kind, Section, Span, State
from sopti.monitors.models import Monitor, Outage, Tally
from sopti.workflow.registry import Panel

if TYPE_CHECKING:
    from datetime import date, datetime, tzinfo

    from sopti.monitors.charts import Spark
    from sopti.people.models import User
    from sopti.workflow.models import Case

TONES = {
    State.UP: "green",
    State.DOWN: "red",
    State.FLAPPING: "gold",
    State.UNKNOWN: "",
    State.PAUSED: "",
}
DATED = (Kind.TLS, Kind.DOMAIN, Kind.FRESHNESS)
A_DAY = 24 * 60
MONTHS_BACK = 6
MOST_OUTAGES = 20
STALLED_AFTER = timedelta(minutes=5)
ONLY_A_CLERK = frozenset({"pegawai", "admin"})


@dataclass(frozen=True)
class Row:
    """One monitor of the list."""

    monitor: Monitor
    tone: str
    spark: Spark
    uptime: str
    former_uptime: str
    outage: Outage | None

    @property
    def is_dated(self) -> bool:
        """Tell whether what was seen says more than how quickly the answer came."""
        return self.monitor.kind in DATED


@dataclass(frozen=True)
class Group:
    label: str
    rows: list[Row]


def list_page(user: User, *, now: datetime) -> dict[str, Any]:
    """Return everything that is watched for the court, by section, in four queries."""
    monitors = list(Monitor.objects.visible_to(user).for_pages())
    months = _two_months(user, now)
    return {
        "groups": _groups(_rows(monitors, months, now=now)),
        "finding": _finding(monitors),
        "months": [words.MONTHS[month.month - 1] for month in months],
        "stalled_since": _stalled_since(monitors, now=now),
        "why_not_keep": rules.why_not_keep(user, user.court_id),
        "sees_cases": _sees_cases(user),
    }


def section_rows(user: User, section: Section, *, now: datetime) -> dict[str, Any]:
    """Return what "monitors/_table.html" needs to show one section on a page of its room."""
    monitors = list(Monitor.objects.visible_to(user).for_pages().filter(section=section))
    months = _two_months(user, now)
    return {
        "rows": _rows(monitors, months, now=now),
        "months": [words.MONTHS[month.month - 1] for month in months],
        "sees_cases": _sees_cases(user),
    }


def _two_months(user: User, now: datetime) -> list[datetime]:
    assert user.court is not None  # noqa: S101 (the view refused whoever has none)
    return [_month_start(now, user.court.tz, back) for back in (0, 1)]


def _rows(monitors: list[Monitor], months: list[datetime], *, now: datetime) -> list[Row]:
    hours = _last_hours(monitors, now=now)
    uptimes = _uptimes(monitors, months)
    open_outages = Outage.objects.filter(monitor__in=monitors, ended_at=None)
    outages = {row.monitor_id: row for row in open_outages.select_related("case")}
    return [
        Row(
            monitor=monitor,
            tone=TONES[State(monitor.pulse.state)],
            spark=spark(hours.get(monitor.pk, []), now=now),
            uptime=uptimes[monitor.pk][0],
            former_uptime=uptimes[monitor.pk][1],
            outage=outages.get(monitor.pk),
        )
        for monitor in monitors
    ]


def _stalled_since(monitors: list[Monitor], *, now: datetime) -> datetime | None:
    """Return since when nothing was looked at although it was due: then no watcher runs."""
    due = [one.pulse.next_due_at for one in monitors if one.pulse.next_due_at is not None]
    first = min(due, default=None)
    return first if first is not None and first < now - STALLED_AFTER else None


def _groups(rows: list[Row]) -> list[Group]:
    found = [
        Group(str(section.label), [row for row in rows if row.monitor.section == section])
        for section in Section
    ]
    return [group for group in found if group.rows]


def _finding(monitors: list[Monitor]) -> str:
    """Say in one sentence how everything stands, the worst first."""
    states = [monitor.pulse.state for monitor in monitors]
    looked = [state for state in states if state != State.PAUSED]
    down = [one.name for one in monitors if one.pulse.state == State.DOWN]
    if down:
        return f"{len(down)} dari {len(looked)} terganggu: {words.listed(down)}."
    if State.FLAPPING in states:
        names = [one.name for one in monitors if one.pulse.state == State.FLAPPING]
        return f"Tidak ada yang terganggu terus, tetapi naik turun: {words.listed(names)}."
    if not looked:
        return "Semua pemantau dijeda; tidak ada yang diperiksa."
    unknown = states.count(State.UNKNOWN)
    if unknown:
        return f"Tidak ada gangguan; {unknown} belum diketahui keadaannya."
    return f"Semua baik: {len(looked)} yang diperiksa menjawab seperti seharusnya."


def _sees_cases(user: User) -> bool:
    return bool(user.role_keys - ONLY_A_CLERK)


def _last_hours(monitors: list[Monitor], *, now: datetime) -> dict[int, list[Tally]]:
    found: dict[int, list[Tally]] = {}
    since = now - timedelta(hours=HOURS)
    for row in Tally.objects.filter(monitor__in=monitors, span=Span.HOUR, at__gt=since):
        found.setdefault(row.monitor_id, []).append(row)
    return found


# ---------------------------------------------------------------------------------------- uptime
def _month_start(now: datetime, tz: tzinfo, back: int) -> datetime:
    here = now.astimezone(tz)
    months = here.year * 12 + here.month - 1 - back
    return here.replace(
        year=months // 12, month=months % 12 + 1, day=1, hour=0, minute=0, second=0, microsecond=0
    )


def _uptimes(monitors: list[Monitor], months: list[datetime]) -> dict[int, list[str]]:
    """Return the uptime of each monitor in each of these months, the newest first."""
    sums: dict[str, Any] = {}
    for number, start in enumerate(months):
        within = Q(at__gte=start)
        if number:
            within &= Q(at__lt=months[number - 1])
        sums[f"checks_{number}"] = Sum("checks", filter=within)
        sums[f"oks_{number}"] = Sum("oks", filter=within)
    days = Tally.objects.filter(monitor__in=monitors, span=Span.DAY, at__gte=months[-1])
    added = days.order_by().values("monitor").annotate(**sums)
    found: dict[int, dict[str, Any]] = {row["monitor"]: dict(row) for row in added}
    return {
        monitor.pk: [_month(found.get(monitor.pk, {}), number) for number in range(len(months))]
        for monitor in monitors
    }


def _month(row: dict[str, Any], number: int) -> str:
    return uptime(row.get(f"oks_{number}") or 0, row.get(f"checks_{number}") or 0)


def uptime(oks: int, checks: int) -> str:
    """Return "99,87%", rounded down: a hundred per cent means that nothing failed at all."""
    if not checks:
        return NOTHING
    hundredths = oks * 10_000 // checks
    if hundredths == 10_000:  # noqa: PLR2004
        return "100%"
    return f"{words.number(hundredths / 100, 2)}%"


# ------------------------------------------------------------------------------------ one monitor
@dataclass(frozen=True)
class Away:
    outage: Outage
    lasted: str


@dataclass(frozen=True)
class Day:
    tally: Tally
    on: date
    uptime: str
    failed: int
    mean: str
    most: str


def monitor_page(monitor: Monitor, *, viewer: User, now: datetime) -> dict[str, Any]:
    """Return one monitor with its history."""
    tz = monitor.court.tz
    today = now.astimezone(tz).date()
    months = [_month_start(now, tz, back) for back in range(MONTHS_BACK)]
    since = now - timedelta(days=DAYS + 1)
    rows = list(Tally.objects.filter(monitor=monitor, span=Span.DAY, at__gt=since))
    days = [day for row in rows if (today - (day := _day(row, tz)).on).days < DAYS]
    shown = [day.tally for day in days]
    uptimes = _uptimes([monitor], months)[monitor.pk]
    return {
        "monitor": monitor,
        "tone": TONES[State(monitor.pulse.state)],
        "facts": facts(monitor),
        "charts": [
            month_chart(shown, today=today, tz=tz, name=name, width=width)
            for name, width in (("wide", 900), ("narrow", 330))
        ],
        "days": days[::-1],
        "months": [
            (words.month_name(start), said)
            for start, said in zip(months, uptimes, strict=True)
            if said != NOTHING
        ],
        "outages": _away(monitor, now=now),
        "sees_cases": _sees_cases(viewer),
        **_may(monitor, viewer),
    }


def case_panels(case: Case, viewer: User, now: datetime) -> list[Panel]:
    """Return what the monitors saw of the incident that a case deals with."""
    rows = Outage.objects.filter(case=case).select_related("monitor")
    away = [Away(row, words.duration(row.minutes(now=now), A_DAY)) for row in rows]
    return [Panel("monitors/_case.html", {"away": away})] if away else []


def _day(row: Tally, tz: tzinfo) -> Day:
    return Day(
        tally=row,
        on=row.at.astimezone(tz).date(),
        uptime=uptime(row.oks, row.checks),
        failed=row.checks - row.oks,
        mean=milliseconds(row.ms),
        most=milliseconds(row.ms_max if row.oks else None),
    )


def _away(monitor: Monitor, *, now: datetime) -> list[Away]:
    rows = monitor.outages.select_related("case").order_by("-began_at")[:MOST_OUTAGES]
    return [Away(row, words.duration(row.minutes(now=now), A_DAY)) for row in rows]


def _may(monitor: Monitor, viewer: User) -> dict[str, Any]:
    return {
        "why_not_keep": rules.why_not_keep(viewer, monitor.court_id),
        "why_not_check": rules.why_not_check(viewer, monitor),
        "why_not_remove": rules.why_not_remove(viewer, monitor),
        "why_not_permit": rules.why_not_permit(viewer, monitor),
    }


def facts(monitor: Monitor) -> list[tuple[str, str]]:
    """Return how the monitor is set up, in words."""
    own = {
        "http": [
            ("Jawaban yang benar", str(monitor.expected_status)),
            ("Teks yang dicari", monitor.expected_text or "tidak ada"),
        ],
        "tls": [("Diperingatkan", f"{monitor.days} hari sebelum habis")],
        "domain": [
            ("Diperingatkan", f"{monitor.days} hari sebelum habis"),
            ("Server WHOIS", monitor.whois_server),
        ],
        "kesegaran": [("Diperingatkan", f"bila lebih tua dari {monitor.days} hari")],
    }
    return [
        ("Jenis", monitor.get_kind_display()),
        ("Bidang", monitor.get_section_display()),
        ("Alamat", monitor.target),
        *([("Di belakang", str(monitor.behind))] if monitor.behind else []),
        *own.get(monitor.kind, []),
        ("Diperiksa", f"setiap {words.duration(monitor.interval, A_DAY)}"),
        ("Batas tunggu", f"{monitor.timeout} detik"),
        ("Disebut terganggu", f"sesudah {monitor.fails_to_down} kali gagal berturut-turut"),
        ("Disebut pulih", f"sesudah {monitor.oks_to_up} kali berhasil berturut-turut"),
        ("Izin", _permissions(monitor)),
    ]


def _permissions(monitor: Monitor) -> str:
    given = []
    if monitor.may_touch_private:
        given.append("jaringan dalam")
    if monitor.may_touch_loopback:
        given.append("mesin SOPTI sendiri")
    return words.listed(given) or "hanya alamat umum"
