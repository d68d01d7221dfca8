"""The watcher: looks at what is due, many targets at once, and keeps what it finds.

One thread runs the looks, which only wait for the network. The thread that calls `round` speaks
to the database: it claims, and about once a second keeps everything found since, in few queries.
"""

from __future__ import annotations

import asyncio
import logging
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import datetime, timedelta
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING

from django.utils.timezone import now

from sopti.monitors.claiming import claim_due
from sopti.monitors.desk import tell_flapping
from sopti.monitors.findings import Finding, Look
from sopti.monitors.keeping import forget_old, keep
from sopti.monitors.outages import follow_outages
from sopti.monitors.probes import look

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sopti.monitors.models import Monitor

log = logging.getLogger("sopti.monitors")
AT_ONCE = 300
NAMES_AT_ONCE = 64  # names that do not resolve hold a thread each
TIDY_EVERY = timedelta(minutes=10)
OUR_FAULT = "Pemeriksaan ini gagal karena kesalahan pada SOPTI; catatannya ada di log."


class Watcher:
    """Looks at many targets at once. Use `with watcher.running():` around the rounds."""

    def __init__(self, *, clock: Callable[[], datetime] = now, at_once: int = AT_ONCE) -> None:
        self._clock, self._at_once = clock, at_once
        self._loop = asyncio.new_event_loop()
        self._found: SimpleQueue[Look] = SimpleQueue()
        self._unkept: list[Look] = []
        self._tidied: datetime | None = None
        self.busy = 0  # looks that were begun and not yet taken from the queue

    @contextmanager
    def running(self) -> Iterator[Watcher]:
        """Run the looks in a thread of their own; what still waits at the end is given up."""
        self._loop.set_default_executor(ThreadPoolExecutor(NAMES_AT_ONCE, "dns"))
        thread = threading.Thread(target=self._loop.run_forever, name="looks", daemon=True)
        thread.start()
        try:
            yield self
        finally:
            asyncio.run_coroutine_threadsafe(_give_up(), self._loop).result()
            self._loop.call_soon_threadsafe(self._loop.stop)
            thread.join()
            self._loop.close()

    def round(self) -> int:
        """Keep what was found, tell of it, begin what is due; return how many looks were begun."""
        at = self._clock()
        self.keep_found()
        follow_outages(at=at)
        tell_flapping(at=at)
        due = claim_due(at=at, most=self._at_once - self.busy)
        for monitor in due:
            self.busy += 1
            asyncio.run_coroutine_threadsafe(self._look(monitor), self._loop)
        self._tidy(at)
        return len(due)

    def keep_found(self) -> int:
        """Write down what has come in. What could not be written is tried again next time."""
        while True:
            try:
                self._unkept.append(self._found.get_nowait())
            except Empty:
                break
            self.busy -= 1
        if not self._unkept:
            return 0
        kept = keep(self._unkept)
        self._unkept = []
        return kept

    async def _look(self, monitor: Monitor) -> None:
        at = self._clock()
        try:
            finding = await look(monitor, at=at)
        except Exception:
            log.exception("looking at monitor %s failed", monitor.pk)
            finding = Finding(ok=None, detail=OUR_FAULT)
        self._found.put(Look(monitor.pk, at, finding))

    def _tidy(self, at: datetime) -> None:
        if self._tidied is None or at - self._tidied >= TIDY_EVERY:
            self._tidied = at
            forget_old(at=at)


async def _give_up() -> None:
    others = asyncio.all_tasks() - {asyncio.current_task()}
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)
