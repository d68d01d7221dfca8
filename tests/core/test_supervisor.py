import contextlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.conf import settings

from sopti.core.supervisor import Child, Supervisor

ENOUGH = 60  # seconds after which a test gives up; none of them measures time
SLEEPER = "import time; time.sleep(600)"
STUBBORN = """
import pathlib, signal, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
pathlib.Path("deaf").touch()
time.sleep(600)
"""
# A program that starts another one: what a web server killed hard leaves behind.
MOTHER = """
import pathlib, subprocess, sys, time
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
pathlib.Path("half").write_text(str(child.pid))
pathlib.Path("half").rename("child.pid")
time.sleep(600)
"""


def python(program: str, folder: Path) -> Child:
    return Child("a program", [sys.executable, "-c", program], folder=folder)


def until(holds):
    deadline = time.monotonic() + ENOUGH
    while not holds():
        assert time.monotonic() < deadline, "gave up waiting"
        time.sleep(0.02)


def is_alive(pid: int) -> bool:
    with contextlib.suppress(ProcessLookupError, FileNotFoundError):
        os.kill(pid, 0)
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    return False


@pytest.fixture(autouse=True)
def own_signals():
    numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    before = {number: signal.getsignal(number) for number in numbers}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


def test_child_that_dies_is_started_again(tmp_path):
    child = python(SLEEPER, tmp_path)
    supervisor, seen = Supervisor([child]), []

    def watch():
        if child.process and child.process.pid not in seen:
            seen.append(child.process.pid)
            child.process.kill()
        if len(seen) == 2:
            supervisor.stop()

    supervisor.run(watch=watch)

    assert child.starts == 2
    assert [is_alive(pid) for pid in seen] == [False, False]


def test_signal_ends_the_children(tmp_path):
    children = [python(SLEEPER, tmp_path) for _ in range(2)]

    Supervisor(children).run(watch=lambda: os.kill(os.getpid(), signal.SIGTERM))

    assert [child.process.poll() for child in children] == [-signal.SIGTERM, -signal.SIGTERM]


def test_exception_of_the_watch_ends_the_children(tmp_path):
    child = python(SLEEPER, tmp_path)

    with pytest.raises(ZeroDivisionError):
        Supervisor([child]).run(watch=lambda: 1 / 0)

    assert child.process.poll() == -signal.SIGTERM


def test_child_that_ignores_the_wish_is_killed(tmp_path):
    child = python(STUBBORN, tmp_path)
    supervisor = Supervisor([child], patience=0.1)

    supervisor.run(watch=lambda: (tmp_path / "deaf").exists() and supervisor.stop())

    assert child.process.poll() == -signal.SIGKILL


def test_grandchild_does_not_outlive_its_mother(tmp_path):
    child, note = python(MOTHER, tmp_path), tmp_path / "child.pid"
    supervisor = Supervisor([child])

    supervisor.run(watch=lambda: note.exists() and supervisor.stop())

    until(lambda: not is_alive(int(note.read_text())))


def test_children_end_when_the_supervisor_is_killed_hard():
    program = (
        "import pathlib, sys; from sopti.core.supervisor import Child, Supervisor\n"
        f"command = [sys.executable, '-c', {SLEEPER!r}]\n"
        "child = Child('sleeper', command, folder=pathlib.Path())\n"
        "Supervisor([child]).run(watch=lambda: print(child.process.pid, flush=True))"
    )
    command = [sys.executable, "-c", program]
    with subprocess.Popen(command, cwd=settings.BASE_DIR, stdout=subprocess.PIPE) as supervisor:
        pid = int(supervisor.stdout.readline())
        assert is_alive(pid)

        supervisor.kill()

    until(lambda: not is_alive(pid))
