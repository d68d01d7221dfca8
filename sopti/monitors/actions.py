"""Everything people decide about what is watched: one public function per deed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import ProtectedError

from sopti.core.errors import Refusal, refuse_if
from sopti.monitors import rules
from sopti.monitors.enums import State
from sopti.monitors.keeping import end_outage
from sopti.monitors.models import Monitor, Pulse
from sopti.monitors.targets import hosts_of
from sopti.people.actions import keep
from sopti.people.models import Court
from sopti.workflow.enums import EventKind
from sopti.workflow.record import record

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from sopti.people.models import User

FIELDS = frozenset({
    "name", "target", "expected_status", "expected_text", "days", "date_after", "whois_server",
    "interval", "timeout", "fails_to_down", "oks_to_up", "section", "behind",
})  # fmt: skip


@transaction.atomic
def add(wanted: Monitor, *, by: User, at: datetime) -> Monitor:
    """Begin to watch something; it is looked at in the next moments."""
    Court.objects.select_for_update().get(pk=wanted.court_id)
    refuse_if(rules.why_not_add(by, wanted))
    wanted.may_touch_private = wanted.may_touch_loopback = False
    keep(wanted, by=by)
    Pulse.objects.create(monitor=wanted, since=at, next_due_at=at)
    _record(wanted, f"{by} menambah pemantau {wanted} ({wanted.target}).", by=by, at=at)
    return wanted


@transaction.atomic
def change(monitor_id: int, changes: Mapping[str, Any], *, by: User, at: datetime) -> Monitor:
    """Change what is looked at or how. Another host begins anew, and without any permission."""
    monitor, pulse = _locked(monitor_id)
    former, former_hosts = monitor.target, hosts_of(monitor)
    for name in FIELDS & changes.keys():
        setattr(monitor, name, changes[name])
    refuse_if(rules.why_not_change(by, monitor))
    if hosts_of(monitor) != former_hosts:  # permissions were given for these hosts alone
        monitor.may_touch_private = monitor.may_touch_loopback = False
    if monitor.target != former:
        _begin_anew(monitor, pulse, at=at)
    keep(monitor, by=by)
    if monitor.is_active and not monitor.is_sample:
        pulse.next_due_at = at
    pulse.save()
    _record(monitor, f"{by} mengubah pemantau {monitor} ({monitor.target}).", by=by, at=at)
    return monitor


def _begin_anew(monitor: Monitor, pulse: Pulse, *, at: datetime) -> None:
    """Forget how the former address stood."""
    end_outage(pulse, at=at, was_paused=True)
    monitor.is_sample = False
    if monitor.is_active:
        pulse.state, pulse.since = State.UNKNOWN, at
    _forget(pulse)


def _forget(pulse: Pulse) -> None:
    pulse.streak, pulse.past, pulse.failing_since = 0, "", None


@transaction.atomic
def pause(monitor_id: int, *, by: User, at: datetime) -> Monitor:
    """Look no more until somebody resumes. An open outage ends without a return."""
    monitor, pulse = _locked(monitor_id)
    refuse_if(rules.why_not_pause(by, monitor))
    monitor.is_active = False
    keep(monitor, by=by)
    end_outage(pulse, at=at, was_paused=True)
    pulse.state, pulse.since, pulse.next_due_at, pulse.asked_at = State.PAUSED, at, None, None
    _forget(pulse)
    pulse.save()
    _record(monitor, f"{by} menjeda pemantau {monitor}.", by=by, at=at)
    return monitor


@transaction.atomic
def resume(monitor_id: int, *, by: User, at: datetime) -> Monitor:
    monitor, pulse = _locked(monitor_id)
    refuse_if(rules.why_not_resume(by, monitor))
    monitor.is_active = True
    keep(monitor, by=by)
    pulse.state, pulse.since = State.UNKNOWN, at
    pulse.next_due_at = None if monitor.is_sample else at
    pulse.save()
    _record(monitor, f"{by} melanjutkan pemantau {monitor}.", by=by, at=at)
    return monitor


@transaction.atomic
def remove(monitor_id: int, *, by: User, at: datetime) -> Monitor:
    """Throw a monitor away that saw nothing worth keeping; the record keeps how it was set."""
    monitor, _ = _locked(monitor_id)
    refuse_if(rules.why_not_remove(by, monitor))
    summary = f"{by} menghapus pemantau {monitor} ({monitor.target})."
    _record(monitor, summary, kind=EventKind.MONITOR_REMOVED, by=by, at=at)
    try:
        monitor.delete()
    except ProtectedError as error:
        raise Refusal(f"{monitor} dipakai ruang lain. Jeda saja pemantau ini.") from error
    return monitor


@transaction.atomic
def ask_for_check(monitor_id: int, *, by: User, at: datetime) -> Monitor:
    """Let the watcher look in the next moments; the web server itself speaks to nobody."""
    monitor, pulse = _locked(monitor_id)
    refuse_if(rules.why_not_check(by, monitor))
    pulse.asked_at = pulse.next_due_at = at
    pulse.save(update_fields=["asked_at", "next_due_at"])
    return monitor


@transaction.atomic
def permit(monitor_id: int, *, private: bool, loopback: bool, by: User, at: datetime) -> Monitor:
    """Open the court's own network, or SOPTI's own machine, to one monitor, or close it."""
    monitor, pulse = _locked(monitor_id)
    refuse_if(rules.why_not_permit(by, monitor))
    monitor.may_touch_private, monitor.may_touch_loopback = private, loopback
    keep(monitor, by=by)
    if monitor.is_active and not monitor.is_sample:
        pulse.next_due_at = at
        pulse.save(update_fields=["next_due_at"])
    _record(
        monitor,
        f"{by} mengatur izin pemantau {monitor}: jaringan dalam {_word(private)}, "
        f"mesin SOPTI {_word(loopback)}.",
        by=by,
        at=at,
    )
    return monitor


def _word(permitted: bool) -> str:
    return "boleh" if permitted else "tidak"


def _locked(monitor_id: int) -> tuple[Monitor, Pulse]:
    """Lock the pulse, then read the monitor as it is now."""
    pulse = Pulse.objects.select_for_update(of=("self",)).get(pk=monitor_id)
    monitor = Monitor.objects.select_related("court").get(pk=monitor_id)
    pulse.monitor = monitor
    return monitor, pulse


def _record(
    monitor: Monitor,
    summary: str,
    *,
    by: User,
    at: datetime,
    kind: EventKind = EventKind.MONITOR_SET,
) -> None:
    told = {name: getattr(monitor, name) for name in sorted(FIELDS - {"behind"})}
    told |= {
        "monitor": monitor.pk,
        "watches": monitor.kind,
        "behind": monitor.behind_id,
        "is_active": monitor.is_active,
        "may_touch_private": monitor.may_touch_private,
        "may_touch_loopback": monitor.may_touch_loopback,
    }
    record(kind, court=monitor.court, by=by, at=at, summary=summary, **told)
