"""Ikhtisar: each role gets the parts that concern it, in finished sentences and few questions."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from sopti.workflow import actions
from sopti.workflow.overview import overview
from tests import make
from tests.workflow.office import Office

pytestmark = pytest.mark.django_db
IKHTISAR = reverse("figures:overview")
NOW = make.MONDAY + timedelta(days=1)  # Tuesday, 17 November 2026, 09.00 WIB
BEFORE = {
    "operator_ti": ["Pekerjaan saya hari ini", "Agenda hari ini", "Yang tersendat"],
    "kasubag_ptip": [
        "Pekerjaan saya hari ini", "Laporan berkala", "Yang tersendat",
        "Beban tiap peran dan langkah", "Yang terlambat", "Kepatuhan SOP",
        "Lima hari kerja ke depan", "Permintaan menurut jenis",
    ],
    "sekretaris": [
        "November 2026", "Pekerjaan saya hari ini", "Laporan berkala", "Yang terlambat",
        "Kepatuhan SOP",
        "Biaya permintaan",
    ],
    "ketua": ["November 2026", "Pekerjaan saya hari ini", "Laporan berkala", "Yang terlambat"],
}  # fmt: skip


@pytest.fixture(autouse=True)
def tuesday():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def office():
    return Office()


def parts_of(person):
    return {part.title: part for part in overview(person, now=NOW)}


def opened(client, person):
    client.force_login(person)
    response = client.get(IKHTISAR)
    return response, " ".join(response.content.decode().split())


@pytest.mark.parametrize("role", BEFORE)
def test_each_role_has_its_parts_in_order(office, role):
    told = [part.title for part in overview(office.people[role], now=NOW)]

    assert told == BEFORE[role]


@pytest.mark.parametrize("role", BEFORE)
def test_an_empty_court_is_told_in_finished_sentences(client, office, role):
    response, html = opened(client, office.people[role])

    leads = [part.lead for part in overview(office.people[role], now=NOW)]
    assert response.status_code == 200
    assert [lead for lead in leads if not re.match(r"^[A-Z].{20,}\.$", lead)] == []
    assert "Tidak ada pekerjaan yang menunggu Anda." in html


def test_a_clerk_is_led_to_no_overview(client, office):
    response, html = opened(client, office.clerk)

    assert response.status_code == 403
    assert "dibaca oleh pelaksana SOP" in html
    assert IKHTISAR not in client.get(reverse("home")).content.decode()


def test_my_work_counts_what_waits_and_begins_with_what_presses(office):
    for number in range(7):
        office.open(title=f"Pencetak {number}", at=make.MONDAY + timedelta(minutes=number))
    operator = office.people["operator_ti"]

    part = parts_of(operator)["Pekerjaan saya hari ini"]

    assert part.lead == "7 pekerjaan menunggu Anda."
    assert part.rest == "7 terlambat."
    assert len(part.lines) == 5
    assert part.lines[0].words.startswith("Pencetak 0: langkah 1, Menerima")
    assert {line.tone for line in part.lines} == {"late"}
    assert parts_of(office.people["ketua"])["Pekerjaan saya hari ini"].lines == ()


def test_the_load_is_told_by_role_with_what_is_late(office):
    office.open(at=make.MONDAY)
    on_time = office.open(at=NOW - timedelta(minutes=10))
    office.do(on_time, 1, at=NOW - timedelta(minutes=5))

    part = parts_of(office.people["kasubag_ptip"])["Beban tiap peran dan langkah"]

    assert part.lead == "2 langkah sedang menunggu, 1 di antaranya terlambat."
    [chart] = part.charts
    assert chart.names == ("Ketua", "Operator/Admin")
    assert [(series.label, series.values) for series in chart.series] == [
        ("dalam batas", (1, 0)),
        ("terlambat", (0, 1)),
    ]


def test_what_is_late_names_the_role_and_no_person(office):
    office.open(at=make.MONDAY)

    part = parts_of(office.people["ketua"])["Yang terlambat"]

    assert part.lead == "1 langkah terlambat di pengadilan ini."
    [line] = part.lines
    assert line.beside.startswith("Operator/ Admin, Terlambat ")
    assert office.people["operator_ti"].full_name not in line.words + line.beside


def test_what_comes_is_told_by_working_day(office):
    office.open(at=NOW)

    part = parts_of(office.people["kasubag_ptip"])["Lima hari kerja ke depan"]

    [chart] = part.charts
    assert chart.names == ("Selasa 17", "Rabu 18", "Kamis 19", "Jumat 20", "Senin 23")
    assert sum(chart.series[0].values) == 1


def test_what_stands_still_says_since_when(office):
    case = office.open(at=make.MONDAY)
    operator = office.people["operator_ti"]
    actions.ask(office.task(case).pk, text="Merek pencetaknya?", by=operator, at=NOW)

    part = parts_of(operator)["Yang tersendat"]

    assert part.lead == "1 langkah berhenti sampai pemohon menjawab."
    assert part.lines[0].beside == "ditanyakan hari ini, 09.00"


def test_another_court_tells_nothing_of_this_one(office):
    office.open(at=make.MONDAY)
    stranger = make.user("ketua", "kasubag_ptip", court=make.court())

    told = parts_of(stranger)

    assert told["Yang terlambat"].lead == "Tidak ada langkah yang terlambat."
    assert told["Beban tiap peran dan langkah"].lead == "Tidak ada langkah yang sedang menunggu."


@pytest.mark.parametrize("role", BEFORE)
def test_questions_do_not_grow_with_the_work(client, office, role, django_assert_max_num_queries):
    office.open(at=make.MONDAY)
    client.force_login(office.people[role])
    client.get(IKHTISAR)
    counts = []
    for _ in range(2):
        with django_assert_max_num_queries(90) as asked:
            client.get(IKHTISAR)
        counts.append(len(asked))
        for number in range(3):
            office.open(title=f"Layar {number}", at=make.MONDAY)

    assert counts == [counts[0]] * 2
