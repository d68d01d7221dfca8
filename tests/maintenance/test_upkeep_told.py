"""Upkeep: what the SOP's steps, the papers and the pages make of the checks."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from maintenance.upkeep import actions, plans
from maintenance.upkeep.coverage import year_of
from maintenance.upkeep.months import month_of
from maintenance.upkeep.reminding import remind
from sopti.notifications.models import Message
from sopti.workflow.models import Case
from tests.maintenance.rounds import (
    AT,
    FAULT,
    HERE,
    NOVEMBER,
    TODAY,
    check,
    device,
    filled,
    monday,
    office,
    operator,
    upkeep,
)

__all__ = ["monday", "office"]

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


# ------------------------------------------------------------------------------- what follows of it
def test_year_tells_what_was_missed_and_nothing_of_what_is_ahead(office):
    switch = device(office, room="Ruang Server")
    plans.make_draft(2026, by=operator(office), at=AT)
    check(office, switch)

    year = year_of(office.court, 2026, today=TODAY)

    assert (year.total.planned, year.total.done, year.total.missed) == (12, 1, 10)
    assert [room.name for room in year.rooms] == ["Ruang Server"]
    assert len(year.rooms[0].assets[0].missed) == 10


@pytest.fixture
def recorded(office):
    """A month with three devices: one good, one with a fault that was handed on, one left."""
    good, bad = device(office, name="Switch A"), device(office, name="Switch B")
    device(office, "Server", name="Server SIPP")
    case = upkeep(office)
    filled(office, case, 1)
    check(office, good)
    found = check(office, bad, FAULT)
    actions.hand_on(found.pk, road="permintaan", by=operator(office), at=AT)
    return case


def test_step_of_the_network_tells_of_its_devices_alone(office, recorded):
    network = filled(office, recorded, 4)

    told = network.values["hasil_pemeriksaan"]
    assert told.startswith("2 dari 2 perangkat diperiksa, 1 baik.")
    assert "Switch B" in told
    assert "Server SIPP" not in told
    assert "alasan_belum" not in network.values


def test_page_of_a_step_asks_why_devices_are_left(client, office, recorded):
    client.force_login(operator(office))
    task = office.task(recorded, 5)

    page = client.get(task.get_absolute_url()).content.decode()

    assert "Masih ada 1 perangkat yang belum diperiksa." in page
    assert "Server SIPP" in page


def test_recapitulation_keeps_sums_and_problems_to_the_end(office, recorded):
    for step in (2, 3, 4, 5, 6, 7, 8):
        filled(office, recorded, step, **({"saran": "Ganti switch B."} if step == 8 else {}))

    recap = filled(office, recorded, 9)

    sums = {key: recap.values[key] for key in ("terjadwal", "diperiksa", "diteruskan")}
    assert sums == {"terjadwal": "3 perangkat", "diperiksa": "2 perangkat",
                    "diteruskan": "1 perangkat"}  # fmt: skip
    assert Case.objects.exclude(pk=recorded.pk).get().number in recap.values["rekapitulasi"]
    recorded.refresh_from_db()
    assert recorded.status == "selesai"


def test_who_left_devices_of_a_week_is_told_once(office):
    left, checked = device(office, name="Switch A"), device(office, name="Switch B")
    filled(office, upkeep(office), 1)
    check(office, checked)

    for _ in "12":
        remind(AT - timedelta(days=7))  # that Monday the week of the plan was just over

    [message] = Message.objects.filter(kind="pengingat")
    assert message.to == operator(office)
    assert message.subject == "Belum diperiksa: Switch, 1 perangkat"
    assert str(left) in message.body
    assert str(checked) not in message.body


def test_plan_and_realisation_stand_on_paper(client, office):
    device(office, name="Switch A")
    client.force_login(operator(office))
    address = reverse("maintenance:plan_paper", args=[2026])
    assert "belum disusun" in client.get(address).content.decode()

    client.post(reverse("maintenance:draft_plan", args=[2026]))

    assert client.get(address)["Content-Type"] == "application/pdf"


@pytest.mark.parametrize("name", ["upkeep", "plan", "coverage", "check_lists"])
def test_pages_take_the_same_few_queries_with_1_and_with_3_devices(client, office, name):
    client.force_login(office.people["kasubag_ptip"])
    device(office)
    plans.make_draft(2026, by=operator(office), at=AT)
    address = reverse(f"maintenance:{name}", args=[2026] if name == "plan" else [])
    counts = []
    for more in (0, 2):
        for _ in range(more):
            check(office, device(office), FAULT)
        plans.make_draft(2026, by=operator(office), at=AT)
        client.get(address)
        with CaptureQueriesContext(connection) as seen:
            assert client.get(address).status_code == 200
        counts.append(len(seen))

    assert counts[0] == counts[1]
    assert counts[1] <= 15


def test_month_without_a_plan_shows_what_the_house_would_propose(client, office):
    device(office, name="Switch A")
    client.force_login(operator(office))

    page = client.get(HERE).content.decode()

    assert "Switch A" in page
    assert "belum disusun" in page
    assert month_of(office.court, NOVEMBER, today=TODAY).plan is None
