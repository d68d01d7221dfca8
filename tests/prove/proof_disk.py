"""A disk that runs full: forms are refused in words, reading goes on, nothing torn, nothing lost.

On small tmpfs disks, so it has to run as root. First the guard: forms are refused while there is
room for the database. Then without the guard (SOPTI_DISK_SHORT_MB=0) until nothing fits any more.
The control: without the guard PostgreSQL itself runs out of room; it may then even stop (PANIC).
"""

from __future__ import annotations

import os
import subprocess
import tempfile
import time
from collections import Counter
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from tests.prove.clients import request_form
from tests.prove.clusters import Cluster
from tests.prove.outcome import Outcome, Proof
from tests.prove.site import Site, site
from tests.prove.visitor import Visitor

if TYPE_CHECKING:
    from collections.abc import Iterator

SIZE, LEFT = 300, 3  # MB
FORMS = 60
NOTICED = 7  # seconds; the site looks every five
LETTER = b"Lampiran uji.\n" * 30_000  # 420 kB
READING, FULL = "sementara hanya dapat dibaca", "Penyimpanan server penuh"


def disks() -> Iterator[Outcome]:
    if os.geteuid() != 0:
        yield Outcome("small disks", 1, 1, "only root can make them")
        return
    yield from data_disk()
    yield from upload_disk()
    yield from postgres_disk()


@contextmanager
def small_disk() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="sopti-disk-") as folder:
        mount = ["mount", "-t", "tmpfs", "-o", f"size={SIZE}m,mode=755", "tmpfs", folder]
        subprocess.run(mount, check=True)
        try:
            yield Path(folder)
        finally:
            subprocess.run(["umount", "-l", folder], check=True)


