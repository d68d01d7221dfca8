"""Registers: which rows of which days, for whom, on the page, on paper and in a spreadsheet."""

import io
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from sopti.core.periods import Period, month_of
from sopti.reports.books import papers, rules
from sopti.workflow.books import Entries, books, entries_of
from tests import make
from tests.reports import reading, shelves
from tests.workflow.office import Office

pytestmark = pytest.mark.django_db

NOVEMBER = Period(date(2026, 11, 1), date(2026, 11, 30))
LAST_MOMENT = datetime(2026, 11, 30, 16, 59, tzinfo=UTC)  # 23.59 WIB
FIRST_MOMENT = datetime(2026, 10, 31, 17, 0, tzinfo=UTC)  # 00.00 WIB of 1 November
KEYS = sorted(shelves.ROWS)


@pytest.fixture
def office(time_machine):
    time_machine.move_to(make.MONDAY)
    return Office()


def book(key):
    return next(one for one in books() if one.key == key)


def rows(key, court, period=NOVEMBER):
    return list(entries_of(book(key), court, period).each())


def column(key, court, head, period=NOVEMBER):
    place = [one.head for one in book(key).columns].index(head)
    return [row.cells[place] for row in rows(key, court, period)]


def page(key, **query):
    return reverse("reports:book", args=[key], query={"masa": "bulan-ini"} | query)


def queries(client, address):
    client.get(address)  # this process reads the SOP's body once
    with CaptureQueriesContext(connection) as seen:
        answer = client.get(address)
    assert answer.status_code == 200
    return len(seen), answer.content.decode()


def test_every_book_is_kept_by_some_room():
    assert sorted(one.key for one in books()) == KEYS


@pytest.mark.parametrize("key", KEYS)
def test_widths_of_a_paper_are_whole_and_fill_it(key):
    columns = papers.columns_of(book(key))

    assert sum(one.percent for one in columns) == 100
    assert {3 <= one.percent <= 40 for one in columns} == {True}


@pytest.mark.both_databases
@pytest.mark.parametrize("key", KEYS)
def test_page_asks_the_same_number_of_questions_at_1_and_at_3_rows(client, office, key):
    client.force_login(office.people["kasubag_ptip"])
    shelves.ROWS[key](office)
    few, with_one = queries(client, page(key))

    shelves.ROWS[key](office)
    shelves.ROWS[key](office)
    many, with_three = queries(client, page(key))

    assert few == many
    days = "Keadaan pada 16 November 2026" if book(key).as_it_stands else "November 2026"
    assert f"{days}:  1 {book(key).noun}" in with_one
    assert f"{days}:  3 {book(key).noun}" in with_three


@pytest.mark.parametrize("key", KEYS)
def test_rows_of_another_court_are_never_told(office, key):
    other = Office(roles=("operator_ti", "kasubag_ptip", "kabag", "sekretaris", "ketua"))
    shelves.ROWS[key](other)

    assert rows(key, office.court) == []
    assert len(rows(key, other.court)) == 1


@pytest.mark.parametrize("key", ["permintaan", "disposisi", "backup", "publikasi", "pemeliharaan"])
def test_a_month_begins_and_ends_by_the_clock_of_the_court(office, key):
    add = shelves.request if key == "permintaan" else shelves.ROWS[key]
    for at in (FIRST_MOMENT, LAST_MOMENT):
        add(office, at=at)
        add(office, at=at + (timedelta(minutes=-1) if at == FIRST_MOMENT else timedelta(minutes=1)))

    found = [row.cells for row in rows(key, office.court)]

    assert len(found) == 2
    assert len(rows(key, office.court, month_of(date(2026, 10, 5)))) == 1
    assert len(rows(key, office.court, month_of(date(2026, 12, 5)))) == 1


def test_a_request_tells_who_met_it_and_how_it_stands(office):
    case = shelves.finished_request(office)
    shelves.request(office, at=make.MONDAY + timedelta(hours=5))

    assert column("permintaan", office.court, "Nomor register")[0] == case.number
    assert column("permintaan", office.court, "Ditangani oleh") == ["operator_ti satu", ""]
    assert column("permintaan", office.court, "Keadaan") == ["Selesai", "Berjalan"]
    assert column("permintaan", office.court, "Selesai") == [date(2026, 11, 16), None]
    assert column("permintaan", office.court, "Jenis layanan")[1] == "Perangkat keras"


def test_an_approval_by_an_acting_head_says_so(office):
    make.appointment(
        office.people["kasubag_ptip"], "sekretaris", capacity="plh", title="Sekretaris"
    )
    case = shelves.request(office)
    office.up_to(case, 8)
    office.do(case, 8, by=office.people["kasubag_ptip"], at=make.MONDAY)

    [decided] = column("persetujuan", office.court, "Diputuskan oleh")

    assert decided == "kasubag_ptip satu, Plh. Sekretaris"
    assert column("persetujuan", office.court, "Keputusan") == ["Disetujui"]


def test_checks_and_works_stand_in_the_order_of_their_days(office):
    shelves.check(office, at=make.MONDAY + timedelta(days=1))
    shelves.work(office)

    assert column("pemeliharaan", office.court, "Pekerjaan") == [
        "Perbaikan", "Pemeriksaan berkala",
    ]  # fmt: skip
    assert column("pemeliharaan", office.court, "Biaya (Rp)") == [250_000, None]


