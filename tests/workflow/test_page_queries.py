"""Pages ask the database the same number of questions, however much they show."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sopti.workflow import actions
from sopti.workflow.actions.steps import Work
from sopti.workflow.models import Task
from tests import make

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

FEW, MANY = 1, 30


@pytest.fixture
def office():
    """A court with its SOP in force, a clerk, and one person in every role."""
    for key in make.NAMES:
        make.role(key)
    court = make.court()
    everybody = make.user(
        "operator_ti", "kasubag_ptip", "kabag", "sekretaris", "ketua", court=court
    )
    clerk = make.user(court=court)
    return make.edition(court), clerk, everybody


def opened(edition, clerk, *, hours=0):
    at = make.MONDAY + timedelta(hours=hours)
    return actions.open_case(
        edition,
        "permintaan-layanan",
        title="Pencetak loket tidak menarik kertas",
        requester=clerk,
        by=clerk,
        at=at,
    )


def queries(client, address):
    client.get(address)  # this process reads the SOP's body once
    with CaptureQueriesContext(connection) as seen:
        response = client.get(address)
    assert response.status_code == 200
    return len(seen), response.content.decode()


@pytest.mark.parametrize("address", ["/", "/berkas/", "/pemberitahuan/"])
def test_lists_take_the_same_number_of_queries_at_1_and_at_30_rows(client, office, address):
    edition, clerk, everybody = office
    client.force_login(everybody)
    opened(edition, clerk)
    few, _ = queries(client, address)

    for _ in range(MANY - FEW):
        opened(edition, clerk)
    many, page = queries(client, address)

    assert many == few
    assert many <= 12
    assert page.count("Pencetak loket tidak menarik kertas") >= 25


def test_case_page_takes_the_same_number_of_queries_with_1_and_with_30_tasks(client, office):
    edition, clerk, everybody = office
    client.force_login(everybody)
    case = opened(edition, clerk)
    few, _ = queries(client, case.get_absolute_url())

    at = make.MONDAY
    for _ in range(15):
        at += timedelta(minutes=5)
        do(case, by=everybody, at=at)  # registers it
        at += timedelta(minutes=5)
        do(case, by=everybody, at=at, outcome="kembali", note="Nomor belum ditulis.")
    many, page = queries(client, case.get_absolute_url())

    assert case.tasks.count() == 31
    assert many == few
    assert many <= 12
    assert page.count("Nomor belum ditulis.") >= 15


def test_task_page_takes_the_same_number_of_queries_with_more_behind_it(client, office):
    edition, clerk, everybody = office
    client.force_login(everybody)
    case = opened(edition, clerk)
    do(case, by=everybody, at=make.MONDAY)
    few, _ = queries(client, waiting(case).get_absolute_url())

    for minute in range(5):
        at = make.MONDAY + timedelta(minutes=minute + 1)
        do(case, by=everybody, at=at, outcome="kembali", note="Nomor belum ditulis.")
        do(case, by=everybody, at=at)
    many, _ = queries(client, waiting(case).get_absolute_url())

    assert many == few


def waiting(case):
    return Task.objects.waiting().get(case=case)


def do(case, *, by, at, outcome="", note=""):
    work = Work(outcome=outcome, note=note, input_confirmed=True, result="Sudah.")
    return actions.complete(waiting(case).pk, work, by=by, at=at)
