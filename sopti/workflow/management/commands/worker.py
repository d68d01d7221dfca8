from __future__ import annotations

import logging
import signal
import threading
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.contrib.sessions.models import Session
from django.core.management.base import BaseCommand
from django.db import DatabaseError, close_old_connections
from django.utils.timezone import now

from sopti.notifications.actions import send_waiting
from sopti.ui.models import SubmittedForm
from sopti.workflow.actions import open_routine_cases
from sopti.workflow.registry import jobs

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from django.core.management.base import CommandParser

log = logging.getLogger("sopti.worker")
KEEP_FORM_KEYS = timedelta(days=2)


class Command(BaseCommand):
    help = (
        "Open routine cases, send the outbox, tidy up, again and again. Safe to kill and run twice."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="one round, then stop")
        parser.add_argument("--every", type=int, default=30, help="seconds between two rounds")

    def handle(self, *args: Any, **options: Any) -> None:
        stop = threading.Event()
        if not options["once"]:
            for name in (signal.SIGTERM, signal.SIGINT):
                signal.signal(name, lambda *_: stop.set())
        while not stop.is_set():
            close_old_connections()
            own = {"routine cases": _open_routine, **jobs(), "outbox": _send, "tidying": _tidy}
            for called, job in own.items():
                _run(called, job)
            if options["once"]:
                return
            stop.wait(options["every"])


def _run(name: str, job: Callable[[datetime], str]) -> None:
    """Run one job; a database that is away is told in the log and tried again next round."""
    try:
        done = job(now())
    except DatabaseError:
        log.exception("%s failed, trying again in the next round", name)
    else:
        if done:
            log.info(done)


def _open_routine(at: datetime) -> str:
    opened = open_routine_cases(at=at)
    return f"{opened} routine cases opened" if opened else ""


def _send(at: datetime) -> str:
    sent = send_waiting(at=at)
    return f"{sent} messages sent" if sent else ""


def _tidy(at: datetime) -> str:
    SubmittedForm.objects.filter(at__lt=at - KEEP_FORM_KEYS).delete()
    Session.objects.filter(expire_date__lt=at).delete()
    return ""
