"""How long something lasts yet, or how old it is: certificates, domains, news."""

from __future__ import annotations

import ssl
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sopti.core import words
from sopti.core.http import fetch
from sopti.core.reach import UnreachableError, connect, in_words, leave, resolve, trusted
from sopti.monitors.findings import Finding
from sopti.monitors.probes.dates import expiry_of, newest_of
from sopti.monitors.probes.plain import why_not_right
from sopti.monitors.targets import read_server

if TYPE_CHECKING:
    from sopti.core.reach import Reach
    from sopti.monitors.models import Monitor
    from sopti.monitors.targets import Target

MOST_WHOIS = 65_536
OK = 200


async def look_at_tls(monitor: Monitor, target: Target, reach: Reach, at: datetime) -> Finding:
    """Shake hands, and read until when the certificate lasts. A wrong one is a finding."""
    addresses = await resolve(target.host, target.port, reach)
    try:
        _, writer = await connect(addresses, target.port, tls=trusted(), name=target.host)
    except OSError as error:
        raise UnreachableError(in_words(error, target.host, target.port)) from error
    shown = writer.get_extra_info("ssl_object").getpeercert()
    await leave(writer)
    ends = datetime.fromtimestamp(ssl.cert_time_to_seconds(shown["notAfter"]), UTC)
    return _lasting("Sertifikat berlaku", ends, monitor, at)


async def look_at_domain(monitor: Monitor, target: Target, reach: Reach, at: datetime) -> Finding:
    """Ask the register of domains until when the name is paid for."""
    text = await _whois(monitor.whois_server, target.host, reach)
    ends = expiry_of(text)
    if ends is None:
        return Finding(
            ok=None, detail=f"{monitor.whois_server} tidak menyebut kapan {target.host} habis."
        )
    return _lasting("Domain terdaftar", ends, monitor, at)


async def _whois(server: str, domain: str, reach: Reach) -> str:
    register = read_server(server)
    addresses = await resolve(register.host, register.port, reach)
    try:
        reader, writer = await connect(addresses, register.port)
        try:
            writer.write(f"{domain}\r\n".encode())
            body = bytearray()
            while len(body) < MOST_WHOIS and (part := await reader.read(4096)):
                body += part
        finally:
            await leave(writer)
    except OSError as error:
        raise UnreachableError(
            in_words(error, register.host, register.port), is_ours=True
        ) from error
    return body.decode("utf-8", errors="replace")


def _lasting(what: str, ends: datetime, monitor: Monitor, at: datetime) -> Finding:
    days = (ends - at).days
    day = words.plain_date(ends.date())
    if ends <= at:
        return Finding(ok=False, detail=f"{what} sampai {day}: sudah habis.")
    return Finding(ok=days >= monitor.days, detail=f"{what} {days} hari lagi, sampai {day}.")


async def look_at_freshness(
    monitor: Monitor, target: Target, reach: Reach, at: datetime
) -> Finding:
    """Read how old the newest item of a feed is, or the newest date of a page."""
    answer = await fetch(target.url, reach=reach)
    if (wrong := why_not_right(answer, OK)) is not None:
        return Finding(ok=False, detail=wrong)
    newest = newest_of(answer.text, after=monitor.date_after, now=at, tz=monitor.court.tz)
    if newest is None:
        return Finding(ok=None, detail="Tidak ada tanggal yang dikenali di halaman itu.")
    days = max(0, (at - newest).days)
    said = f"Isi terbaru bertanggal {words.plain_date(newest.date())}, {days} hari lalu."
    return Finding(ok=days <= monitor.days, detail=said)
