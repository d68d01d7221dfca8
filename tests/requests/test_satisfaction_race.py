"""Several people and workers at one survey at once."""

from datetime import timedelta

import pytest

from requests.models import SurveyRound, SurveySheet
from requests.satisfaction import actions, rules
from sopti.core.errors import Refusal
from sopti.workflow.models import Event
from sopti.workflow.record import verify
from tests import make
from tests.requests.polling import AFTER, CONTENT, Poll
from tests.workflow.racing import race, slow_rules

__all__ = ["slow_rules"]

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_databases]


def test_one_person_who_sends_four_times_at_once_has_answered_once(slow_rules):
    poll = Poll()
    opened = poll.open()
    slow_rules(rules, "why_not_answer")

    answers = race(4, lambda _: poll.answer(opened, poll.people[1]))

    assert [type(one) for one in answers].count(Refusal) == 3, answers
    assert [sheet.marks for sheet in SurveySheet.objects.all()] == [CONTENT]


def test_two_workers_close_once_and_no_answer_comes_in_between(slow_rules):
    poll = Poll()
    opened = poll.open()
    for person in poll.people[:5]:
        poll.answer(opened, person)

    def deed(number):
        if number == 0:
            return poll.answer(opened, poll.people[5], at=AFTER - timedelta(hours=4))
        return actions.tend(AFTER)

    answers = race(3, deed)

    assert sorted(str(one) for one in answers[1:]) == ["", "1 surveys closed"]
    came = 5 if isinstance(answers[0], Refusal) else 6
    assert SurveySheet.objects.count() == came
    assert Event.objects.filter(kind="survey-closed").count() == 1
    assert verify(poll.court) is None


def test_of_two_heads_who_open_at_once_one_does():
    poll = Poll()
    heads = [poll.kasubag, poll.head]

    answers = race(2, lambda number: poll.open(by=heads[number], at=make.MONDAY))

    assert sorted(type(one).__name__ for one in answers) == ["Refusal", "SurveyRound"]
    assert SurveyRound.objects.count() == 1
