"""Looking at one target, by its kind."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING

from sopti.core.reach import Reach, UnreachableError
from sopti.monitors.enums import Kind
from sopti.monitors.findings import Finding
from sopti.monitors.probes.dated import look_at_domain, look_at_freshness, look_at_tls
from sopti.monitors.probes.plain import look_at_page, look_at_ping, look_at_port
from sopti.monitors.targets import UnreadableTargetError, read_target

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from datetime import datetime

    from sopti.monitors.models import Monitor
    from sopti.monitors.targets import Target

    Probe = Callable[[Monitor, Target, Reach, datetime], Awaitable[Finding]]

PROBES: dict[str, Probe] = {
    Kind.HTTP: look_at_page,
    Kind.TCP: look_at_port,
    Kind.PING: look_at_ping,
    Kind.TLS: look_at_tls,
    Kind.DOMAIN: look_at_domain,
    Kind.FRESHNESS: look_at_freshness,
}


async def look(monitor: Monitor, *, at: datetime) -> Finding:
    """Return what the target shows now, within the monitor's own time."""
    reach = Reach(private=monitor.may_touch_private, loopback=monitor.may_touch_loopback)
    began = time.monotonic()
    try:
        target = read_target(monitor.kind, monitor.target)
        async with asyncio.timeout(monitor.timeout):
            found = await PROBES[monitor.kind](monitor, target, reach, at)
    except TimeoutError:
        return Finding(ok=False, detail=f"Tidak menjawab dalam {monitor.timeout} detik.")
    except UnreachableError as error:
        return Finding(ok=None if error.is_ours else False, detail=str(error))
    except UnreadableTargetError as error:
        return Finding(ok=None, detail=str(error))
    return Finding(found.ok, found.detail, round((time.monotonic() - began) * 1000))
