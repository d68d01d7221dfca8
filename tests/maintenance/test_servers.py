"""Servers: who sees them, their readings, what warns, and what a year of them costs."""

from datetime import date, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from maintenance.assets.models import AssetWork
from maintenance.servers import actions, rules
from maintenance.servers.actions import Measured
from maintenance.servers.enums import Work
from maintenance.servers.models import Server, ServerAlert, ServerDay, ServerReading
from maintenance.servers.thinning import forget_old
from maintenance.servers.warning import SILENT_AFTER, warn_of_silence
from sopti.core.errors import Refusal
from sopti.notifications.models import Message
from tests import make
from tests.maintenance.racks import reading, server
from tests.maintenance.shelf import asset
from tests.workflow.racing import race

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

LIST = reverse("maintenance:servers")


@pytest.fixture(autouse=True)
def monday():
    with time_machine.travel(make.MONDAY, tick=False):
        yield


@pytest.fixture
def court():
    return make.court("pa-payakumbuh", name="Pengadilan Agama Payakumbuh", code="PA.Pyk")


@pytest.fixture
def operator(court, client):
    person = make.user("operator_ti", court=court)
    client.force_login(person)
    return person


# --------------------------------------------------------------------------------- who sees what
def test_desk_sees_its_own_servers_and_nobody_elses(client, operator, court):
    mine = server(operator)

    assert mine.name in client.get(LIST).text
    client.force_login(make.user("operator_ti"))
    assert mine.name not in client.get(LIST).text
    assert client.get(mine.get_absolute_url()).status_code == 404
    client.force_login(make.user(court=court))
    assert client.get(LIST).status_code == 403
    assert client.get(mine.get_absolute_url()).status_code == 404


@pytest.mark.parametrize(
    ("role", "keeps"),
    [("operator_ti", True), ("kasubag_ptip", True), ("sekretaris", False), ("admin", False)],
)
def test_who_may_write_about_servers(operator, court, role, keeps):
    mine, person = server(operator), make.user(role, court=court)

    assert (rules.why_not_keep(person, court.pk) is None) == keeps
    assert rules.why_not_read(make.user("operator_ti"), mine) == rules.NOT_HERE
    assert rules.why_not_read(operator, mine) is None


def test_server_takes_the_asset_that_it_is_and_no_other_takes_it_again(client, operator):
    device = asset(operator, name="Server SIPP")
    told = {"name": "Server SIPP", "serves": "SIPP", "asset": device.pk, "disk_limit": 85,
            "memory_limit": 90, "load_limit": 4, "temperature_limit": 70}  # fmt: skip

    first = client.post(reverse("maintenance:new_server"), told)
    again = client.post(reverse("maintenance:new_server"), told)

    assert first.url == Server.objects.get().get_absolute_url()
    assert again.status_code == 422
    with pytest.raises(Refusal, match="sudah tertaut"):
        server(operator, asset=device)


# --------------------------------------------------------------------------------------- readings
def test_reading_by_hand_raises_the_day_and_needs_a_number(client, operator):
    mine = server(operator)
    address = reverse("maintenance:read_server", args=[mine.pk])

    assert client.post(address, {"note": "dari layar"}).status_code == 422
    assert client.post(address, {"disk": 101}).status_code == 422
    for disk in (60, 64, 62):
        assert client.post(address, {"disk": disk, "load": "1.5"}).status_code == 302

    day = ServerDay.objects.get()
    assert (day.disk, day.load, day.memory, day.readings) == (64, 1.5, None, 3)
    assert ServerReading.objects.count() == 3


def test_warning_is_told_once_ends_below_its_limit_and_may_begin_again(operator):
    mine = server(operator, disk_limit=80)

    for disk in (79, 80, 85, 79):  # 79 is too near to 80 to be the end
        reading(mine, operator, disk=disk)
    assert ServerAlert.objects.get().ended_at is None
    assert Message.objects.filter(subject__contains="Peringatan server").count() == 1

    reading(mine, operator, disk=77)
    assert ServerAlert.objects.get().ended_at == make.MONDAY
    reading(mine, operator, disk=95)
    assert Message.objects.filter(subject__contains="Peringatan server").count() == 2


