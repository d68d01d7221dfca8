"""A PostgreSQL of the tests' own: empty, reached by a socket in its folder, gone afterwards."""

import ctypes
import getpass
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PR_SET_PDEATHSIG = 1
LIBC = ctypes.CDLL(None)
SECONDS_TO_START = 60
# A cluster that lives for minutes need not survive a power cut.
SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
}


class NoPostgresError(Exception):
    """No PostgreSQL server to start, or it did not start; the text says what to do."""


@contextmanager
def postgres() -> Iterator[str]:
    """Yield the DATABASE_URL of a fresh cluster, and stop it whatever happens meanwhile."""
    programs = server_programs()
    folder = Path(tempfile.mkdtemp(prefix="sopti-pg-"))
    try:
        owner = server_owner(folder)
        initialise(programs, folder, owner)
        with started(programs, folder, owner) as server:
            wait_until_ready(programs, folder, server)
            yield f"postgres:///{folder}/sopti"
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def server_programs() -> Path:
    places = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    found = shutil.which("initdb")
    for place in [*places, *([Path(found).resolve().parent] if found else [])]:
        if (place / "initdb").exists() and (place / "postgres").exists():
            return place
    line = "apt-get install -y --no-install-recommends postgresql"
    raise NoPostgresError(f"PostgreSQL is missing: {line}")


def server_owner(folder: Path) -> str | None:
    """Name whom the server runs as, and give him the folder: PostgreSQL refuses root."""
    if os.geteuid() != 0:
        return None
    try:
        shutil.chown(folder, "postgres", "postgres")
    except LookupError as error:
        raise NoPostgresError("As root this needs the user that Debian's package makes.") from error
    return "postgres"


def as_owner(owner: str | None) -> dict[str, object]:
    return {"user": owner, "group": owner, "extra_groups": []} if owner else {}


def initialise(programs: Path, folder: Path, owner: str | None) -> None:
    command = [programs / "initdb", "-D", folder / "data", "--username", getpass.getuser()]
    command += ["--auth", "trust", "--encoding", "UTF8", "--no-locale", "--no-sync"]
    made = subprocess.run(
        command, cwd=folder, capture_output=True, text=True, check=False, **as_owner(owner)
    )
    if made.returncode:
        raise NoPostgresError(f"initdb failed:\n{made.stderr}")


@contextmanager
def started(programs: Path, folder: Path, owner: str | None) -> Iterator[subprocess.Popen]:
    command = [programs / "postgres", "-D", folder / "data", "-k", folder]
    for name, value in SETTINGS.items():
        command += ["-c", f"{name}={value}"]
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(
            command,
            cwd=folder,
            stdout=log,
            stderr=log,
            process_group=0,  # Ctrl-C is for the tests, which then stop the server
            preexec_fn=end_with_parent,  # noqa: PLW1509 - nothing else runs here yet
            **as_owner(owner),
        )
    try:
        yield server
    finally:
        server.send_signal(signal.SIGINT)  # "fast": ends open connections
        server.wait()


def end_with_parent() -> None:
    LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGINT)


def wait_until_ready(programs: Path, folder: Path, server: subprocess.Popen) -> None:
    ask = [programs / "pg_isready", "--quiet", "--host", folder, "--dbname", "postgres"]
    deadline = time.monotonic() + SECONDS_TO_START
    while subprocess.run(ask, check=False).returncode:
        if server.poll() is not None or time.monotonic() > deadline:
            raise NoPostgresError(f"PostgreSQL did not start:\n{(folder / 'log').read_text()}")
        time.sleep(0.1)
