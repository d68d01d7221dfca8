"""People, their accounts and appointments, kept over HTTP."""

import re
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from sopti.people import actions
from sopti.people.enums import Capacity
from sopti.people.models import User
from tests import make
from tests.identity.steps import log_in
from tests.people.reading import text_of, url

pytestmark = pytest.mark.django_db


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


def test_a_session_does_not_open_again_with_the_account(client):
    admin = make.user("admin")
    someone = make.user(court=admin.court)
    log_in(client, someone)
    client.get(reverse("home"))

    actions.deactivate(someone.pk, by=admin, at=make.MONDAY)
    actions.activate(someone.pk, by=admin, at=make.MONDAY)

    assert client.get(reverse("home")).url.startswith(reverse("account_login"))
