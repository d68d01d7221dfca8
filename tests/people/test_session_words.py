"""Words typed into a form that was not carried out come back to their writer, nobody else."""

import pytest
from django.test import Client

from sopti.ui.typed import KEPT
from tests import make

pytestmark = pytest.mark.django_db

WORDS = "Printer loket dua berbunyi lalu mati."


def session_ended(client):
    """Let the person's session look as if it had been idle for a day."""
    session = client.session
    session["seen_at"] = session["began_at"] = 1
    session.save()


def send(client):
    return client.post("/berkas/999/tarik/", {"reason": WORDS}, headers={"referer": "/berkas/999/"})


def test_words_of_an_ended_session_wait_for_the_same_person():
    person, client = make.user(), Client()
    client.force_login(person)
    client.get("/")
    session_ended(client)

    assert send(client).url.startswith("/masuk/")
    assert WORDS not in client.get("/masuk/").content.decode()
    client.force_login(person)

    assert WORDS in client.get("/").content.decode()
    assert WORDS not in client.get("/").content.decode()


def test_words_are_thrown_away_when_somebody_else_logs_in_at_that_desk():
    client = Client()
    client.force_login(make.user())
    client.get("/")
    session_ended(client)
    send(client)

    client.force_login(make.user())

    assert WORDS not in client.get("/").content.decode()
    assert KEPT not in client.session


def test_words_of_nobody_known_stand_on_the_login_page_and_once_after_it():
    client = Client()
    assert send(client).url.startswith("/masuk/")

    assert WORDS in client.get("/masuk/").content.decode()
    client.force_login(make.user())

    assert WORDS in client.get("/").content.decode()
    assert WORDS not in client.get("/").content.decode()
