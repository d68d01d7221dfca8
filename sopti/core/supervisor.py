"""Programs that run together: started, started again when they die, and all gone at the end."""

import contextlib
import ctypes
import os
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from types import FrameType

PR_SET_PDEATHSIG = 1
LIBC = ctypes.CDLL(None)


class Child:
    """One program that has to stay alive, in a process group of its own."""

    def __init__(self, name: str, command: list[str], *, folder: Path) -> None:
        self.name, self.command, self.folder = name, command, folder
        self.process: subprocess.Popen[bytes] | None = None
        self.starts = 0
        self.next_start = 0.0

    def keep_alive(self) -> None:
        """Start what isn't running; one that died waits 1, 2, 4, up to 30 seconds."""
        if self.process and self.process.poll() is not None:
            self.sweep()
            self.process = None
            self.next_start = time.monotonic() + min(30, 2 ** min(self.starts - 1, 5))
        if not self.process and time.monotonic() >= self.next_start:
            self.start()

    def start(self) -> None:
        self.starts += 1
        self.process = subprocess.Popen(  # noqa: S603 - our own commands
            self.command,
            cwd=self.folder,
            process_group=0,  # Ctrl-C reaches the supervisor alone
            preexec_fn=end_with(os.getpid()),  # noqa: PLW1509 - the supervisor has one thread
        )

    def ask_to_stop(self) -> None:
        if self.process:
            self.process.terminate()

    def wait(self, deadline: float) -> None:
        if self.process:
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(max(0, deadline - time.monotonic()))
            self.sweep()

    def sweep(self) -> None:
        """End whatever is left of the group: a web server killed hard leaves its workers."""
        if self.process:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


class Supervisor:
    def __init__(self, children: list[Child], *, patience: float = 10) -> None:
        self.children, self.patience = children, patience
        self.stopping = False

    def run(self, *, watch: Callable[[], None]) -> None:
        """Keep all children alive until a signal, or an exception of `watch`, ends them all."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            if number != signal.SIGHUP or signal.getsignal(number) != signal.SIG_IGN:  # nohup
                signal.signal(number, self.stop)
        try:
            while not self.stopping:
                for child in self.children:
                    child.keep_alive()
                watch()
                time.sleep(0.2)
        finally:
            self.end_all()

    def stop(self, number: int = 0, frame: FrameType | None = None) -> None:
        self.stopping = True

    def end_all(self) -> None:
        deadline = time.monotonic() + self.patience
        for child in self.children:
            child.ask_to_stop()
        for child in self.children:
            child.wait(deadline)


def end_with(parent: int) -> Callable[[], None]:
    """Make the kernel end the child when its supervisor is gone, even by `kill -9`."""

    def before_exec() -> None:
        LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
        if os.getppid() != parent:
            os._exit(1)

    return before_exec
