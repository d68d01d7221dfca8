"""What a copy says of itself: every table's rows, every file's fingerprint, every record's head."""

from __future__ import annotations

import hashlib
import hmac
from datetime import datetime  # noqa: TC003 (pydantic reads it)
from pathlib import Path, PurePosixPath
from typing import Literal

from django.conf import settings
from pydantic import BaseModel, ConfigDict, ValidationError

from sopti.core.errors import Refusal

NAME = "manifest.json"
FILES = "files"
PIECE = 1 << 20


class Kept(BaseModel):
    """One file of the copy: how many bytes, and their SHA-256."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    size: int
    sha256: str


class Packed(Kept):
    """The encrypted file that holds the copy, and the program that opens it."""

    name: str
    program: Literal["age", "gpg"]


class Head(BaseModel):
    """How far the record of a court reached: an anchor outside of the database."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    sequence: int
    mac: str


class Contents(BaseModel):
    """What a database holds, by the same count before and after."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    rows: dict[str, int]  # by table
    heads: dict[str, Head]  # by the key of the court


class Manifest(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    made_at: datetime
    engine: str  # "sqlite" or "postgresql"
    record_key: str  # a print of the key, not the key
    database: str  # the file's name beside the manifest
    contents: Contents
    files: dict[str, Kept]  # by path below the copy, the database's file among them
    packed: Packed | None = None  # where the files lie encrypted; None: they lie open

    def write(self, folder: Path) -> None:
        (folder / NAME).write_text(self.model_dump_json(indent=1) + "\n", "utf-8")


def read_manifest(folder: Path) -> Manifest:
    """Return what the copy in this folder says of itself, or refuse what is no copy."""
    try:
        found = Manifest.model_validate_json((folder / NAME).read_text("utf-8"))
    except FileNotFoundError as error:
        raise Refusal(f"{folder} bukan cadangan SOPTI: {NAME} tidak ada di dalamnya.") from error
    except (ValidationError, UnicodeDecodeError) as error:
        raise Refusal(f"{folder / NAME} tidak dapat dibaca: berkas itu rusak.") from error
    for name in [*found.files, *([found.packed.name] if found.packed else [])]:
        path = PurePosixPath(name)
        if path.is_absolute() or ".." in path.parts or not path.parts:
            raise Refusal(f"Cadangan ini tidak dapat dipercaya: alamat berkas “{name}” tidak sah.")
    if found.database not in found.files:
        raise Refusal("Cadangan ini tidak memuat basis data.")
    return found


def print_of_key() -> str:
    """Return what tells one record key from another without giving it away."""
    key = settings.RECORD_KEY.encode()
    return hmac.new(key, b"print of the record key", hashlib.sha256).hexdigest()[:16]


def kept_file(path: Path) -> Kept:
    """Return size and fingerprint of a file, read in pieces."""
    seen, size = hashlib.sha256(), 0
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            seen.update(piece)
            size += len(piece)
    return Kept(size=size, sha256=seen.hexdigest())


def why_damaged(manifest: Manifest, copy: Path) -> str | None:
    """Say what is wrong with a copy as it lies there, without a key; None when nothing is."""
    if manifest.packed is None:
        return first_wrong(manifest, copy)
    wanted, path = manifest.packed, copy / manifest.packed.name
    if not path.is_file():
        return f"{wanted.name} tidak ada."
    kept = kept_file(path)
    if (kept.size, kept.sha256) == (wanted.size, wanted.sha256):
        return None
    return f"{wanted.name} tidak lagi sama dengan saat cadangan dibuat."


def first_wrong(manifest: Manifest, folder: Path) -> str | None:
    """Say which file is missing or is not what it was when the copy was made; None when all are."""
    for name, kept in sorted(manifest.files.items()):
        path = folder / name
        if path.is_symlink() or not path.is_file():
            return f"{name} tidak ada."
        if kept_file(path) != kept:
            return f"{name} tidak lagi sama dengan saat cadangan dibuat."
    return None
