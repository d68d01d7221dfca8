"""Several people at once: one wins, the others read who was first, and nothing is doubled."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, OperationalError, connections
from django.test import Client
from django.urls import reverse

from requests.models import ServiceRequest
from sopti.core.errors import Refusal
from sopti.notifications.models import Message
from sopti.workflow import actions, rules
from sopti.workflow.actions import _parts
from sopti.workflow.actions.steps import Work
from sopti.workflow.models import Case, Event, RegisterCounter, Task
from sopti.workflow.record import verify
from tests import make
from tests.workflow.office import REASON, Office, is_sqlite
from tests.workflow.racing import race, slow_rules

__all__ = ["slow_rules"]

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_databases]

DECIDERS, FILERS = 6, 16
AT = make.MONDAY + timedelta(hours=1)


@pytest.fixture
def office():
    return Office()


def decide_at_once(office, task):
    """Let several holders of the role decide on one task, half of them ya, half of them tidak."""
    role = task.role_id
    others = [make.user(role, court=office.court) for _ in range(DECIDERS - 1)]
    people = [office.people[role], *others]

    def deed(number):
        outcome = "ya" if number % 2 else "kembali"
        work = Work(outcome=outcome, note=REASON, input_confirmed=True)
        return actions.complete(task.pk, work, by=people[number], at=AT)

    return race(DECIDERS, deed)


def assert_one_won(answers, task):
    won = [answer for answer in answers if isinstance(answer, Task)]
    refused = [str(answer) for answer in answers if isinstance(answer, Refusal)]
    assert (len(won), len(refused)) == (1, len(answers) - 1), answers
    done = {"ya": "sudah diputuskan “ya” oleh", "kembali": "sudah dikembalikan oleh"}
    sentence = f"Langkah {task.step} {done[won[0].outcome]} {won[0].finished_by}, Ketua,"
    assert all(said.startswith(sentence) for said in refused), refused
    assert all("pukul 10.00" in said for said in refused), refused


def assert_nothing_doubled(task):
    kept = Task.objects.get(pk=task.pk)
    assert kept.status == "selesai"
    assert Event.objects.filter(task=task).count() == 1
    assert task.case.tasks.waiting().count() == 1
    assert kept.history.exclude(finished_by=None).values("finished_by").distinct().count() == 1
    assert verify(task.case.court) is None


def test_one_of_many_who_decide_at_once_wins_and_the_others_read_who_did(office, slow_rules):
    task = office.up_to(office.open(), 2)
    slow_rules(rules, "why_not_work_on")

    answers = decide_at_once(office, task)

    assert_one_won(answers, task)
    assert_nothing_doubled(task)


def test_many_who_finish_the_last_step_at_once_close_the_case_once(office, slow_rules):
    case = office.open()
    task = office.up_to(case, 9)
    told = Message.objects.filter(to=office.clerk).count()
    slow_rules(rules, "why_not_work_on")
    operator = office.people["operator_ti"]
    work = Work(result="Selesai.", input_confirmed=True)
    at = task.opened_at + timedelta(minutes=5)

    answers = race(DECIDERS, lambda _: actions.complete(task.pk, work, by=operator, at=at))

    assert [type(answer) for answer in answers].count(Task) == 1
    assert [type(answer) for answer in answers].count(Refusal) == DECIDERS - 1
    assert Event.objects.filter(task=task).count() == 1
    assert Message.objects.filter(to=office.clerk).count() == told + 1
    assert verify(office.court) is None


def test_withdrawing_and_deciding_at_once_leave_one_of_both(office, slow_rules):
    case = office.open()
    task = office.up_to(case, 2)
    slow_rules(rules, "why_not_work_on")
    slow_rules(rules, "why_not_withdraw")
    ketua = office.people["ketua"]

    def deed(number):
        if number:
            return actions.withdraw(case.pk, reason=REASON, by=office.clerk, at=AT)
        work = Work(outcome="ya", input_confirmed=True)
        return actions.complete(task.pk, work, by=ketua, at=AT)

    answers = race(2, deed)

    kept = Case.objects.get(pk=case.pk)
    assert [type(answer) for answer in answers].count(Refusal) == 1
    assert (kept.status, kept.tasks.waiting().count()) in {("ditarik", 0), ("berjalan", 1)}


# ------------------------------------------------------------------------ without the lock it fails
def test_race_is_lost_when_the_lock_is_taken_out(office, slow_rules, monkeypatch):
    task = office.up_to(office.open(), 2)
    slow_rules(rules, "why_not_work_on", seconds=0.3)
    take_the_lock_out(monkeypatch)

    answers = decide_at_once(office, task)

    with pytest.raises(AssertionError):
        assert_one_won(answers, task)
    kinds = [type(answer) for answer in answers]
    assert (kinds.count(Task), kinds.count(Refusal)) != (1, DECIDERS - 1)
    assert set(kinds) <= {Task, Refusal, IntegrityError, OperationalError}


def take_the_lock_out(monkeypatch):
    """Remove what makes deeds on a case queue up: its row's lock; on SQLite the early one."""
    if is_sqlite():
        options = connections.settings["default"]["OPTIONS"]
        monkeypatch.setitem(options, "transaction_mode", "DEFERRED")
        return

    def unlocked(case_id):
        return Case.objects.select_related("court", "edition__document__court").get(pk=case_id)

    monkeypatch.setattr(_parts, "lock_case", unlocked)


