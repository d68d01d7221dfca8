"""Asking an address whether it is there, without being root.

The kernel's socket for echo requests comes first (it needs `net.ipv4.ping_group_range`), then the
raw one (root, or CAP_NET_RAW), then the `ping` program.
"""

from __future__ import annotations

import asyncio
import ipaddress
import secrets
import shutil
import socket
import struct

from sopti.core.reach import UnreachableError

PROTOCOLS = {
    4: (socket.AF_INET, socket.IPPROTO_ICMP, 8),
    6: (socket.AF_INET6, socket.IPPROTO_ICMPV6, 128),
}
CANNOT = (
    "Ping tidak dapat dijalankan di mesin SOPTI. Pasang program ping (paket iputils-ping), "
    "atau izinkan grup SOPTI pada net.ipv4.ping_group_range."
)
MOST_BYTES = 1500
WORD = 16


async def ping(address: str) -> None:
    """Return once the address has answered; the caller bounds the time."""
    family, protocol, kind = PROTOCOLS[ipaddress.ip_address(address).version]
    opened = _open(family, protocol)
    if opened is None:
        await _by_program(address)
        return
    with opened:
        opened.setblocking(False)
        await _by_socket(opened, address, kind)


def _open(family: int, protocol: int) -> socket.socket | None:
    for type_ in (socket.SOCK_DGRAM, socket.SOCK_RAW):
        try:
            return socket.socket(family, type_, protocol)
        except OSError:
            continue
    return None


async def _by_socket(opened: socket.socket, address: str, kind: int) -> None:
    loop = asyncio.get_running_loop()
    token = secrets.token_bytes(WORD)
    try:
        opened.connect((address, 0))
        await loop.sock_sendall(opened, _request(kind, token))
        while True:
            if _is_answer(await loop.sock_recv(opened, MOST_BYTES), kind, token):
                return
    except OSError as error:
        raise UnreachableError(f"Tidak ada jalan ke {address}.") from error


def _request(kind: int, token: bytes) -> bytes:
    number = int.from_bytes(token[:2], "big")
    head = struct.pack("!BBHHH", kind, 0, 0, number, 1)
    return struct.pack("!BBHHH", kind, 0, _checksum(head + token), number, 1) + token


def _checksum(data: bytes) -> int:
    total: int = sum(struct.unpack(f"!{len(data) // 2}H", data))
    while total >> WORD:
        total = (total & 0xFFFF) + (total >> WORD)
    return ~total & 0xFFFF


def _is_answer(packet: bytes, kind: int, token: bytes) -> bool:
    """Tell whether it is our own token that came back; a raw socket hears all of them."""
    start = packet.find(token)
    if start < 8:  # noqa: PLR2004 (the head of an echo message)
        return False
    answer = {8: 0, 128: 129}[kind]
    return packet[start - 8] == answer


async def _by_program(address: str) -> None:
    program = shutil.which("ping")
    if program is None:
        raise UnreachableError(CANNOT, is_ours=True)
    process = await asyncio.create_subprocess_exec(
        program, "-n", "-q", "-c", "1", "-w", "30", address,
        stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL,
    )  # fmt: skip
    try:
        code = await process.wait()
    finally:
        if process.returncode is None:
            process.kill()
    if code:
        raise UnreachableError(f"{address} tidak menjawab ping.")
