"""How copies are called, which of them are finished, and who works on them alone."""

from __future__ import annotations

import fcntl
import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sopti.core.errors import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

HALF = ".setengah"  # a copy that is not finished has another name, so that nobody trusts it
PREFIX = "sopti-"
MANIFEST = "manifest.json"


def copies_in(folder: Path) -> list[Path]:
    """Return the finished copies, the oldest first."""
    found = (path for path in folder.glob(f"{PREFIX}*") if (path / MANIFEST).is_file())
    return sorted(path for path in found if not path.name.endswith(HALF))


@contextmanager
def alone(lock: Path, *, busy: str) -> Iterator[None]:
    """Hold the file `lock`; refuse with the sentence `busy` while another process holds it.

    A process that is killed holds nothing any more.
    """
    lock.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with lock.open("w") as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise Refusal(busy) from error
        yield


def flush(path: Path) -> None:
    """See to it that a file, or the names in a folder, outlive a power cut."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
