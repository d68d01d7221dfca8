"""Handing a step to another holder of its role."""

import pytest

from sopti.core.errors import Refusal
from sopti.notifications.models import Message
from sopti.workflow import actions
from sopti.workflow.models import Event
from tests import make
from tests.workflow.office import REASON, Office

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@pytest.fixture
def office():
    office = Office()
    office.second = make.user("operator_ti", court=office.court, full_name="Nur Aini")
    return office


def hand_over(office, case, to, by):
    return actions.reassign(
        office.task(case).pk, to=to, reason=REASON, by=office.people[by], at=make.MONDAY
    )


@pytest.mark.parametrize("by", ["operator_ti", "kasubag_ptip", "sekretaris", "ketua"])
def test_step_goes_to_another_holder_who_is_told(office, by):
    case = office.open()

    hand_over(office, case, office.second, by)

    assert office.task(case).assigned_to == office.second
    told = Message.objects.filter(to=office.second).latest("pk")
    assert told.subject == f"Dialihkan kepada Anda: {case.title}"
    assert Event.objects.get(kind="reassigned").summary.endswith(f"kepada Nur Aini: {REASON}")
    with pytest.raises(Refusal, match="sudah diserahkan kepada Nur Aini"):
        office.do(case)
    assert office.do(case, by=office.second).finished_by == office.second


def test_step_begun_by_one_is_finished_by_who_got_it(office):
    case = office.open()
    task = office.task(case)
    actions.start(task.pk, by=office.people["operator_ti"], at=make.MONDAY)

    hand_over(office, case, office.second, "operator_ti")

    done = office.do(case, by=office.second)
    assert (done.started_by, done.finished_by) == (office.people["operator_ti"], office.second)


def test_who_does_not_hold_the_role_cannot_be_given_the_step(office):
    case = office.open()

    with pytest.raises(Refusal, match="Pemohon tidak memegang peran Operator/Admin hari ini"):
        hand_over(office, case, office.clerk, "operator_ti")

    assert office.task(case).assigned_to is None


def test_outsider_does_not_reassign(office):
    case = office.open()

    with pytest.raises(Refusal, match="Langkah dialihkan oleh pemegang perannya"):
        hand_over(office, case, office.second, "kabag")


def test_finished_step_is_not_reassigned(office):
    case = office.open()
    task = office.task(case)
    office.do(case, 1)

    with pytest.raises(Refusal, match="sudah diselesaikan oleh operator_ti satu"):
        actions.reassign(
            task.pk, to=office.second, reason=REASON, by=office.people["ketua"], at=make.MONDAY
        )


def test_step_is_not_given_twice_to_the_same_person(office):
    case = office.open()
    hand_over(office, case, office.second, "ketua")

    with pytest.raises(Refusal, match="sudah diserahkan kepada Nur Aini"):
        hand_over(office, case, office.second, "ketua")

    assert Event.objects.filter(kind="reassigned").count() == 1
