"""The register as CSV and XLSX: what is filtered, and never a formula."""

import csv
from datetime import timedelta
from io import BytesIO, StringIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from requests.actions import Wish, file_request
from requests.register import exports
from tests import make

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

CSV, XLSX = reverse("requests:register_csv"), reverse("requests:register_xlsx")
NAMES = list(exports.COLUMNS)


@pytest.fixture
def kasubag():
    court = make.court("pa-kota-madiun")
    make.edition(court)
    return make.user("kasubag_ptip", court=court, full_name="Endah Wulandari", unit="PTIP")


def filed(person, title="Pencetak loket macet", *, at=make.MONDAY, **words):
    told = {"category": "perangkat", "urgency": "berhenti", "detail": "Sejak pagi tidak menyala."}
    wish = Wish(title=title, asset_or_place="Ruang PTSP", **told | words)
    return file_request(wish, requester=person, by=person, at=at)


def csv_rows(client, **asked):
    answer = client.get(CSV, asked)
    assert answer.status_code == 200
    text = b"".join(answer.streaming_content).decode()
    assert text.startswith("\ufeffNomor;Dibuka;Perihal;")
    return [
        dict(zip(NAMES, row, strict=False)) for row in csv.reader(StringIO(text), delimiter=";")
    ][1:]


def xlsx_sheet(client, **asked):
    answer = client.get(XLSX, asked)
    assert answer.status_code == 200
    return load_workbook(BytesIO(b"".join(answer.streaming_content))).active


def test_csv_tells_each_request_in_words(client, kasubag):
    case = filed(kasubag)
    client.force_login(kasubag)

    [row] = csv_rows(client)

    assert row == {
        "Nomor": case.number,
        "Dibuka": "2026-11-16 09:00",
        "Perihal": "Pencetak loket macet",
        "Pemohon": "Endah Wulandari",
        "Unit kerja": "PTIP",
        "Jenis layanan": "Perangkat keras",
        "Perangkat atau ruang": "Ruang PTSP",
        "Urgensi menurut pemohon": "Pekerjaan berhenti",
        "Keadaan": "Berjalan",
        "Langkah": row["Langkah"],
        "Batas": row["Batas"],
        "Terlambat": row["Terlambat"],
        "Ditutup": "",
    }
    assert row["Langkah"].startswith("Langkah 1 dari 9, menunggu ")


def test_xlsx_holds_moments_as_moments_and_the_rest_as_text(client, kasubag):
    case = filed(kasubag)
    client.force_login(kasubag)

    head, row = xlsx_sheet(client).iter_rows()

    assert [cell.value for cell in head] == NAMES
    assert (row[0].value, row[2].value) == (case.number, "Pencetak loket macet")
    assert row[1].value == make.MONDAY.astimezone(kasubag.court.tz).replace(tzinfo=None)
    assert row[1].is_date


@pytest.mark.parametrize(
    "title",
    ['=HYPERLINK("http://x","y")', "+62 811", "-1+1", "@SUM(1)", "\t=1", "\r=1", ";=1+1", " =1",
     "'=1", "\uff1d1+1", "\uff0b1", "\uff0d1", "\uff20x", "#N/A rusak", '";=1', "=1\x07"],
)  # fmt: skip
def test_no_title_becomes_a_formula(client, kasubag, title):
    filed(kasubag, title)
    client.force_login(kasubag)

    [row] = csv_rows(client)
    cells = [cell for line in xlsx_sheet(client).iter_rows() for cell in line]

    assert row["Perihal"].startswith("'") or title.startswith("#")
    assert not [cell for cell in cells if cell.data_type in {"f", "e"}]
    assert title.replace("\x07", " ").strip() in {str(cell.value).strip() for cell in cells}


def test_only_what_is_filtered_is_told(client, kasubag):
    filed(kasubag, "Pencetak loket macet")
    filed(kasubag, "Jaringan putus", category="jaringan")
    client.force_login(kasubag)

    rows = csv_rows(client, jenis="jaringan")

    assert [row["Perihal"] for row in rows] == ["Jaringan putus"]
    assert xlsx_sheet(client, q="loket").max_row == 2


def test_rows_stand_in_the_order_that_was_asked_for(client, kasubag):
    for hour, title in enumerate(["Cetak kartu", "Antrean padam", "Baterai habis"]):
        filed(kasubag, title, at=make.MONDAY + timedelta(hours=hour))
    client.force_login(kasubag)

    assert [row["Perihal"][0] for row in csv_rows(client)] == ["B", "A", "C"]
    assert [row["Perihal"][0] for row in csv_rows(client, urut="perihal")] == ["A", "B", "C"]


def test_file_says_where_it_ends_when_there_is_more(client, kasubag, monkeypatch):
    monkeypatch.setattr(exports, "MOST_ROWS", 3)
    monkeypatch.setattr(exports, "BATCH", 2)
    for number in range(4):
        filed(kasubag, f"Permintaan {number}")
    client.force_login(kasubag)

    rows = csv_rows(client)

    assert len(rows) == 4
    assert rows[3] == {"Nomor": exports.MORE}
    assert xlsx_sheet(client).max_row == 5


def test_file_is_named_after_court_and_day_and_kept_by_nobody(client, kasubag):
    client.force_login(kasubag)

    answers = [client.get(CSV), client.get(XLSX)]

    for answer, ending in zip(answers, ("csv", "xlsx"), strict=True):
        named = answer["Content-Disposition"]
        assert named.startswith('attachment; filename="register-permintaan-pa-kota-madiun-20')
        assert named.endswith(f'.{ending}"')
        assert answer["Cache-Control"] == "private, no-store"
        answer.close()


def test_other_courts_requests_are_not_told(client, kasubag):
    filed(kasubag, "Rahasia Madiun")
    elsewhere = make.court()
    client.force_login(make.user("kasubag_ptip", court=elsewhere))

    assert csv_rows(client) == []
    assert xlsx_sheet(client).max_row == 1


def test_clerk_gets_only_their_own(client, kasubag):
    clerk = make.user(court=kasubag.court, full_name="Agus Salim")
    filed(kasubag, "Milik kasubag")
    filed(clerk, "Milik Agus")
    client.force_login(clerk)

    assert [row["Perihal"] for row in csv_rows(client)] == ["Milik Agus"]
