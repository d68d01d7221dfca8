"""The numbers of the house: what waits, what is late, who works, and what the process costs."""

from __future__ import annotations

import os
import platform
import resource
from typing import TYPE_CHECKING

import django
from django.db.models import Count, Max, Q

from sopti.core.gauges import Gauge
from sopti.core.room import rooms
from sopti.health.models import Beat
from sopti.health.rules import SILENT_AFTER
from sopti.notifications.failing import waiting_counts
from sopti.workflow.models import RecordHead, Task

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime


def gauges(at: datetime) -> Iterator[Gauge]:
    """Yield the numbers; four queries, each for a few rows."""
    yield from _work(at)
    yield from _mails(at)
    yield from _workers(at)
    yield from _record()
    for room in rooms():
        yield Gauge(
            "sopti_disk_free_bytes", "Free room on a disk.", room.free, {"folder": room.folder}
        )
    yield from _process()


def _work(at: datetime) -> Iterator[Gauge]:
    found = Task.objects.waiting().aggregate(
        all=Count("pk"), late=Count("pk", filter=Q(due_at__lt=at))
    )
    yield Gauge("sopti_tasks_waiting", "Steps of all courts that wait for somebody.", found["all"])
    yield Gauge("sopti_tasks_late", "Of these, steps whose limit is over.", found["late"])


def _mails(at: datetime) -> Iterator[Gauge]:
    waiting, failing = waiting_counts(at=at)
    yield Gauge("sopti_outbox_waiting", "Messages that are to be mailed.", waiting)
    yield Gauge("sopti_outbox_failing", "Of these, messages that failed at least once.", failing)


def _workers(at: datetime) -> Iterator[Gauge]:
    lately = Count("pk", filter=Q(at__gte=at - SILENT_AFTER))
    found = Beat.objects.aggregate(last=Max("at"), lately=lately)
    yield Gauge("sopti_workers", "Workers heard of in the last 15 minutes.", found["lately"])
    if found["last"]:
        age = (at - found["last"]).total_seconds()
        yield Gauge("sopti_worker_silent_seconds", "Since a worker last began a round.", age)


def _record() -> Iterator[Gauge]:
    heads = RecordHead.objects.order_by("court").values_list("court__key", "sequence")
    for court, sequence in heads:
        yield Gauge("sopti_record_head", "Newest line of a court's record.", sequence,
                    {"court": court})  # fmt: skip


def _process() -> Iterator[Gauge]:
    spent = resource.getrusage(resource.RUSAGE_SELF)
    versions = {"python": platform.python_version(), "django": django.get_version()}
    yield Gauge("sopti_info", "Versions.", 1, versions)
    yield Gauge("process_cpu_seconds_total", "Processor time of the web process that answered.",
                spent.ru_utime + spent.ru_stime)  # fmt: skip
    yield Gauge("process_max_resident_memory_bytes", "The most memory it ever held.",
                spent.ru_maxrss * 1024)  # fmt: skip
    yield Gauge("process_open_fds", "Files it holds open.", len(os.listdir("/proc/self/fd")))  # noqa: PTH208
