"""Real servers on loopback, good and bad, that end with the block that began them."""

import asyncio
import gzip
import socket
import ssl
import subprocess
import threading
from contextlib import contextmanager

from sopti.monitors.enums import Kind
from sopti.monitors.models import Monitor
from sopti.monitors.probes import look
from sopti.people.models import Court

PAGE = b"<html><h1>Pengadilan Agama Contoh</h1>Diperbarui: <b>Senin, 9 November 2026</b></html>"
FEED = b"""<rss><channel><title>Berita</title><lastBuildDate>Fri, 20 Nov 2026 01:00:00 +0000
</lastBuildDate><item><pubDate>Mon, 02 Nov 2026 08:00:00 +0700</pubDate></item>
<item><pubDate><![CDATA[Thu, 12 Nov 2026 08:00:00 +0700]]></pubDate></item></channel></rss>"""
ATOM = b"<feed><entry><updated>2026-11-14T08:00:00Z</updated></entry></feed>"
WHOIS = (
    b"Domain: pa-contoh.go.id\r\nCreated: 2010-01-05\r\nExpiration Date: 2026-12-06 23:59:59\r\n"
)


def answer(status, body=b"", *headers):
    lines = [f"HTTP/1.1 {status} X", f"Content-Length: {len(body)}", *headers, "", ""]
    return "\r\n".join(lines).encode() + body


PAGES = {
    "/": answer(200, PAGE),
    "/rusak": answer(502, b"Bad gateway"),
    "/pindah": answer(302, b"", "Location: /"),
    "/putar": answer(302, b"", "Location: /putar"),
    "/keluar": answer(302, b"", "Location: http://127.0.0.2:1/rahasia"),
    "/metadata": answer(302, b"", "Location: http://169.254.169.254/latest/"),
    "/padat": answer(200, gzip.compress(PAGE), "Content-Encoding: gzip"),
    "/bom": answer(200, gzip.compress(bytes(300_000_000)), "Content-Encoding: gzip"),
    "/umpan": answer(200, FEED),
    "/atom": answer(200, ATOM),
    "/bukan-http": b"SSH-2.0-OpenSSH_9.2\r\n",
    "/putus": b"",
}


async def serve(reader, writer):
    """Answer one request and hang up; "/diam" never answers, "/besar" never ends."""
    first = await reader.readuntil(b"\r\n\r\n")
    path = first.split()[1].decode()
    if path == "/diam":
        await reader.read()
    elif path == "/besar":
        await endless(writer)
    else:
        writer.write(PAGES[path])
        await writer.drain()
    writer.close()


async def endless(writer):
    writer.write(b"HTTP/1.1 200 OK\r\n\r\n" + PAGE)
    while True:
        writer.write(bytes(65536))
        await writer.drain()


async def whois(reader, writer):
    asked = await reader.readline()
    writer.write(WHOIS if asked == b"pa-contoh.go.id\r\n" else b"No match\r\n")
    writer.close()


async def chatty(reader, writer):
    writer.write(b"SSH-2.0-OpenSSH_9.2\r\n")
    await writer.drain()
    await silent(reader, writer)


async def silent(reader, writer):
    await reader.read()
    writer.close()


def hanging_up(handler):
    """Leave no connection open behind a handler, also when the server ends before it."""

    async def handle(reader, writer):
        try:
            await handler(reader, writer)
        except asyncio.CancelledError:
            writer.transport.abort()
            raise
        finally:
            writer.close()

    return handle


class Server:
    """One server in a thread of its own."""

    def __init__(self, handler, host, tls):
        self.begin = lambda: asyncio.start_server(hanging_up(handler), host, 0, ssl=tls)
        self.loop, self.ready = asyncio.new_event_loop(), threading.Event()
        # Clients that hang up, or refuse a certificate, are what these tests are about.
        self.loop.set_exception_handler(lambda *_: None)
        self.thread = threading.Thread(target=self.loop.run_until_complete, args=(self.run(),))

    async def run(self):
        begun, self.over = await self.begin(), asyncio.Event()
        self.port = begun.sockets[0].getsockname()[1]
        self.ready.set()
        await self.over.wait()
        begun.close()
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)
        await asyncio.sleep(0.01)  # for the connections to be closed as they were told


@contextmanager
def server(handler=serve, *, host="127.0.0.1", tls=None):
    """Yield the port of a server that runs until the block ends."""
    made = Server(handler, host, tls)
    made.thread.start()
    assert made.ready.wait(10)
    try:
        yield made.port
    finally:
        made.loop.call_soon_threadsafe(made.over.set)
        made.thread.join(10)
        made.loop.close()


def closed_port():
    with socket.create_server(("127.0.0.1", 0)) as trial:
        return trial.getsockname()[1]


def monitor(kind=Kind.HTTP, target="", **words):
    """A monitor of no database that may touch this machine, and waits a second at most."""
    words = {"may_touch_loopback": True, "timeout": 2} | words
    return Monitor(court=Court(zone="Asia/Jakarta"), name="X", kind=kind, target=target, **words)


def seen(watched, *, at):
    return asyncio.run(look(watched, at=at))


# --------------------------------------------------------------------------------- certificates
EC = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"]


class Authority:
    """An authority of the test's own, whose certificates are made as asked."""

    def __init__(self, folder):
        self.folder = folder
        self.file = folder / "ca.pem"
        self._openssl("req", "-x509", *EC, "-keyout", "ca.key", "-out", "ca.pem",
                      "-days", "30", "-subj", "/CN=Uji")  # fmt: skip

    def context(self, *, days, names="DNS:localhost,IP:127.0.0.1"):
        """The server's side of a certificate that lasts so many days from now."""
        (self.folder / "names").write_text(f"subjectAltName={names}")
        self._openssl("req", *EC, "-keyout", "leaf.key", "-out", "leaf.csr", "-subj", "/CN=uji")
        self._openssl("x509", "-req", "-in", "leaf.csr", "-CA", "ca.pem", "-CAkey", "ca.key",
                      "-CAcreateserial", "-days", str(days), "-extfile", "names",
                      "-out", "leaf.pem")  # fmt: skip
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.folder / "leaf.pem", self.folder / "leaf.key")
        return context

    def _openssl(self, *arguments):
        subprocess.run(["openssl", *arguments], cwd=self.folder, check=True, capture_output=True)
