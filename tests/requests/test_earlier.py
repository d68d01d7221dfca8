"""Requests from before SOPTI: brought in whole or not at all, found, printed, never judged."""

import io
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from maintenance.assets.card import card_of
from requests.earlier import actions, rules
from requests.earlier.checking import NEW, SKIP, WRONG, checked
from requests.earlier.models import EarlierImport, EarlierRequest
from sopti.core.errors import Refusal
from sopti.core.periods import Period
from sopti.search.models import Entry
from sopti.workflow.books import books, entries_of
from sopti.workflow.models import Case, Event, Task
from sopti.workflow.record import verify
from tests import make
from tests.maintenance import sheets, shelf
from tests.workflow.office import Office

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

HEADS = ["No", "Tgl masuk", "Selesai", "Nama pemohon", "Unit", "Keluhan", "NUP", "Tindakan",
         "Petugas", "Status"]  # fmt: skip
TODAY = date(2026, 11, 16)
MARCH = Period(date(2025, 3, 1), date(2025, 3, 31))


@pytest.fixture
def office(time_machine):
    time_machine.move_to(make.MONDAY)
    return Office()


def row(number="012", came="14-03-2025", ended="17 Maret 2025", **words):
    usual = {
        "who": "Siti Rahmawati", "unit": "Panmud Hukum", "title": "Pencetak macet", "nup": "",
        "did": "Rol diganti", "by": "Dimas", "state": "Selesai",
    } | words  # fmt: skip
    return [number, came, ended, *usual.values()]


def kept(office, *rows, heads=HEADS, role="kasubag_ptip"):
    file = sheets.csv(*rows, heads=heads, name="buku-2025.csv")
    return actions.keep_file(file, by=office.people[role], at=make.MONDAY)


def brought(office, *rows):
    made = kept(office, *rows)
    return actions.carry_out(made.pk, by=office.people["kasubag_ptip"], at=make.MONDAY)


def looked_at(office, *rows):
    return checked(kept(office, *rows), court=office.court, today=TODAY)


def test_a_file_is_looked_at_without_anything_being_written(office):
    found = looked_at(office, row(), row("013", "belum lama", who=""))

    assert found.counts == {NEW: 1, WRONG: 1}
    assert found.wrong[0].wrong == [
        "Tanggal masuk: tulis tanggalnya seperti 2025-03-14 atau 14-03-2025.",
        "Pemohon: masih kosong.",
    ]
    assert EarlierRequest.objects.count() == 0


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ({"came": "14-03-2027"}, "Tanggal masuk: belum tiba."),
        ({"ended": "13-03-2025"}, "Tanggal selesai: mendahului tanggal masuk."),
        (
            {"state": "entahlah"},
            (
                "Keadaan: tulis Selesai, Selesai sebagian, Belum selesai, Ditolak, atau "
                "Dibatalkan."
            ),
        ),
        ({"title": "Berkas 412/Pdt.G/2025/PA.Mn hilang"},
         "Perihal: memuat nomor perkara “412/Pdt.G/2025/PA.Mn”. Hapus nomor itu."),
    ],
)  # fmt: skip
def test_a_row_that_cannot_be_says_why(office, words, reason):
    found = looked_at(office, row(**words))

    assert reason in found.rows[0].wrong


def test_the_same_number_on_the_same_day_is_taken_once(office):
    brought(office, row())

    found = looked_at(office, row("012"), row("012", "15-03-2025"), row("012", "15-03-2025"))

    assert [one.state for one in found.rows] == [SKIP, NEW, WRONG]
    assert found.rows[2].wrong == ["Nomor lama: 012 pada hari itu sudah ada di baris 3."]


def test_all_rows_are_written_or_none(office):
    made = kept(office, row(), row("013", who=""))

    with pytest.raises(Refusal, match="Tidak ada yang dimuat: 1 baris masih salah"):
        actions.carry_out(made.pk, by=office.people["kasubag_ptip"], at=make.MONDAY)

    assert EarlierRequest.objects.count() == 0
    assert Event.objects.filter(kind="earlier-imported").count() == 0


def test_what_is_written_names_its_file_and_row_and_claims_no_step(office):
    before = (Case.objects.count(), Task.objects.count())

    made = brought(office, row(), row("013", ended="", state=""))

    first, second = EarlierRequest.objects.order_by("number")
    assert (first.number, first.came_on, first.ended_on) == (
        "012", date(2025, 3, 14), date(2025, 3, 17),
    )  # fmt: skip
    assert (first.row, first.brought_by, first.get_state_display()) == (2, made, "Selesai")
    assert (second.ended_on, second.get_state_display()) == (None, "Belum selesai")
    assert (Case.objects.count(), Task.objects.count()) == before
    [event] = Event.objects.filter(kind="earlier-imported")
    assert event.summary == "kasubag_ptip satu mengimpor 2 permintaan lama dari buku-2025.csv"
    assert f'"sha256":"{made.sha256}"' in event.text
    assert verify(office.court) is None


def test_one_file_is_written_once(office):
    made = brought(office, row())

    with pytest.raises(Refusal, match="sudah dimuat"):
        actions.carry_out(made.pk, by=office.people["kasubag_ptip"], at=make.MONDAY)

    assert EarlierRequest.objects.count() == 1


