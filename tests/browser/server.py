"""The site as a court has it: its own process, its own data, on loopback, gone with the tests."""

import ctypes
import http.client
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.check import ROOT, surroundings

PR_SET_PDEATHSIG = 1
LIBC = ctypes.CDLL(None)
SECONDS_TO_START = 120
LOOPBACK = "127.0.0.1"


class NoSiteError(Exception):
    """The site did not start; the text says what it said."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Yield the address of a fresh site with the demonstration, and stop it afterwards.

    The production server with the production settings: no setting of the tests reaches it, and
    nothing of it reaches the database of other tests.
    """
    port, log = _free_port(), folder / "serve.log"
    site = _start(port, folder, log)
    try:
        _wait_until_ready(site, port, log)
        yield f"http://{LOOPBACK}:{port}"
    finally:
        site.terminate()
        try:
            site.wait(20)
        except subprocess.TimeoutExpired:
            site.kill()
            site.wait()


def _start(port: int, folder: Path, log: Path) -> subprocess.Popen:
    var, where = folder / "var", ["--host", LOOPBACK, "--port", str(port)]
    var.mkdir()
    with log.open("wb") as said:
        return subprocess.Popen(
            [sys.executable, "manage.py", "serve", "--prepare", "--without-worker", *where],
            cwd=ROOT,
            env=surroundings(str(var)),
            stdout=said,
            stderr=said,
            process_group=0,  # Ctrl-C is for the tests, which then stop the site
            preexec_fn=_end_with_parent,  # noqa: PLW1509 - nothing else runs here yet
        )


def _free_port() -> int:
    with socket.socket() as trial:
        trial.bind((LOOPBACK, 0))
        return trial.getsockname()[1]


def _end_with_parent() -> None:
    LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def _wait_until_ready(site: subprocess.Popen, port: int, log: Path) -> None:
    deadline = time.monotonic() + SECONDS_TO_START
    while not _answers(port):
        if site.poll() is not None or time.monotonic() > deadline:
            raise NoSiteError(f"The site did not start:\n{log.read_text()}")
        time.sleep(0.2)


def _answers(port: int) -> bool:
    connection = http.client.HTTPConnection(LOOPBACK, port, timeout=5)
    try:
        connection.request("GET", "/masuk/")
        return connection.getresponse().status == http.client.OK
    except OSError:
        return False
    finally:
        connection.close()
