"""What all tests share: a clean cache, and Debian's own browser for those that drive one."""

import os
import shutil

import pytest
from django.core.cache import cache
from django.db import connection

from sopti.core.kept import Checking
from tests import migrated
from tests.unguarded import let_flush_pass

# Playwright keeps an event loop in the main thread, where Django would then refuse its own ORM.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


@pytest.fixture(scope="session")
def django_db_keepdb(django_db_keepdb):
    return django_db_keepdb or connection.vendor == "sqlite"


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings):
    """Begin with the tables as the migrations leave them, where an earlier run kept them."""
    if connection.vendor == "sqlite":
        migrated.give()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    if connection.vendor == "sqlite":
        with django_db_blocker.unblock():
            migrated.keep()


@pytest.fixture(scope="session", autouse=True)
def _tables_can_be_emptied():
    with pytest.MonkeyPatch.context() as monkeypatch:
        let_flush_pass(monkeypatch)
        yield


@pytest.fixture(autouse=True)
def no_memory_of_earlier_logins():
    """Login throttling counts in the cache; one test's wrong passwords are no other test's."""
    cache.clear()


@pytest.fixture(autouse=True)
def kept_queries_are_written_anew(monkeypatch):
    """A kept query that looks at its values would give one person's rows to another."""
    monkeypatch.setattr(Checking, "on", True)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    chromium = shutil.which("chromium")
    if not chromium:
        pytest.fail("Chromium is missing: apt-get install -y --no-install-recommends chromium")
    quiet = [
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-gpu",
        "--disable-quic",
        "--disable-sync",
        "--no-first-run",
    ]
    as_root = ["--no-sandbox"] if os.geteuid() == 0 else []
    return {**browser_type_launch_args, "executable_path": chromium, "args": [*quiet, *as_root]}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    """A court's desk: Indonesian, a common notebook's screen, and a clock of Jakarta.

    Made once for a whole run, with the address of tests/browser: browser tests belong there.
    """
    return {
        **browser_context_args,
        "locale": "id-ID",
        "timezone_id": "Asia/Jakarta",
        "viewport": {"width": 1366, "height": 768},
    }
