"""Who may keep what, and the sentence that says why not."""

from datetime import UTC, date, datetime

import pytest

from sopti.core.errors import Refusal
from sopti.people import actions, rules
from sopti.people.enums import Capacity
from sopti.people.models import Appointment, User
from tests import make

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
TODAY = AT.date()


def wanted(person, key="kasubag_ptip", **words):
    words.setdefault("starts_on", TODAY)
    return Appointment(user=person, court=person.court, role=make.role(key), **words)


def test_only_the_administrator_of_that_court_keeps_its_data():
    court, other = make.court(), make.court()
    admin, clerk = make.user("admin", court=court), make.user("ketua", court=court)
    stranger, former = make.user("admin", court=other), make.user(court=court)
    make.appointment(former, "admin", ends_on=date(2026, 1, 1))
    nobody = User(username="x")

    assert rules.why_not_keep(admin, court.pk) is None
    assert "Pengelola SOPTI" in rules.why_not_keep(clerk, court.pk)
    assert "Pengelola SOPTI" in rules.why_not_keep(former, court.pk)
    assert rules.why_not_keep(stranger, court.pk) == "Data ini milik pengadilan lain."
    assert "belum terdaftar" in rules.why_not_manage(nobody)


def test_an_acting_appointment_needs_its_letter():
    admin = make.user("admin")
    person = make.user(court=admin.court)

    without = rules.why_not_appoint(admin, wanted(person, capacity=Capacity.PLH), on=TODAY)
    with_it = rules.why_not_appoint(
        admin, wanted(person, capacity=Capacity.PLT, letter_number="7/KPA/2026"), on=TODAY
    )

    assert without == "Plh. memerlukan nomor surat perintah."
    assert with_it is None


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ({"starts_on": date(1999, 12, 31)}, "di luar tahun 2000 sampai 2100"),
        ({"starts_on": TODAY, "ends_on": date(2101, 1, 1)}, "di luar tahun 2000 sampai 2100"),
        ({"starts_on": TODAY, "ends_on": date(2026, 11, 19)}, "mendahului tanggal mulai"),
        ({"key": "pihak_ketiga"}, "tidak memegang akun"),
    ],
)
def test_a_senseless_appointment_is_refused(words, sentence):
    admin = make.user("admin")
    person = make.user(court=admin.court)

    assert sentence in rules.why_not_appoint(admin, wanted(person, **words), on=TODAY)
    with pytest.raises(Refusal, match=sentence):
        actions.appoint(wanted(person, **words), by=admin, at=AT)

    assert person.appointments.count() == 1


def test_people_of_other_courts_and_closed_accounts_are_not_appointed():
    admin = make.user("admin")
    foreign, closed = make.user(), make.user(court=admin.court, is_active=False)
    smuggled = Appointment(
        user=foreign, court=admin.court, role=make.role("ketua"), starts_on=TODAY
    )

    assert "bukan pegawai pengadilan ini" in rules.why_not_appoint(admin, smuggled, on=TODAY)
    assert "milik pengadilan lain" in rules.why_not_appoint(admin, wanted(foreign), on=TODAY)
    assert "nonaktif" in rules.why_not_appoint(admin, wanted(closed), on=TODAY)


def test_nobody_holds_one_role_twice_at_a_time():
    admin = make.user("admin")
    person = make.user(court=admin.court)
    make.appointment(person, "ketua", starts_on=date(2026, 1, 1), ends_on=date(2026, 6, 30))

    def why_not(first, last):
        row = wanted(person, "ketua", starts_on=first, ends_on=last)
        return rules.why_not_appoint(admin, row, on=TODAY)

    assert "sudah menjadi Ketua sejak 1 Januari 2026" in why_not(date(2026, 6, 30), None)
    assert "sudah menjadi Ketua" in why_not(date(2025, 1, 1), date(2026, 1, 1))
    assert why_not(date(2026, 7, 1), None) is None
    assert why_not(date(2025, 1, 1), date(2025, 12, 31)) is None


def test_nobody_appoints_themselves_while_there_is_somebody_to_ask():
    admin = make.user("admin")
    alone = rules.why_not_appoint(admin, wanted(admin), on=TODAY)
    other = make.user("admin", court=admin.court, full_name="Galih Prakoso")

    together = rules.why_not_appoint(admin, wanted(admin), on=TODAY)

    assert alone is None
    assert (
        together == "Anda tidak dapat menunjuk diri sendiri. Minta Galih Prakoso yang mencatatnya."
    )
    assert rules.why_not_appoint(other, wanted(admin), on=TODAY) is None


def test_the_last_administrator_stays():
    admin = make.user("admin")
    held = admin.appointments.get(role="admin")

    with pytest.raises(Refusal, match="satu-satunya pengelola"):
        actions.end_appointment(held.pk, ends_on=TODAY, by=admin, at=AT)
    make.user("admin", court=admin.court)
    actions.end_appointment(held.pk, ends_on=TODAY, by=admin, at=AT)

    held.refresh_from_db()
    assert held.ends_on == TODAY
    assert held.history.first().history_user == admin


