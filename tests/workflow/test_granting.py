"""PostgreSQL's user of the site does all that the site does, and nothing to the record."""

from contextlib import contextmanager

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from psycopg.errors import InsufficientPrivilege, RestrictViolation

from sopti.workflow.models import Event
from sopti.workflow.record import verify
from tests.workflow.office import Office

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
ROLE = "sopti_web"


@pytest.fixture
def role():
    if connection.vendor == "sqlite":
        pytest.skip("SQLite knows no users")
    ask(f"CREATE ROLE {ROLE} LOGIN")
    yield ROLE
    ask(f"DROP OWNED BY {ROLE}")
    ask(f"DROP ROLE {ROLE}")


def ask(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)


@contextmanager
def working_as(role):
    ask(f"SET ROLE {role}")
    yield
    ask("RESET ROLE")


REFUSED = (
    "UPDATE workflow_event SET summary = 'X'",
    "DELETE FROM workflow_event",
    "TRUNCATE workflow_event CASCADE",
    "ALTER TABLE workflow_event DISABLE TRIGGER ALL",
    "DROP TRIGGER refuses_update ON workflow_event",
    "DROP FUNCTION sopti_refuse_change() CASCADE",
    "DROP TABLE workflow_event CASCADE",
    "SET session_replication_role = replica",
    "UPDATE workflow_historicalcase SET title = 'X'",
    "DELETE FROM workflow_historicalcase",
    "DELETE FROM workflow_recordhead",
    "DELETE FROM django_migrations",
)


@pytest.mark.django_db(transaction=True)
def test_site_works_as_a_user_who_can_neither_change_nor_unguard_the_record(role, client):
    call_command("grant_application", role)

    with working_as(role):
        office = Office()
        case = office.open()
        office.up_to(case, 3)
        client.force_login(case.requester)
        assert client.get(case.get_absolute_url()).status_code == 200
        assert verify(office.court) is None

    before = list(Event.objects.values_list())
    with connected_as(role) as intruder:
        for statement in REFUSED:
            with pytest.raises(InsufficientPrivilege):
                intruder.execute(statement)
        with pytest.raises(RestrictViolation):
            intruder.execute("UPDATE workflow_recordhead SET sequence = 0")
    assert list(Event.objects.values_list()) == before


def connected_as(role):
    place = connection.get_connection_params()
    return psycopg.connect(
        host=place.get("host"), dbname=place["dbname"], user=role, autocommit=True
    )


def test_owner_and_unknown_user_are_no_users_of_the_site(role):
    with pytest.raises(CommandError, match="boleh segalanya"):
        call_command("grant_application", connection.settings_dict["USER"] or "root")
    with pytest.raises(CommandError, match="belum ada"):
        call_command("grant_application", "nobody_knows")


def test_sqlite_knows_no_users():
    if connection.vendor == "postgresql":
        pytest.skip("PostgreSQL does")
    with pytest.raises(CommandError, match="hanya untuk PostgreSQL"):
        call_command("grant_application", "sopti_web")
