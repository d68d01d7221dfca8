"""Several threads that do the same at once, each over a connection of its own."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections

HELD_APART = 0.1  # seconds between looking and writing, in which another thread may look too


def race(count, deed):
    """Run `deed(number)` in so many threads at the same moment; return answers and errors."""
    start = threading.Barrier(count, timeout=30)

    def run(number):
        start.wait()
        try:
            return deed(number)
        except Exception as error:  # noqa: BLE001 (every error is an answer of the race)
            return error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(count) as threads:
        return list(threads.map(run, range(count)))


@pytest.fixture
def slow_rules(monkeypatch):
    """Let time pass between a rule's answer and the writing, so that a missing lock shows."""

    def slow(module, name, seconds=HELD_APART):
        rule = getattr(module, name)

        def asked(*args, **words):
            answer = rule(*args, **words)
            time.sleep(seconds)
            return answer

        monkeypatch.setattr(module, name, asked)

    return slow
