"""Telling the desk of what the watcher sees."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F, Q
from django.utils.timezone import localdate

from sopti.core import words
from sopti.monitors.enums import State
from sopti.monitors.models import Pulse
from sopti.notifications.actions import notify
from sopti.people.models import User

if TYPE_CHECKING:
    from datetime import datetime

    from sopti.monitors.models import Monitor

TOLD = ("operator_ti", "admin_web", "kasubag_ptip")
AT_MOST_EVERY = timedelta(days=1)


def tell_desk(monitor: Monitor, *, subject: str, body: str, link: str, at: datetime) -> None:
    """Write a message for the desk; the worker mails it after the commit."""
    today = localdate(at, timezone=monitor.court.tz)
    desk = [
        person
        for role in TOLD
        for person in User.objects.holding(role, court=monitor.court, on=today)
    ]
    notify(to=desk, subject=subject, body=body, link=link, at=at)


def tell_flapping(*, at: datetime) -> int:
    """Tell of every monitor that began to go up and down, each at most once a day."""
    anew = Q(told_flapping_at=None) | Q(
        told_flapping_at__lt=F("since"), told_flapping_at__lte=at - AT_MOST_EVERY
    )
    found = Pulse.objects.filter(anew, state=State.FLAPPING, monitor__is_active=True)
    return sum(_tell_flapping(pk, at=at) for pk in found.values_list("pk", flat=True))


@transaction.atomic
def _tell_flapping(pk: int, *, at: datetime) -> bool:
    pulse = (
        Pulse.objects.select_for_update(of=("self",)).select_related("monitor__court").get(pk=pk)
    )
    told = pulse.told_flapping_at
    if pulse.state != State.FLAPPING or (told is not None and at - told < AT_MOST_EVERY):
        return False
    Pulse.objects.filter(pk=pk).update(told_flapping_at=at)
    monitor = pulse.monitor
    since = words.long_moment(pulse.since, monitor.court.tz)
    tell_desk(
        monitor,
        subject=f"Naik turun: {monitor}",
        body=f"{monitor} berganti-ganti menjawab dan tidak sejak {since}, tanpa benar-benar putus. "
        "Berkas gangguan tidak dibuka. Periksa sambungannya; bila kebetulan, naikkan jumlah gagal "
        "sampai disebut terganggu.",
        link=monitor.get_absolute_url(),
        at=at,
    )
    return True
