"""The demonstration's monitors: seen with a past, never looked at."""

from datetime import timedelta

import pytest
from django.utils.timezone import now

from sopti.monitors import demo
from sopti.monitors.claiming import claim_due
from sopti.monitors.models import Monitor, Outage, Tally
from sopti.workflow.models import Case
from tests import make
from tests.workflow.office import Office

pytestmark = pytest.mark.django_db


@pytest.fixture
def court():
    return Office().court


def test_court_gets_six_monitors_with_a_past_and_two_outages(court):
    made = demo.make_monitors(at=now(), courts=[court])

    assert made == Monitor.objects.count() == 6
    assert Outage.objects.count() == 2
    assert Outage.objects.filter(ended_at=None).count() == 1
    assert Tally.objects.filter(monitor__name="Situs pengadilan", span="hari").count() == 62
    assert Case.objects.get().title == "SIPP lokal terganggu"


def test_demonstration_is_made_once(court):
    demo.make_monitors(at=now(), courts=[court])

    assert demo.make_monitors(at=now(), courts=[court]) == 0
    assert Case.objects.count() == 1


def test_demonstration_speaks_to_nobody(court):
    demo.make_monitors(at=now(), courts=[court])

    assert claim_due(at=now() + timedelta(days=9), most=99) == []


def test_court_without_an_incident_table_has_its_outages_too():
    demo.make_monitors(at=now(), courts=[make.court()])

    assert Outage.objects.count() == 2
    assert not Case.objects.exists()
