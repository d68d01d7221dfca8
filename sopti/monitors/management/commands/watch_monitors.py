from __future__ import annotations

import logging
import signal
import threading
from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand
from django.db import DatabaseError, InterfaceError, close_old_connections

from sopti.core import room
from sopti.monitors.watching import Watcher

if TYPE_CHECKING:
    from django.core.management.base import CommandParser

log = logging.getLogger("sopti.monitors")
BETWEEN_ROUNDS = 1.0  # seconds


class Command(BaseCommand):
    help = "Look at what is monitored, again and again. Safe to kill and to run twice."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="what is due now, then stop")

    def handle(self, *args: Any, **options: Any) -> None:
        stop = threading.Event()
        if not options["once"]:
            for name in (signal.SIGTERM, signal.SIGINT):
                signal.signal(name, lambda *_: stop.set())
        with Watcher().running() as watcher:
            while not stop.is_set():
                _round(watcher)
                if options["once"] and not watcher.busy:
                    return
                stop.wait(BETWEEN_ROUNDS)


def _round(watcher: Watcher) -> None:
    """Do one round; a database that is away is told in the log and asked again.

    A disk that is nearly full takes no findings: they wait in memory until there is room.
    """
    close_old_connections()
    if room.is_short():
        return
    try:
        watcher.round()
    except (DatabaseError, InterfaceError):
        log.exception("monitoring failed, trying again in a moment")
