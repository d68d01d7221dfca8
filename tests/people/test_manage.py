"""The administrator's pages, asked over HTTP."""

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.timezone import localdate

from sopti.people.enums import Capacity, HolidayKind
from sopti.people.load import RAMADAN_WEEK
from sopti.people.manage_urls import urlpatterns
from sopti.people.models import Appointment, Holiday, User
from sopti.people.worktime import NORMAL_WEEK, calendar_of
from tests import make

pytestmark = pytest.mark.django_db

PARTS = ("opens", "break_from", "break_until", "closes")
NEXT_YEAR = localdate().year + 1


@pytest.fixture
def admin(client):
    admin = make.user("admin", full_name="Galih Prakoso")
    client.force_login(admin)
    return admin


def url(name, *args):
    return reverse(f"people:{name}", args=args)


def text_of(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def week(rows=NORMAL_WEEK, **words):
    """What the form of a week sends."""
    sent = {f"{part}_{day}": "" for day in range(7) for part in PARTS}
    for row in rows:
        for part in PARTS:
            value = getattr(row, part)
            sent[f"{part}_{row.weekday:d}"] = value.strftime("%H:%M") if value else ""
    return sent | words


def person(**words):
    return {
        "full_name": "Rina Oktaviani, S.E.",
        "username": "rina.oktaviani",
        "nip": "19861022 200904 2 004",
        "position": "Kasubag Umum dan Keuangan",
        "unit": "",
        "phone": "",
        "email": "",
    } | words


# --------------------------------------------------------------------------------------- the door
def objects_of(court):
    """One of each thing that an address of the administration can name."""
    someone = make.user("operator_ti", court=court)
    day = make.holiday(court, date(2026, 12, 1), kind=HolidayKind.LOCAL)
    span = {"valid_from": date(2027, 2, 8), "valid_until": date(2027, 3, 9)}
    row = make.hours(court, 0, kind="ramadan", **span)
    held = someone.appointments.get(role="operator_ti")
    return {"pegawai": someone.pk, "penunjukan": held.pk, "hari-libur": day.pk, "jam-kerja": row.pk}


def addresses(court):
    pks = objects_of(court)
    for pattern in urlpatterns:
        route = str(pattern.pattern)
        args = [pks[route.partition("/")[0]]] if "<int:pk>" in route else []
        yield url(pattern.name, *args), bool(args)


@pytest.mark.parametrize("method", ["get", "post"])
def test_only_the_administrator_gets_in(client, method):
    court = make.court()
    client.force_login(make.user("ketua", "sekretaris", "operator_ti", court=court))
    everything = list(addresses(court))
    before = [list(model.objects.values()) for model in (User, Appointment, Holiday)]

    answers = {address: getattr(client, method)(address) for address, _ in everything}

    refused = {address: answer.status_code for address, answer in answers.items()}
    assert set(refused.values()) <= {403, 405}
    assert 403 in refused.values()
    assert before == [list(model.objects.values()) for model in (User, Appointment, Holiday)]
    denied = next(answer for answer in answers.values() if answer.status_code == 403)
    assert "dibuka oleh Pengelola SOPTI" in text_of(denied)


@pytest.mark.parametrize("method", ["get", "post"])
def test_what_belongs_to_another_court_is_not_there(client, admin, method):
    foreign = [address for address, names_one in addresses(make.court()) if names_one]
    before = [list(model.objects.values()) for model in (User, Appointment, Holiday)]

    codes = {getattr(client, method)(address).status_code for address in foreign}

    assert codes <= {404, 405}
    assert before == [list(model.objects.values()) for model in (User, Appointment, Holiday)]


def test_every_page_answers_its_administrator(client, admin):
    for address, _ in addresses(admin.court):
        assert client.get(address).status_code in {200, 405}


def test_strangers_are_sent_to_the_login(client):
    response = client.get(url("people"))

    assert response.url.startswith(reverse("account_login"))


# ------------------------------------------------------------------------------------------ lists
def queries_of(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as seen:
        assert client.get(address).status_code == 200
    return len(seen)


def rows_of(response):
    return " ".join(re.findall(r"<tbody>.*</tbody>", response.content.decode(), re.DOTALL))


@pytest.mark.parametrize(
    "name", ["manage", "people", "appointments", "hours", "holidays", "person", "new_appointment"]
)
def test_pages_take_the_same_number_of_queries_at_one_and_at_three_rows(client, admin, name):
    def add(number):
        other = make.user("operator_ti", "sekretaris", court=admin.court)
        make.appointment(other, "ketua", capacity=Capacity.PLH)
        for row in (admin, other):
            make.appointment(row, f"peran_{number}")
        make.holiday(admin.court, date(localdate().year, 3, number))
        make.hours(admin.court, number)

    add(1)
    args = [admin.pk] if name == "person" else []
    few = queries_of(client, url(name, *args))
    add(2)
    add(3)

    assert queries_of(client, url(name, *args)) == few
    assert few <= 14


def test_people_are_found_by_name_number_and_account(client, admin):
    make.user(court=admin.court, full_name="Siti Rahmawati", nip="198803142011012009")
    make.user(court=admin.court, full_name="Agus Salim", is_active=False)
    make.user(full_name="Siti dari pengadilan lain")

    by_name = rows_of(client.get(url("people"), {"q": "rahma"}))
    by_number = rows_of(client.get(url("people"), {"q": "19880314"}))
    closed = rows_of(client.get(url("people"), {"nonaktif": "on"}))

    assert "Siti Rahmawati" in by_name
    assert "Galih Prakoso" not in by_name
    assert "Siti Rahmawati" in by_number
    assert "pengadilan lain" not in closed
    assert "Agus Salim" in closed
    assert "Agus Salim" not in text_of(client.get(url("people")))
    assert "Tidak ada orang yang cocok" in text_of(client.get(url("people"), {"q": "zzz"}))


@pytest.mark.parametrize(
    "query",
    [
        {"hal": "1e400"},
        {"hal": "9" * 5000},
        {"hal": "-1"},
        {"hal": "99999"},
        {"q": "\x00"},
        {"q": "x" * 5000},
        {"saat": "kapan"},
        {"tahun": "0001"},
        {"tahun": "99999999999"},
        {"pegawai": "abc"},
        {"pegawai": "9" * 40},
    ],
)
def test_nonsense_in_the_address_is_no_fault(client, admin, query):
    for name in ("people", "appointments", "holidays", "new_appointment"):
        assert client.get(url(name), query).status_code == 200


def test_long_lists_have_pages(client, admin):
    for number in range(26):
        make.user(court=admin.court, full_name=f"Orang ke-{number:02}")

    first = text_of(client.get(url("people")))
    second = text_of(client.get(url("people"), {"hal": 2}))

    assert "dari 27 orang" in first
    assert "Orang ke-25" not in first
    assert "Orang ke-25" in second


# ----------------------------------------------------------------------------------------- people
def test_a_new_person_gets_an_account_and_a_password_that_is_shown_once(client, admin):
    answer = client.post(url("new_person"), person())

    made = User.objects.get(username="rina.oktaviani")
    password = re.search(r"[a-z2-9]{4}(-[a-z2-9]{4}){3}", answer.content.decode())[0]
    assert made.court_id == admin.court_id
    assert made.nip == "198610222009042004"
    assert made.check_password(password)
    assert (made.must_change_password, made.is_demo) == (True, False)
    assert made.history.latest().history_user == admin
    assert "no-store" in answer["Cache-Control"]
    assert password not in client.get(url("person", made.pk)).content.decode()


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ({"full_name": ""}, "Isi nama lengkap dan gelar."),
        ({"nip": "12345"}, "NIP terdiri dari 18 angka."),
        ({"nip": "199913452009042004"}, "NIP dimulai dengan tanggal lahir"),
        ({"username": "rina oktaviani!"}, "Nama pengguna memuat huruf, angka"),
        ({"username": "SUDAH.ADA"}, "Nama pengguna SUDAH.ADA sudah dipakai."),
        ({"email": "rina"}, "Tulis alamat e-mail lengkap"),
        ({"position": ""}, "Isi jabatan."),
    ],
)
def test_a_person_with_something_wrong_is_not_saved_and_nothing_typed_is_lost(
    client, admin, words, sentence
):
    make.user(username="sudah.ada")
    sent = person(**words)

    answer = client.post(url("new_person"), sent)

    assert answer.status_code == 422
    assert answer.content.decode().count(sentence) == 2  # on top and at the field
    assert all(value in answer.content.decode() for value in sent.values() if "!" not in value)
    assert not User.objects.filter(username="rina.oktaviani").exists()


