"""A fault that is found while something else is done becomes one case, linked both ways."""

from datetime import timedelta

import pytest

from sopti.core.errors import Refusal
from sopti.workflow import raising
from sopti.workflow.models import Case
from sopti.workflow.record import verify
from sopti.workflow.subjects import Subject
from tests import make
from tests.workflow.office import Office
from tests.workflow.racing import race, slow_rules

__all__ = ["slow_rules"]

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

AT = make.MONDAY + timedelta(hours=1)
SWITCH = Subject("asset", "7", "Switch lantai 2 (3.10-7)")


@pytest.fixture
def office():
    return Office()


def fault(office, **told):
    usual = {"court": office.court, "title": "Switch lantai 2 mati", "detail": "Lampu padam.",
             "by": office.people["operator_ti"], "at": AT, "subjects": [SWITCH]}  # fmt: skip
    return usual | told


def upkeep(office):
    return office.open("monitoring-pemeliharaan", flow_key="bulanan", title="Bulanan",
                       by=office.people["operator_ti"])  # fmt: skip


@pytest.mark.parametrize("kind", ["incident", "request"])
def test_raised_case_is_linked_with_where_it_came_from_and_names_its_thing(client, office, kind):
    source = upkeep(office)

    if kind == "incident":
        case = raising.raise_incident("network", **fault(office, from_case=source))
    else:
        case = raising.raise_request(**fault(office, from_case=source))

    wanted = {"incident": ("jaringan-internet", "insiden"), "request": ("permintaan-layanan", "")}
    assert (case.procedure_key, case.flow_key) == wanted[kind]
    assert [one.label for one in case.subjects.all()] == [SWITCH.label]
    client.force_login(office.people["operator_ti"])
    assert case.number in client.get(source.get_absolute_url()).content.decode()
    assert source.get_absolute_url() in client.get(case.get_absolute_url()).content.decode()
    said = source.events.order_by("sequence").last().summary
    assert said.startswith(f"Diteruskan ke berkas {case.number}")
    assert verify(office.court) is None


def test_same_fault_is_one_case_until_that_is_closed(office):
    source = upkeep(office)

    first, second = (raising.raise_request(**fault(office, from_case=source)) for _ in "12")
    other = raising.raise_request(**fault(office, from_case=source, detail="Kabel putus."))
    Case.objects.filter(pk=first.pk).update(status="ditarik", closed_at=AT)
    later = raising.raise_request(**fault(office, from_case=source))

    assert first == second
    assert len({first.pk, other.pk, later.pk}) == 3
    assert Case.objects.filter(parent=source).count() == 3


def test_court_without_the_table_raises_nothing(office):
    operator = make.user("operator_ti", court=make.court())

    told = fault(office, court=operator.court, by=operator)

    assert raising.raise_request(**told) is None
    assert raising.raise_incident("network", **told) is None
    assert raising.raise_incident("maintenance", **fault(office)) is None
    assert not raising.may_raise_request(operator)
    assert raising.may_raise_request(office.people["operator_ti"])


def test_only_whom_the_sop_names_opens_the_incident(office):
    with pytest.raises(Refusal, match="dibuka oleh"):
        raising.raise_incident("network", **fault(office, by=office.people["ketua"]))

    assert not Case.objects.exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("kind", ["incident", "request"])
def test_many_who_raise_the_same_at_once_get_one_case(office, slow_rules, kind):
    source = upkeep(office)
    slow_rules(raising, "_raised_already")

    def deed(number):
        told = fault(office, from_case=None if number % 2 else source)
        if kind == "incident":
            return raising.raise_incident("network", **told)
        return raising.raise_request(**told)

    found = race(6, deed)

    assert all(isinstance(one, Case) for one in found), found
    assert len({one.pk for one in found}) == 2
    assert Case.objects.exclude(pk=source.pk).count() == 2
    assert verify(office.court) is None
