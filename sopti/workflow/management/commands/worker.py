from __future__ import annotations

import logging
import signal
import threading
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.management.base import BaseCommand
from django.db import DatabaseError, InterfaceError, close_old_connections
from django.utils.timezone import now

from sopti.core import room
from sopti.core.storing import forget_halves
from sopti.core.tasks_api import wait_for_job, wake
from sopti.notifications.actions import forget_digests, send_waiting
from sopti.search.actions import catch_up
from sopti.ui.models import SubmittedForm
from sopti.workflow.actions import open_routine_cases
from sopti.workflow.actions.digests import make_digests
from sopti.workflow.actions.reminders import remind
from sopti.workflow.registry import Unfinished, jobs

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.core.management.base import CommandParser

    Job = Callable[[datetime], str]

log = logging.getLogger("sopti.worker")
KEEP_FORM_KEYS = timedelta(days=2)
A_WHILE = timedelta(minutes=5)
A_DAY = timedelta(days=1)  # nobody writes at one file so long


class Command(BaseCommand):
    help = (
        "Open routine cases, remind, send the outbox, tidy up, again and again. "
        "Safe to kill and run twice."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="one round, then stop")
        parser.add_argument("--every", type=int, default=30, help="seconds between two rounds")

    def handle(self, *args: Any, **options: Any) -> None:
        stop = threading.Event()
        if not options["once"]:
            for name in (signal.SIGTERM, signal.SIGINT):
                signal.signal(name, lambda *_: stop.set())
        own = every_job()
        while not stop.is_set():
            close_old_connections()
            unfinished = one_round(own)
            if options["once"]:
                return
            _do_what_is_asked(own, seconds=0 if unfinished else options["every"], stop=stop)


def every_job() -> dict[str, Job]:
    """Return what a worker does in a round, by name. Each worker counts its own pauses."""
    reminders, digests, search = Seldom(_remind), Seldom(_digest), Seldom(_search)
    own: dict[str, Job] = {"routine cases": _open_routine, **jobs()}
    own |= {"reminders": reminders, "digests": digests, "outbox": _send, "tidying": _tidy}
    return own | {"search": search}


def _do_what_is_asked(own: dict[str, Job], *, seconds: float, stop: threading.Event) -> None:
    """Until the next round, run each job that somebody wakes this worker for."""
    ends = time.monotonic() + seconds
    while name := wait_for_job(ends - time.monotonic(), stop=stop):
        close_old_connections()
        if name in own and not room.is_short() and _run(name, own[name]):
            wake(name)


class Seldom:
    """A job that looks through every court: not in each round, but every few minutes."""

    def __init__(self, job: Job) -> None:
        self._job, self._next = job, datetime.min.replace(tzinfo=UTC)

    def __call__(self, at: datetime) -> str:
        if at < self._next:
            return ""
        done = self._job(at)
        self._next = at + A_WHILE
        return done


def one_round(own: dict[str, Job]) -> list[str]:
    """Run every job, and name those of which more waits; none while a disk is nearly full."""
    if room.is_short():
        log.error("a disk is nearly full: no job is done until there is room")
        return []
    return [called for called, job in own.items() if _run(called, job)]


def _run(name: str, job: Job) -> bool:
    """Run one job, and tell whether more of it waits.

    A database that is away and a disk without room are told in the log, and tried again next round.
    """
    try:
        done = job(now())
    except (DatabaseError, InterfaceError, OSError):
        log.exception("%s failed, trying again in the next round", name)
        return False
    if done:
        log.info(done)
    return isinstance(done, Unfinished)


def _open_routine(at: datetime) -> str:
    opened = open_routine_cases(at=at)
    return f"{opened} routine cases opened" if opened else ""


def _remind(at: datetime) -> str:
    reminded = remind(at=at)
    return f"{reminded} reminders written" if reminded else ""


def _digest(at: datetime) -> str:
    made = make_digests(at=at)
    return f"{made} digests written" if made else ""


def _send(at: datetime) -> str:
    sent = send_waiting(at=at)
    return f"{sent} messages sent" if sent else ""


def _search(at: datetime) -> str:
    kept = catch_up(at=at)
    return f"{kept} things can be found that could not" if kept else ""


def _tidy(at: datetime) -> str:
    SubmittedForm.objects.filter(at__lt=at - KEEP_FORM_KEYS).delete()
    Session.objects.filter(expire_date__lt=at).delete()
    forget_digests(at=at)
    forget_halves(Path(settings.MEDIA_ROOT), older_than=at - A_DAY)
    return ""
