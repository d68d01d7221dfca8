"""A worker is woken by Redis, and a Redis that is away costs nobody more than a moment."""

import shutil
import subprocess
import threading
import time

import pytest
from django.db import transaction

from sopti.core import tasks_api
from sopti.core.tasks_api import wait_for_job, wake
from tests.core.test_serve import free_port

NEVER = threading.Event()


@pytest.fixture
def address(settings):
    """The address of a Redis that is not there yet, or no more."""
    settings.REDIS_URL = f"redis://127.0.0.1:{free_port()}/0"
    forget()
    yield settings.REDIS_URL
    forget()


def forget():
    getattr(tasks_api._redis, "cache_clear", int)()  # noqa: SLF001 (a process has one address for its whole life)
    tasks_api._rests["until"] = 0.0  # noqa: SLF001


@pytest.fixture
def redis(address, tmp_path):
    program = shutil.which("redis-server")
    if not program:
        pytest.fail("Redis is missing: apt-get install -y --no-install-recommends redis-server")
    port = address.rpartition(":")[2].partition("/")[0]
    command = [program, "--port", port, "--bind", "127.0.0.1", "--save", "", "--dir", tmp_path]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as server:
        deadline = time.monotonic() + 20
        while not answers():
            assert time.monotonic() < deadline
            time.sleep(0.05)
        yield server
        server.terminate()


def answers():
    try:
        return tasks_api._redis().ping()  # noqa: SLF001
    except Exception:  # noqa: BLE001 (it starts)
        return False


@pytest.mark.django_db
def test_a_worker_that_waits_is_woken_after_the_commit(redis, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        wake("outbox")
        assert wait_for_job(0.2, stop=NEVER) == ""  # what is not there yet wakes nobody

    assert wait_for_job(20, stop=NEVER) == "outbox"
    assert wait_for_job(0.2, stop=NEVER) == ""


@pytest.mark.django_db
def test_what_was_rolled_back_wakes_nobody(redis, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        wake("outbox")
        transaction.set_rollback(True)

    assert wait_for_job(0.2, stop=NEVER) == ""


@pytest.mark.django_db
def test_a_list_that_nobody_empties_stays_short(redis, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        for _ in range(tasks_api.MOST_NAMES + 5):
            wake("outbox")

    assert tasks_api._redis().llen(tasks_api.LIST) == tasks_api.MOST_NAMES  # noqa: SLF001


@pytest.mark.django_db
def test_a_redis_that_is_away_is_told_once_and_asked_again_later(
    address, django_capture_on_commit_callbacks, caplog
):
    began = time.monotonic()
    with django_capture_on_commit_callbacks(execute=True):
        for _ in range(50):
            wake("outbox")

    assert time.monotonic() - began < 5
    assert caplog.text.count("Redis does not answer") == 1
    assert wait_for_job(0.2, stop=NEVER) == ""


def test_without_redis_a_worker_waits_until_it_is_told_to_stop(settings):
    settings.REDIS_URL = ""
    stop = threading.Event()
    threading.Timer(0.2, stop.set).start()

    began = time.monotonic()

    assert wait_for_job(60, stop=stop) == ""
    assert time.monotonic() - began < 30


def test_a_client_that_breaks_in_the_middle_reaches_no_form(address, monkeypatch, caplog):
    def broken():
        raise ValueError("I/O operation on closed file.")

    monkeypatch.setattr(tasks_api, "_redis", broken)
    tasks_api._tell("outbox")  # noqa: SLF001 (what runs after the commit)

    assert "Redis does not answer" in caplog.text
