"""Processes that a test has started: which there are, and waiting until they are gone."""

import time
from pathlib import Path


def children():
    """Return the processes that this one has started and that still run."""
    tasks = Path("/proc/self/task").iterdir()
    return {child for task in tasks for child in (task / "children").read_text().split()}


def wait_until_gone(process):
    wait_for(lambda: not is_running(process))


def is_running(process):
    try:
        told = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return False
    return told[0] != "Z"  # a dead child whose parent has not asked yet


def wait_for(found, seconds=10):
    deadline = time.monotonic() + seconds
    while not (answer := found()):
        assert time.monotonic() < deadline
        time.sleep(0.05)
    return answer
