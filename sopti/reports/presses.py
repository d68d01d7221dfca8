"""Presses that stand ready: WeasyPrint is loaded once, not for each paper (decision 0039)."""

from __future__ import annotations

import atexit
import json
import os
import signal
import socket
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile
from types import MappingProxyType
from typing import IO, TYPE_CHECKING

from django.conf import settings

if TYPE_CHECKING:
    from collections.abc import Mapping

PRESS = Path(__file__).with_name("press.py")
LONGEST_CODE = 16
STAND_READY = 1  # presses that wait for the next paper in each process; more are ended

NOTHING: Mapping[str, str] = MappingProxyType({})
_ready: list[Press] = []


@dataclass(frozen=True)
class Printed:
    """How a paper came out: the press's exit code, the PDF, and the press's last words."""

    code: int
    pdf: bytes
    words: str

    @property
    def is_paper(self) -> bool:
        return self.code == 0 and bool(self.pdf)


class Press:
    """One process that has WeasyPrint loaded and makes one paper at a time, each in a child."""

    def __init__(self) -> None:
        self._words = TemporaryFile()  # noqa: SIM115 (closed with the press)
        self._door, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            self._process = subprocess.Popen(  # noqa: S603 (our own program)
                [sys.executable, "-P", str(PRESS)],
                stdin=theirs.fileno(),
                stdout=subprocess.DEVNULL,
                stderr=self._words,
                env=bare_environment(),
                cwd="/",
                process_group=0,  # so that it can be ended together with its child
            )

    @property
    def is_alive(self) -> bool:
        return self._process.poll() is None

    def make(
        self, html: str, arguments: list[str], *, seconds: int, drawn: Mapping[str, str] = NOTHING
    ) -> Printed:
        """Return what became of a paper; TimeoutError after `seconds` by the clock.

        `drawn` are files of this paper alone, laid into its folder.
        """
        asked = {"arguments": arguments, "seconds": seconds}
        # The folder is ours, so that it is removed also when the press is killed.
        with (
            TemporaryDirectory(prefix="sopti-paper-") as folder,
            TemporaryFile() as paper,
            TemporaryFile() as pdf,
            TemporaryFile() as words,
        ):
            paper.write(html.encode("utf-8", "replace"))
            paper.seek(0)
            _lay_ready(Path(folder, "drawn"), drawn)
            said = self._ask(asked | {"folder": folder}, [paper, pdf, words], seconds=seconds)
            if not said:
                return self._last_words()
            return Printed(int(said), _read(pdf), _read(words).decode("utf-8", "replace"))

    def _ask(self, asked: dict[str, object], files: list[IO[bytes]], *, seconds: int) -> bytes:
        """Return the exit code of the child; nothing when the press itself has ended."""
        self._door.settimeout(seconds)
        with suppress(ConnectionError):
            socket.send_fds(self._door, [json.dumps(asked).encode()], [f.fileno() for f in files])
            return self._door.recv(LONGEST_CODE)
        return b""

    def _last_words(self) -> Printed:
        code = self._process.wait()
        return Printed(code, b"", _read(self._words).decode("utf-8", "replace"))

    def end(self) -> None:
        """End the press and the child it may have."""
        self._door.close()
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        self._words.close()


def print_paper(
    html: str, arguments: list[str], *, seconds: int, drawn: Mapping[str, str] = NOTHING
) -> Printed:
    """Have a paper made by a press that stands ready, or by a new one.

    A press is used again only after a paper that came out well.
    """
    press = _take()
    try:
        printed = press.make(html, arguments, seconds=seconds, drawn=drawn)
    except BaseException:
        press.end()
        raise
    if printed.is_paper and len(_ready) < STAND_READY:
        _ready.append(press)
    else:
        press.end()
    return printed


def stand_ready() -> None:
    """Start a press in the background, so that the first paper need not wait for it."""
    if not _ready:
        _ready.append(Press())


@atexit.register
def end_all() -> None:
    while _ready:
        _ready.pop().end()


def _take() -> Press:
    while _ready:
        with suppress(IndexError):  # another thread was faster
            press = _ready.pop()
            if press.is_alive:
                return press
            press.end()
    return Press()


def _lay_ready(folder: Path, drawn: Mapping[str, str]) -> None:
    folder.mkdir()
    for name, text in drawn.items():
        (folder / name).write_text(text, "utf-8")


def _read(file: IO[bytes]) -> bytes:
    file.seek(0)
    return file.read()


def bare_environment() -> dict[str, str]:
    """Return what a press needs to know of its surroundings: none of our keys or addresses."""
    ours = {"", str(settings.BASE_DIR), os.fspath(Path.cwd())}
    return {
        "PATH": os.defpath,
        "LANG": "C.UTF-8",
        "XDG_CACHE_HOME": str(settings.VAR_DIR / "cache"),
        "PYTHONPATH": os.pathsep.join(entry for entry in sys.path if entry not in ours),
    }
