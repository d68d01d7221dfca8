"""Asking the requester: the clock of the step stands still until the answer."""

from datetime import timedelta

import pytest

from sopti.core.errors import Refusal
from sopti.notifications.models import Message
from sopti.workflow import actions
from sopti.workflow.models import Event, Question
from tests import make
from tests.workflow.office import Office

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@pytest.fixture
def office():
    """Payakumbuh: its norms are minutes of work."""
    roles = ("operator_ti", "kasubag_ptip", "sekretaris", "ketua")
    return Office(roles=roles, of="pa-payakumbuh", document="as-29")


def at(minutes):
    return make.MONDAY + timedelta(minutes=minutes)  # from 09.00


def ask(office, case, when, by=None):
    task = office.task(case)
    by = by or office.people[task.role_id]
    return actions.ask(task.pk, text="Ruang yang mana?", by=by, at=when)


def answer(question, by, when):
    return actions.answer(question.pk, text="Ruang 2.", by=by, at=when)


def test_limit_moves_by_the_working_time_that_the_answer_took(office):
    case = office.open()
    task = office.task(case)  # norm 5 minutes, 4 hours of waiting: until 14.05

    answer(ask(office, case, at(150)), office.clerk, at(270))  # 11.30 to 13.30, an hour of it work

    before, task.due_at = task.due_at, None
    task.refresh_from_db()
    assert task.due_at - before == timedelta(minutes=60)


def test_time_of_a_question_is_neither_waiting_nor_work(office):
    case = office.open()
    task, operator = office.task(case), office.people["operator_ti"]
    answer(ask(office, case, at(10)), office.clerk, at(40))  # 30 of the waiting
    actions.start(task.pk, by=operator, at=at(60))
    answer(ask(office, case, at(62)), office.clerk, at(92))  # 30 of the work

    office.do(case, at=at(95))

    task.refresh_from_db()
    assert (task.waiting_minutes, task.paused_minutes, task.work_minutes) == (30, 30, 5)
    assert task.within_norm is True


def test_step_that_goes_on_without_the_answer_ends_the_question(office):
    case = office.open()
    question = ask(office, case, at(10))

    office.do(case, at=at(60))

    question.refresh_from_db()
    assert (question.answered_at, question.answer) == (at(60), "")
    with pytest.raises(Refusal, match="Pertanyaan ini sudah dijawab"):
        answer(question, office.clerk, at(70))


def test_requester_is_told_of_the_question_and_the_desk_of_the_answer(office):
    case = office.open()

    answer(ask(office, case, at(10)), office.clerk, at(20))

    assert Message.objects.get(to=office.clerk).body == "Ruang yang mana?"
    told = Message.objects.filter(to=office.people["operator_ti"]).latest("pk")
    assert told.body == "Ruang 2."
    assert set(Event.objects.values_list("kind", flat=True)) == {"opened", "asked", "answered"}


def test_second_question_waits_for_the_first_answer(office):
    case = office.open()
    ask(office, case, at(10))

    with pytest.raises(Refusal, match="Pertanyaan sebelumnya belum dijawab"):
        ask(office, case, at(11))

    assert Question.objects.count() == 1


def test_case_of_the_calendar_has_nobody_to_ask(office):
    case = office.open(requester=None)

    with pytest.raises(Refusal, match="tidak ada pemohon yang dapat ditanya"):
        ask(office, case, at(10))


def test_only_the_requester_answers_and_only_the_performer_asks(office):
    case = office.open()
    with pytest.raises(Refusal, match="Langkah 1 menunggu"):
        ask(office, case, at(10), by=office.people["ketua"])
    question = ask(office, case, at(10))

    with pytest.raises(Refusal, match="dijawab oleh pemohon"):
        answer(question, office.people["ketua"], at(11))

    assert Question.objects.get().answered_at is None
