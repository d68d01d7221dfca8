"""Keeping what was found: readings, tallies, pulses, and where an outage begins or ends."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from sopti.monitors.enums import Span, State
from sopti.monitors.judging import judge
from sopti.monitors.models import Outage, Pulse, Reading, Tally

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime, tzinfo

    from sopti.monitors.findings import Finding, Look

    Key = tuple[int, str, datetime]

KEEP_READINGS = timedelta(hours=48)
KEEP_HOURS = timedelta(days=35)
PULSE_FIELDS = (
    "state", "since", "checked_at", "ms", "detail", "streak", "failing_since", "past", "asked_at",
)  # fmt: skip
TALLY_FIELDS = ("checks", "oks", "ms_sum", "ms_max")
MOST_LETTERS = 300


@transaction.atomic
def keep(looks: Iterable[Look]) -> int:
    """Write down what was found, in a fixed number of queries while nothing begins or ends.

    The pulses are locked first, so that two watchers add up one after the other. What was paused
    meanwhile is left out.
    """
    ordered = sorted(looks, key=lambda look: look.at)
    pulses = _locked({look.monitor for look in ordered})
    kept = [look for look in ordered if look.monitor in pulses]
    Reading.objects.bulk_create(_reading(look) for look in kept)
    _add_up([look for look in kept if look.finding.ok is not None], pulses)
    for look in kept:
        _pulse(pulses[look.monitor], look)
    Pulse.objects.bulk_update(pulses.values(), PULSE_FIELDS)
    return len(kept)


def _locked(monitors: set[int]) -> dict[int, Pulse]:
    rows = Pulse.objects.select_for_update(of=("self",)).select_related("monitor__court")
    here = rows.filter(pk__in=monitors, monitor__is_active=True).order_by("pk")
    return {row.pk: row for row in here}


def _reading(look: Look) -> Reading:
    found = look.finding
    detail = "" if found.ok else found.detail[:MOST_LETTERS]
    return Reading(monitor_id=look.monitor, at=look.at, ok=found.ok, ms=found.ms, detail=detail)


# --------------------------------------------------------------------------------------- tallies
def _add_up(looks: list[Look], pulses: dict[int, Pulse]) -> None:
    wanted: dict[Key, list[Finding]] = {}
    for look in looks:
        tz = pulses[look.monitor].monitor.court.tz
        for span in Span:
            key = (look.monitor, span, began(span, look.at, tz=tz))
            wanted.setdefault(key, []).append(look.finding)
    there = Tally.objects.filter(
        monitor__in={key[0] for key in wanted}, at__in={key[2] for key in wanted}
    )
    rows = {(row.monitor_id, str(row.span), row.at): row for row in there}
    new = [_sum(_empty(key), found) for key, found in wanted.items() if key not in rows]
    old = [_sum(rows[key], found) for key, found in wanted.items() if key in rows]
    Tally.objects.bulk_create(new)
    Tally.objects.bulk_update(old, TALLY_FIELDS)


def began(span: str, at: datetime, *, tz: tzinfo) -> datetime:
    """Return when the hour, or the court's day, of this moment began."""
    hour = at.astimezone(tz).replace(minute=0, second=0, microsecond=0)
    return hour.replace(hour=0) if span == Span.DAY else hour


def _empty(key: Key) -> Tally:
    monitor, span, at = key
    return Tally(monitor_id=monitor, span=span, at=at)


def _sum(row: Tally, found: list[Finding]) -> Tally:
    good = [one.ms or 0 for one in found if one.ok]
    row.checks += len(found)
    row.oks += len(good)
    row.ms_sum += sum(good)
    row.ms_max = max([row.ms_max, *good])
    return row


# --------------------------------------------------------------------------------------- outages
def _pulse(pulse: Pulse, look: Look) -> None:
    found = look.finding
    pulse.checked_at, pulse.ms, pulse.detail = look.at, found.ms, found.detail[:MOST_LETTERS]
    pulse.asked_at = None
    before = judge(pulse, pulse.monitor, found.ok, at=look.at)
    if pulse.state == State.DOWN != before:
        Outage.objects.create(monitor=pulse.monitor, began_at=pulse.since, seen=pulse.detail)
    elif before == State.DOWN != pulse.state:
        end_outage(pulse, at=look.at)


def end_outage(pulse: Pulse, *, at: datetime, was_paused: bool = False) -> None:
    """Close the open outage of a locked pulse, if there is one."""
    Outage.objects.filter(monitor=pulse.pk, ended_at=None).update(
        ended_at=at, was_paused=was_paused
    )


def forget_old(*, at: datetime) -> int:
    """Throw away readings of two days ago and hours of last month; the days stay for good."""
    readings, _ = Reading.objects.filter(at__lt=at - KEEP_READINGS).delete()
    hours, _ = Tally.objects.filter(span=Span.HOUR, at__lt=at - KEEP_HOURS).delete()
    return readings + hours
