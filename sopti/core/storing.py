"""Files that are whole and lie on the disk before the database speaks of them (decision 0047)."""

from __future__ import annotations

import fcntl
import os
import uuid
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.files.storage import FileSystemStorage

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from django.core.files.base import File

HALVES = ".half"  # a folder for what is still being written
STAYS = ".stays"  # held by who needs every file to be where it is


class LastingStorage(FileSystemStorage):
    """Writes beside, waits for the disk, then gives the file its name.

    A torn file never bears a name that a row could know, whether the disk was full, the program
    was killed or the power went. Raises OSError (ENOSPC), having left nothing behind. Names are
    expected to be random: of two who write the same name at once, the later file stays.
    """

    def _save(self, name: str, content: File[Any]) -> str:
        whole, half = Path(self.path(name)), Path(self.path(f"{HALVES}/{uuid.uuid4().hex}"))
        for folder in (half.parent, whole.parent):
            self._make(folder)
        try:
            _write(half, content, mode=self.file_permissions_mode)
            half.replace(whole)
        finally:
            half.unlink(missing_ok=True)
        _to_disk(whole.parent)
        return name

    def _make(self, folder: Path) -> None:
        """Make a folder that lasts: the one above has to know it."""
        if not folder.exists():
            self._make(folder.parent)
            folder.mkdir(exist_ok=True)
            if self.directory_permissions_mode is not None:
                folder.chmod(self.directory_permissions_mode)
            _to_disk(folder.parent)


def forget_halves(root: Path, *, older_than: datetime) -> int:
    """Throw away what was never finished, because its writer was killed; return how many."""
    halves = (root / HALVES).glob("*")
    torn = [half for half in halves if half.stat().st_mtime < older_than.timestamp()]
    for half in torn:
        half.unlink(missing_ok=True)
    return len(torn)


@contextmanager
def files_stay(root: Path) -> Iterator[None]:
    """Let no file go meanwhile: what a copy of the database names has to be there to be copied."""
    root.mkdir(parents=True, exist_ok=True)
    with (root / STAYS).open("w") as held:
        fcntl.flock(held, fcntl.LOCK_SH)
        yield


@contextmanager
def files_may_go(root: Path) -> Iterator[bool]:
    """Tell whether files may be removed now; nobody begins to need all of them meanwhile."""
    root.mkdir(parents=True, exist_ok=True)
    with (root / STAYS).open("w") as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True


def forget_files(root: Path, names: Iterable[str]) -> None:
    """Remove files for good: once this returns, no power cut brings them back. Safe twice."""
    paths = [root / name for name in names]
    for path in paths:
        path.unlink(missing_ok=True)
    for folder in {path.parent for path in paths if path.parent.is_dir()}:
        _to_disk(folder)


def _write(path: Path, content: File[Any], *, mode: int | None) -> None:
    with path.open("xb") as out:
        for chunk in content.chunks():
            out.write(chunk.encode() if isinstance(chunk, str) else chunk)
        out.flush()
        if mode is not None:
            os.fchmod(out.fileno(), mode)
        os.fsync(out.fileno())


def _to_disk(folder: Path) -> None:
    known = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(known)
    finally:
        os.close(known)
