"""Several machines on one: web servers and workers, PostgreSQL, Redis, and nginx with TLS in front.

nginx reads docs/produksi/nginx.conf itself; only names of places and ports are put in.
"""

from __future__ import annotations

import http.client
import os
import re
import shutil
import socket
import ssl
import subprocess
import tempfile
import time
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from tests.check import MANAGE, ROOT, surroundings
from tests.cluster import end_with_parent, postgres

if TYPE_CHECKING:
    from collections.abc import Iterator

LOOPBACK, NAME = "127.0.0.1", "sopti.pa-contoh.go.id"
RECIPE = ROOT / "docs" / "produksi" / "nginx.conf"
SECONDS_TO_START = 180
MAIN = """daemon off; pid {folder}/nginx.pid; error_log {folder}/nginx.log warn; {user}
worker_processes 2; events {{ worker_connections 512; }}
http {{ {places} include {folder}/site.conf; }}
"""
PLACES = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")


class NoMachinesError(Exception):
    """A program is missing or did not start; the text says which."""


@dataclass
class Program:
    """One program, started again under its own command after it was killed."""

    name: str
    command: list
    environment: dict[str, str]
    log: Path
    process: subprocess.Popen | None = None

    def start(self) -> None:
        with self.log.open("ab") as said:
            self.process = subprocess.Popen(
                self.command, cwd=ROOT, env=self.environment, stdout=said, stderr=said,
                process_group=0, preexec_fn=end_with_parent,  # noqa: PLW1509 (a call of the kernel)
            )  # fmt: skip

    def kill(self) -> None:
        """End it and its whole family at once, without a last word."""
        for pid in [self.process.pid, *_family(self.process.pid)]:
            with suppress(ProcessLookupError):
                os.kill(pid, 9)
        self.process.wait()

    def stop(self) -> None:
        self.process.terminate()
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.kill()


@dataclass
class Machines:
    """What runs, and how it is asked."""

    folder: Path
    settings: dict[str, str]
    secure: ssl.SSLContext
    port: int
    plain_ports: list[int]
    programs: dict[str, Program] = field(default_factory=dict)

    @property
    def environment(self) -> dict[str, str]:
        return surroundings(str(self.folder / "var")) | self.settings

    def add(self, name: str, command: list) -> None:
        made = Program(name, command, self.environment, self.folder / f"{name}.log")
        self.programs[name] = made
        made.start()

    def connect(self) -> http.client.HTTPConnection:
        """Return a connection through nginx, whose certificate is checked against our own CA."""
        line = http.client.HTTPSConnection(NAME, self.port, timeout=30, context=self.secure)
        line._create_connection = lambda address, *rest: socket.create_connection(  # noqa: SLF001
            (LOOPBACK, address[1]), *rest
        )
        return line

    def run(self, code: str) -> str:
        """Run lines inside one of the machines and return the last that they print."""
        said = self.manage("shell", "--no-imports", "-v", "0", "-c", code)
        return (said.splitlines() or [""])[-1]

    def manage(self, *words: str) -> str:
        done = subprocess.run(
            [*MANAGE, *words], cwd=ROOT, env=self.environment, capture_output=True, text=True,
            check=False,
        )  # fmt: skip
        if done.returncode:
            raise NoMachinesError(done.stderr[-3000:])
        return done.stdout


