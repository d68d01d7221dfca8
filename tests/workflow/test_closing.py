"""Ending a case early: who may, until when, and what becomes of what still waits."""

import pytest

from sopti.core.errors import Refusal
from sopti.workflow import actions
from sopti.workflow.models import Case, Event
from tests import make
from tests.workflow.office import REASON, Office

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@pytest.fixture
def office():
    return Office()


def withdraw(case, by):
    return actions.withdraw(case.pk, reason=REASON, by=by, at=make.MONDAY)


def cancel(case, by):
    return actions.cancel(case.pk, reason=REASON, by=by, at=make.MONDAY)


def test_requester_withdraws_before_anybody_decided(office):
    case = office.open()
    office.do(case, 1)

    withdraw(case, office.clerk)

    case.refresh_from_db()
    assert (case.status, case.closing_note, case.closed_at) == ("ditarik", REASON, make.MONDAY)
    assert [task.status for task in case.tasks.order_by("pk")] == ["selesai", "gugur"]
    assert Event.objects.get(kind="withdrawn").summary.endswith(f"Pemohon: {REASON}")


def test_filer_withdraws_what_they_filed_for_a_colleague(office):
    case = office.open(requester=make.user(court=office.court))

    assert withdraw(case, office.clerk).status == "ditarik"


def test_request_is_not_withdrawn_once_a_step_was_decided(office):
    case = office.open()
    office.up_to(case, 3)

    with pytest.raises(Refusal, match="sudah diputuskan pada satu langkah"):
        withdraw(case, office.clerk)

    assert Case.objects.get().status == "berjalan"


def test_request_that_came_back_from_a_decision_is_not_withdrawn_either(office):
    case = office.open()
    office.up_to(case, 2)
    office.do(case, 2, outcome="kembali", note=REASON)

    with pytest.raises(Refusal, match="sudah diputuskan"):
        withdraw(case, office.clerk)


def test_others_do_not_withdraw_a_request(office):
    case = office.open()

    with pytest.raises(Refusal, match="Hanya pemohon"):
        withdraw(case, office.people["ketua"])


@pytest.mark.parametrize("role", ["kasubag_ptip", "sekretaris", "ketua"])
def test_supervisor_cancels_with_the_reason_on_record(office, role):
    case = office.open()

    cancel(case, office.people[role])

    assert Case.objects.get().status == "dibatalkan"
    assert REASON in Event.objects.get(kind="cancelled").summary


def test_operator_and_supervisor_of_another_court_do_not_cancel(office):
    case = office.open()

    for person in (office.people["operator_ti"], make.user("ketua")):
        with pytest.raises(Refusal, match="Berkas dibatalkan oleh Kasubag PTIP"):
            cancel(case, person)

    assert Case.objects.get().status == "berjalan"


@pytest.mark.parametrize("end", [withdraw, cancel])
def test_ended_case_is_not_ended_again_nor_worked_on(office, end):
    case = office.open()
    task = office.task(case)
    cancel(case, office.people["ketua"])

    with pytest.raises(Refusal, match="Berkas ini sudah dibatalkan"):
        end(case, office.people["ketua"])
    with pytest.raises(Refusal, match="Berkas ini sudah dibatalkan"):
        actions.start(task.pk, by=office.people["operator_ti"], at=make.MONDAY)