def test_only_the_kasubag_and_the_administrator_bring_it_in(office):
    with pytest.raises(Refusal, match=rules.NOT_A_KEEPER):
        kept(office, row(), role="operator_ti")

    assert EarlierImport.objects.count() == 0


def test_undoing_takes_the_whole_import_back_and_keeps_why(office):
    first, second = brought(office, row()), brought(office, row("013"))

    actions.undo(first.pk, reason="Tanggalnya bergeser", by=office.people["kasubag_ptip"],
                 at=make.MONDAY)  # fmt: skip

    first.refresh_from_db()
    assert (first.count, first.undone_reason) == (1, "Tanggalnya bergeser")
    assert list(EarlierRequest.objects.values_list("number", "brought_by")) == [("013", second.pk)]
    assert Entry.objects.filter(kind=actions.KIND).count() == 1
    [event] = Event.objects.filter(kind="earlier-undone")
    assert event.summary == (
        "kasubag_ptip satu membatalkan impor buku-2025.csv: Tanggalnya bergeser."
    )


def test_undoing_belongs_to_who_brought_it_and_to_the_administrator(office):
    made, court = brought(office, row()), office.court
    other, admin = make.user("kasubag_ptip", court=court), make.user("admin", court=court)
    foreign = make.user("admin")

    assert rules.why_not_undo(admin, made) is None
    assert rules.why_not_undo(foreign, made) == "Impor ini milik pengadilan lain."
    assert rules.why_not_undo(other, made) == (
        "Impor ini dibatalkan oleh kasubag_ptip satu, yang mencatatnya, atau pengelola SOPTI."
    )


def test_the_book_of_requests_tells_it_marked_and_foreign_courts_do_not(office):
    brought(office, row())
    book = next(one for one in books() if one.key == "permintaan")

    [told] = list(entries_of(book, office.court, MARCH).each())

    assert told.cells == (
        "012", date(2025, 3, 14), "Siti Rahmawati", "Panmud Hukum", "Pencetak macet", "", "",
        date(2025, 3, 17), "Dimas", "Selesai (diimpor, sebelum SOPTI)",
    )  # fmt: skip
    assert list(entries_of(book, make.court(), MARCH).each()) == []


def test_a_device_that_is_named_tells_it_on_its_card(office):
    asset = shelf.asset(office.people["operator_ti"], nup="3.10.01.02.001-12")
    found = looked_at(office, row(nup="3.10.01.02.001-12"), row("013", nup="printer tua"))
    brought(office, row(nup="NUP 3.10.01.02.001-12"))

    lines = card_of(asset, viewer=office.people["operator_ti"])

    assert found.rows[1].notes == [
        "“printer tua” tidak dikenal sebagai aset; disimpan sebagai keterangan"
    ]
    assert [(line.on, line.text, line.link_words) for line in lines if "SOPTI" in line.what] == [
        (date(2025, 3, 14), "Pencetak macet. Rol diganti.", "012")
    ]
    clerk = card_of(asset, viewer=office.clerk)
    assert [line.what for line in clerk if "sebelum" in line.what] == []


def test_search_of_the_register_finds_it_for_the_desk_and_not_for_a_clerk(client, office):
    brought(office, row())
    address = reverse("requests:register", query={"q": "macet siti"})
    client.force_login(office.people["operator_ti"])

    told = client.get(address).content.decode()
    client.force_login(office.clerk)

    assert "Dari register lama, sebelum SOPTI" in told
    assert "Dari register lama, sebelum SOPTI" not in client.get(address).content.decode()
    assert client.get(reverse("requests:earlier")).status_code != 200


def test_page_asks_the_same_number_of_questions_at_1_and_at_3_rows(client, office):
    client.force_login(office.people["kasubag_ptip"])
    counts = []
    client.get(reverse("requests:earlier"))  # this process learns the house once
    for number in range(3):
        brought(office, row(str(number)))
        with CaptureQueriesContext(connection) as seen:
            told = client.get(reverse("requests:earlier")).content.decode()
        counts.append(len(seen))

    assert counts[0] == counts[2]
    assert "3 permintaan" in told


def test_whole_way_from_the_template_to_the_register(client, office):
    client.force_login(office.people["kasubag_ptip"])
    template = client.get(reverse("requests:earlier_template"))
    heads = [cell.value for cell in load_workbook(io.BytesIO(template.getvalue())).active[1]]
    file = sheets.xlsx(
        ["7", date(2025, 3, 14), None, "Siti", "", "Layar mati"], heads=heads[:6], name="lama.xlsx"
    )

    preview = client.post(reverse("requests:import_earlier"), {"file": file}, follow=True)
    made = EarlierImport.objects.get()
    client.post(reverse("requests:earlier_carry_out", args=[made.pk]), follow=True)
    one = EarlierRequest.objects.get()
    page = client.get(one.get_absolute_url()).content.decode()

    assert "Catat 1 permintaan" in preview.content.decode()
    assert (one.number, one.came_on, one.title) == ("7", date(2025, 3, 14), "Layar mati")
    assert "lama.xlsx, baris 2" in page


def test_a_file_that_nobody_spoke_of_for_a_day_is_forgotten_and_a_taken_one_is_not(office):
    brought(office, row())
    kept(office, row("013"))

    actions.forget_old(make.MONDAY + timedelta(days=2))

    assert EarlierImport.objects.count() == 1
    assert EarlierRequest.objects.count() == 1
