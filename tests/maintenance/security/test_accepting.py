"""An application on its way into use: tested by its users, considered, approved or not."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from maintenance.security.applications import actions
from maintenance.security.applications.models import Acceptance, Application, TestCase
from sopti.core.errors import Refusal
from sopti.notifications.models import Message
from sopti.workflow.models import Case, Event
from tests import make
from tests.workflow.office import Office
from tests.workflow.racing import race

pytestmark = pytest.mark.django_db
AT = make.MONDAY
SCREEN = SimpleUploadedFile("layar.txt", b"Nomor antrean tercetak.")


def told(name="Antrean sidang", **words):
    texts = dict.fromkeys(
        ("purpose", "users", "version", "maker", "runs_on", "address", "note"), ""
    )
    return {"name": name, "owner": None} | texts | words


@pytest.fixture
def office():
    return Office()


@pytest.fixture
def operator(office):
    return office.people["operator_ti"]


@pytest.fixture
def app(operator):
    return actions.add_application(told(version="2.3"), by=operator, at=AT)


@pytest.fixture
def acceptance(app, operator):
    return actions.begin_acceptance(app.pk, by=operator, at=AT)


def tried(test, result="lulus", found="", evidence=None):
    return actions.answer_test(
        test.pk, result=result, found=found, evidence=evidence, by=test.tester, at=AT
    )


def conclude(office, case):
    return office.do(case, 2, values={"simpulan": "Berjalan baik."})


def test_application_is_tested_considered_and_approved(office, acceptance, operator):
    tests = actions.add_tests(
        acceptance.pk, [("Cetak nomor", "Tercetak"), ("Panggil nomor", "Terdengar")],
        tester=office.clerk, by=operator, at=AT,
    )  # fmt: skip
    tried(tests[0], evidence=SCREEN)
    tried(tests[1], "gagal", "Suara putus-putus.")
    case = acceptance.case
    done = conclude(office, case)
    office.do(case, 3, values={"saran": "Layak dengan syarat", "pertimbangan": "Perbaiki suara."})
    office.do(case, 6, values={"putusan": "Disetujui dengan syarat", "syarat": "Ganti pelantang."})

    done.refresh_from_db()
    assert done.values["kasus_uji"].splitlines() == [
        "1. Cetak nomor: lulus (Pemohon)",
        "2. Panggil nomor: gagal (Pemohon). Suara putus-putus.",
    ]
    kept = Acceptance.objects.get()
    assert (kept.advice, kept.verdict) == ("bersyarat", "setuju-bersyarat")
    assert (kept.consideration, kept.conditions) == ("Perbaiki suara.", "Ganti pelantang.")
    assert Application.objects.get().state == "dipakai"
    assert Event.objects.filter(kind="application-set").last().case == case
    assert Case.objects.get().status == "selesai"


def test_refused_application_is_not_used_and_a_returned_one_is_considered_again(office, acceptance):
    case = acceptance.case
    office.do(case, 2, values={"uji": "Dicoba sebentar.", "simpulan": "Kurang."})
    office.do(case, 3, values={"saran": "Belum layak", "pertimbangan": "Kurang."})
    office.do(case, 6, outcome="kembali", note="Jelaskan biayanya lebih dulu.")
    between = Application.objects.get().state
    office.do(case, 3, values={"saran": "Belum layak", "pertimbangan": "Mahal."})

    office.do(case, 6, values={"putusan": "Tidak disetujui"})

    assert between == "diuji"
    assert Application.objects.get().state == "ditolak"
    assert Acceptance.objects.get().consideration == "Mahal."
    assert TestCase.objects.get().what == "Dicoba sebentar."


def test_case_opened_by_hand_names_its_application_in_the_step(office, app):
    case = office.open("pengamanan", flow_key="implementasi", by=office.people["operator_ti"])

    office.do(case, 2, values={"aplikasi": "antrean SIDANG", "uji": "Dicoba.", "simpulan": "Baik."})

    assert Acceptance.objects.get().application == app
    assert Application.objects.count() == 1


def test_step_waits_for_every_result_and_names_who_is_missing(client, office, acceptance, operator):
    [test] = actions.add_tests(
        acceptance.pk, [("Cetak", "Tercetak")], tester=office.clerk, by=operator, at=AT
    )
    client.force_login(operator)
    task = office.task(acceptance.case)
    address = reverse("workflow:complete", args=[task.pk])
    form = {"f_simpulan": "Baik.", "input_confirmed": "on"}

    early = client.post(address, form)
    tried(test)
    later = client.post(address, form)

    assert "Masih menunggu hasil dari Pemohon." in early.text
    assert (early.status_code, later.status_code) == (422, 302)


def test_result_is_the_testers_own_and_closed_with_the_conclusion(office, acceptance, operator):
    [test] = actions.add_tests(
        acceptance.pk, [("Cetak", "Tercetak")], tester=office.clerk, by=operator, at=AT
    )
    with pytest.raises(Refusal, match="dicoba oleh Pemohon"):
        actions.answer_test(test.pk, result="lulus", found="", evidence=None, by=operator, at=AT)
    tried(test)
    conclude(office, acceptance.case)

    with pytest.raises(Refusal, match="sudah disimpulkan"):
        tried(test, "gagal", "Berubah pikiran.")

    assert TestCase.objects.get().result == "lulus"
    told = Message.objects.filter(subject__startswith="Semua kasus uji")
    assert [one.to for one in told] == [operator]


def test_tester_finds_the_test_at_home_and_hands_in_a_picture(client, office, acceptance, operator):
    [test] = actions.add_tests(
        acceptance.pk, [("Cetak nomor", "Tercetak")], tester=office.clerk, by=operator, at=AT
    )
    client.force_login(office.clerk)
    home = client.get("/").text
    wrong = client.post(test.get_absolute_url(), {"result": "gagal", "found": ""})
    SCREEN.seek(0)
    client.post(test.get_absolute_url(), {"result": "lulus", "found": "", "evidence": SCREEN})

    test.refresh_from_db()
    sent = client.get(reverse("maintenance:test_evidence", args=[test.pk]))
    assert f'href="{test.get_absolute_url()}"' in home
    assert "Tulis apa yang terjadi" in wrong.text
    assert (test.result, test.evidence_name) == ("lulus", "layar.txt")
    assert b"".join(sent.streaming_content) == b"Nomor antrean tercetak."
    assert sent["Content-Disposition"].startswith("attachment")
    assert "Uji aplikasi menunggu Anda" not in client.get("/").text
    assert client.get(reverse("maintenance:applications")).status_code == 403


def test_test_and_evidence_are_of_one_court_and_one_clerk(client, office, acceptance, operator):
    [test] = actions.add_tests(
        acceptance.pk, [("Cetak", "Tercetak")], tester=office.clerk, by=operator, at=AT
    )
    statuses = []
    for person in (make.user(court=office.court), make.user("operator_ti")):
        client.force_login(person)
        statuses += [
            client.get(test.get_absolute_url()).status_code,
            client.get(acceptance.application.get_absolute_url()).status_code,
        ]

    assert statuses == [404, 403, 404, 404]


@pytest.mark.parametrize("again", ["Antrean sidang", "ANTREAN SIDANG"])
def test_application_stands_once_in_the_register(app, operator, again):
    with pytest.raises(Refusal, match="sudah ada di daftar aplikasi"):
        actions.add_application(told(again), by=operator, at=AT)


@pytest.mark.django_db(transaction=True)
@pytest.mark.both_databases
def test_of_two_who_begin_the_acceptance_one_wins():
    office = Office()
    operator = office.people["operator_ti"]
    app = actions.add_application(told(), by=operator, at=AT)

    answers = race(3, lambda _: actions.begin_acceptance(app.pk, by=operator, at=AT))

    assert sum(isinstance(answer, Acceptance) for answer in answers) == 1, answers
    refused = [str(answer) for answer in answers if isinstance(answer, Refusal)]
    assert refused == ["Antrean sidang sedang diuji. Selesaikan dulu uji penerimaannya."] * 2
    assert Acceptance.objects.count() == 1
