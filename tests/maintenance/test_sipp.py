"""SIPP: looks, users, complaints, and both flows of Madiun's table H from end to end."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from maintenance.sipp import actions, rules
from maintenance.sipp.models import (
    SippAccount,
    SippCheck,
    SippComplaint,
    SippRepair,
    SippReview,
)
from sopti.core.errors import Refusal
from sopti.workflow.enums import CaseStatus
from sopti.workflow.models import Case
from tests import make
from tests.maintenance.steps import desk
from tests.workflow.racing import race

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

ROOM = reverse("maintenance:sipp")
SEEN = {"access": "baik", "seconds": 0.8, "online": 31, "room": "PTSP", "note": ""}
COUNTED = {"active": 34, "idle": 4, "note": ""}
TOLD = {"reporter": "Panitera", "channel": "telepon", "reach": "sebagian",
        "what": "SIPP lambat.\nSejak pagi."}  # fmt: skip


@pytest.fixture(autouse=True)
def tuesday():
    with time_machine.travel(make.MONDAY + timedelta(days=1), tick=False):
        yield


@pytest.fixture
def court():
    return desk("pa-kota-madiun", "as-32")


@pytest.fixture
def operator(court):
    return court.people["operator_ti"]


def test_who_sees_and_who_keeps(client, court, operator):
    complain = reverse("maintenance:complain_sipp")

    for person, room, form in (
        (operator, 200, 200), (court.people["sekretaris"], 200, 403), (court.clerk, 403, 403)
    ):  # fmt: skip
        client.force_login(person)
        assert [client.get(ROOM).status_code, client.get(complain).status_code] == [room, form]
    assert rules.why_not_keep(make.user("operator_ti"), operator.court_id)


def test_list_takes_the_same_few_queries_at_1_and_at_3_rows(client, court, operator):
    client.force_login(operator)
    counts = []
    for numbers in ((1,), (2, 3)):
        for number in numbers:
            actions.note_check(SEEN, by=operator, at=make.MONDAY)
            actions.note_review(COUNTED, [(f"akun{number}", "")], by=operator, at=make.MONDAY)
            actions.complain(TOLD | {"what": f"Keluhan {number}"}, by=operator, at=make.MONDAY)
        client.get(ROOM)
        with CaptureQueriesContext(connection) as seen:
            client.get(ROOM)
        counts.append(len(seen))

    assert counts[0] == counts[1]
    assert counts[1] <= 20


def test_account_waits_once_until_it_is_closed(client, operator):
    client.force_login(operator)
    address = reverse("maintenance:review_sipp")
    told = {"active": 30, "idle": 2, "accounts": "pp.lama, pindah\nPP.LAMA\n\nmagang"}

    client.post(address, told)
    client.post(address, told)
    assert sorted(SippAccount.objects.values_list("name", flat=True)) == ["PP.LAMA", "magang"]
    account = SippAccount.objects.get(name="magang")
    client.post(reverse("maintenance:close_sipp_account", args=[account.pk]))

    with pytest.raises(Refusal, match="sudah dicatat ditutup"):
        actions.close_account(account.pk, by=operator, at=make.MONDAY)
    client.force_login(make.user("operator_ti"))
    other = SippAccount.objects.get(name="PP.LAMA")
    answer = client.post(reverse("maintenance:close_sipp_account", args=[other.pk]))
    assert answer.status_code == 404


def test_complaint_opens_an_incident_and_the_same_words_no_second_one(client, operator):
    client.force_login(operator)

    first = client.post(reverse("maintenance:complain_sipp"), TOLD)
    again = client.post(reverse("maintenance:complain_sipp"), TOLD)

    case = Case.objects.get()
    assert first.url == again.url == case.get_absolute_url()
    assert (case.title, case.flow_key) == ("SIPP: SIPP lambat.", "insiden")
    assert SippComplaint.objects.get().case == case


@pytest.mark.django_db(transaction=True)
def test_complaints_at_once_open_one_incident(operator):
    race(3, lambda _: actions.complain(TOLD, by=operator, at=make.MONDAY))

    assert Case.objects.count() == SippComplaint.objects.count() == 1


def test_court_without_the_table_keeps_the_complaint_alone(client):
    operator = make.user("operator_ti")
    client.force_login(operator)

    assert client.post(reverse("maintenance:complain_sipp"), TOLD).url == ROOM
    assert SippComplaint.objects.get().case is None
    assert "SOP pengadilan ini tidak mempunyai tabel" in client.get(ROOM).text


# ------------------------------------------------------------------------------- from end to end
def test_routine_runs_and_writes_what_was_seen(court):
    case = court.routine("perawatan-sipp", flow_key="rutin", title="SIPP bulan ini")

    court.step(case, 1, akses="Lambat", detik="6.5", daring="31", ruang="PTSP")
    court.step(case, 2)
    court.step(case, 3, aktif="34", tidak_aktif="2", akun="pp.lama, pindah tugas")

    case.refresh_from_db()
    assert case.status == CaseStatus.DONE
    check, review = SippCheck.objects.get(case=case), SippReview.objects.get(case=case)
    assert (check.access, check.seconds, check.online) == ("lambat", 6.5, 31)
    assert (review.active, review.idle) == (34, 2)
    assert SippAccount.objects.get().reason == "pindah tugas"


def test_complaint_is_reported_decided_and_put_right(court, operator):
    actions.note_check(SEEN, by=operator, at=make.MONDAY)
    case = actions.complain(TOLD, by=operator, at=make.MONDAY).case
    taken = court.step(case, 4)
    told = court.step(case, 5, masalah="Log penuh.", alternatif="Arsipkan log\nTambah memori")
    decided = court.step(case, 6, pilihan="Arsipkan log", langkah="Malam ini.", jalan="Mandiri")
    _, silent = court.sent(case, 7, jalan="Penyedia atau pihak ketiga", pihak="")
    done = court.step(case, 7, tindakan="Log diarsipkan.", hasil_perbaikan="Pulih")

    assert (taken.values["pelapor"], taken.values["terkena"]) == ("Panitera", "Sebagian pengguna")
    assert "SIPP lambat." in told.values["situasi"]
    assert "0,8 detik, 31 pengguna daring" in told.values["kondisi"]
    assert decided.values["pilihan"] == "Arsipkan log"
    assert "siapa yang membantu" in silent.text
    assert done.values["jalan"] == "Mandiri"  # as it was decided
    assert (SippRepair.objects.get().result, SippComplaint.objects.get().solved_at) == (
        "pulih", done.finished_at
    )  # fmt: skip


def test_incident_that_nobody_complained_of_runs_with_the_words_of_the_case(court, operator):
    case = court.open(
        "perawatan-sipp", by=operator, flow_key="insiden", title="SIPP lokal terganggu",
        detail="Menjawab 502, bukan 200.",
    )  # fmt: skip

    taken = court.step(case, 4)

    assert taken.values["keluhan"] == "Menjawab 502, bukan 200."
    assert SippComplaint.objects.get(case=case).what == "Menjawab 502, bukan 200."
