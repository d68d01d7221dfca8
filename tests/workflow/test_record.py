"""The record: every kind of tampering is found, and courts do not touch each other."""

import json
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from sopti.core.errors import Refusal
from sopti.workflow import guards, proving
from sopti.workflow.models import Case, Event, RecordHead, RegisterCounter
from sopti.workflow.proving import anchors_in, prove
from sopti.workflow.record import verify
from sopti.workflow.register import next_sequence, why_broken
from sopti.workflow.sealing import seal
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


def test_record_is_proved_in_slices_while_more_is_recorded(office, monkeypatch):
    monkeypatch.setattr(proving, "SLICE", 2)
    heard = []

    def say(proof):
        heard.append(proof.sequence)
        if proof.sequence == 6:
            office.open()  # events come after the head was read

    assert prove(office.court, say=say).broken is None
    assert heard[:3] == [2, 4, 6]
    assert heard[-1] == Event.objects.count() > 6


def test_event_beyond_the_head_is_found(office):
    with unguarded():
        RecordHead.objects.filter(court=office.court).update(
            sequence=5, mac=Event.objects.get(sequence=5).mac
        )

    assert "kepala catatan: tidak cocok dengan catatan terakhir (6)" in verify(office.court)


def test_record_that_was_given_to_another_court_is_found(office):
    other = make.court()
    with unguarded():
        for model in (Event, RecordHead):
            model.objects.filter(court=office.court).update(court=other)

    assert "catatan 1: kolom court berbeda" in verify(other)


# ------------------------------------------------------------------------- what only anchors find
def rewrite(office):
    """Write the chain anew from the third event on, as who has the key could."""
    head = RecordHead(court=office.court)
    with unguarded():
        for event in Event.objects.filter(court=office.court).order_by("sequence"):
            text = event.text.replace("selesai", "batal") if event.sequence == 3 else event.text
            mac = seal(head.mac, text)
            summary = json.loads(text)["summary"]
            Event.objects.filter(pk=event.pk).update(
                previous=head.mac, text=text, mac=mac, summary=summary
            )
            head.sequence, head.mac = event.sequence, mac
        RecordHead.objects.filter(court=office.court).update(mac=head.mac)


def test_chain_written_anew_with_the_key_is_found_by_an_old_paper(office):
    printed = head_of(office)
    call_command("verify_record", "--anchor", printed, stdout=StringIO())

    rewrite(office)

    call_command("verify_record", stdout=StringIO())
    with pytest.raises(CommandError, match="catatan 6: segelnya bukan yang pernah tercetak"):
        call_command("verify_record", "--anchor", printed, stdout=StringIO())


def test_tail_cut_with_its_head_is_found_by_what_the_command_said_before(office, tmp_path):
    kept, said = tmp_path / "catatan.txt", StringIO()
    call_command("verify_record", stdout=said)
    kept.write_text(said.getvalue())
    call_command("verify_record", "--anchors", str(kept), stdout=StringIO())

    erase(Event.objects.filter(court=office.court, sequence__gt=4))
    with unguarded():
        last = Event.objects.get(court=office.court, sequence=4)
        RecordHead.objects.filter(court=office.court).update(sequence=4, mac=last.mac)

    call_command("verify_record", stdout=StringIO())
    with pytest.raises(CommandError, match="catatan 6: pernah tercetak, kini tidak ada"):
        call_command("verify_record", "--anchors", str(kept), stdout=StringIO())


def head_of(office):
    head = RecordHead.objects.get(court=office.court)
    return f"{office.court.key}:{head.sequence}:{head.mac[:16]}"


@pytest.mark.parametrize(
    "line",
    [
        "pa-contoh:192:0c52d3b179997046",
        "pa-contoh: utuh, 192 catatan, kepala 0c52d3b179997046",
        "pa-contoh 192 0C52 D3B1 7999 7046",
        "pa-contoh catatan 192 0C52 D3B1 7999 7046",
    ],
)
def test_anchor_is_understood_as_it_was_printed(line):
    assert anchors_in(f"Madiun, 30 November\n{line}\n") == [("pa-contoh", 192, "0c52d3b179997046")]


@pytest.mark.parametrize(
    ("told", "refused"),
    [
        ("pa-contoh", "tidak memuat kepala catatan"),
        ("pa-lain:1:0c52d3b179997046", "Tidak ada pengadilan dengan kunci “pa-lain”"),
    ],
)
def test_mistyped_anchor_is_refused_and_proves_nothing(told, refused):
    with pytest.raises(CommandError, match=refused):
        call_command("verify_record", "--anchor", told)


# --------------------------------------------------------------------------- register, triggers
def test_number_that_is_missing_or_given_twice_is_found(office):
    for _ in range(2):
        office.open()
    assert why_broken(office.court) is None
    code, year = "TI.B", make.MONDAY.year
    cases = Case.objects.filter(court=office.court)

    cases.filter(sequence=2).update(sequence=1)
    assert why_broken(office.court) == f"{office.court.key}, register {code} {year}: nomor 1 ganda."
    cases.filter(number__startswith="2/").update(sequence=4)
    assert why_broken(office.court).endswith("nomor 2 hilang.")
    cases.filter(number__startswith="2/").update(sequence=2)
    RegisterCounter.objects.filter(court=office.court).update(last=4)
    assert why_broken(office.court).endswith("nomor 4 hilang.")


def test_register_of_something_else_than_cases_is_not_missed(office):
    next_sequence(office.court, "LAP.TI", make.MONDAY.year)

    assert why_broken(office.court) is None


def test_command_tells_of_a_missing_trigger_and_in_json(office):
    out = StringIO()
    call_command("verify_record", "--json", stdout=out)
    assert json.loads(out.getvalue())["whole"] is True
    connection.check_constraints()
    guards.take_away()

    out = StringIO()
    with pytest.raises(CommandError, match=r"Penjaga \d+ tabel catatan dan riwayat tidak ada"):
        call_command("verify_record", "--json", stdout=out)

    told = json.loads(out.getvalue())
    assert told["whole"] is False
    assert told["courts"][0]["events"] == 6


def erase(rows):
    """Delete rows as somebody with the database would: the model refuses."""
    keys = list(rows.values_list("pk", flat=True))
    with unguarded(), connection.cursor() as cursor:
        for key in keys:
            cursor.execute("DELETE FROM workflow_event WHERE id = %s", [key])
