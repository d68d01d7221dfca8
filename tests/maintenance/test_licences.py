"""Licences: their seats, who uses them, and the refusal beyond them."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from maintenance.assets import actions, rules
from maintenance.assets.models import Seat
from sopti.core.errors import Refusal
from tests import make
from tests.maintenance.shelf import asset, kind, licence, told
from tests.workflow.racing import race, slow_rules

__all__ = ["slow_rules"]

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_databases]


@pytest.fixture
def operator():
    return make.user("operator_ti")


def test_seats_are_used_by_devices_and_people_and_no_more_than_there_are(client, operator):
    mine, device = licence(operator, seats=2), asset(operator)
    client.force_login(operator)
    give = reverse("maintenance:give_seat", args=[mine.asset_id])

    client.post(give, {"device": device.pk})
    client.post(give, {"person": operator.pk})
    late = client.post(give, {"person": make.user(court=operator.court).pk}, follow=True)

    assert [str(seat) for seat in mine.used.all()] == [str(device), str(operator)]
    assert "Semua 2 lisensi Antivirus sudah terpakai." in late.content.decode()
    page = client.get(mine.asset.get_absolute_url()).content.decode()
    assert "2 dari 2 terpakai." in page
    client.post(reverse("maintenance:free_seat", args=[mine.used.first().pk]))
    assert [str(seat) for seat in mine.used.all()] == [str(operator)]


@pytest.mark.parametrize("both", [True, False])
def test_seat_is_for_a_device_or_for_a_person(client, operator, both):
    mine = licence(operator)
    client.force_login(operator)
    sent = {"device": asset(operator).pk, "person": operator.pk} if both else {"person": ""}

    answer = client.post(reverse("maintenance:give_seat", args=[mine.asset_id]), sent)

    assert answer.status_code == 422
    assert "Pilih satu: perangkat, atau orang" in answer.content.decode()
    assert not Seat.objects.exists()


def test_nothing_of_another_court_uses_a_seat(client, operator):
    mine = licence(operator)
    theirs = asset(make.user("operator_ti"))
    client.force_login(operator)

    answer = client.post(
        reverse("maintenance:give_seat", args=[mine.asset_id]), {"device": theirs.pk}
    )

    assert answer.status_code == 422
    with pytest.raises(Refusal, match="tidak terdaftar di pengadilan ini"):
        actions.give_seat(mine.pk, user=theirs, by=operator, at=make.MONDAY)
    client.force_login(make.user("operator_ti"))
    address = reverse("maintenance:give_seat", args=[mine.asset_id])
    assert client.get(address).status_code == 404


def test_fewer_seats_than_users_are_refused(operator):
    mine = licence(operator, seats=3)
    for _ in range(2):
        actions.give_seat(mine.pk, user=asset(operator), by=operator, at=make.MONDAY)
    given = told(kind=kind("Lisensi perangkat lunak"), nup=mine.asset.nup)

    with pytest.raises(Refusal, match="Lepaskan 1 lebih dulu"):
        actions.edit_asset(mine.asset_id, given | {"seats": 1}, by=operator, at=make.MONDAY)
    actions.edit_asset(mine.asset_id, given | {"seats": 2}, by=operator, at=make.MONDAY)

    mine.refresh_from_db()
    assert mine.seats == 2


def test_of_many_who_want_the_last_seat_one_gets_it(operator, slow_rules):
    mine = licence(operator, seats=1)
    devices = [asset(operator) for _ in range(5)]
    slow_rules(rules, "why_not_give_seat")

    answers = race(5, lambda number: actions.give_seat(
        mine.pk, user=devices[number], by=operator, at=make.MONDAY))  # fmt: skip

    assert sum(isinstance(answer, Seat) for answer in answers) == 1
    refused = [str(answer) for answer in answers if isinstance(answer, Refusal)]
    assert len(refused) == 4
    assert all(said.startswith("Semua 1 lisensi Antivirus sudah terpakai.") for said in refused)


def test_database_itself_gives_a_place_once(operator):
    mine = licence(operator)
    seat = actions.give_seat(mine.pk, user=operator, by=operator, at=make.MONDAY)

    with pytest.raises(IntegrityError), transaction.atomic():
        Seat.objects.create(
            licence=mine, place=seat.place, device=asset(operator), given_by=operator,
            given_at=make.MONDAY,
        )  # fmt: skip


def test_of_many_who_write_one_nup_at_once_one_wins(operator, slow_rules):
    kind()
    slow_rules(rules, "why_not_take_nup")

    answers = race(4, lambda _: asset(operator, nup="3.10-1"))

    refused = [answer for answer in answers if isinstance(answer, Refusal)]
    assert len(refused) == 3, answers