def test_an_administrator_who_leaves_before_the_end_does_not_count_as_another():
    admin = make.user("admin")
    leaving = make.user(court=admin.court)
    make.appointment(leaving, "admin", ends_on=date(2026, 12, 31))
    held = admin.appointments.get(role="admin")

    with pytest.raises(Refusal, match="satu-satunya pengelola"):
        actions.end_appointment(held.pk, ends_on=date(2027, 1, 15), by=admin, at=AT)


def test_an_appointment_ends_once_and_employees_stay_employees():
    admin = make.user("admin")
    person = make.user(court=admin.court)
    past = make.appointment(person, "ketua", ends_on=date(2026, 1, 1))
    everyday = person.appointments.get(role="pegawai")

    for held, sentence in (
        (past, "sudah berakhir pada 1 Januari 2026"),
        (everyday, "Setiap orang tetap pegawai"),
    ):
        with pytest.raises(Refusal, match=sentence):
            actions.end_appointment(held.pk, ends_on=TODAY, by=admin, at=AT)

    past.refresh_from_db()
    assert past.ends_on == date(2026, 1, 1)


def test_a_new_person_is_an_employee_and_gets_a_password_for_once():
    admin = make.user("admin")
    person = User(court=admin.court, username="rina", full_name="Rina", position="Jurusita")

    password = actions.create_user(person, by=admin, at=AT)

    person.refresh_from_db()
    assert person.check_password(password)
    assert len(password) == 19
    assert person.must_change_password is True
    assert person.role_keys == {"pegawai"}
    assert person.appointments_today[0].as_title == "Jurusita"
    assert person.history.first().history_user == admin


def test_names_of_accounts_are_unique_whatever_their_case():
    admin = make.user("admin")
    make.user(username="rina")
    person = User(court=admin.court, username="Rina", full_name="Rina")

    with pytest.raises(Refusal, match="Nama pengguna Rina sudah dipakai"):
        actions.create_user(person, by=admin, at=AT)

    assert User.objects.filter(username__iexact="rina").count() == 1


def test_closing_and_opening_an_account():
    admin = make.user("admin")
    person = make.user(court=admin.court)

    actions.deactivate(person.pk, by=admin, at=AT)
    with pytest.raises(Refusal, match="sudah nonaktif"):
        actions.deactivate(person.pk, by=admin, at=AT)
    with pytest.raises(Refusal, match="Aktifkan lebih dulu"):
        actions.reset_password(person.pk, by=admin, at=AT)
    actions.activate(person.pk, by=admin, at=AT)
    with pytest.raises(Refusal, match="sudah aktif"):
        actions.activate(person.pk, by=admin, at=AT)

    person.refresh_from_db()
    assert person.is_active


def test_an_administrator_does_not_lock_themselves_out():
    admin = make.user("admin")

    with pytest.raises(Refusal, match="akun Anda sendiri"):
        actions.deactivate(admin.pk, by=admin, at=AT)
    with pytest.raises(Refusal, match="kata sandi Anda sendiri"):
        actions.reset_password(admin.pk, by=admin, at=AT)

    admin.refresh_from_db()
    assert (admin.is_active, admin.must_change_password) == (True, False)


def test_who_is_no_administrator_changes_nothing():
    admin = make.user("admin")
    clerk, person = make.user(court=admin.court), make.user(court=admin.court)
    held = make.appointment(person, "ketua")
    before = User.objects.values().get(pk=person.pk)

    for forbidden in (
        lambda: actions.update_user(person.pk, {"full_name": "X"}, by=clerk, at=AT),
        lambda: actions.deactivate(person.pk, by=clerk, at=AT),
        lambda: actions.reset_password(person.pk, by=clerk, at=AT),
        lambda: actions.end_appointment(held.pk, ends_on=TODAY, by=clerk, at=AT),
        lambda: actions.appoint(wanted(person, "sekretaris"), by=clerk, at=AT),
        lambda: actions.update_court(clerk.court_id, {"town": "X"}, by=clerk, at=AT),
        lambda: actions.create_user(User(court=clerk.court, username="baru"), by=clerk, at=AT),
    ):
        with pytest.raises(Refusal, match="Pengelola SOPTI"):
            forbidden()

    assert User.objects.values().get(pk=person.pk) == before
    assert person.appointments.count() == 2


def test_fields_that_are_not_offered_do_not_change():
    admin = make.user("admin")
    person = make.user(court=admin.court)

    changes = {"full_name": "Baru", "is_superuser": True, "court_id": 99, "is_demo": True}
    actions.update_user(person.pk, changes, by=admin, at=AT)

    person.refresh_from_db()
    assert (person.full_name, person.is_superuser, person.is_demo) == ("Baru", False, False)
    assert person.court_id == admin.court_id


def test_holders_are_found_by_day_court_and_open_account():
    court = make.court()
    now, closed, past, elsewhere = (
        make.user("ketua", court=court),
        make.user("ketua", court=court, is_active=False),
        make.user(court=court),
        make.user("ketua"),
    )
    make.appointment(past, "ketua", ends_on=date(2026, 11, 19))
    make.appointment(now, "ketua", starts_on=date(2026, 1, 1), capacity=Capacity.PLH)

    assert list(User.objects.holding("ketua", court=court, on=TODAY)) == [now]
    assert set(User.objects.holding("ketua", court=court, on=date(2026, 11, 19))) == {now, past}
    assert elsewhere not in User.objects.holding("ketua", court=court, on=TODAY)
    assert closed.appointments.count() == 2