# -------------------------------------------------------------------------------------- registers
def test_register_numbers_given_at_once_have_no_gap_and_no_double(office):
    answers = race(FILERS, lambda number: office.open(title=f"Permintaan {number}"))

    assert sorted(case.sequence for case in answers) == list(range(1, FILERS + 1))
    assert {case.number for case in answers} == set(Case.objects.values_list("number", flat=True))
    assert RegisterCounter.objects.get().last == FILERS
    assert verify(office.court) is None


def test_register_gives_back_the_number_of_a_case_that_failed(office, monkeypatch):
    opened = _parts.open_task

    def breaks(case, *args, **words):
        if case.title == "Gagal":
            raise RuntimeError
        return opened(case, *args, **words)

    monkeypatch.setattr(_parts, "open_task", breaks)
    titles = ["Pencetak", "Gagal"] * 4

    answers = race(len(titles), lambda number: office.open(title=titles[number]))

    assert [type(answer) for answer in answers].count(RuntimeError) == 4
    assert sorted(Case.objects.values_list("sequence", flat=True)) == [1, 2, 3, 4]


# ------------------------------------------------------------------------------------------ forms
def test_form_sent_several_times_at_once_files_one_request(office):
    sent = {
        "category": "perangkat",
        "urgency": "berhenti",
        "title": "Pencetak loket macet",
        "detail": "Pencetak loket tidak menarik kertas sejak pagi.",
        "asset_or_place": "Loket 1",
        "requester": office.clerk.pk,
        "form_key": "11111111-1111-4111-8111-111111111111",
    }
    browsers = [logged_in(office.clerk) for _ in range(4)]

    answers = race(4, lambda number: browsers[number].post(reverse("requests:new"), sent))

    assert {answer.status_code for answer in answers} == {302}
    assert {answer.url for answer in answers} == {Case.objects.get().get_absolute_url()}
    assert ServiceRequest.objects.count() == 1
    assert Event.objects.filter(kind="opened").count() == 1


def test_people_who_send_the_same_step_at_once_are_led_on_and_read_who_did_it(office):
    case = office.open()
    task = office.up_to(case, 9)
    people = [make.user("operator_ti", court=office.court) for _ in range(4)]
    browsers = [logged_in(person) for person in people]
    sent = {"f_tindakan": "Rol diganti.", "f_hasil": "Selesai", "f_diserahkan": "Pemohon"}
    sent |= {"input_confirmed": "on"}

    def deed(number):
        key = f"22222222-2222-4222-8222-22222222222{number}"
        address = reverse("workflow:complete", args=[task.pk])
        browsers[number].post(address, sent | {"form_key": key})
        return browsers[number].get(reverse("workflow:case", args=[case.pk])).content.decode()

    pages = race(4, deed)

    winner = Task.objects.get(pk=task.pk).finished_by
    told = [page for page in pages if f"sudah diselesaikan oleh {winner}" in page]
    assert len(told) == 3, pages
    assert Event.objects.filter(task=task).count() == 1


def logged_in(person):
    browser = Client()
    browser.force_login(person)
    return browser


# ---------------------------------------------------------------------------------------- calendar
def test_two_workers_open_the_routine_cases_of_a_month_once(office):
    answers = race(4, lambda _: actions.open_routine_cases(at=AT))

    routine = Case.objects.exclude(period="")
    assert sum(answers) == routine.count() == 4  # Madiun's C, D, E and H
    assert set(routine.values_list("sequence", flat=True)) == {1}
    assert Event.objects.filter(kind="opened").count() == 4
    assert verify(office.court) is None
