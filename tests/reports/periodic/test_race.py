"""Several who sign one report at once: one signature, one number, and the others read it."""

import pytest

from sopti.core.errors import Refusal
from sopti.reports.periodic import actions, rules
from sopti.reports.periodic.models import Report
from sopti.workflow.models import Event
from sopti.workflow.record import verify
from tests import make
from tests.reports.periodic.desk import THIRTIETH, Desk
from tests.workflow.racing import race, slow_rules

__all__ = ["slow_rules"]

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_databases]

AT_ONCE = 6


def test_report_is_signed_once_by_many_at_the_same_moment(slow_rules):
    desk = Desk()
    report = desk.checked()
    others = [make.user("sekretaris", court=desk.court) for _ in range(AT_ONCE - 1)]
    people = [desk.sekretaris, *others]
    slow_rules(rules, "why_not_sign")

    answers = race(AT_ONCE, lambda number: actions.sign(report.pk, by=people[number], at=THIRTIETH))

    kept = Report.objects.get(pk=report.pk)
    refused = {str(answer) for answer in answers if isinstance(answer, Refusal)}
    assert [type(answer) for answer in answers].count(Report) == 1, answers
    assert refused == {f"Laporan ini sudah disahkan dengan nomor {kept.number}."}
    assert kept.number.startswith("1/LAP.TI/")
    assert Event.objects.filter(kind="report-signed").count() == 1
    assert verify(desk.court) is None
