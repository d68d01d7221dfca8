"""The month, gone through once for all tests of this folder."""

import pytest
from django.db import transaction

from sopti.workflow.management.commands import worker
from tests.month.passing import BEGINS, Month, o_clock


@pytest.fixture(scope="package")
def month(django_db_setup, django_db_blocker):
    """The month, gone through once; the tests below look at what it left."""
    import time_machine  # noqa: PLC0415 (its fixture is for one test, this is for all of them)

    with (
        django_db_blocker.unblock(),
        time_machine.travel(o_clock(BEGINS), tick=False) as clock,
        pytest.MonkeyPatch.context() as patched,
        transaction.atomic(),
    ):
        # The worker would give up a connection that is in the middle of our transaction.
        patched.setattr(worker, "close_old_connections", lambda: None)
        failed = []
        patched.setattr(worker.log, "exception", lambda _, name: failed.append(name))
        passed = Month(clock)
        passed.passes()
        assert failed == []
        yield passed
        transaction.set_rollback(True)
