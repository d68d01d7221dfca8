"""The database itself refuses to change the record and the histories, whoever asks."""

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction

from sopti.people.models import Court
from sopti.workflow import guards
from sopti.workflow.models import Case, Event, RecordHead
from tests.unguarded import unguarded
from tests.workflow.office import Office

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@pytest.fixture
def office():
    office = Office()
    office.up_to(office.open(), 2)
    connection.check_constraints()  # PostgreSQL leaves a table alone that waits for these
    return office


def refused(sentence, statement, *values):
    with (
        pytest.raises(IntegrityError, match=sentence),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement, values)


def everything():
    return (
        list(Event.objects.values_list()),
        list(RecordHead.objects.values_list()),
        list(Case.history.values_list()),
    )


def test_rows_of_record_and_history_are_neither_changed_nor_deleted(office):
    before = everything()

    refused(guards.CHANGED, "UPDATE workflow_event SET summary = 'X'")
    refused(guards.CHANGED, "DELETE FROM workflow_event")
    refused(guards.CHANGED, "UPDATE workflow_historicalcase SET title = 'X'")
    refused(guards.CHANGED, "DELETE FROM workflow_historicalcase")
    if connection.vendor == "postgresql":
        refused(guards.CHANGED, "TRUNCATE workflow_event CASCADE")

    assert everything() == before


def test_head_moves_on_and_never_back(office):
    head = RecordHead.objects.get(court=office.court)
    other = Office().court

    refused(guards.SHRUNK, "UPDATE workflow_recordhead SET sequence = sequence - 1")
    refused(guards.SHRUNK, "UPDATE workflow_recordhead SET mac = %s", "0" * 64)
    refused(guards.SHRUNK, "UPDATE workflow_recordhead SET court_id = %s", other.pk)
    refused(guards.SHRUNK, "DELETE FROM workflow_recordhead")
    assert RecordHead.objects.get(court=office.court).mac == head.mac

    office.open()  # the house goes on
    assert RecordHead.objects.get(court=office.court).sequence == head.sequence + 1


def test_row_is_not_replaced_by_another_of_the_same_key(office):
    if connection.vendor == "postgresql":
        pytest.skip("PostgreSQL knows no such statement")
    before = everything()

    refused(
        guards.CHANGED,
        "INSERT OR REPLACE INTO workflow_event (id, court_id, sequence, kind, at, summary, text,"
        " previous, mac) SELECT id, court_id, sequence, kind, at, 'X', text, previous, mac"
        " FROM workflow_event WHERE sequence = %s",
        1,
    )

    assert everything() == before


def test_every_history_is_guarded_after_migrate():
    histories = [
        table for table in connection.introspection.table_names() if "_historical" in table
    ]

    assert set(guards.sealed_tables()) == {"workflow_event", *histories}
    assert guards.missing() == []


def test_trigger_that_was_removed_or_switched_off_is_missed_and_comes_back_with_migrate(office):
    [gone] = [guard for guard in guards.guards() if guard.table == "workflow_event"][:1]
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"DROP TRIGGER {gone.name}")
        else:
            cursor.execute(f"ALTER TABLE {gone.table} DISABLE TRIGGER {gone.name}")
    assert guards.missing() == [gone]
    assert guards.faults() == [
        "Penjaga tabel workflow_event (update) tidak ada. Jalankan: manage.py migrate"
    ]

    call_command("migrate", verbosity=0)

    assert guards.missing() == []
    refused(guards.CHANGED, "UPDATE workflow_event SET summary = 'X'")


def test_migrations_find_no_triggers_and_a_migrate_without_any_leaves_them():
    guards.take_away(plan=[])
    assert guards.missing() == []

    guards.take_away(plan=["a migration"])
    assert guards.missing() == sorted(guards.guards())
    guards.put()
    assert guards.missing() == []


def test_tests_of_the_record_can_do_what_the_house_cannot(office):
    with unguarded():
        Court.objects.filter(pk=office.court.pk).update(name="X")
        Event.objects.filter(sequence=1).update(summary="X")

    assert Event.objects.get(sequence=1).summary == "X"
    assert guards.missing() == []
