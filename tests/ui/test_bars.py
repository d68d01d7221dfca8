"""The bars of a page are drawn once for the same content, and never show what was."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from sopti.ui import bars, frame
from tests import make

pytestmark = pytest.mark.django_db

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')


@pytest.fixture(autouse=True)
def nothing_drawn_yet():
    bars._draw.cache_clear()  # noqa: SLF001


def page(client, person):
    client.force_login(person)
    return client.get("/").content.decode()


def times_drawn():
    return bars._draw.cache_info().misses  # noqa: SLF001


def test_two_pages_of_one_person_draw_the_bars_once(client):
    person = make.user()

    first, second = page(client, person), page(client, person)

    assert times_drawn() == 2  # above and below
    assert TOKEN.sub("", first) == TOKEN.sub("", second)


def test_what_changed_is_seen_on_the_next_page(client, monkeypatch):
    person = make.user(full_name="Sri Lestari", position="Panitera")
    page(client, person)

    person.full_name, person.position = "Sri Lestari, S.H.", "Jurusita"
    person.save()
    renamed = page(client, person)
    make.appointment(person, "ketua", capacity="plh")
    acting = page(client, person)
    monkeypatch.setitem(frame._counts, frame.WAITING, lambda user: 7)  # noqa: SLF001
    waiting = page(client, person)

    assert renamed.count("Sri Lestari, S.H.") >= 2
    assert "Panitera" not in renamed
    assert "Plh. Ketua" not in renamed
    assert "Plh. Ketua" in acting
    assert '<span class="count">7<' not in acting
    assert waiting.count('<span class="count">7<') == 2


def test_nobody_sees_the_bars_of_somebody_else(client):
    court = make.court()
    sri, joko = (make.user(full_name=name, court=court) for name in ("Sri Lestari", "Joko Susilo"))

    pages = page(client, sri), page(client, joko), page(client, sri)

    assert ["Joko Susilo" in html for html in pages] == [False, True, False]
    assert ["Sri Lestari" in html for html in pages] == [True, False, True]


def test_the_forms_in_the_bars_have_the_token_of_their_page():
    person, other = make.user(), make.user()
    client, another = Client(enforce_csrf_checks=True), Client(enforce_csrf_checks=True)
    tokens = [set(TOKEN.findall(page(one, who))) for one, who in
              ((client, person), (client, person), (another, other))]  # fmt: skip

    assert all(tokens)
    assert not tokens[0] & tokens[1]
    assert not tokens[1] & tokens[2]
    logout = reverse("account_logout")
    [foreign, *_] = tokens[2]
    assert client.post(logout, {"csrfmiddlewaretoken": foreign}).status_code == 403
    [own, *_] = tokens[1]
    assert client.post(logout, {"csrfmiddlewaretoken": own}).status_code == 200
