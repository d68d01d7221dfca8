"""A form that no page of ours has given is refused at every address, and changes nothing."""

import pytest
from django.test import Client

from sopti.core.doors import addresses
from tests.access.addresses import example
from tests.access.knocking import Door
from tests.workflow.office import Office

pytestmark = pytest.mark.django_db
# What machines send, under a key or a signature of their own instead of a form's token.
WITHOUT_TOKEN = {"maintenance:take_reading"}


@pytest.fixture
def site():
    office = Office()
    case = office.open()
    door, ketua = Door(), office.people["ketua"]
    door.browsers[ketua.username] = Client(enforce_csrf_checks=True, headers={"accept": "*/*"})
    door.browsers[ketua.username].force_login(ketua)
    return door, ketua.username, case


def test_every_address_refuses_a_form_without_its_token(site):
    door, ketua, case = site
    wrong, asked = [], 0

    for name, _, address in addresses():
        came = door.knock(ketua, "POST", example(name, case.pk), {"reason": "Palsu."})
        asked += 1
        exempt = getattr(address.callback, "csrf_exempt", False)
        if exempt != (name in WITHOUT_TOKEN):
            wrong.append((name, "exempt", exempt))
        if not exempt and (came.status, came.traces, came.changed) != (403, 1, False):
            wrong.append((name, came.status, came.traces, came.changed))

    assert wrong == []
    assert asked > 340


def test_reading_changes_nothing_at_any_address(site):
    door, ketua, case = site
    wrong = []

    for name, _, _ in addresses():
        came = door.knock(ketua, "GET", example(name, case.pk))
        if came.changed:
            wrong.append((name, came.status))

    assert wrong == []
