"""What the room of requests tells on Ikhtisar: requests by kind, and what they cost."""

from datetime import timedelta

import pytest

from requests.enums import Category, Urgency
from requests.models import Handling, ServiceRequest
from requests.overview import cost, kinds
from tests import make
from tests.workflow.office import Office

pytestmark = pytest.mark.django_db
NOW = make.MONDAY + timedelta(days=1)


@pytest.fixture
def office():
    return Office()


def asked(office, category, *, at=make.MONDAY, **handling):
    case = office.open(at=at)
    ServiceRequest.objects.create(case=case, category=category, urgency=Urgency.values[0])
    Handling.objects.create(case=case, **handling)


def test_requests_of_the_month_are_told_by_kind_the_most_first(office):
    asked(office, Category.NETWORK)
    asked(office, Category.HARDWARE)
    asked(office, Category.HARDWARE)
    asked(office, Category.HARDWARE, at=make.MONDAY - timedelta(days=40))

    part = kinds(office.people["kasubag_ptip"], NOW)

    assert part.lead == "3 permintaan masuk pada November 2026."
    [chart] = part.charts
    assert chart.names == ("Perangkat keras", "Jaringan dan internet")
    assert chart.series[0].values == (2, 1)


def test_costs_are_summed_for_the_month_and_the_year(office):
    asked(office, Category.HARDWARE, cost=500_000, approved_cost=400_000)
    asked(office, Category.HARDWARE, cost=250_000)
    asked(office, Category.HARDWARE)
    asked(office, Category.HARDWARE, at=make.MONDAY - timedelta(days=40), cost=1_000_000)
    asked(office, Category.HARDWARE, at=make.MONDAY - timedelta(days=400), cost=9_000_000)

    part = cost(office.people["sekretaris"], NOW)

    assert part.lead == "Disetujui Rp400.000 dari perkiraan Rp1.750.000 tahun ini."
    assert [(amount, words) for amount, _, words in part.numbers] == [
        ("Rp400.000", "disetujui, permintaan November 2026"),
        ("Rp750.000", "diperkirakan, permintaan November 2026"),
        ("Rp400.000", "disetujui, permintaan tahun 2026"),
        ("Rp1.750.000", "diperkirakan, permintaan tahun 2026"),
    ]


def test_nothing_of_another_court_is_told(office):
    asked(office, Category.HARDWARE, cost=500_000)
    stranger = make.user("sekretaris", "kasubag_ptip")

    assert kinds(stranger, NOW).lead == "Belum ada permintaan yang masuk pada November 2026."
    assert cost(stranger, NOW).lead == "Belum ada permintaan tahun 2026 yang berbiaya."
    assert cost(stranger, NOW).numbers == ()
