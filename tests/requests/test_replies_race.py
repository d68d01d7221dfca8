"""Two people of the desk who begin at once make the shipped sentences the court's own once."""

import pytest
from django.utils.timezone import now

from requests.models import ReadySentence
from requests.replies import actions
from requests.replies.sentences import shipped
from tests.workflow.office import Office
from tests.workflow.racing import race

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_databases]


def test_two_first_changes_at_once_adopt_once():
    office = Office()
    operator = office.people["operator_ti"]

    answers = race(4, lambda _: actions.adopt(by=operator, at=now()))

    assert answers == [None] * 4
    assert ReadySentence.objects.filter(court=office.court).count() == len(shipped())
