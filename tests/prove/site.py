"""A site of the proofs' own: the production server in a folder, on loopback, to be broken."""

from __future__ import annotations

import contextlib
import ctypes
import http.client
import json
import os
import signal
import socket
import subprocess
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.check import MANAGE, ROOT, surroundings

if TYPE_CHECKING:
    from collections.abc import Iterator

PR_SET_PDEATHSIG = 1
LIBC = ctypes.CDLL(None)
LOOPBACK = "127.0.0.1"
SECONDS_TO_START = 120


class NoSiteError(Exception):
    """The site did not do what was asked of it; the text says what it said."""


@dataclass
class Program:
    """One program of the site with everything below it, in a process group of its own."""

    name: str
    command: list[str]
    environment: dict[str, str]
    log: Path
    process: subprocess.Popen | None = None
    wanted: bool = True

    def start(self) -> None:
        with self.log.open("ab") as said:
            self.process = subprocess.Popen(
                self.command,
                cwd=ROOT,
                env=self.environment,
                stdout=said,
                stderr=said,
                process_group=0,
                preexec_fn=_end_with_parent,  # noqa: PLW1509 (it only makes a call of the kernel)
            )

    def is_alive(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def kill(self) -> None:
        """End the program and whatever it started, at once and without a last word."""
        for pid in [*family(self.process.pid), self.process.pid]:
            kill_9(pid)
        self.process.wait()

    def stop(self) -> None:
        self.wanted = False
        if not self.is_alive():
            return
        self.process.terminate()
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.kill()


@dataclass
class Site:
    """A prepared site, its programs, and what can be asked from within."""

    folder: Path
    settings: dict[str, str] = field(default_factory=dict)
    programs: list[Program] = field(default_factory=list)
    ports: list[int] = field(default_factory=list)

    @property
    def environment(self) -> dict[str, str]:
        kept = {"SOPTI_SITE": "http://sopti.example", "SOPTI_FROM": "SOPTI <sopti@sopti.example>"}
        return surroundings(str(self.folder / "var")) | kept | self.settings

    def prepare(self) -> None:
        (self.folder / "var").mkdir(parents=True, exist_ok=True)
        self.manage("prepare", "--empty")

    def manage(self, *words: str) -> str:
        done = subprocess.run(
            [*MANAGE, *words],
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise NoSiteError(f"{words}:\n{done.stderr[-3000:]}")
        return done.stdout

    def ask(self, function: str, **words: Any) -> Any:
        """Run a function of tests.prove.within inside the site; return what it answers."""
        line = "import json; from tests.prove import within; "
        line += f"print(json.dumps(within.{function}(**json.loads({json.dumps(words)!r}))))"
        said = self.manage("shell", "--no-imports", "-v", "0", "-c", line)
        return json.loads(said.splitlines()[-1])

    def add(self, name: str, *words: str) -> Program:
        log = self.folder / f"{name}.log"
        program = Program(name, [*MANAGE, *words], self.environment, log)
        program.start()
        self.programs.append(program)
        return program

    def add_web(self) -> int:
        """Start one more web server; return its port when it answers."""
        port = free_port()
        where = ("--host", LOOPBACK, "--port", str(port))
        program = self.add(f"web{len(self.ports)}", "serve", "--without-worker", *where)
        deadline = time.monotonic() + SECONDS_TO_START
        while not answers(port):
            if not program.is_alive() or time.monotonic() > deadline:
                raise NoSiteError(program.log.read_text()[-3000:])
            time.sleep(0.2)
        self.ports.append(port)
        return port

    def add_worker(self) -> Program:
        number = sum(program.name.startswith("worker") for program in self.programs)
        return self.add(f"worker{number}", "worker", "--every", "1")

    def raise_the_dead(self) -> int:
        """Start again what was killed, as a service manager does; return how many."""
        dead = [one for one in self.programs if one.wanted and not one.is_alive()]
        for program in dead:
            program.start()
        return len(dead)

    def said(self) -> str:
        return "".join(path.read_text("utf-8", "replace") for path in self.folder.glob("*.log"))


@contextmanager
def site(folder: Path, **settings: str) -> Iterator[Site]:
    """Yield a site with tables and static files, without people; end its programs afterwards."""
    made = Site(folder, settings)
    made.prepare()
    try:
        yield made
    finally:
        for program in reversed(made.programs):
            program.stop()


def kill_9(pid: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


def family(ancestor: int) -> list[int]:
    """Return everything that a process started, youngest first."""
    children = Path(f"/proc/{ancestor}/task").glob("*/children")
    with contextlib.suppress(OSError):
        own = [int(pid) for path in children for pid in path.read_text().split()]
        return [*(below for pid in own for below in family(pid)), *reversed(own)]
    return []


def free_port() -> int:
    with socket.socket() as trial:
        trial.bind((LOOPBACK, 0))
        return trial.getsockname()[1]


def answers(port: int) -> bool:
    connection = http.client.HTTPConnection(LOOPBACK, port, timeout=5)
    try:
        connection.request("GET", "/masuk/")
        return connection.getresponse().status == http.client.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def _end_with_parent() -> None:
    LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
