"""The demonstration's courts and people, and the first court of an empty installation."""

import re
from datetime import UTC, date, datetime
from io import StringIO

import pytest
from django.contrib.auth.hashers import check_password
from django.core.management import CommandError, call_command

from sopti.people.load import DEMO_PASSWORD, load_people, load_roles
from sopti.people.models import Appointment, Court, Holiday, Role, User, WorkingHours
from sopti.people.worktime import calendar_of

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
COMMON = {"pegawai", "kasubag", "sekretaris", "ketua", "admin"}
OFFICE = COMMON | {"operator", "umum"}
ACCOUNTS = {
    "madiun": OFFICE | {"kabag"},
    "ternate": OFFICE | {"kabag", "operatorsub", "editor", "redaktur", "adminweb", "pj"},
    "payakumbuh": OFFICE,
    "banjarnegara": COMMON | {"pranata", "adminweb", "redaktur"},
    "surabaya": {"pengawas", "admin"},
}


def test_courts_of_the_demonstration_lie_under_the_court_of_appeal_that_their_file_names():
    load_people(AT)

    lower = Court.objects.get(key="pta-surabaya").lower_courts.all()

    assert list(lower.values_list("key", flat=True)) == ["pa-kota-madiun"]


def counts():
    return [model.objects.count() for model in (Court, Role, User, Appointment, Holiday)]


def test_every_account_of_the_readme_logs_in_with_the_demonstration_password():
    load_people(AT)

    for court, names in ACCOUNTS.items():
        for name in names:
            person = User.objects.get(username=f"{name}.{court}")
            assert check_password(DEMO_PASSWORD, person.password)
            assert (person.is_demo, person.must_change_password) == (True, False)
            assert "pegawai" in person.role_keys


def test_loading_twice_changes_nothing():
    load_people(AT)
    before = counts()

    assert load_people(AT) == 0

    assert counts() == before


def test_a_court_that_edited_its_data_keeps_it():
    load_people(AT)
    Court.objects.filter(key="pa-ternate").update(town="Ternate Tengah")

    load_people(AT)

    assert Court.objects.get(key="pa-ternate").town == "Ternate Tengah"


def test_each_role_of_the_sops_has_a_holder_and_operators_can_be_relieved():
    load_people(AT)
    today = AT.date()

    for court in Court.objects.on_show():
        for key in ("operator_ti", "kasubag_ptip", "sekretaris", "ketua", "admin"):
            assert User.objects.holding(key, court=court, on=today).exists()
        assert User.objects.holding("operator_ti", court=court, on=today).count() == 2
    for key in ("pa-kota-madiun", "pa-ternate"):
        holders = User.objects.holding("kabag", court=Court.objects.get(key=key), on=today)
        assert {name.split(".")[0] for name in holders.values_list("username", flat=True)} == {
            "kabag",
            "kasubag",
        }


def test_acting_heads_have_letters_before_now_and_after_the_day_of_loading():
    load_people(AT)
    acting = Appointment.objects.exclude(capacity="")

    assert all(held.letter_number for held in acting)
    assert acting.past(AT.date()).exists()
    assert acting.in_force(AT.date()).count() == 1
    assert acting.future(AT.date()).exists()


def test_numbers_are_valid_and_some_people_have_none():
    load_people(AT)
    numbers = list(User.objects.exclude(nip="").values_list("nip", flat=True))

    assert len(set(numbers)) == len(numbers)
    for number in numbers:
        datetime.strptime(number[:8], "%Y%m%d").replace(tzinfo=UTC)
        assert re.fullmatch(r"\d{14}[12]\d{3}", number)
    assert User.objects.filter(nip="").count() == 5


def test_the_calendar_knows_ramadan_cuti_bersama_and_the_zone(django_assert_num_queries):
    load_people(AT)
    ternate = Court.objects.get(key="pa-ternate")

    with django_assert_num_queries(2):
        calendar = calendar_of(ternate)

    assert str(calendar.zone) == "Asia/Jayapura"
    assert not calendar.is_working_day(date(2026, 12, 24))
    assert calendar.intervals(date(2026, 2, 20))[-1][1].strftime("%H.%M") == "15.30"
    assert calendar.intervals(date(2027, 3, 5))[-1][1].strftime("%H.%M") == "15.30"


def test_roles_follow_their_file():
    load_roles()
    Role.objects.filter(key="ketua").update(name="Bos")

    load_roles()

    assert Role.objects.get(key="ketua").name == "Ketua"


def add_court(*words):
    out = StringIO()
    call_command(
        "add_court", "pa-soe", "--name", "Pengadilan Agama Soe", "--town", "Soe",
        "--zone", "WITA", "--admin", "budi", *words, stdout=out,
    )  # fmt: skip
    return out.getvalue()


def test_a_first_court_comes_with_its_administrator_hours_and_holidays():
    said = add_court("--admin-name", "Budi Santoso, S.Kom.")

    court, admin = Court.objects.get(), User.objects.get()
    password = re.search(r"kata sandi pertama: (\S+)", said)[1]
    assert (court.short_name, court.zone, court.code) == ("PA Soe", "Asia/Makassar", "PA.Soe")
    assert admin.check_password(password)
    assert (admin.must_change_password, admin.is_demo) == (True, False)
    assert admin.role_keys == {"pegawai", "admin"}
    assert WorkingHours.objects.count() == 5
    assert Holiday.objects.count() > 30


def test_a_court_is_entered_once_and_with_a_valid_key():
    add_court()
    before = counts()

    with pytest.raises(CommandError, match=r"Pengadilan pa-soe sudah ada\."):
        add_court()
    with pytest.raises(CommandError, match="WIB"):
        call_command("add_court", "x", "--name", "X", "--town", "X", "--admin", "y", "--zone", "Z")

    assert counts() == before
