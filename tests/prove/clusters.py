"""A PostgreSQL that keeps what it promises, to be killed, stopped and started again."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from tests import cluster

if TYPE_CHECKING:
    from collections.abc import Iterator

TRIES = 60
PROMISES = ("fsync", "full_page_writes", "synchronous_commit")


class Cluster:
    """One server in a folder, with its promises as a court has them."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.programs = folder, cluster.server_programs()
        self.owner = cluster.server_owner(folder)
        cluster.initialise(self.programs, folder, self.owner)
        self.server: subprocess.Popen | None = None

    @property
    def url(self) -> str:
        return f"postgres:///{self.folder}/sopti"

    def start(self, *settings: str) -> None:
        """Start it; what is left of a killed one may hold its memory for some seconds."""
        command = [self.programs / "postgres", "-D", self.folder / "data", "-k", self.folder]
        for setting in ("listen_addresses=", *settings):
            command += ["-c", setting]
        with (self.folder / "log").open("ab") as log:
            for _ in range(TRIES):
                self.server = subprocess.Popen(
                    command, cwd=self.folder, stdout=log, stderr=log, process_group=0,
                    preexec_fn=cluster.end_with_parent,  # noqa: PLW1509 (a call of the kernel)
                    **cluster.as_owner(self.owner),
                )  # fmt: skip
                with contextlib.suppress(cluster.NoPostgresError):
                    cluster.wait_until_ready(self.programs, self.folder, self.server)
                    return
                time.sleep(0.5)
        raise cluster.NoPostgresError((self.folder / "log").read_text()[-2000:])

    def kill(self) -> None:
        """Take the postmaster away without a word; its backends notice by themselves."""
        self.server.kill()
        self.server.wait()

    def stop(self) -> None:
        if self.server.poll() is None:
            self.server.send_signal(signal.SIGINT)
            self.server.wait()

    def ask(self, line: str) -> str:
        psql = ["psql", "-h", self.folder, "-d", "sopti", "-Atc", line]
        return subprocess.run(psql, capture_output=True, text=True, check=True).stdout.strip()

    def promises(self) -> list[str]:
        return [self.ask(f"SHOW {name}") for name in PROMISES]


@contextmanager
def lasting_cluster() -> Iterator[Cluster]:
    """Yield a cluster with an empty database `sopti`; stop and remove it afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="sopti-pg-"))
    made = Cluster(folder)
    try:
        made.start()
        subprocess.run(["createdb", "-h", folder, "sopti"], check=True)
        yield made
    finally:
        made.stop()
        shutil.rmtree(folder, ignore_errors=True)


def terminate(pid: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGTERM)


@contextmanager
def databases() -> Iterator[list[tuple[str, dict[str, str]]]]:
    """Yield both databases by name, with what a site has to be told to use them."""
    with lasting_cluster() as server:
        yield [("SQLite", {}), ("PostgreSQL", {"DATABASE_URL": server.url})]
