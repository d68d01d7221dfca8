"""What the pages of the sites show, gathered in few queries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from sopti.core import words
from sopti.core.kept import kept
from sopti.monitors import pages as watch
from sopti.monitors.enums import Kind, Section, State
from sopti.monitors.models import Monitor
from sopti.monitors.targets import hosts_of
from sopti.workflow.registry import Panel
from website_ops.sites import rules
from website_ops.sites.freshness import standings
from website_ops.sites.models import ContentPart, Site, SiteNote, VisitorMonth

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from django.db.models import QuerySet

    from sopti.people.models import User
    from website_ops.sites.freshness import Standing

MONTHS = 12
MOST_NOTES = 20
WORST = (State.DOWN, State.FLAPPING, State.UNKNOWN, State.PAUSED, State.UP)


@dataclass(frozen=True)
class SiteRow:
    """One site of the list: its worst monitor, and how many of its parts are old."""

    site: Site
    pulse: Any  # of the monitor that stands worst; None when nothing looks at it
    tone: str
    parts: int
    old: list[Standing]


def sites_page(user: User, *, now: datetime) -> dict[str, Any]:
    """Return the court's sites with what is wrong on each, in a fixed number of queries."""
    today = _today(user, now)
    sites = list(Site.objects.visible_to(user).for_pages())
    live = [site for site in sites if site.retired_on is None]
    monitors = website_monitors(user)
    parts = _parts(live)
    rows = [_row(site, monitors, parts.get(site.pk, []), today=today) for site in live]
    return {
        "rows": rows,
        "retired": [site for site in sites if site.retired_on is not None],
        "finding": _finding(rows),
        "watch": watch.section_rows(user, Section.WEBSITE, now=now) if monitors else None,
        "why_not_keep": rules.why_not_keep(user),
    }


def website_monitors(user: User) -> list[Monitor]:
    found = Monitor.objects.visible_to(user).filter(section=Section.WEBSITE)
    return list(found.for_pages())


def belongs_to(monitor: Monitor, site: Site) -> bool:
    """Tell whether a monitor looks at the site: at its host, or at the domain above it."""
    hosts = {host.removeprefix("www.") for host in hosts_of(monitor)}
    is_domain = monitor.kind == Kind.DOMAIN
    return site.host in hosts or (
        is_domain and any(site.host.endswith(f".{host}") for host in hosts)
    )


def _parts(sites: Iterable[Site]) -> dict[int, list[ContentPart]]:
    found: dict[int, list[ContentPart]] = {}
    for part in ContentPart.objects.in_use().filter(site__in=list(sites)).for_pages():
        found.setdefault(part.site_id, []).append(part)
    return found


def _row(site: Site, monitors: list[Monitor], parts: list[ContentPart], *, today: date) -> SiteRow:
    mine = [one for one in monitors if belongs_to(one, site)]
    pulses = sorted((one.pulse for one in mine), key=lambda pulse: WORST.index(pulse.state))
    pulse = pulses[0] if pulses else None
    return SiteRow(
        site=site,
        pulse=pulse,
        tone=watch.TONES[State(pulse.state)] if pulse else "",
        parts=len(parts),
        old=[one for one in standings(parts, today=today) if one.is_old],
    )


def _finding(rows: list[SiteRow]) -> str:
    """Say in one sentence how the sites stand, the worst first."""
    down = [row.site.name for row in rows if row.pulse and row.pulse.state == State.DOWN]
    old = sum(len(row.old) for row in rows)
    said = [f"terganggu: {words.listed(down)}"] if down else []
    if old:
        said.append(f"{words.number(old)} bagian isi perlu diperbarui")
    if not said:
        return "Tidak ada situs yang terganggu dan tidak ada isi yang usang."
    text = "; ".join(said)
    return f"{text[:1].upper()}{text[1:]}."


# --------------------------------------------------------------------------------------- one site
def site_page(site: Site, *, viewer: User, now: datetime) -> dict[str, Any]:
    """Return one site: does it answer, is it fresh, who visits it, what was done."""
    today = _today(viewer, now)
    told = watch.section_rows(viewer, Section.WEBSITE, now=now)
    told["rows"] = [row for row in told["rows"] if belongs_to(row.monitor, site)]
    parts = ContentPart.objects.in_use().filter(site=site).for_pages()
    found = standings(parts, today=today)
    notes = SiteNote.objects.filter(site=site).select_related("by", "case")
    return {
        "site": site,
        "facts": facts_of(site),
        "watch": told,
        "standings": found,
        "old": [one for one in found if one.is_old],
        "visits": visits_of(site),
        "notes": list(notes[:MOST_NOTES]),
        "why_not_change": rules.why_not_change(viewer, site),
        "why_not_look": rules.why_not_look(viewer, site),
        "why_not_retire": rules.why_not_retire(viewer, site),
    }


def facts_of(site: Site) -> list[tuple[str, str]]:
    told = [
        ("Alamat", site.address),
        ("Guna", site.purpose),
        ("Pengelola", str(site.keeper)),
        ("Catatan", site.note),
    ]
    return [(label, value) for label, value in told if value]


@dataclass(frozen=True)
class Visits:
    """One month of a site, and how it differs from the month before."""

    row: VisitorMonth
    change: str


def visits_of(site: Site) -> list[Visits]:
    rows = list(VisitorMonth.objects.filter(site=site).select_related("by")[: MONTHS + 1])
    befores = [*rows[1:], None][: len(rows)]
    pairs = zip(rows, befores, strict=True)
    return [Visits(row, _change(row, before)) for row, before in pairs][:MONTHS]


def _change(row: VisitorMonth, before: VisitorMonth | None) -> str:
    """Return "naik 12%" against the month before, where that is known."""
    if before is None or not before.visitors:
        return ""
    if before.month != (row.month - timedelta(days=1)).replace(day=1):
        return ""
    percent = round((row.visitors - before.visitors) * 100 / before.visitors)
    if not percent:
        return "tetap"
    return f"{'naik' if percent > 0 else 'turun'} {words.number(abs(percent))}%"


# ------------------------------------------------------------------------------------------- home
@kept
def _parts_in_use(*, court: int | None) -> QuerySet[ContentPart]:
    parts = ContentPart.objects.filter(site__court=court).in_use()
    return parts.select_related("site", "monitor__pulse").order_by()


def home_panels(user: User, now: datetime) -> list[Panel]:
    """Return what is old on the sites, for those who keep them."""
    if rules.why_not_keep(user) is not None:
        return []
    parts = _parts_in_use(court=user.court_id)
    old = [one for one in standings(parts, today=_today(user, now)) if one.is_old]
    return (
        [Panel("website_ops/_home_stale.html", {"old": old[:5], "count": len(old)})] if old else []
    )


def _today(user: User, now: datetime) -> date:
    assert user.court is not None  # noqa: S101 (the view refused whoever has none)
    return now.astimezone(user.court.tz).date()
