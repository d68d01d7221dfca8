"""Two people of the desk at one request or one article: one solution, one check."""

import pytest
from django.utils.timezone import now

from requests.knowledge import actions, rules
from requests.models import Article, Solution
from sopti.core.errors import Refusal
from tests.requests import desk
from tests.requests.test_knowledge import written
from tests.workflow.office import Office
from tests.workflow.racing import race, slow_rules

__all__ = ["slow_rules"]

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_databases]


def test_two_links_at_once_leave_one_solution(slow_rules):
    office = Office()
    case, operator = desk.filed(office), office.people["operator_ti"]
    articles = [written(office, title=f"Printer macet {number}") for number in range(2)]
    slow_rules(rules, "why_not_link")

    answers = race(4, lambda n: actions.link(case.pk, articles[n % 2].pk, by=operator, at=now()))

    assert {type(answer) for answer in answers} == {Solution}
    assert Solution.objects.get().article in articles


def test_article_is_put_into_force_once(slow_rules):
    office = Office()
    article, kasubag = written(office, in_force=False), office.people["kasubag_ptip"]
    slow_rules(rules, "why_not_put_in_force")

    answers = race(3, lambda _: actions.put_in_force(article.pk, by=kasubag, at=now()))

    assert [type(answer) for answer in answers].count(Refusal) == 2, answers
    assert Article.objects.get().history.count() == 2
