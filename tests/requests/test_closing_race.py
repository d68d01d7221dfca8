"""Several answers to one finished request at once: one holds, the others read it."""

from datetime import timedelta

import pytest
from django.core.management import call_command

from requests.closing import actions, rules
from requests.models import Confirmation
from sopti.core.errors import Refusal
from sopti.workflow.models import Case, Event
from sopti.workflow.record import verify
from tests import make
from tests.requests import desk
from tests.workflow.office import Office
from tests.workflow.racing import race, slow_rules

__all__ = ["slow_rules"]

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_databases]

SOON, LATE = make.MONDAY + timedelta(hours=6), make.MONDAY + timedelta(days=7)


def test_confirming_and_reopening_at_once_leave_one_answer(slow_rules):
    office = Office()
    case = desk.done(office)
    slow_rules(rules, "why_not_confirm")

    def deed(number):
        if number % 2:
            return actions.confirm(case.pk, by=office.clerk, at=SOON)
        return actions.reopen(case.pk, reason="Belum beres.", by=office.clerk, at=SOON)

    answers = race(4, deed)

    reopened = sum(isinstance(answer, Case) for answer in answers)
    assert [type(answer) for answer in answers].count(Refusal) == 3, answers
    assert Confirmation.objects.count() == 1
    assert Case.objects.count() == 1 + reopened
    assert verify(office.court) is None


def test_two_workers_let_silence_pass_once(slow_rules):
    office = Office()
    desk.done(office)
    slow_rules(rules, "why_not_let_pass")

    answers = race(3, lambda _: actions.let_silence_pass(LATE))

    assert sorted(answers) == ["", "", "1 requests confirmed by silence"]
    assert Event.objects.filter(kind="confirmed").count() == 1


def test_round_of_the_worker_closes_what_nobody_answered():
    office = Office()
    case = desk.done(office, at=make.MONDAY - timedelta(days=365))

    call_command("worker", "--once")

    assert case.confirmation.state == "diam"
