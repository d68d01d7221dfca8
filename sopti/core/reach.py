"""Which addresses the house may speak to, and the one way to reach one.

A name is resolved once; what is connected to is the address that was judged, never the name
again, so that a name which changes its mind between the question and the connection gains nothing.
"""

from __future__ import annotations

import asyncio
import ipaddress
import socket
import ssl
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from ipaddress import IPv4Address, IPv6Address

# Where clouds tell a machine its own secrets; some of them look like ordinary addresses.
METADATA = frozenset(
    map(
        ipaddress.ip_address,
        ("169.254.169.254", "169.254.170.2", "100.100.100.200", "168.63.129.16",
         "192.0.0.192", "fd00:ec2::254", "fd20:ce::254"),
    )
)  # fmt: skip
SHARED = ipaddress.ip_network("100.64.0.0/10")  # behind a provider's own translation
NAT64 = (ipaddress.ip_network("64:ff9b::/96"), ipaddress.ip_network("64:ff9b:1::/48"))
MOST_ADDRESSES = 2


class UnreachableError(Exception):
    """Why a target was not reached, as a finished sentence. `is_ours`: we did not even try."""

    def __init__(self, sentence: str, *, is_ours: bool = False) -> None:
        super().__init__(sentence)
        self.is_ours = is_ours


@dataclass(frozen=True)
class Reach:
    """What somebody in charge permitted beyond the public network."""

    private: bool = False
    loopback: bool = False


PUBLIC = Reach()


def is_never(address: IPv4Address | IPv6Address) -> bool:
    """Tell whether no permission opens this address: metadata, link-local, multicast, none."""
    inner = _inner(address)
    if inner is not None and not inner.is_global:
        return True
    return (
        address in METADATA
        or address.is_link_local
        or address.is_multicast
        or address.is_unspecified
        or (address.is_reserved and not address.is_loopback and inner is None)
    )


def _inner(address: IPv4Address | IPv6Address) -> IPv4Address | None:
    """Return the old address that a new one wraps: a tunnel leads where the inner one says."""
    if isinstance(address, IPv4Address):
        return None
    if any(address in network for network in NAT64):
        return IPv4Address(int(address) & 0xFFFFFFFF)
    teredo = address.teredo
    return address.ipv4_mapped or address.sixtofour or (teredo[1] if teredo else None)


def why_not_touch(address: IPv4Address | IPv6Address, reach: Reach) -> str | None:
    if is_never(address):
        return f"Alamat {address} tidak pernah boleh dihubungi."
    if address.is_loopback:
        return None if reach.loopback else (
            f"Alamat {address} adalah mesin SOPTI sendiri. Pengelola SOPTI perlu mengizinkannya."
        )  # fmt: skip
    if address.is_private or address in SHARED:
        return None if reach.private else (
            f"Alamat {address} ada di jaringan dalam. Pengelola SOPTI perlu mengizinkannya."
        )  # fmt: skip
    if not address.is_global:
        return f"Alamat {address} tidak pernah boleh dihubungi."
    return None


async def resolve(host: str, port: int, reach: Reach) -> list[str]:
    """Return the permitted addresses of a host, the preferred first; raise why there is none."""
    loop = asyncio.get_running_loop()
    try:
        found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise UnreachableError(f"Nama {host} tidak ditemukan di DNS.") from error
    addresses = list(dict.fromkeys(str(row[4][0]).partition("%")[0] for row in found))
    reasons = {text: why_not_touch(ipaddress.ip_address(text), reach) for text in addresses}
    permitted = [text for text, reason in reasons.items() if reason is None]
    if not permitted:
        first = next(filter(None, reasons.values()), f"Nama {host} tidak mempunyai alamat.")
        raise UnreachableError(first, is_ours=True)
    return permitted[:MOST_ADDRESSES]


async def connect(
    addresses: list[str], port: int, *, tls: ssl.SSLContext | None = None, name: str = ""
) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    """Open a stream to the first address that answers. The caller bounds the time."""
    trouble: OSError | None = None
    for address in addresses:
        try:
            return await asyncio.open_connection(
                address, port, ssl=tls, server_hostname=name if tls else None
            )
        except OSError as error:
            trouble = error
    raise trouble or OSError("no address")


async def leave(writer: asyncio.StreamWriter) -> None:
    """Hang up at once; nobody waits for the other side's goodbye."""
    writer.transport.abort()
    with suppress(OSError):
        await writer.wait_closed()


@cache
def trusted() -> ssl.SSLContext:
    """Return the authorities that this machine trusts; SSL_CERT_FILE adds a court's own."""
    return ssl.create_default_context()


# Why OpenSSL did not believe a certificate, by its number.
CERTIFICATES = {
    9: "Sertifikat {host} belum berlaku.",
    10: "Sertifikat {host} sudah kedaluwarsa.",
    18: "Sertifikat {host} dibuat sendiri, bukan oleh lembaga yang dikenal.",
    19: "Sertifikat {host} tidak diterbitkan oleh lembaga yang dikenal.",
    20: "Sertifikat {host} tidak diterbitkan oleh lembaga yang dikenal.",
    21: "Sertifikat {host} tidak lengkap rantainya.",
    62: "Sertifikat yang ditunjukkan bukan untuk {host}.",
    64: "Sertifikat yang ditunjukkan bukan untuk {host}.",
}


def in_words(error: OSError, host: str, port: int) -> str:
    """Return what went wrong between us and a host as a sentence for its keepers."""
    if isinstance(error, ssl.SSLCertVerificationError):
        wrong = CERTIFICATES.get(error.verify_code, "Sertifikat {host} tidak sah.")
        return wrong.format(host=host)
    if isinstance(error, ssl.SSLError):
        return f"Sambungan aman (TLS) dengan {host} tidak dapat dibuat."
    if isinstance(error, ConnectionRefusedError):
        return f"{host} menolak sambungan pada port {port}."
    if isinstance(error, ConnectionError):
        return f"Sambungan dengan {host} diputus."
    return f"Tidak ada jalan ke {host}."
