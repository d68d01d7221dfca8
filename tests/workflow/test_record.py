"""The record: every kind of tampering is found, and courts do not touch each other."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from sopti.core.errors import Refusal
from sopti.workflow.models import Event, RecordHead
from sopti.workflow.record import verify
from tests import make
from tests.unguarded import unguarded
from tests.workflow.office import Office

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@pytest.fixture
def office():
    """Six events of one case."""
    office = Office()
    case = office.open()
    office.up_to(case, 6)
    return office


def change(office, **columns):
    """Change the third event behind the model's back, as somebody with the database could."""
    with unguarded():
        Event.objects.filter(court=office.court, sequence=3).update(**columns)


def test_untouched_record_is_whole(office):
    assert Event.objects.count() == 6
    assert verify(office.court) is None


@pytest.mark.parametrize(
    ("column", "value", "found"),
    [
        ("summary", "Langkah 2 selesai oleh orang lain.", "kolom summary berbeda"),
        ("kind", "cancelled", "kolom kind berbeda"),
        ("at", make.MONDAY + timedelta(days=1), "kolom at berbeda"),
        ("by", None, "kolom by berbeda"),
        ("case", None, "kolom case berbeda"),
        ("task", None, "kolom task berbeda"),
        ("text", '{"kind":"opened"}', "isi tidak cocok dengan segelnya"),
        ("mac", "0" * 64, "isi tidak cocok dengan segelnya"),
        ("previous", "0" * 64, "tidak bersambung"),
        ("sequence", 33, "seharusnya 3; ada catatan yang hilang"),
    ],
)
def test_changed_column_is_found(office, column, value, found):
    change(office, **{column: value})

    broken = verify(office.court)

    assert broken is not None
    assert broken.startswith(f"{office.court.key}, catatan ")
    assert found in broken


def test_event_with_text_and_columns_changed_alike_is_found(office):
    third = Event.objects.get(court=office.court, sequence=3)

    change(office, summary="X", text=third.text.replace(third.summary, "X"))

    assert "isi tidak cocok dengan segelnya" in verify(office.court)


def test_removed_event_is_found(office):
    erase(Event.objects.filter(court=office.court, sequence=3))

    assert "catatan 4: nomor urut seharusnya 3" in verify(office.court)


def test_cut_tail_is_found(office):
    erase(Event.objects.filter(court=office.court, sequence__gt=4))

    assert "kepala catatan: tidak cocok dengan catatan terakhir (4)" in verify(office.court)


def test_exchanged_events_are_found(office):
    with unguarded():
        for before, after in ((3, 99), (4, 3), (99, 4)):
            Event.objects.filter(sequence=before).update(sequence=after)

    assert "catatan 3: tidak bersambung" in verify(office.court)


def test_head_that_was_set_back_is_found(office):
    with unguarded():
        RecordHead.objects.filter(court=office.court).update(sequence=5)

    assert "kepala catatan" in verify(office.court)


def test_chain_made_anew_without_the_key_is_found(office, settings):
    settings.RECORD_KEY = "another key"

    assert "catatan 1: isi tidak cocok dengan segelnya" in verify(office.court)


def test_other_courts_stay_whole(office):
    other = Office()
    other.open()
    change(office, summary="X")

    assert verify(office.court) is not None
    assert verify(other.court) is None


def test_event_is_neither_changed_nor_deleted_by_the_house(office):
    event = Event.objects.first()

    with pytest.raises(Refusal, match="tidak dapat diubah"):
        event.save()
    with pytest.raises(Refusal, match="tidak dapat dihapus"):
        event.delete()


def test_command_names_the_first_broken_event_and_fails(office):
    out = StringIO()
    call_command("verify_record", stdout=out)
    assert f"{office.court.key}: utuh, 6 catatan" in out.getvalue()
    change(office, summary="X")

    with pytest.raises(CommandError, match=f"{office.court.key}, catatan 3: kolom summary"):
        call_command("verify_record", office.court.key, stdout=out)


def erase(rows):
    """Delete rows as somebody with the database would: the model refuses."""
    keys = list(rows.values_list("pk", flat=True))
    with unguarded(), connection.cursor() as cursor:
        for key in keys:
            cursor.execute("DELETE FROM workflow_event WHERE id = %s", [key])