def test_an_asset_stands_as_it_was_when_the_period_ended(office, time_machine):
    made = shelves.asset(office)
    time_machine.move_to(make.MONDAY + timedelta(days=30))
    made.refresh_from_db()
    made.room, made.condition = "Gudang", "rusak-berat"
    made.save()

    [november], [december] = (
        rows("aset", office.court, month_of(date(2026, month, 1))) for month in (11, 12)
    )

    assert (november.cells[5], november.cells[7]) == ("Ruang Sidang", "Baik")
    assert (december.cells[5], december.cells[7]) == ("Gudang", "Rusak berat")
    assert november.cells[10].startswith("16-11-2026 Diserahkan kepada Pemohon, Ruang Sidang")
    assert december.cells[10] == ""
    assert rows("aset", office.court, month_of(date(2026, 10, 1))) == []


def test_a_retired_asset_leaves_the_book_after_the_period_in_which_it_was_retired(office):
    made = shelves.asset(office)
    made.refresh_from_db()
    made.retired_on, made.retired_reason = date(2026, 11, 20), "rusak"
    made.save()

    assert column("aset", office.court, "Riwayat dalam masa ini")[0].endswith(
        "20-11-2026 Dihentikan dari pemakaian: rusak"
    )
    assert rows("aset", office.court, month_of(date(2026, 12, 1))) == []


def test_stories_and_posts_are_one_book(office):
    shelves.post(office, at=make.MONDAY + timedelta(days=1))
    shelves.story(office)

    assert column("publikasi", office.court, "Jenis") == ["Berita", "Instagram"]


def test_a_clerk_is_refused_and_led_there_by_no_menu(client, office):
    client.force_login(office.clerk)

    answer = client.get(page("permintaan"), follow=True)

    assert rules.NOT_FOR_CLERKS in answer.content.decode()
    assert reverse("reports:books") not in client.get("/").content.decode()


def test_list_names_all_books(client, office):
    client.force_login(office.people["sekretaris"])

    told = client.get(reverse("reports:books")).content.decode()

    assert {one.title in told for one in books()} == {True}


def test_a_book_without_rows_says_why_and_is_not_printed(client, office):
    client.force_login(office.people["kasubag_ptip"])

    told = client.get(page("backup")).content.decode()
    paper = client.get(reverse("reports:book_paper", args=["backup"]))

    assert "Tidak ada backup yang dicatat pada masa itu." in told
    assert "cetak.pdf" not in told
    assert paper.status_code == 409
    assert "tidak memuat satu baris pun" in paper.content.decode()


def test_a_book_that_is_too_long_proposes_a_shorter_period_or_a_spreadsheet():
    entries = Entries(range(rules.MOST_PRINTED + 1), lambda keys: [])

    reason = rules.why_not_print(book("backup"), entries)

    assert reason == (
        "Buku Register Backup memuat 2.901 backup, lebih banyak daripada yang dapat dicetak "
        "sekaligus (2.900). Pilih masa yang lebih pendek, misalnya per bulan, atau unduh Excel."
    )
    assert rules.why_not_print(book("backup"), Entries(range(2_900), lambda keys: [])) is None


def test_a_span_of_days_may_be_told_the_wrong_way_round(client, office):
    shelves.request(office)
    client.force_login(office.people["ketua"])

    told = client.get(
        page("permintaan", masa="rentang", dari="2026-11-20", sampai="2026-11-10")
    ).content.decode()

    assert "10 November 2026 sampai 20 November 2026:  1 permintaan" in told
    assert "dari=2026-11-10&amp;sampai=2026-11-20" in told


def test_paper_has_numbers_signatures_the_sum_and_the_head_of_the_record(client, office):
    shelves.finished_request(office)
    shelves.request(office)
    make.appointment(office.people["kabag"], "sekretaris", capacity="plh", title="Sekretaris")
    client.force_login(office.people["kasubag_ptip"])

    answer = client.get(reverse("reports:book_paper", args=["permintaan"], query={"kertas": "f4"}))
    told = reading.words(answer.content)

    assert answer["Content-Type"] == "application/pdf"
    assert "BUKU REGISTER PERMINTAAN LAYANAN TI November 2026 No. Nomor register Masuk" in told
    assert "Jumlah 2 permintaan: Selesai 1, Berjalan 1." in told
    assert "Mengetahui, Plh. Sekretaris, Surat perintah nomor 17/KPA/SPT/2026 kabag satu" in told
    assert "Madiun, 16 November 2026 Kasubag PTIP, kasubag_ptip satu" in told
    assert "catatan " in told
    assert "Halaman 1 dari 1" in told


def test_spreadsheet_keeps_days_as_days_and_words_as_words(client, office):
    case = shelves.request(office)
    case.title = "=HYPERLINK(A1)"
    case.save()
    client.force_login(office.people["kasubag_ptip"])

    answer = client.get(reverse("reports:book_xlsx", args=["permintaan"]))
    sheet = load_workbook(io.BytesIO(answer.getvalue())).active

    assert answer["Content-Disposition"].startswith('attachment; filename="register-permintaan-')
    assert [cell.value for cell in sheet[1]] == [
        "No.",
        *(one.head for one in book("permintaan").columns),
    ]
    assert [cell.data_type for cell in sheet[2]][:4] == ["n", "s", "d", "s"]
    assert (sheet["E2"].value, sheet["F2"].data_type) == (None, "s")
    assert sheet["C2"].value.date() == date(2026, 11, 16)
    assert sheet["F2"].value == "=HYPERLINK(A1)"
    assert sheet.column_dimensions["F"].width == 48
