"""Payakumbuh's table E, from the first step to the last, with what it writes down."""

from datetime import timedelta

import pytest
import time_machine

from maintenance.servers.models import Server, ServerWork
from sopti.workflow.enums import CaseStatus
from tests import make
from tests.maintenance.racks import reading, server
from tests.maintenance.steps import desk

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@pytest.fixture(autouse=True)
def tuesday():
    with time_machine.travel(make.MONDAY + timedelta(days=1), tick=False):
        yield


@pytest.fixture
def court():
    return desk()


@pytest.fixture
def mine(court):
    return server(court.people["operator_ti"], name="Server SIPP", disk_limit=80)


@pytest.fixture
def case(court):
    return court.routine("pengelolaan-server", flow_key="rutin", title="Pemeriksaan server")


def test_a_server_is_read_before_the_step_that_looks_at_it_ends(court, case, mine):
    _, unread = court.sent(case, 1)
    assert unread.status_code == 422
    assert "Catat dulu pembacaan Server SIPP" in unread.text

    reading(mine, court.people["operator_ti"], disk=84, memory=60, temperature=58)
    looked = court.step(case, 1)

    assert looked.values["keadaan_server"] == "Perlu ditindaklanjuti"  # the limit was passed
    assert looked.values["pembacaan"] == "Server SIPP: disk 84%, memori 60%, suhu 58 °C"


def test_table_runs_with_report_answer_and_works(court, case, mine):
    reading(mine, court.people["operator_ti"], disk=84)
    court.step(case, 1)
    told = court.step(case, 2)
    assert "disk paling tinggi 84% (batas 80%)" in told.values["laporan"]
    answered = court.step(case, 3, arahan="Bersihkan log lama.")
    assert answered.values["tanggapan"] == "Perlu tindak lanjut"
    done = court.step(case, 4, hasil_tindakan="Turun menjadi 61%.")
    assert done.values["tindakan"] == "Bersihkan log lama."
    court.step(case, 5, pembaruan="Pembaruan keamanan dipasang.", catatan_antivirus="")

    case.refresh_from_db()
    assert case.status == CaseStatus.DONE
    works = ServerWork.objects.filter(server=mine, case=case).order_by("pk")
    assert [work.summary for work in works] == [
        "Bersihkan log lama. Turun menjadi 61%.", "Pembaruan keamanan dipasang.", "Bersih"
    ]  # fmt: skip


def test_step_without_a_word_on_a_scan_that_was_not_run_is_refused(court, case, mine):
    Server.objects.update(is_active=False)  # nothing to read: the table still runs
    for number in (1, 2, 3, 4):
        court.step(case, number)

    _, refused = court.sent(case, 5, antivirus="Tidak dijalankan", catatan_antivirus="")

    assert refused.status_code == 422
    assert "mengapa tidak dijalankan" in refused.text
