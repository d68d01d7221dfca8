"""Reminders: before and after the limit to the holder, then to the superior; each once."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sopti.notifications.models import Message, Reminder
from sopti.workflow import actions
from sopti.workflow.actions.reminders import remind
from sopti.workflow.models import Task
from tests import make
from tests.workflow.office import Office
from tests.workflow.racing import race

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

MONDAY = make.MONDAY  # 09.00 in the court
NEXT_DAY = MONDAY + timedelta(days=1)


def hours(number):
    return MONDAY + timedelta(hours=number)


def opened(office, *, due, at=MONDAY):
    """A waiting first step with this limit, of whose opening nobody speaks any more."""
    task = office.task(office.open(at=at))
    Task.objects.filter(pk=task.pk).update(due_at=due)
    Message.objects.all().delete()
    return Task.objects.get(pk=task.pk)


def told():
    rows = Message.objects.order_by("pk").values_list("to__full_name", "subject")
    return [f"{name}: {subject.split(':')[0]}" for name, subject in rows]


def test_holder_is_reminded_once_in_the_last_four_working_hours():
    office = Office()
    opened(office, due=hours(24 + 2.5))  # tomorrow, 11.30

    too_early = remind(at=hours(6))  # 15.00: five hours are left
    in_time = remind(at=hours(7) + timedelta(minutes=20))
    again = remind(at=hours(7) + timedelta(minutes=25))

    assert (too_early, in_time, again) == (0, 1, 0)
    assert told() == ["operator_ti satu: Batasnya dekat"]
    message = Message.objects.get()
    assert message.kind == "pengingat"
    assert "Sisa 3 jam 40 menit kerja, batas Selasa 17 Nov, 11.30." in message.body


def test_reminder_waits_until_half_of_the_task_s_own_time_has_passed():
    office = Office()
    opened(office, due=hours(4))

    assert remind(at=hours(1)) == 0
    assert remind(at=hours(2)) == 1


def test_holder_hears_once_that_the_limit_has_passed():
    office = Office()
    opened(office, due=hours(4))

    done = [remind(at=hours(number)) for number in (4.5, 5, 6)]

    assert done == [1, 0, 0]
    assert told() == ["operator_ti satu: Terlambat"]
    assert "Terlambat 30 menit kerja, batas hari ini, 13.00." in Message.objects.get().body


def test_superior_hears_a_working_day_later_with_the_holder_s_name():
    office = Office()
    opened(office, due=hours(4))
    remind(at=hours(5))

    before = remind(at=hours(24 + 3.9))
    after = remind(at=hours(24 + 4.1))

    assert (before, after) == (0, 1)
    assert told() == [
        "operator_ti satu: Terlambat",
        "kasubag_ptip satu: Terlambat pada Operator/ Admin",
    ]
    message = Message.objects.latest("pk")
    assert message.kind == "terlambat"
    assert "Pelaksana: operator_ti satu." in message.body


def test_days_off_do_not_bring_the_superior_nearer():
    office = Office()
    friday = MONDAY + timedelta(days=4)
    opened(office, due=friday + timedelta(hours=5))  # 14.00

    assert remind(at=friday + timedelta(hours=6)) == 1
    assert remind(at=friday + timedelta(days=2)) == 0
    assert remind(at=friday + timedelta(days=3, hours=5.1)) == 1


@pytest.mark.parametrize(
    ("roles", "superior"),
    [
        (("operator_ti", "kasubag_ptip", "sekretaris", "ketua"), "kasubag_ptip satu"),
        (("operator_ti", "sekretaris", "ketua"), "sekretaris satu"),
        (("operator_ti", "ketua"), "ketua satu"),
    ],
)
def test_empty_office_is_passed_over_for_the_next_above(roles, superior):
    opened(Office(roles=roles), due=hours(1))

    remind(at=hours(26))

    assert told()[-1].startswith(f"{superior}: Terlambat pada")


def test_nobody_is_their_own_superior():
    office = Office()
    for held in ("kasubag_ptip", "sekretaris"):
        make.appointment(office.people["operator_ti"], held)
    office.people["kasubag_ptip"].appointments.all().delete()
    office.people["sekretaris"].appointments.all().delete()
    opened(office, due=hours(1))

    remind(at=hours(26))

    assert told() == ["operator_ti satu: Terlambat", "ketua satu: Terlambat pada Operator/ Admin"]


def test_head_of_the_court_has_nobody_above():
    office = Office()
    task = office.up_to(office.open(), 2)
    Task.objects.filter(pk=task.pk).update(due_at=hours(1))
    Message.objects.all().delete()

    remind(at=hours(26))

    assert told() == ["ketua satu: Terlambat"]


def test_who_was_given_the_task_is_reminded_and_the_others_are_not():
    office = Office()
    second = make.user("operator_ti", court=office.court, full_name="Nur Aini")
    task = opened(office, due=hours(4))
    operator = office.people["operator_ti"]
    actions.reassign(task.pk, to=second, reason="Cuti.", by=operator, at=MONDAY)
    Message.objects.all().delete()

    remind(at=hours(5))

    assert told() == ["Nur Aini: Terlambat"]


def test_nothing_is_said_while_the_clock_stands_or_without_a_limit():
    office = Office()
    asked, endless = opened(office, due=hours(1)), opened(office, due=None)
    actions.ask(asked.pk, text="Ruang mana?", by=office.people["operator_ti"], at=MONDAY)
    Message.objects.all().delete()

    assert [remind(at=hours(number)) for number in (0.6, 2, 50)] == [0, 0, 0]
    assert (Message.objects.count(), Reminder.objects.count()) == (0, 0)
    assert endless.is_waiting


def test_done_task_is_not_reminded_of_and_its_reminders_are_settled():
    office = Office()
    task = opened(office, due=hours(4))
    remind(at=hours(5))
    operator = office.people["operator_ti"]
    assert Message.objects.unread_of(operator).count() == 1

    office.do(task.case, 1, at=hours(6))
    Task.objects.exclude(pk=task.pk).update(due_at=None)

    assert Message.objects.unread_of(operator).count() == 0
    assert remind(at=hours(50)) == 0


def test_court_without_any_working_day_holds_no_other_up():
    closed, office = make.court(), Office()
    for weekday in range(7):
        make.hours(closed, weekday, valid_until=MONDAY.date() - timedelta(9))
    opened(office, due=hours(4))

    assert remind(at=hours(2.5)) == 1


@pytest.mark.django_db(transaction=True)
def test_two_workers_remind_once():
    office = Office()
    for _ in range(3):
        task = office.task(office.open())
        Task.objects.filter(pk=task.pk).update(due_at=hours(4))
    Message.objects.all().delete()

    answers = race(2, lambda _: remind(at=hours(5)))
    remind(at=hours(5))  # what the loser of the race left is done in the next round

    assert all(isinstance(answer, int) for answer in answers)
    assert told() == ["operator_ti satu: Terlambat"] * 3


def test_queries_do_not_grow_with_tasks_and_courts():
    counts = []
    for courts in (1, 5):
        for _ in range(courts):
            office = Office()
            for _ in range(courts):
                opened(office, due=hours(4))
        with CaptureQueriesContext(connection) as seen:
            assert remind(at=hours(5)) == courts * courts
        counts.append(len(seen))

    assert counts[0] == counts[1] <= 24
