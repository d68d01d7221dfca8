"""The second sending of a form is answered like the first, also where nobody saw that one."""

from uuid import uuid4

import pytest

from tests import make

pytestmark = pytest.mark.django_db

SAID = "Keputusan <b>setuju</b> dicatat."


@pytest.fixture
def person(client):
    client.force_login(make.user())
    return client


def send(client, key):
    return client.post("/sekali/", {"form_key": key, "word": "setuju"})


def test_whoever_lost_the_first_answer_reads_what_it_said(person):
    key = str(uuid4())
    first = send(person, key)
    del person.cookies["messages"]  # with the answer that a browser drops at a second click

    second = send(person, key)

    assert (first.status_code, second.status_code) == (302, 302)
    assert second.url == first.url
    assert person.get(second.url).content.decode().count(SAID) == 1


def test_whoever_got_both_answers_reads_it_once(person):
    key = str(uuid4())
    send(person, key)

    second = send(person, key)

    assert person.get(second.url).content.decode().count(SAID) == 1


def test_what_was_unread_before_is_no_part_of_the_answer(person):
    send(person, str(uuid4()))
    key = str(uuid4())
    person.post("/sekali/", {"form_key": key, "word": "tolak"})
    del person.cookies["messages"]

    page = person.get(person.post("/sekali/", {"form_key": key, "word": "tolak"}).url)

    assert "Keputusan <b>tolak</b> dicatat." in page.content.decode()
    assert SAID not in page.content.decode()
