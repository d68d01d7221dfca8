"""What may be looked at: an address, read and judged without asking the network."""

from __future__ import annotations

import ipaddress
import re
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from sopti.core.reach import is_never
from sopti.monitors.enums import Kind

if TYPE_CHECKING:
    from sopti.monitors.models import Monitor

HOST = re.compile(r"(?!-)[A-Za-z0-9-]{1,63}(?<!-)(\.(?!-)[A-Za-z0-9-]{1,63}(?<!-))*\.?")
PORTS = range(1, 65536)
WEB = (Kind.HTTP, Kind.FRESHNESS)
PORT_OF = {"http": 80, "https": 443}
TLS_PORT = 443
WHOIS_PORT = 43

NO_ADDRESS = "Tulis alamatnya lengkap, tanpa spasi."
NO_HOST = "Nama host itu tidak dikenali. Tulis seperti pa-contoh.go.id atau 192.168.1.10."
NO_PORT = "Tulis host dan port, misalnya 192.168.1.10:3306. Port antara 1 dan 65535."


class UnreadableTargetError(ValueError):
    """Why an address cannot be watched, as a finished sentence."""


@dataclass(frozen=True)
class Target:
    host: str
    port: int
    url: str = ""


def read_target(kind: str, text: str) -> Target:
    """Return the host and port to be looked at; raise what is wrong with the address."""
    if not text or re.search(r"[\s\x00-\x1f\x7f\\]", text):
        raise UnreadableTargetError(NO_ADDRESS)
    if kind in WEB:
        return _of_url(text)
    if "/" in text or "@" in text:
        raise UnreadableTargetError("Tulis nama host saja, tanpa http:// dan tanpa garis miring.")
    if kind in {Kind.PING, Kind.DOMAIN}:
        return Target(_host(text), 0)
    host, port = _split_port(text, default=TLS_PORT if kind == Kind.TLS else None)
    return Target(_host(host), port)


def _of_url(text: str) -> Target:
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError as error:
        raise UnreadableTargetError(NO_HOST) from error
    if parts.scheme not in PORT_OF:
        raise UnreadableTargetError("Alamat dimulai dengan https:// atau http://.")
    if "@" in parts.netloc:
        raise UnreadableTargetError(
            "Hapus nama pengguna dan kata sandi dari alamat: siapa pun dapat membacanya di sini."
        )
    if port is not None and port not in PORTS:
        raise UnreadableTargetError(NO_PORT)
    return Target(_host(parts.hostname or ""), port or PORT_OF[parts.scheme], text)


def _split_port(text: str, *, default: int | None) -> tuple[str, int]:
    found = re.fullmatch(r"(\[[^\]]+\]|[^:]+):(\d{1,5})", text)
    if found is None:
        if default is None:
            raise UnreadableTargetError(NO_PORT)
        return text, default
    if int(found[2]) not in PORTS:
        raise UnreadableTargetError(NO_PORT)
    return found[1], int(found[2])


def _host(text: str) -> str:
    """Return a name or an address as it is resolved; refuse what no permission opens."""
    bare = text.strip("[]")
    try:
        address = ipaddress.ip_address(bare)
    except ValueError:
        return _name(bare)
    if is_never(address):
        raise UnreadableTargetError(f"Alamat {bare} tidak pernah boleh dipantau.")
    return bare


def _name(text: str) -> str:
    try:
        ascii_name = text.encode("idna").decode() if not text.isascii() else text
    except UnicodeError as error:
        raise UnreadableTargetError(NO_HOST) from error
    if len(ascii_name) > 253 or not HOST.fullmatch(ascii_name):  # noqa: PLR2004 (of DNS)
        raise UnreadableTargetError(NO_HOST)
    return ascii_name.lower()


def read_server(text: str) -> Target:
    """Return host and port of a WHOIS server; raise what is wrong with it."""
    host, port = _split_port(text, default=WHOIS_PORT)
    return Target(_host(host), port)


def why_not_target(kind: str, text: str) -> str | None:
    try:
        read_target(kind, text)
    except UnreadableTargetError as error:
        return str(error)
    return None


def why_not_server(text: str) -> str | None:
    try:
        read_server(text)
    except UnreadableTargetError:
        return "Tulis server WHOIS seperti whois.id atau whois.id:43."
    return None


def hosts_of(monitor: Monitor) -> set[str]:
    """Return every host that a monitor speaks to; of addresses that were never judged, none."""
    hosts = set()
    with suppress(UnreadableTargetError):
        hosts.add(read_target(monitor.kind, monitor.target).host)
    with suppress(UnreadableTargetError):
        hosts.add(read_server(monitor.whois_server).host)
    return hosts
