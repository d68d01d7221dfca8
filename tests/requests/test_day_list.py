"""The work of the day on paper."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.timezone import now

from requests.worklist.day_list import day_list
from sopti.workflow import actions
from sopti.workflow.models import Task
from tests import make
from tests.reports.reading import words
from tests.requests import desk
from tests.workflow.office import Office

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

PAPER = reverse("requests:day_list")
TODAY = make.MONDAY + timedelta(hours=1)


@pytest.fixture
def office():
    with time_machine.travel(TODAY, tick=False):
        yield Office()


def due(office, title, *, hours):
    told = {**vars(desk.WISH), "title": title}
    task = office.task(desk.filed(office, wish=type(desk.WISH)(**told)))
    Task.objects.filter(pk=task.pk).update(due_at=make.MONDAY + timedelta(hours=hours))
    return task


def test_paper_names_what_is_due_today_who_asks_and_how_they_are_reached(client, office):
    clerk = office.clerk
    clerk.unit, clerk.phone = "Kepaniteraan Hukum", "pesawat 114"
    clerk.save()
    late = due(office, "Pencetak macet", hours=-3)
    begun = due(office, "Akun baru", hours=80)
    actions.start(begun.pk, by=office.people["operator_ti"], at=make.MONDAY)
    due(office, "Nanti saja", hours=90)
    client.force_login(office.people["operator_ti"])

    answer = client.get(PAPER)
    text = words(answer.content)

    assert answer["Content-Disposition"] == 'inline; filename="daftar-pekerjaan-2026-11-16.pdf"'
    for said in ("DAFTAR PEKERJAAN HARI INI", "Senin, 16 November 2026", "Terlambat (1)",
                 late.case.number, "Pencetak macet", "Pemohon", "Kepaniteraan Hukum",
                 "pesawat 114", "Langkah 1 dari 9", "Sedang dikerjakan (1)", "Akun baru",
                 "operator_ti satu", "Catatan", "Paraf",
                 "1 pekerjaan lain dalam daftar kerja tidak dicetak"):  # fmt: skip
        assert said in text
    assert "Nanti saja" not in text
    assert "Pekerjaan untuk peran Operator/Admin" in text


def test_paper_follows_the_filter_and_says_so(office):
    mine, free = due(office, "Saya", hours=1), due(office, "Belum diambil", hours=2)
    actions.start(mine.pk, by=office.people["operator_ti"], at=make.MONDAY)
    whole = day_list(office.people["kasubag_ptip"], {}, at=now())
    own = day_list(office.people["operator_ti"], {"meja": "saya"}, at=now())

    def registers(sheet):
        return [row.register for _, rows in sheet.groups for row in rows]

    assert registers(whole) == [mine.case.number, free.case.number]
    assert registers(own) == [mine.case.number]
    assert [sheet.paper.under[1] for sheet in (whole, own)] == [
        "Seluruh meja layanan",
        "Pekerjaan operator_ti satu",
    ]


def test_empty_paper_says_that_nothing_is_due_and_a_clerk_gets_none(client, office):
    client.force_login(office.people["operator_ti"])
    assert "Tidak ada pekerjaan yang terlambat" in words(client.get(PAPER).content)

    client.force_login(office.clerk)
    assert client.get(PAPER).status_code == 409


def test_paper_takes_the_same_queries_at_1_and_at_3_rows(office):
    counts = []
    for rows in (1, 2):
        for number in range(rows):
            due(office, f"Nomor {number}", hours=1)
        day_list(office.people["kasubag_ptip"], {}, at=now())  # reads roles and SOP once
        with CaptureQueriesContext(connection) as seen:
            day_list(office.people["kasubag_ptip"], {}, at=now())
        counts.append(len(seen))

    assert counts[0] == counts[1]
