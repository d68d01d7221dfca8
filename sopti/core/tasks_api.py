"""Work that need not wait for the worker's next round: `wake("outbox")`, after the commit.

The work itself stands in tables of ours, with claims and leases; the worker's round finds it there
whatever happens (decision 0017). Redis, where there is one, only carries the name of a job to the
worker that is free first. So a Redis that is away, or lost everything, costs patience and no work.
"""

from __future__ import annotations

import logging
import time
from functools import cache
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import transaction

if TYPE_CHECKING:
    from threading import Event

log = logging.getLogger("sopti.tasks")
LIST = "sopti:wake"
MOST_NAMES = 200  # waiting in the list; more would only repeat themselves
REDIS_SECONDS = 0.5  # longer nobody who sent a form waits for Redis
REST_SECONDS = 30.0  # so long Redis is not asked again after it did not answer
HEARD_EVERY = 1  # second; so soon a worker that waits hears that it is to stop

_rests = {"until": 0.0}


def wake(job: str) -> None:
    """Have a worker run this job at once when the transaction is done; without Redis, soon."""
    if settings.REDIS_URL:
        transaction.on_commit(lambda: _tell(job))


def wait_for_job(seconds: float, *, stop: Event) -> str:
    """Return the job that somebody woke a worker for; "" when nobody did, or it is to stop."""
    deadline = time.monotonic() + seconds
    while not stop.is_set() and (left := deadline - time.monotonic()) > 0:
        if not settings.REDIS_URL or _is_resting():
            stop.wait(min(left, REST_SECONDS))
        elif job := _taken():
            return job
    return ""


def _tell(job: str) -> None:
    if _is_resting():
        return
    try:
        told = _redis().pipeline(transaction=False)
        told.lpush(LIST, job)
        told.ltrim(LIST, 0, MOST_NAMES - 1)
        told.execute()
    except Exception as error:  # noqa: BLE001 (killed in the middle, its client raises anything)
        _rest(error)


def _taken() -> str:
    try:
        found = _redis().brpop([LIST], timeout=HEARD_EVERY)
    except Exception as error:  # noqa: BLE001 (see _tell)
        _rest(error)
        return ""
    return found[1].decode() if found else ""


def _is_resting() -> bool:
    return time.monotonic() < _rests["until"]


def _rest(error: Exception) -> None:
    log.warning("Redis does not answer, work waits for the next round: %s", type(error).__name__)
    _rests["until"] = time.monotonic() + REST_SECONDS


@cache
def _redis() -> Any:
    from redis import Redis  # noqa: PLC0415 (only where there is a Redis)
    from redis.backoff import NoBackoff  # noqa: PLC0415
    from redis.retry import Retry  # noqa: PLC0415

    return Redis.from_url(
        settings.REDIS_URL,
        socket_connect_timeout=REDIS_SECONDS,
        socket_timeout=HEARD_EVERY + REDIS_SECONDS,
        retry=Retry(NoBackoff(), 0),  # its own tries would hold up a form for ten seconds
    )
