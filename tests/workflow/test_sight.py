"""Whether one case may be seen is told of it alone as the query tells it of all."""

import pytest

from sopti.workflow.models import Case
from sopti.workflow.rules import may_see
from tests import make
from tests.workflow.office import Office

pytestmark = pytest.mark.django_db


def test_rule_of_one_case_says_what_the_query_of_all_says():
    office, stranger = Office(), make.user("ketua")
    clerk, other = make.user(court=office.court), make.user(court=office.court)
    cases = [office.open(title="Milik sendiri", requester=clerk),
             office.open(title="Milik orang", requester=other)]  # fmt: skip

    told = {
        (str(person), case.title): may_see(person, case)
        for person in (clerk, other, office.people["ketua"], stranger)
        for case in cases
    }

    assert told == {
        (str(person), case.title): Case.objects.visible_to(person).filter(pk=case.pk).exists()
        for person in (clerk, other, office.people["ketua"], stranger)
        for case in cases
    }
    assert sorted(told.values()) == [False] * 4 + [True] * 4