@contextmanager
def machines(**settings: str) -> Iterator[Machines]:
    """Yield two web servers and two workers on PostgreSQL and Redis, all behind nginx."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="sopti-machines-")))
        made = _prepared(folder, stack.enter_context(postgres()), settings)
        stack.callback(lambda: [one.stop() for one in reversed(made.programs.values())])
        _start_all(made)
        yield made


def _prepared(folder: Path, database: str, settings: dict[str, str]) -> Machines:
    ports = [free_port() for _ in range(4)]
    subprocess.run(
        ["createdb", "-h", Path(database.partition("//")[2]).parent, "sopti"], check=True
    )
    told = {
        "DATABASE_URL": database,
        "SOPTI_REDIS_URL": f"redis://{LOOPBACK}:{ports[3]}/0",
        "SOPTI_HTTPS": "1",
        "SOPTI_HOSTS": f"{NAME},{LOOPBACK}",
        "SOPTI_SITE": f"https://{NAME}",
        "SOPTI_LOG": "json",
        **settings,
    }
    (folder / "var").mkdir()
    secure = ssl.create_default_context(cafile=_own_authority(folder))
    made = Machines(folder, told, secure, ports[2], ports[:2])
    made.manage("prepare", "--empty")
    return made


def _start_all(made: Machines) -> None:
    redis = made.settings["SOPTI_REDIS_URL"].split(":")[2].partition("/")[0]
    made.add("redis", [_program("redis-server"), "--port", redis, "--bind", LOOPBACK,
                       "--save", "", "--dir", made.folder])  # fmt: skip
    for number, port in enumerate(made.plain_ports, 1):
        made.add(f"web{number}", [*MANAGE, "serve", "--without-worker", "--port", str(port)])
        made.add(f"worker{number}", [*MANAGE, "worker", "--every", "5"])
    made.add("nginx", [_program("nginx"), "-c", _front(made), "-p", made.folder])
    deadline = time.monotonic() + SECONDS_TO_START
    while not all(map(is_ready, made.plain_ports)):
        if time.monotonic() > deadline:
            said = "\n".join(path.read_text()[-1500:] for path in made.folder.glob("*.log"))
            raise NoMachinesError(said)
        time.sleep(0.5)


def _front(made: Machines) -> Path:
    """Write nginx's own files: the recipe with this machine's ports and places."""
    words = RECIPE.read_text()
    for number, port in enumerate(made.plain_ports, 1):
        words = words.replace(f"{LOOPBACK}:800{number} ", f"{LOOPBACK}:{port} ")
    words = words.replace("listen 80;", f"listen {LOOPBACK}:{free_port()};")
    words = words.replace("listen 443 ssl", f"listen {LOOPBACK}:{made.port} ssl")
    words = words.replace("/etc/sopti/tls", str(made.folder)).replace("/opt/sopti", str(ROOT))
    (made.folder / "site.conf").write_text(words)
    places = " ".join(f"{name}_temp_path {made.folder}/{name};" for name in PLACES)
    user = "user root;" if os.geteuid() == 0 else ""
    written = made.folder / "nginx.conf"
    written.write_text(MAIN.format(folder=made.folder, user=user, places=places))
    return written


def _own_authority(folder: Path) -> Path:
    """Make an authority and a certificate with the very lines of the recipe."""
    words = (RECIPE.parent / "README.md").read_text()
    lines = re.findall(r"^ +((?:openssl|printf).*)$", words, re.MULTILINE)
    subprocess.run(["sh", "-ec", "\n".join(lines)], cwd=folder, check=True, capture_output=True)
    return folder / "ca.pem"


def is_ready(port: int) -> bool:
    line = http.client.HTTPConnection(LOOPBACK, port, timeout=5)
    try:
        line.request("GET", "/healthz")
        return line.getresponse().status == http.client.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        line.close()


def free_port() -> int:
    with socket.socket() as trial:
        trial.bind((LOOPBACK, 0))
        return trial.getsockname()[1]


def _program(name: str) -> str:
    found = shutil.which(name, path=f"{os.environ['PATH']}:/usr/sbin")
    if not found:
        raise NoMachinesError(f"{name} is missing: apt-get install -y redis-server nginx-light")
    return found


def _family(ancestor: int) -> list[int]:
    with suppress(OSError):
        children = Path(f"/proc/{ancestor}/task").glob("*/children")
        own = [int(pid) for path in children for pid in path.read_text().split()]
        return [*own, *(below for pid in own for below in _family(pid))]
    return []
