"""What the room recorded, in lines: the steps of the SOP begin with them and change them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.timezone import localdate

from sopti.core import words
from sopti.monitors.enums import Section, State
from sopti.monitors.models import Monitor, Outage
from website_ops.renewals.enums import STEPS, Kind
from website_ops.renewals.models import Term
from website_ops.renewals.pages import left_in_words
from website_ops.sites.freshness import standings
from website_ops.sites.models import ContentPart

if TYPE_CHECKING:
    from datetime import date, datetime

    from sopti.people.models import Court
    from sopti.workflow.models import Case, Task
    from website_ops.sites.freshness import Standing

MOST_LINES = 30
A_DAY = 24 * 60


def access(court: Court, *, now: datetime) -> list[str]:
    """Return how every monitor of the website stands, and what failed in this month."""
    monitors = Monitor.objects.filter(court=court, section=Section.WEBSITE).select_related("pulse")
    stands = [f"{one}: {_stands(one)}" for one in monitors[:MOST_LINES]]
    return stands + _outages(court, now=now)


def _stands(monitor: Monitor) -> str:
    pulse = monitor.pulse
    state = pulse.get_state_display().lower()
    if pulse.state == State.PAUSED:
        return "tidak diperiksa"
    since = words.plain_date(localdate(pulse.since, timezone=monitor.court.tz))
    detail = pulse.detail.rstrip(".")
    said = f" ({detail[:1].lower()}{detail[1:]})" if detail else ""
    return f"{state} sejak {since}{said}"


def _outages(court: Court, *, now: datetime) -> list[str]:
    """Return the outages of this month and of the one before, which a check looks back on."""
    first = now.astimezone(court.tz).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    rows = Outage.objects.filter(
        monitor__court=court, monitor__section=Section.WEBSITE, began_at__gte=first
    ).select_related("monitor")
    return [_away(row, court, now=now) for row in rows[:MOST_LINES]]


def _away(row: Outage, court: Court, *, now: datetime) -> str:
    day = words.plain_date(row.began_at.astimezone(court.tz).date())
    lasted = words.duration(row.minutes(now=now), A_DAY)
    end = f"selama {lasted}" if row.ended_at else f"dan belum pulih, sudah {lasted}"
    return f"Gangguan {row.monitor} pada {day} {end}: {row.seen}"


def of_case(case: Case, *, now: datetime) -> list[str]:
    """Return what the monitors saw of the very incident that the case deals with."""
    rows = Outage.objects.filter(case=case).select_related("monitor")
    return [_away(row, case.court, now=now) for row in rows]


def standings_of(court: Court, *, today: date) -> list[Standing]:
    parts = ContentPart.objects.in_use().filter(site__court=court).for_pages()
    return standings(parts, today=today)


def freshness(court: Court, *, today: date) -> list[str]:
    """Return the old parts and who fills them, or that everything is fresh."""
    found = standings_of(court, today=today)
    old = [one for one in found if one.is_old]
    if old:
        head = f"{len(old)} dari {len(found)} bagian perlu diperbarui:"
        return [head, *(f"- {one.in_a_line}" for one in old[:MOST_LINES])]
    return [f"Semua {len(found)} bagian yang dijaga masih baru."] if found else []


def renewals(court: Court, *, today: date) -> list[str]:
    """Return what ends within 60 days, or has ended."""
    terms = Term.objects.open().filter(service__court=court).for_pages().order_by("until")
    near = [term for term in terms if (term.until - today).days <= STEPS[0]]
    return [_term(term, today=today) for term in near[:MOST_LINES]]


def _term(term: Term, *, today: date) -> str:
    left = left_in_words((term.until - today).days)
    return (
        f"{term.service} ({term.provider}) sampai {words.plain_date(term.until)}, {left}; "
        f"biaya terakhir Rp{words.number(term.cost)}"
    )


def alternatives(case: Case, *, today: date, now: datetime) -> list[str]:
    """Return ways out that follow from what was recorded, for whoever reports to change."""
    court = case.court
    found = []
    if of_case(case, now=now) or _down(court):
        hosts = Term.objects.open().filter(service__court=court, service__kind=Kind.HOSTING)
        provider = next((term.provider for term in hosts), "penyedia hosting")
        found += ["Diperiksa dan diperbaiki sendiri oleh petugas TI",
                  f"Menghubungi {provider}"]  # fmt: skip
    found += [
        f"Meminta {one.part.unit} memperbarui {one.part.name}"
        for one in standings_of(court, today=today)
        if one.is_old
    ][:5]
    near = renewals(court, today=today)
    if near:
        found.append("Mengusulkan perpanjangan kepada Umum dan Keuangan")
    return found


def _down(court: Court) -> bool:
    here = Monitor.objects.filter(court=court, section=Section.WEBSITE)
    return here.filter(pulse__state=State.DOWN).exists()


def said_before(task: Task, *keys: str) -> dict[str, Any]:
    """Return what the newest steps of the case before this one wrote under these keys."""
    found: dict[str, Any] = {}
    done = task.case.tasks.filter(is_current=True, finished_at__isnull=False).exclude(pk=task.pk)
    for values in done.order_by("finished_at", "pk").values_list("values", flat=True):
        found |= {key: values[key] for key in keys if values.get(key)}
    return found


def text_of(lines: list[str]) -> str:
    return "\n".join(lines)