def test_agent_that_stops_sending_is_told_of_once(operator):
    mine = server(operator)
    key = actions.give_key(mine.pk, by=operator, at=make.MONDAY)
    actions.take_posted(mine.pk, key, Measured(disk=50), at=make.MONDAY)
    late = make.MONDAY + SILENT_AFTER + timedelta(minutes=1)

    assert warn_of_silence(make.MONDAY + SILENT_AFTER) == ""
    assert warn_of_silence(late) == "1 silent servers"
    assert warn_of_silence(late + timedelta(hours=1)) == ""
    actions.take_posted(mine.pk, key, Measured(disk=50), at=late + timedelta(hours=2))

    assert ServerAlert.objects.get().ended_at == late + timedelta(hours=2)
    assert Message.objects.filter(subject__contains="agen diam").count() == 1


def test_old_readings_go_and_their_days_stay(operator):
    mine = server(operator)
    reading(mine, operator, at=make.MONDAY - timedelta(days=60), disk=40)
    reading(mine, operator, disk=50)

    assert forget_old(make.MONDAY) == "1 old server readings forgotten"
    assert forget_old(make.MONDAY) == ""

    assert [row.disk for row in ServerReading.objects.all()] == [50]
    assert [row.disk for row in ServerDay.objects.all()] == [40, 50]


def test_work_stands_on_the_server_and_on_the_card_of_its_asset(operator):
    mine = server(operator, asset=asset(operator))
    works = {Work.UPDATE: "Pembaruan keamanan dipasang.", Work.ANTIVIRUS: ""}

    actions.note_works([mine], works, done_on=date(2026, 11, 16), case=None, by=operator,
                       at=make.MONDAY)  # fmt: skip

    assert [work.summary for work in mine.works.all()] == ["Pembaruan keamanan dipasang."]
    assert "Pembaruan sistem" in AssetWork.objects.get(asset=mine.asset).summary


# ------------------------------------------------------------------------------------------ pages
def test_list_takes_the_same_few_queries_at_1_and_at_3_servers(client, operator):
    counts = []
    for more in (1, 2):
        for _ in range(more):
            reading(server(operator), operator, disk=90)
        client.get(LIST)
        with CaptureQueriesContext(connection) as seen:
            client.get(LIST)
        counts.append(len(seen))

    assert counts[0] == counts[1]
    assert counts[1] <= 16


def test_a_year_is_drawn_from_its_days_in_few_queries(client, operator):
    mine = server(operator)
    today = date(2026, 11, 16)
    ServerDay.objects.bulk_create(
        ServerDay(server=mine, day=today - timedelta(days=back), disk=50 + back % 40, readings=96)
        for back in range(400)
    )

    with CaptureQueriesContext(connection) as seen:
        page = client.get(mine.get_absolute_url())

    assert page.text.count("<rect") > 2 * 52
    assert len(page.context["weeks"]) == 53
    assert "Memori terpakai tiap minggu" not in page.text  # nobody read it
    assert len(seen) <= 14


# ----------------------------------------------------------------------------------------- at once
@pytest.mark.django_db(transaction=True)
def test_readings_at_once_warn_once_and_make_one_day(operator):
    mine = server(operator)

    race(4, lambda _: reading(mine, operator, disk=99))

    assert ServerAlert.objects.count() == 1
    assert ServerDay.objects.get().readings == ServerReading.objects.count() == 4


@pytest.mark.django_db(transaction=True)
def test_keys_made_at_once_leave_one_that_holds(operator):
    mine = server(operator)

    race(3, lambda _: actions.give_key(mine.pk, by=operator, at=make.MONDAY))

    assert (mine.keys.count(), mine.keys.filter(ended_at=None).count()) == (3, 1)
