"""The court's hours, holidays and letterhead, kept over HTTP."""

from datetime import date

import pytest
from django.utils.timezone import localdate

from sopti.people.enums import HolidayKind
from sopti.people.load import RAMADAN_WEEK
from sopti.people.worktime import NORMAL_WEEK, calendar_of
from tests import make
from tests.people.reading import text_of, url

pytestmark = pytest.mark.django_db

PARTS = ("opens", "break_from", "break_until", "closes")
NEXT_YEAR = localdate().year + 1


def week(rows=NORMAL_WEEK, **words):
    """What the form of a week sends."""
    sent = {f"{part}_{day}": "" for day in range(7) for part in PARTS}
    for row in rows:
        for part in PARTS:
            value = getattr(row, part)
            sent[f"{part}_{row.weekday:d}"] = value.strftime("%H:%M") if value else ""
    return sent | words


def test_new_hours_count_from_their_day(client, admin):
    sent = week(valid_from="2027-01-04", opens_0="09:00", opens_5="08:00", closes_5="11:00")

    answer = client.post(url("edit_hours"), sent)

    calendar = calendar_of(admin.court)
    assert answer.url == url("hours")
    assert calendar.intervals(date(2027, 1, 4))[0][0].strftime("%H.%M") == "09.00"
    assert calendar.is_working_day(date(2027, 1, 9))
    assert "mulai 4 Januari 2027" in text_of(client.get(url("hours"))).replace("Mulai", "mulai")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ({"closes_0": ""}, "Senin: isi jam mulai dan jam selesai."),
        ({"closes_1": "07:00"}, "Selasa: jam selesai harus sesudah jam mulai."),
        ({"break_until_2": ""}, "Rabu: isi mulai dan selesai istirahat"),
        ({"break_from_3": "07:00"}, "Kamis: istirahat harus berada di dalam jam kerja."),
        ({"opens_4": "jam tujuh"}, "Tulis jam dan menit"),
        ({"valid_from": "0001-01-01"}, "Tulis tanggal antara 1 Januari 2000"),
        (
            {f"{part}_{day}": "" for day in range(5) for part in PARTS},
            "Isi jam kerja paling sedikit satu hari.",
        ),
    ],
)
def test_hours_with_something_wrong_are_not_saved(client, admin, words, sentence):
    answer = client.post(url("edit_hours"), week(valid_from="2027-01-04") | words)

    assert answer.status_code == 422
    assert sentence in text_of(answer)
    assert admin.court.working_hours.count() == 0


def test_ramadan_hours_come_and_go(client, admin):
    sent = week(RAMADAN_WEEK, valid_from="2027-02-08", valid_until="2027-03-09")

    client.post(url("new_ramadan"), sent)
    again = client.post(url("new_ramadan"), sent)
    page = text_of(client.get(url("hours")))
    row = admin.court.working_hours.first()
    client.post(url("remove_ramadan", row.pk))

    assert "sudah ada dan bertumpang tindih" in text_of(again)
    assert "8 Februari 2027 sampai 9 Maret 2027" in page
    assert "32 jam 30 menit seminggu" in page
    assert admin.court.working_hours.count() == 0


def test_the_holidays_of_a_year_are_fetched_switched_and_closed_locally(client, admin):
    client.post(url("fetch_holidays"), {"tahun": "2026"})
    eve = admin.court.holidays.get(day=date(2026, 12, 24))
    client.post(url("switch_holiday", eve.pk), {"keadaan": "buka"})
    client.post(
        url("new_holiday"),
        {"day": "2026-12-01", "name": "Pemadaman listrik", "kind": "setempat"},
    )
    page = text_of(client.get(url("holidays"), {"tahun": "2026"}))
    local = admin.court.holidays.get(kind="setempat")
    client.post(url("remove_holiday", local.pk))

    eve.refresh_from_db()
    assert eve.stays_open is True
    assert "25 hari pengadilan tidak bekerja" in page
    assert "Pemadaman listrik" in page
    assert "tetap buka" in page
    assert admin.court.holidays.count() == 25


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ({"name": ""}, "Isi nama."),
        ({"day": "2101-01-01"}, "Tulis tanggal antara 1 Januari 2000"),
        ({"kind": "pesta"}, "Pilih jenis dari daftar"),
        ({"day": "2026-12-02"}, "2 Desember 2026 sudah tercatat sebagai Banjir."),
    ],
)
def test_a_holiday_with_something_wrong_is_not_saved(client, admin, words, sentence):
    make.holiday(admin.court, date(2026, 12, 2), "Banjir", kind=HolidayKind.LOCAL)
    sent = {"day": "2026-12-01", "name": "Listrik", "kind": "setempat"} | words

    answer = client.post(url("new_holiday"), sent)

    assert answer.status_code == 422
    assert sentence in text_of(answer)
    assert admin.court.holidays.count() == 1


def test_a_national_holiday_keeps_its_day(client, admin):
    natal = make.holiday(admin.court, date(2026, 12, 25), "Natal")

    client.post(url("edit_holiday", natal.pk), {"day": "2026-01-01", "name": "Hari Natal"})
    refused = client.post(url("remove_holiday", natal.pk), follow=True)

    natal.refresh_from_db()
    assert (natal.day, natal.name) == (date(2026, 12, 25), "Hari Natal")
    assert "Tandai tetap buka" in text_of(refused)


def test_a_year_without_holidays_is_pointed_out(client, admin):
    page = text_of(client.get(url("manage")))

    assert f"Hari libur {NEXT_YEAR} belum diambil." in page
    client.post(url("fetch_holidays"), {"tahun": NEXT_YEAR})
    assert f"Hari libur {NEXT_YEAR} belum" not in text_of(client.get(url("manage")))


def court(**words):
    return {
        "name": "Pengadilan Agama Kota Madiun",
        "short_name": "PA Kota Madiun",
        "town": "Madiun",
        "code": "PA.Mdn",
        "zone": "Asia/Jayapura",
        "waiting_minutes": "120",
        "letterhead": "MAHKAMAH AGUNG\r\n\r\n  PENGADILAN AGAMA  ",
        "address": "",
    } | words


def test_the_letterhead_is_kept_line_by_line(client, admin):
    page = client.get(url("edit_court")).content.decode()
    client.post(url("edit_court"), court())

    admin.court.refresh_from_db()
    assert "MAHKAMAH AGUNG REPUBLIK INDONESIA\nPENGADILAN AGAMA" in page
    assert admin.court.letterhead == ["MAHKAMAH AGUNG", "PENGADILAN AGAMA"]
    assert admin.court.address == []
    assert (admin.court.zone, admin.court.waiting_minutes) == ("Asia/Jayapura", 120)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ({"code": "PA.Lain"}, "Kode PA.Lain sudah dipakai pengadilan lain."),
        ({"zone": "Europe/Paris"}, "Pilih zona waktu dari daftar"),
        ({"waiting_minutes": "-1"}, "Kelonggaran paling sedikit 0 menit."),
        ({"letterhead": " "}, "Isi baris kop."),
    ],
)
def test_a_court_with_something_wrong_is_not_saved(client, admin, words, sentence):
    make.court(code="PA.Lain")
    before = admin.court.name

    answer = client.post(url("edit_court"), court(**words))

    admin.court.refresh_from_db()
    assert answer.status_code == 422
    assert sentence in text_of(answer)
    assert admin.court.name == before
