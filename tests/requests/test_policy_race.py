"""Two people at one proposal, decree or year: one does it, the other reads that it is done."""

import pytest

from requests.policy import actions, proposing, rules
from requests.policy.decrees import rules as decree_rules
from requests.policy.decrees.models import Decree
from requests.policy.models import Programme, ProgrammeItem
from requests.regulations import actions as regulations
from requests.regulations import rules as regulation_rules
from requests.regulations.models import RegulationLink
from sopti.core.errors import Refusal
from tests import make
from tests.requests import planning
from tests.requests.test_regulations import added, linked
from tests.workflow.racing import race, slow_rules

__all__ = ["slow_rules"]

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_databases]


@pytest.fixture
def kasubag():
    return make.user("kasubag_ptip", "ketua", court=make.court("pa-kota-madiun"))


def test_proposal_is_taken_over_once(slow_rules, kasubag):
    made = planning.proposal(planning.window(kasubag), make.user(court=kasubag.court))
    slow_rules(rules, "why_not_decide")

    answers = race(3, lambda _: proposing.take_over(made.pk, by=kasubag, at=make.MONDAY))

    assert [type(answer) for answer in answers].count(Refusal) == 2, answers
    assert ProgrammeItem.objects.count() == 1


def test_decree_is_signed_once_with_one_number(slow_rules, kasubag):
    decree = planning.decree(kasubag)
    slow_rules(decree_rules, "why_not_whole")

    answers = race(3, lambda _: planning.signed(Decree.objects.get(pk=decree.pk), kasubag))

    assert [type(answer) for answer in answers].count(Refusal) == 2, answers
    assert Decree.objects.get().sequence == 1


def test_year_is_begun_once(kasubag):
    race(3, lambda _: actions.start_programme(2028, by=kasubag, at=make.MONDAY))

    assert Programme.objects.filter(year=2028).count() == 1


def test_circle_is_not_closed_from_two_sides(slow_rules, kasubag):
    one, two = added(kasubag, "Nomor 1"), added(kasubag, "Nomor 2")
    slow_rules(regulation_rules, "why_not_link")
    pairs = [(one, two), (two, one)]

    answers = race(2, lambda n: linked(*pairs[n], kasubag))

    assert [type(answer) for answer in answers].count(Refusal) == 1, answers
    assert RegulationLink.objects.count() == 1
    assert regulations.unlink(RegulationLink.objects.get().pk, by=kasubag)
