"""The demonstration's courts, people and SOPs in force, loaded once for all walks of a module."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import transaction
from django.utils.timezone import now

from requests import demo
from sopti.people.load import load_people


@pytest.fixture(scope="module")
def courts_at_work(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        load_people(now())
        call_command("load_sops", stdout=StringIO())
        demo.put_editions_in_force(at=now())
        yield
        transaction.set_rollback(True)
