"""The only door through which the house asks other machines over HTTP.

What is asked is the address that was judged (see `reach`), with the name in the Host header and in
the check of the certificate. A redirect is followed on the same host alone; a body is read up to a
limit. The caller bounds the time: `async with asyncio.timeout(10): answer = await fetch(url)`.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import httpx2

from sopti.core.reach import PUBLIC, UnreachableError, in_words, resolve, trusted

if TYPE_CHECKING:
    from sopti.core.reach import Reach

MOST_BYTES = 1_000_000
MOST_HOPS = 4
PORTS = {"http": 80, "https": 443}
REDIRECTS = frozenset({301, 302, 303, 307, 308})
HEADERS = {
    "User-Agent": "SOPTI-Pemantau/1",
    "Accept": "*/*",
    "Accept-Encoding": "identity",
    "Connection": "close",
}
ANY_WINDOW = 47  # of zlib: gzip or deflate, whichever it is


@dataclass(frozen=True)
class Answer:
    """What came back. `elsewhere` names the other host that a redirect pointed to."""

    status: int
    body: bytes
    elsewhere: str = ""

    @property
    def text(self) -> str:
        return self.body.decode("utf-8", errors="replace")


@dataclass(frozen=True)
class Question:
    """What is sent with an address: of a GET without more, nothing."""

    method: str = "GET"
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""


PLAIN = Question()


async def ask(
    url: str, question: Question, *, reach: Reach = PUBLIC, most_bytes: int = MOST_BYTES
) -> Answer:
    """Return the answer to this one question, also when it is a redirect: nobody follows it.

    For what carries a secret, which is meant for this address and no other.
    """
    at = httpx2.URL(url)
    addresses = await resolve(_host(at), _port(at), reach)
    status, _, body = await _ask_each(at, addresses, question, most_bytes=most_bytes)
    return Answer(status, body)


async def fetch(url: str, *, reach: Reach = PUBLIC, most_bytes: int = MOST_BYTES) -> Answer:
    """Return the answer to a GET of this address; raise UnreachableError when there is none."""
    first = at = httpx2.URL(url)
    addresses = await resolve(_host(first), _port(first), reach)
    for _ in range(MOST_HOPS):
        status, location, body = await _ask_each(at, addresses, PLAIN, most_bytes=most_bytes)
        following = at.join(location) if location else None
        if following is None:
            return Answer(status, body)
        if not _stays(at, following):
            return Answer(status, body, elsewhere=_host(following))
        at = following
    raise UnreachableError(f"Halaman {_host(first)} dialihkan terus-menerus.")


def _host(url: httpx2.URL) -> str:
    """Return the host as it is written on the wire, also of a name with other letters."""
    return url.raw_host.decode("ascii")


def _port(url: httpx2.URL) -> int:
    return url.port or PORTS.get(url.scheme, 0)


def _stays(here: httpx2.URL, there: httpx2.URL) -> bool:
    """Tell whether a redirect leads to the same host and port, or from http to its https."""
    if _host(there) != _host(here) or there.userinfo or there.scheme not in PORTS:
        return False
    secured = (here.scheme, there.scheme, _port(there)) == ("http", "https", PORTS["https"])
    return secured or (there.scheme == here.scheme and _port(there) == _port(here))


async def _ask_each(
    url: httpx2.URL, addresses: list[str], question: Question, *, most_bytes: int
) -> tuple[int, str, bytes]:
    trouble: UnreachableError | None = None
    for address in addresses:
        try:
            return await _send(url, address, question, most_bytes=most_bytes)
        except httpx2.ConnectError as error:
            trouble = _unreachable(error, url)
        except (httpx2.HTTPError, httpx2.InvalidURL) as error:
            raise _unreachable(error, url) from error
    raise trouble or UnreachableError(f"Nama {_host(url)} tidak mempunyai alamat.")


async def _send(
    url: httpx2.URL, address: str, question: Question, *, most_bytes: int
) -> tuple[int, str, bytes]:
    request = httpx2.Request(
        question.method,
        url.copy_with(host=address),
        headers=HEADERS | question.headers | {"Host": url.netloc.decode()},
        content=question.body,
        extensions={"sni_hostname": _host(url), "timeout": {}},
    )
    async with httpx2.AsyncHTTPTransport(verify=trusted(), trust_env=False) as transport:
        response = await transport.handle_async_request(request)
        try:
            body = await _read(response, most_bytes)
        finally:
            await response.aclose()
    location = response.headers.get("location", "") if response.status_code in REDIRECTS else ""
    return response.status_code, location, body


async def _read(response: httpx2.Response, most_bytes: int) -> bytes:
    """Return the body up to a limit, unpacked up to the same limit."""
    body = bytearray()
    async for part in response.aiter_raw():
        body += part
        if len(body) >= most_bytes:
            break
    kept = bytes(body[:most_bytes])
    if response.headers.get("content-encoding", "identity").lower() in {"gzip", "deflate"}:
        return _unpacked(kept, most_bytes)
    return kept


def _unpacked(body: bytes, most_bytes: int) -> bytes:
    try:
        return zlib.decompressobj(ANY_WINDOW).decompress(body, most_bytes)
    except zlib.error:
        return body


def _unreachable(error: Exception, url: httpx2.URL) -> UnreachableError:
    cause: BaseException | None = error
    deepest: OSError | None = None  # the outer ones only say that something failed
    while cause is not None:
        deepest = cause if isinstance(cause, OSError) else deepest
        cause = cause.__cause__ or cause.__context__
    if deepest is not None:
        return UnreachableError(in_words(deepest, _host(url), _port(url)))
    if isinstance(error, httpx2.NetworkError):
        return UnreachableError(f"Sambungan dengan {_host(url)} terputus di tengah jawaban.")
    return UnreachableError(f"Jawaban {_host(url)} tidak dapat dibaca sebagai halaman web.")
