"""Several administrators who appoint the same person at once: one does, the others read so."""

from datetime import date

import pytest

from sopti.core.errors import Refusal
from sopti.people import actions, rules
from sopti.people.models import Appointment
from tests import make
from tests.workflow.racing import race, slow_rules

__all__ = ["slow_rules"]

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_databases]

AT_ONCE = 6


def test_person_is_appointed_once_by_many_at_the_same_moment(slow_rules):
    court = make.court()
    keepers = [make.user("admin", court=court) for _ in range(AT_ONCE)]
    person = make.user(court=court, full_name="Citra")
    head = make.role("kabag")
    slow_rules(rules, "why_not_appoint")

    def appoint(number):
        wanted = Appointment(user=person, court=court, role=head, starts_on=date(2026, 11, 16))
        return actions.appoint(wanted, by=keepers[number], at=make.MONDAY)

    answers = race(AT_ONCE, appoint)

    refused = [str(answer) for answer in answers if isinstance(answer, Refusal)]
    assert len(refused) == AT_ONCE - 1, answers
    assert all(said.startswith("Citra sudah menjadi Kabag ") for said in refused), refused
    assert Appointment.objects.filter(user=person, role=head).count() == 1
