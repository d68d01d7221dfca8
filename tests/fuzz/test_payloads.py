"""What people write stays words: in pages, tables, mails and lines of the log."""

from urllib.parse import quote

import pytest
from django.test import Client
from django.utils.timezone import now

from sopti.core.doors import PERSON
from sopti.notifications import actions
from tests.doors.test_wrong_files import World
from tests.fuzz.markup import ill_markup
from tests.fuzz.payload_lists import payloads
from tests.fuzz.payloads import TEXT, found_by, plant, wrong_mails

pytestmark = pytest.mark.django_db

DOORS = ("/", "/masuk/", "/permintaan/baru/", "/aset/", "/aset/baru/", "/register/", "/solusi/")


def test_text_that_is_many_things_at_once_stays_text(settings, tmp_path, caplog, mailoutbox):
    settings.MEDIA_ROOT = tmp_path
    world = World()
    for one in world.people.values():
        one.email = f"{one.username}@pa-contoh.go.id"
        one.save()
    person = Client(raise_request_exception=False)
    person.force_login(world.people["operator_ti"])

    sent = plant(person, DOORS, 1)
    wrong, shown = found_by(person, DOORS, 1)
    actions.send_waiting(at=now())

    assert wrong == []
    assert (sent > 15, shown > 5) == (True, True), (sent, shown)
    assert wrong_mails() == []
    assert len(mailoutbox) > 0
    assert [line for line in caplog.messages if "\n" in line] == []


def test_a_page_that_does_not_escape_is_found(settings, monkeypatch):
    settings.ROOT_URLCONF = "tests.fuzz.planted"
    monkeypatch.setattr("sopti.ui.middleware.door_of", lambda name: PERSON)

    wrong, shown = found_by(Client(), [f"/tanaman/?kata={quote(TEXT)}"], 1)

    assert (len(wrong), shown) == (3, 1)


def test_pages_of_the_house_hold_no_ill_markup(client):
    person = World().people["operator_ti"]
    client.force_login(person)

    assert [ill_markup(client.get(page).content.decode()) for page in DOORS] == [[]] * len(DOORS)
    assert len(payloads(1)) == len(set(payloads(1))) > 80
