"""No form takes a row of another court, or a column that it does not have."""

import re

import pytest

from sopti.core.doors import PERSON
from tests import make
from tests.access.smuggling import Smuggler
from tests.doors.test_wrong_files import World

pytestmark = pytest.mark.django_db
DOORS = ("/permintaan/baru/", "/aset/baru/")


@pytest.fixture
def worlds(settings, tmp_path, time_machine):
    settings.MEDIA_ROOT = tmp_path
    time_machine.move_to(make.MONDAY, tick=False)
    return World(), World()


def test_forms_take_nothing_of_another_court_and_no_column_besides(worlds):
    near, far = worlds

    seen = Smuggler(near.people["operator_ti"], far.office.court, DOORS).run()

    assert seen.wrong == []
    assert seen.smuggled > 25
    assert seen.accepted > 30
    assert seen.forged > 1000


def test_form_that_believes_everything_is_found(worlds, settings, monkeypatch):
    near, far = worlds
    settings.ROOT_URLCONF = "tests.access.planted"
    monkeypatch.setattr("sopti.ui.middleware.door_of", lambda name: PERSON)
    monkeypatch.setattr("tests.fuzz.places.LINK", re.compile("(?!)"))

    seen = Smuggler(near.people["operator_ti"], far.office.court, ("/tanaman/",)).run()

    assert [one[:3] for one in seen.wrong if "reached another court" in one[-1]] == [
        ("planted", "owner", "User")
    ]
    assert {one[3] for one in seen.wrong if one[1] == "Asset"} == {"room", "note"}
