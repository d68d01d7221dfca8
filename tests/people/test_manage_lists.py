"""Who gets into the administration, and what its lists show."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.timezone import localdate

from sopti.people.enums import Capacity, HolidayKind
from sopti.people.manage_urls import administration
from sopti.people.models import Appointment, Holiday, User
from tests import make
from tests.people.reading import rows_of, text_of, url

pytestmark = pytest.mark.django_db


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
    for pattern in administration:
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


def test_every_form_of_a_page_can_be_sent(client, admin):
    """A partial included with `only` has no token, and the client of the tests asks for none."""
    for address, _ in addresses(admin.court):
        page = client.get(address).content.decode()
        for form in re.findall(r"<form[^>]*method=\"post\".*?</form>", page, re.DOTALL):
            assert re.search(r'name="csrfmiddlewaretoken" value="\w{60,}"', form), form[:200]


def test_strangers_are_sent_to_the_login(client):
    response = client.get(url("people"))

    assert response.url.startswith(reverse("account_login"))


# ------------------------------------------------------------------------------------------ lists
def queries_of(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as seen:
        assert client.get(address).status_code == 200
    return len(seen)


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
