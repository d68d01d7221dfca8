"""Every address has a door, the door says what is true, and whoever is denied leaves a trace."""

import logging

import pytest
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.test import Client
from django.urls import path, reverse

from sopti import urls as house
from sopti.core import doors
from sopti.ui.checks import every_address_has_a_door
from tests import make
from tests.requests import desk
from tests.workflow.office import Office

pytestmark = pytest.mark.django_db


def page(request):
    return HttpResponse("Terbuka.")


@login_not_required
def open_page(request):
    return HttpResponse("Terbuka.")


class Addresses:
    """The house with some more addresses."""

    def __init__(self, *more):
        self.urlpatterns = [*house.urlpatterns, *more]
        self.handler403, self.handler404 = house.handler403, house.handler404


@pytest.fixture
def hung(monkeypatch):
    def hang(**more):
        monkeypatch.setattr("sopti.core.doors._doors", doors.doors() | more)

    return hang


@pytest.fixture
def trace(caplog):
    caplog.set_level(logging.INFO, logger="sopti.security")
    return lambda: [
        (one.levelname, one.who, one.court, one.method, one.path, one.why)
        for one in caplog.records
        if one.name == "sopti.security"
    ]


def test_every_address_of_the_house_has_a_door_that_says_what_is_true():
    assert every_address_has_a_door() == []


@pytest.mark.parametrize(
    ("door", "view", "said"),
    [
        (None, page, "Alamat baru belum punya pintu di doors.py."),
        (doors.PERSON, open_page,
         "Pintu baru berkata hanya sesudah masuk, tetapi halamannya tidak begitu."),
        (doors.PUBLIC, page,
         "Pintu baru berkata boleh tanpa masuk, tetapi halamannya tidak begitu."),
        (doors.SEER.of("workflow.Csae"), page,
         "Pintu baru menyebut workflow.Csae, yang tidak ada."),
    ],
)  # fmt: skip
def test_address_with_no_door_or_a_wrong_one_is_told(settings, hung, door, view, said):
    settings.ROOT_URLCONF = Addresses(path("baru/", view, name="baru"))
    hung(**{"baru": door} if door else {})

    assert [one.msg for one in every_address_has_a_door()] == [said]


def test_door_without_an_address_is_told(hung):
    hung(lama=doors.PERSON)

    assert [one.msg for one in every_address_has_a_door()] == ["Pintu lama tidak punya alamat."]


def test_nobody_passes_an_address_without_a_door(client, settings, trace):
    settings.ROOT_URLCONF = Addresses(path("baru/", page, name="baru"))
    person = make.user("ketua", "admin")
    client.force_login(person)

    answer = client.get("/baru/")

    assert answer.status_code == 403
    assert "Belum ada aturan siapa yang boleh membuka halaman ini." in answer.content.decode()
    assert trace() == [
        ("WARNING", person.username, person.court.key, "GET", "/baru/",
         "Belum ada aturan siapa yang boleh membuka halaman ini.")
    ]  # fmt: skip


# ------------------------------------------------------------------------------------------ trace
@pytest.fixture
def case():
    return desk.filed(Office())


def test_page_of_another_role_leaves_a_trace_with_the_reason(client, trace):
    person = make.user("kasubag_ptip")
    client.force_login(person)

    client.get(reverse("people:people"))

    assert trace() == [
        ("WARNING", person.username, person.court.key, "GET", "/pengelolaan/pegawai/",
         "Halaman ini dibuka oleh Pengelola SOPTI di pengadilan Anda.")
    ]  # fmt: skip


@pytest.mark.parametrize("exists", [True, False])
def test_row_of_another_court_leaves_another_trace_than_no_row(client, case, trace, exists):
    person, key = make.user("ketua"), case.pk if exists else 987_654
    client.force_login(person)

    answer = client.get(reverse("workflow:case", args=[key]))

    told = "tidak terlihat olehnya" if exists else "tidak ada"
    assert answer.status_code == 404
    assert trace() == [
        ("WARNING", person.username, person.court.key, "GET", f"/berkas/{key}/",
         f"workflow.Case {key} {told}")
    ]  # fmt: skip


def test_refused_act_leaves_a_trace_below_the_alarms(client, case, trace):
    client.force_login(case.requester)

    client.post(reverse("workflow:cancel", args=[case.pk]), {"reason": "Tidak perlu lagi."})

    assert trace() == [
        ("INFO", case.requester.username, case.court.key, "POST", f"/berkas/{case.pk}/batalkan/",
         "Berkas dibatalkan oleh Kasubag PTIP, Sekretaris, atau Ketua.")
    ]  # fmt: skip


def test_forged_form_leaves_a_trace(case, trace):
    client = Client(enforce_csrf_checks=True)
    client.force_login(case.requester)

    answer = client.post(reverse("workflow:withdraw", args=[case.pk]), {"reason": "Palsu."})

    assert answer.status_code == 403
    assert [(one[0], one[1], one[5]) for one in trace()] == [
        ("WARNING", case.requester.username, "formulir tidak terbukti berasal dari halaman sendiri")
    ]


def test_whoever_is_not_logged_in_leaves_a_trace_without_a_name(client, trace):
    client.get("/berkas/?q=Siti")

    assert trace() == [("INFO", "-", "-", "GET", "/berkas/", "belum masuk")]


def test_trace_is_one_line_whatever_the_address_says(client, caplog):
    client.get("/sop/x%0Aditolak: palsu/")

    assert [one.getMessage().count("\n") for one in caplog.records] == [0] * len(caplog.records)
