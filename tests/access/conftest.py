"""The demonstration's courts, loaded once for all tests of a module."""

import pytest
from django.db import transaction

from tests.access.courts import load_courts


@pytest.fixture(scope="module")
def courts_at_work(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        load_courts()
        yield
        transaction.set_rollback(True)
