"""A ZIP that grows by whole cases and survives the end of its process at any moment.

Three files lie side by side: the ZIP's own entries, its directory, which the format wants at the
end, and a line of JSON for every case. After each case all three are on the disk and somebody
keeps their lengths; whoever goes on cuts off what came after. Nothing of what is within is held in
memory. Python's own writer keeps every entry in memory, and its file is torn until it is closed.
"""

from __future__ import annotations

import fcntl
import json
import os
import struct
import zlib
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import IO, TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime
    from pathlib import Path


ZIP, DIRECTORY, CASES = "berkas-bukti.zip", "daftar.part", "berkas.jsonl"
PIECE = 256 * 1024
UTF8, STORED, DEFLATED = 0x800, 0, 8
MOST_32, MOST_16 = 0xFFFFFFFF, 0xFFFF
VERSION, UNIX, READABLE = 45, 3 << 8, 0o100644 << 16
PACKED_ALREADY = (".pdf", ".jpg", ".jpeg", ".png", ".webp", ".docx", ".xlsx")


class WorkLostError(Exception):
    """What was made before is no longer there: begin again."""


class TakenError(Exception):
    """Another process is writing."""


@dataclass(frozen=True)
class Lengths:
    """How long the three files were when they were whole, and how many entries they hold."""

    zip: int = 0
    directory: int = 0
    cases: int = 0
    entries: int = 0

    def as_stored(self) -> dict[str, int]:
        return asdict(self)


@dataclass(frozen=True)
class Entry:
    """A file within, as the manifest names it."""

    path: str
    size: int
    sha256: str


class Archive:
    """The archive in a folder, opened for growing. Leaving the block keeps what was written."""

    def __init__(self, folder: Path, lengths: Lengths) -> None:
        self._folder, self._lengths = folder, lengths
        self._entries = lengths.entries
        self._open = ExitStack()

    def __enter__(self) -> Self:
        self._folder.mkdir(parents=True, exist_ok=True)
        try:
            self._zip = self._file(ZIP, self._lengths.zip, lock=True)
            self._directory = self._file(DIRECTORY, self._lengths.directory)
            self._cases = self._file(CASES, self._lengths.cases)
        except BaseException:
            self._open.close()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()

    def _file(self, name: str, length: int, *, lock: bool = False) -> IO[bytes]:
        path = self._folder / name
        path.touch(mode=0o600)
        file = self._open.enter_context(path.open("r+b"))
        if lock:
            _lock(file)
        if file.seek(0, os.SEEK_END) < length:
            raise WorkLostError(name)
        file.truncate(length)
        file.seek(length)
        return file

    def add(self, path: str, pieces: Iterable[bytes], *, at: datetime) -> Entry:
        """Append a file; it is read piece by piece, and its head written once it is known."""
        method = STORED if path.lower().endswith(PACKED_ALREADY) else DEFLATED
        begins, name = self._zip.tell(), path.encode()
        self._zip.write(_head(name, method, at, NOT_KNOWN))
        content = self._zip.tell()
        crc, size, digest = self._write_content(pieces, method)
        ends = self._zip.tell()
        sizes = (crc, ends - content, size)
        self._zip.seek(begins)
        self._zip.write(_head(name, method, at, sizes))
        self._zip.seek(ends)
        self._directory.write(_directory_line(name, method, at, sizes, begins))
        self._entries += 1
        return Entry(path, size, digest)

    def _write_content(self, pieces: Iterable[bytes], method: int) -> tuple[int, int, str]:
        """Write the pieces, packed or as they are; return checksum, length and fingerprint."""
        crc, size, digest = 0, 0, sha256()
        packer = zlib.compressobj(6, zlib.DEFLATED, -15) if method == DEFLATED else None
        for piece in pieces:
            crc, size = zlib.crc32(piece, crc), size + len(piece)
            digest.update(piece)
            self._zip.write(packer.compress(piece) if packer else piece)
        if packer:
            self._zip.write(packer.flush())
        return crc, size, digest.hexdigest()

    def tell(self, case: dict[str, Any]) -> None:
        """Note what the manifest is to say of a case."""
        self._cases.write(json.dumps(case, ensure_ascii=False).encode() + b"\n")

    def told(self) -> Iterator[dict[str, Any]]:
        """Return what was noted of the cases, one after the other."""
        self._cases.flush()
        with (self._folder / CASES).open("rb") as file:
            for line in file:
                yield json.loads(line)

    def made_safe(self) -> Lengths:
        """Bring everything to the disk, and return where the whole part ends."""
        files = (self._zip, self._directory, self._cases)
        for file in files:
            file.flush()
            os.fsync(file.fileno())
        zipped, directory, cases = (file.tell() for file in files)
        return Lengths(zipped, directory, cases, self._entries)

    def close(self) -> None:
        """Write the directory behind the entries: now it is a ZIP."""
        begins, length = self._zip.tell(), self._directory.tell()
        self._directory.flush()
        with (self._folder / DIRECTORY).open("rb") as directory:
            for piece in pieces_of(directory):
                self._zip.write(piece)
        self._zip.write(_end(self._entries, length, begins))
        self._zip.flush()
        os.fsync(self._zip.fileno())


def pieces_of(file: IO[bytes]) -> Iterator[bytes]:
    while piece := file.read(PIECE):
        yield piece


def fingerprint_of(path: Path) -> str:
    digest = sha256()
    with path.open("rb") as file:
        for piece in pieces_of(file):
            digest.update(piece)
    return digest.hexdigest()


def _lock(file: IO[bytes]) -> None:
    """Hold the file until it is closed: a worker that slept too long must not write into it."""
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise TakenError from error


# ----------------------------------------------------------------- the format, PKWARE's APPNOTE
Sizes = tuple[int, int, int]  # crc, packed, plain
NOT_KNOWN: Sizes = (0, 0, 0)


def _moment(at: datetime) -> tuple[int, int]:
    time = at.hour << 11 | at.minute << 5 | at.second // 2
    return time, (at.year - 1980) << 9 | at.month << 5 | at.day


def _head(name: bytes, method: int, at: datetime, sizes: Sizes) -> bytes:
    parts = (20, UTF8, method, *_moment(at), *sizes, len(name), 0)
    return struct.pack("<4s5H3L2H", b"PK\x03\x04", *parts) + name


def _directory_line(name: bytes, method: int, at: datetime, sizes: Sizes, begins: int) -> bytes:
    far = begins >= MOST_32
    more = struct.pack("<2HQ", 1, 8, begins) if far else b""
    line = struct.pack(
        "<4s6H3L5H2L", b"PK\x01\x02", UNIX | VERSION, VERSION if far else 20, UTF8, method,
        *_moment(at), *sizes, len(name), len(more), 0, 0, 0, READABLE, MOST_32 if far else begins,
    )  # fmt: skip
    return line + name + more


def _end(entries: int, length: int, begins: int) -> bytes:
    """Return the last lines; those of ZIP64 only where the old ones cannot count so far."""
    wide = b""
    if entries >= MOST_16 or begins + length >= MOST_32:
        wide = struct.pack("<4sQ2H2L4Q", b"PK\x06\x06", 44, UNIX | VERSION, VERSION, 0, 0,
                           entries, entries, length, begins)  # fmt: skip
        wide += struct.pack("<4sLQL", b"PK\x06\x07", 0, begins + length, 1)
    few = min(entries, MOST_16)
    places = (min(length, MOST_32), min(begins, MOST_32))
    return wide + struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, few, few, *places, 0)
