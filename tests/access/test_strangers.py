"""Rows of one court do not exist for another; `bin/prove strangers` asks for those of all kinds."""

import pytest

from sopti.people.models import User
from tests import make
from tests.access.strangers import Strangers
from tests.doors.test_wrong_files import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(settings, tmp_path, time_machine):
    settings.MEDIA_ROOT = tmp_path
    time_machine.move_to(make.MONDAY)
    return World()


def test_rows_of_a_court_do_not_exist_for_another(world):
    far = make.user("ketua", "kasubag_ptip", "operator_ti", "admin")

    seen = Strangers(world.office.court, [far.username], rows=1).run()

    assert seen.wrong == []
    assert seen.asked > 120


def test_strangers_are_seen_where_rows_are_not_kept_apart(world, monkeypatch):
    far = make.user("admin")
    monkeypatch.setattr("sopti.people.models.UserQuerySet.visible_to", lambda self, user: self)

    seen = Strangers(world.office.court, [far.username], rows=1).run()

    assert {cell[0] for cell in seen.wrong} >= {"people:person", "people:edit_person"}
    assert User.objects.filter(court=world.office.court).exists()
