"""Does it answer: a page, a port, a device."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sopti.core.http import fetch
from sopti.core.ping import ping
from sopti.core.reach import UnreachableError, connect, in_words, leave, resolve
from sopti.monitors.findings import Finding

if TYPE_CHECKING:
    from datetime import datetime

    from sopti.core.http import Answer
    from sopti.core.reach import Reach
    from sopti.monitors.models import Monitor
    from sopti.monitors.targets import Target


async def look_at_page(monitor: Monitor, target: Target, reach: Reach, at: datetime) -> Finding:
    """Ask for a page as a visitor does, and read whether it is the right one."""
    answer = await fetch(target.url, reach=reach)
    wrong = why_not_right(answer, monitor.expected_status, monitor.expected_text)
    if wrong is not None:
        return Finding(ok=False, detail=wrong)
    text = " dengan teks yang dicari" if monitor.expected_text else ""
    return Finding(ok=True, detail=f"Menjawab {answer.status}{text}.")


def why_not_right(answer: Answer, status: int, text: str = "") -> str | None:
    if answer.status != status:
        if answer.elsewhere:
            return f"Dialihkan ke host lain, {answer.elsewhere[:100]}; tidak diikuti."
        return f"Menjawab {answer.status}, bukan {status}."
    if text and text not in answer.text:
        return f"Menjawab {answer.status}, tetapi teks “{text}” tidak ada."
    return None


async def look_at_port(monitor: Monitor, target: Target, reach: Reach, at: datetime) -> Finding:
    """Knock at a port and leave."""
    addresses = await resolve(target.host, target.port, reach)
    try:
        _, writer = await connect(addresses, target.port)
    except OSError as error:
        raise UnreachableError(in_words(error, target.host, target.port)) from error
    await leave(writer)
    return Finding(ok=True, detail=f"Menerima sambungan pada port {target.port}.")


async def look_at_ping(monitor: Monitor, target: Target, reach: Reach, at: datetime) -> Finding:
    """Ask a device whether it is there."""
    addresses = await resolve(target.host, 0, reach)
    await ping(addresses[0])
    return Finding(ok=True, detail="Menjawab ping.")