def test_a_person_is_corrected_and_the_account_stays_theirs(client, admin):
    someone = make.user(court=admin.court, username="lama")

    page = client.get(url("edit_person", someone.pk)).content.decode()
    smuggled = {"is_superuser": "1", "court": "99", "is_demo": "1", "password": "x"}
    answer = client.post(url("edit_person", someone.pk), person(username="lama") | smuggled)

    someone.refresh_from_db()
    assert 'value="lama"' in page
    assert answer.url == url("person", someone.pk)
    assert someone.full_name == "Rina Oktaviani, S.E."
    assert (someone.is_superuser, someone.is_demo, someone.court_id) == (
        False,
        False,
        admin.court_id,
    )
    assert someone.check_password(make.PASSWORD)


def test_a_reset_password_works_once_and_ends_the_sessions(client, admin):
    someone = make.user(court=admin.court)
    theirs = type(client)()
    theirs.force_login(someone)

    answer = client.post(url("reset_password", someone.pk))

    password = re.search(r"[a-z2-9]{4}(-[a-z2-9]{4}){3}", answer.content.decode())[0]
    someone.refresh_from_db()
    assert someone.check_password(password)
    assert someone.must_change_password is True
    assert theirs.get(reverse("account_change_password")).status_code == 302
    assert answer.status_code == 200


def test_closing_an_account_ends_its_sessions_and_can_be_undone(client, admin):
    someone = make.user(court=admin.court)
    theirs = type(client)()
    theirs.force_login(someone)

    answer = client.post(url("deactivate", someone.pk), follow=True)
    gone = theirs.get(reverse("account_change_password"))
    client.post(url("activate", someone.pk))

    someone.refresh_from_db()
    assert "dinonaktifkan" in text_of(answer)
    assert gone.status_code == 302
    assert someone.is_active