class Ballast:
    """A file that leaves so many bytes on its disk."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "ballast"

    def leave(self, left: int) -> None:
        self.path.unlink(missing_ok=True)
        disk = os.statvfs(self.path.parent)
        with self.path.open("wb") as file:
            os.posix_fallocate(file.fileno(), 0, disk.f_bavail * disk.f_frsize - left)

    def remove(self) -> None:
        self.path.unlink(missing_ok=True)


def data_disk() -> Iterator[Outcome]:
    """Database, attachments and all on one disk, on SQLite."""
    with small_disk() as folder, site(folder) as at:
        at.add_web()
        at.ask("people", count=2)
        yield from guarded("SQLite", at, Ballast(folder))
    with small_disk() as folder, site(folder, SOPTI_DISK_SHORT_MB="0") as at:
        at.add_web()
        at.ask("people", count=2)
        yield from filled("SQLite, without the guard", at, Ballast(folder))


def guarded(name: str, at: Site, ballast: Ballast) -> Iterator[Outcome]:
    person = Visitor(at.ports[0], *at.ask("session"))
    ballast.leave(SIZE // 20 * 1_000_000 - 4_000_000)
    time.sleep(NOTICED)
    refused = [person.post("/permintaan/baru/", request_form(person.number)) for _ in range(10)]
    wrong = sum(status != 507 or READING not in text for status, _, text in refused)
    yield Outcome(f"{name}: forms on a nearly full disk", len(refused), wrong)
    yield reading(name, person)
    ballast.remove()
    time.sleep(NOTICED)
    _, where, _ = person.post("/permintaan/baru/", request_form(person.number))
    yield Outcome(
        f"{name}: forms when there is room again", 1, int(not where.startswith("/berkas"))
    )


def reading(name: str, person: Visitor) -> Outcome:
    read = [person.get(page)[0] for page in ("/", "/berkas/", "/permintaan/baru/") * 3]
    return Outcome(f"{name}: pages meanwhile", len(read), sum(status != 200 for status in read))


def filled(name: str, at: Site, ballast: Ballast) -> Iterator[Outcome]:
    """File until nothing fits any more, make room, and look what is there."""
    person = Visitor(at.ports[0], *at.ask("session"))
    ballast.leave(LEFT * 1_000_000)
    acknowledged: list[str] = []
    yield filed_until_full(name, person, acknowledged)
    yield reading(name, person)
    ballast.remove()
    times = at.ask("filed", titles=acknowledged)
    yield Outcome(f"{name}: acknowledged and there, once", len(times), sum(n != 1 for n in times))
    yield room_again(name, person)
    bad, halves = at.ask("account"), at.ask("halves")
    yield Outcome(f"{name}: record, register, files", 1, len(bad) + halves, "; ".join(bad))


def filed_until_full(name: str, person: Visitor, acknowledged: list[str]) -> Outcome:
    seen, wrong = Counter(), 0
    for _ in range(FORMS):
        form = request_form(person.number)
        status, where, text = person.post("/permintaan/baru/", form, ("surat.txt", LETTER))
        seen[status] += 1
        if where.startswith("/berkas/"):
            acknowledged.append(form["title"])
        else:
            wrong += FULL not in (person.told(where) if where else text)
    refused = FORMS - len(acknowledged)
    return Outcome(f"{name}: refused in words", refused, wrong + (not refused), str(dict(seen)))


def room_again(name: str, person: Visitor) -> Outcome:
    _, where, _ = person.post("/permintaan/baru/", request_form(person.number))
    return Outcome(f"{name}: forms when there is room", 1, int(not where.startswith("/berkas")))


def upload_disk() -> Iterator[Outcome]:
    """Only the folder for uploads on their way is full: small forms still go through."""
    with (
        small_disk() as folder,
        tempfile.TemporaryDirectory(prefix="sopti-disk-") as data,
        site(Path(data), TMPDIR=str(folder)) as at,
    ):
        at.add_web()
        at.ask("people", count=2)
        Ballast(folder).leave(1_000_000)
        person = Visitor(at.ports[0], *at.ask("session"))
        large = ("surat.txt", LETTER * 10)
        asked = [
            person.post("/permintaan/baru/", request_form(person.number), large) for _ in range(5)
        ]
        wrong = sum(status != 507 or FULL not in text for status, _, text in asked)
        yield Outcome("folder of uploads full: large files", len(asked), wrong)
        _, where, _ = person.post("/permintaan/baru/", request_form(person.number))
        yield Outcome(
            "folder of uploads full: small forms", 1, int(not where.startswith("/berkas"))
        )


def postgres_disk() -> Iterator[Outcome]:
    with postgres_on_small_disk() as (server, ballast, at):
        yield from guarded("PostgreSQL", at, ballast)
        yield Outcome("PostgreSQL lives on", 1, int(server.server.poll() is not None))
    with postgres_on_small_disk(SOPTI_DISK_SHORT_MB="0") as (server, ballast, at):
        ballast.leave(LEFT * 1_000_000)
        person = Visitor(at.ports[0], *at.ask("session"))
        seen = Counter(
            person.post("/permintaan/baru/", request_form(person.number))[0] for _ in range(400)
        )
        stopped = "PANIC" in (server.folder / "log").read_text("utf-8", "replace")
        told = f"answers {dict(seen)}; PostgreSQL {'stopped' if stopped else 'did not stop'}"
        yield Outcome(
            "control: without the guard PostgreSQL finds no room", 1, int(not seen[507]), told
        )


@contextmanager
def postgres_on_small_disk(**settings: str) -> Iterator[tuple[Cluster, Ballast, Site]]:
    with small_disk() as disk, tempfile.TemporaryDirectory(prefix="sopti-disk-") as data:
        server = Cluster(disk)
        server.start("min_wal_size=32MB", "max_wal_size=64MB")
        try:
            subprocess.run(["createdb", "-h", disk, "sopti"], check=True)
            own = {"DATABASE_URL": server.url, "SOPTI_DISKS": str(disk)} | settings
            with site(Path(data), **own) as at:
                at.add_web()
                at.ask("people", count=2)
                yield server, Ballast(disk), at
        finally:
            server.stop()


PROOFS = [Proof("disk", "a disk that runs full", disks)]
