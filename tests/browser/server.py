"""The site as a court has it: its own process, its own data, on loopback, gone with the tests."""

from __future__ import annotations

import ctypes
import fcntl
import http.client
import json
import shutil
import signal
import socket
import subprocess
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.check import MANAGE, ROOT, surroundings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PR_SET_PDEATHSIG = 1
LIBC = ctypes.CDLL(None)
SECONDS_TO_START = 120
LOOPBACK = "127.0.0.1"


class NoSiteError(Exception):
    """The site did not start; the text says what it said."""


@dataclass(frozen=True)
class Site:
    """A prepared site: its data, and the session of everybody who is logged in to it."""

    var: Path
    sessions: dict[str, str]

    def copied(self, to: Path) -> Site:
        return Site(Path(shutil.copytree(self.var, to)), self.sessions)


def prepared(folder: Path) -> Site:
    """Return the site that lies in this folder; who comes first prepares it for all workers.

    It is for copying: nobody works in it, so that all copies are the same.
    """
    return Site(folder / "var", once_for_all(folder, "sessions", lambda: _prepare(folder / "var")))


def _prepare(var: Path) -> dict[str, str]:
    var.mkdir()
    _run(var, *MANAGE, "prepare")
    return json.loads(inside(var, "tests.browser.sessions"))


def once_for_all(folder: Path, name: str, make: Callable[[], Any]) -> Any:
    """Return what this makes; the worker who comes first makes it, the others wait for it."""
    folder.mkdir(exist_ok=True)
    made = folder / f"{name}.json"
    with (folder / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            made.write_text(json.dumps(make()))
    return json.loads(made.read_text())


def inside(var: Path, module: str) -> str:
    """Have a module's `tell()` run within the site, and return what it printed."""
    line = f"from {module} import tell; tell()"
    return _run(var, *MANAGE, "shell", "--no-imports", "-v", "0", "-c", line)


def _run(var: Path, *command: str) -> str:
    done = subprocess.run(
        command, cwd=ROOT, env=surroundings(str(var)), capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise NoSiteError(f"The site could not be prepared:\n{done.stderr}")
    return done.stdout


@contextmanager
def served(site: Site) -> Iterator[str]:
    """Yield the address of this site, and stop it afterwards.

    The production server with the production settings: no setting of the tests reaches it, and
    nothing of it reaches the database of other tests.
    """
    port, log = _free_port(), site.var.with_suffix(".log")
    server = _start(port, site.var, log)
    try:
        _wait_until_ready(server, port, log)
        yield f"http://{LOOPBACK}:{port}"
    finally:
        server.terminate()
        try:
            server.wait(20)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def _start(port: int, var: Path, log: Path) -> subprocess.Popen:
    where = ["--host", LOOPBACK, "--port", str(port)]
    with log.open("wb") as said:
        return subprocess.Popen(
            [*MANAGE, "serve", "--without-worker", *where],
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


def _wait_until_ready(server: subprocess.Popen, port: int, log: Path) -> None:
    deadline = time.monotonic() + SECONDS_TO_START
    while not _answers(port):
        if server.poll() is not None or time.monotonic() > deadline:
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