def test_what_is_not_possible_is_said_instead_of_offered(client, admin):
    mine = text_of(client.get(url("person", admin.pk)))

    assert "Anda tidak dapat menonaktifkan akun Anda sendiri." in mine
    assert "Ganti kata sandi Anda sendiri" in mine
    assert "Nonaktifkan akun ini" not in mine


# ----------------------------------------------------------------------------------- appointments
def appointment(person, **words):
    return {
        "user": person.pk,
        "role": make.role("ketua").pk,
        "capacity": "tetap",
        "letter_number": "",
        "title": "",
        "starts_on": "2026-11-20",
        "ends_on": "",
    } | words


def test_a_plh_is_recorded_with_the_letter(client, admin):
    someone = make.user(court=admin.court)
    sent = appointment(someone, capacity="plh", letter_number="1042/KPA/2026", ends_on="2026-11-25")

    answer = client.post(url("new_appointment"), sent, follow=True)

    held = someone.appointments.get(role="ketua")
    assert (held.capacity, held.letter_number) == (Capacity.PLH, "1042/KPA/2026")
    assert (held.starts_on, held.ends_on) == (date(2026, 11, 20), date(2026, 11, 25))
    assert "Plh. Ketua" in text_of(answer)
    assert held.history.get().history_user == admin


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ({"user": ""}, "Pilih pegawai."),
        ({"role": ""}, "Pilih peran."),
        ({"capacity": "plt"}, "Plt. memerlukan nomor surat perintah."),
        ({"capacity": "raja"}, "Pilih kedudukan dari daftar"),
        ({"ends_on": "2026-11-19"}, "mendahului tanggal mulai"),
        ({"starts_on": "0001-01-01"}, "Tulis tanggal antara 1 Januari 2000"),
        ({"starts_on": "kemarin"}, "Tulis tanggal lengkap"),
        ({"role": "pegawai"}, "Pilih peran dari daftar"),
        ({"role": "pihak_ketiga"}, "Pilih peran dari daftar"),
    ],
)
def test_an_appointment_with_something_wrong_is_not_recorded(client, admin, words, sentence):
    someone = make.user(court=admin.court)
    for key in ("pegawai", "pihak_ketiga"):
        make.role(key)

    answer = client.post(url("new_appointment"), appointment(someone, **words))

    assert answer.status_code == 422
    assert sentence in text_of(answer)
    assert someone.appointments.count() == 1


def test_a_person_of_another_court_cannot_be_smuggled_into_an_appointment(client, admin):
    foreign = make.user(full_name="Orang Asing")

    page = text_of(client.get(url("new_appointment"), {"pegawai": foreign.pk}))
    answer = client.post(url("new_appointment"), appointment(foreign))

    assert "Orang Asing" not in page
    assert answer.status_code == 422
    assert foreign.appointments.count() == 1


def test_pressing_twice_records_once(client, admin):
    someone = make.user(court=admin.court)
    key = {"form_key": "0b6f0b0e-7e07-4f0c-9d5c-5f6a5d0f0a11"}

    first = client.post(url("new_appointment"), appointment(someone) | key)
    second = client.post(url("new_appointment"), appointment(someone) | key)

    assert first.url == second.url
    assert someone.appointments.filter(role="ketua").count() == 1


def test_an_appointment_is_ended_on_a_day(client, admin):
    someone = make.user("ketua", court=admin.court)
    held = someone.appointments.get(role="ketua")

    early = client.post(url("end_appointment", held.pk), {"ends_on": "2019-01-01"})
    client.post(url("end_appointment", held.pk), {"ends_on": "2026-11-30"})

    held.refresh_from_db()
    assert early.status_code == 422
    assert "mendahului tanggal mulai" in text_of(early)
    assert held.ends_on == date(2026, 11, 30)


def test_why_an_appointment_cannot_end_is_said_before_one_tries(client, admin):
    only = admin.appointments.get(role="admin")

    page = text_of(client.get(url("end_appointment", only.pk)))

    assert "satu-satunya pengelola pengadilan ini" in page
    assert "Hari terakhir" not in page


def test_appointments_are_listed_by_when_they_count(client, admin):
    today = localdate()
    past, now, future = (make.user(court=admin.court, full_name=f"Orang {n}") for n in "ABC")
    make.appointment(past, "ketua", ends_on=today - timedelta(days=1))
    make.appointment(now, "ketua", capacity=Capacity.PLT, ends_on=today)
    make.appointment(future, "ketua", starts_on=today + timedelta(days=1))

    def listed(when):
        page = text_of(client.get(url("appointments"), {"saat": when}))
        return [name for name in ("Orang A", "Orang B", "Orang C") if name in page]

    assert (listed("lalu"), listed("kini"), listed("nanti")) == (
        ["Orang A"],
        ["Orang B"],
        ["Orang C"],
    )


# --------------------------------------------------------------------------------------- calendar
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
