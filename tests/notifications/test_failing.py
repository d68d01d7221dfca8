"""The administrator sees which mails did not go out, since when, and why."""

from datetime import timedelta

import pytest
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils.timezone import now

from sopti.notifications import actions
from sopti.notifications.failing import MEANINGS, reason_of
from sopti.notifications.models import Message
from tests import make
from tests.notifications.test_outbox import refuse, tell
from tests.people.reading import text_of

pytestmark = pytest.mark.django_db
MAILS = reverse("notifications:mails")


@pytest.fixture
def admin(client):
    admin = make.user("admin")
    client.force_login(admin)
    return admin


def fail(*people, monkeypatch, at):
    tell(*people, at=at)
    with monkeypatch.context() as away:
        away.setattr(EmailMessage, "send", refuse)
        actions.send_waiting(at=at)


def test_what_failed_is_counted_named_and_explained_until_it_goes_out(client, admin, monkeypatch):
    clerk = make.user(court=admin.court, email="a@pa.test", full_name="Siti")
    before = text_of(client.get(reverse("people:manage")))
    fail(clerk, monkeypatch=monkeypatch, at=now())

    shown, page = text_of(client.get(reverse("people:manage"))), text_of(client.get(MAILS))
    actions.send_waiting(at=now() + timedelta(minutes=1))
    after = text_of(client.get(MAILS))

    assert "Tidak ada yang tertahan" in before
    assert "1 belum terkirim" in shown
    assert "1 e-mail belum terkirim, yang tertua menunggu sejak hari ini" in page
    assert "Server e-mail menjawab dengan penolakan." in page
    assert "Siti a@pa.test" in page
    assert "Tidak ada e-mail yang tertahan. Terakhir terkirim hari ini" in after
    assert Message.objects.get().error == ""


def test_other_courts_and_what_is_given_up_are_not_counted(client, admin, monkeypatch):
    clerk = make.user(court=admin.court, email="a@pa.test")
    fail(make.user(email="b@pa.test"), monkeypatch=monkeypatch, at=now())
    fail(clerk, monkeypatch=monkeypatch, at=now() - timedelta(days=3))

    assert "Tidak ada e-mail yang tertahan." in text_of(client.get(MAILS))


def test_only_the_administrator_reads_it(client):
    client.force_login(make.user("kasubag_ptip"))

    assert client.get(MAILS).status_code == 403


@pytest.mark.parametrize("error", [*(name for name, *_ in MEANINGS), "TimeoutError: timed out"])
def test_every_error_has_words_and_advice(error):
    reason = reason_of(error)

    assert reason.meaning.endswith(".")
    assert "Minta" in reason.advice or "Perbaiki" in reason.advice


def test_the_list_takes_as_many_queries_for_three_as_for_one(
    client, admin, monkeypatch, django_assert_max_num_queries
):
    people = [make.user(court=admin.court, email=f"a{n}@pa.test") for n in range(3)]
    fail(people[0], monkeypatch=monkeypatch, at=now())
    client.get(MAILS)
    with django_assert_max_num_queries(20) as first:
        client.get(MAILS)
    fail(*people, monkeypatch=monkeypatch, at=now())
    with django_assert_max_num_queries(len(first)):
        client.get(MAILS)
