"""What people are told: on the page at once, by e-mail from the worker."""

import smtplib
from datetime import timedelta

import pytest
from django.core.mail import EmailMessage

from sopti.notifications import actions
from sopti.notifications.models import Message
from tests import make

pytestmark = pytest.mark.django_db


def tell(*people, at=make.MONDAY):
    actions.notify(
        to=people, subject="Menunggu Anda: SIPP", body="Langkah 2", link="/tugas/7/", at=at
    )


def test_everyone_is_told_once_even_when_named_twice():
    one, other = make.user(email="a@pa.test"), make.user(email="b@pa.test")

    tell(one, other, one)

    assert Message.objects.visible_to(one).count() == 1
    assert Message.objects.visible_to(other).count() == 1


def test_each_message_is_mailed_once_to_those_who_have_an_address(mailoutbox, settings):
    settings.SITE_ADDRESS = "https://sopti.pa.test"
    tell(make.user(email="a@pa.test"), make.user(email=""))

    first = actions.send_waiting(at=make.MONDAY)
    second = actions.send_waiting(at=make.MONDAY)

    assert (first, second) == (1, 0)
    assert [mail.to for mail in mailoutbox] == [["a@pa.test"]]
    assert mailoutbox[0].body == "Langkah 2\n\nhttps://sopti.pa.test/tugas/7/"


def test_mail_server_that_is_away_leaves_the_message_for_the_next_round(mailoutbox, monkeypatch):
    tell(make.user(email="a@pa.test"))
    with monkeypatch.context() as away:
        away.setattr(EmailMessage, "send", _refuse)
        assert actions.send_waiting(at=make.MONDAY) == 0
    assert mailoutbox == []

    assert actions.send_waiting(at=make.MONDAY) == 1
    assert len(mailoutbox) == 1


def _refuse(*args, **kwargs):
    raise smtplib.SMTPConnectError(421, "away")


def test_message_of_days_ago_is_no_longer_mailed(mailoutbox):
    tell(make.user(email="a@pa.test"))

    assert actions.send_waiting(at=make.MONDAY + timedelta(days=3)) == 0
    assert mailoutbox == []


def test_subject_with_line_breaks_makes_no_second_header(mailoutbox):
    person = make.user(email="a@pa.test")
    actions.notify(
        to=[person], subject="Perihal\r\nBcc: x@y.test", body="", link="/", at=make.MONDAY
    )

    actions.send_waiting(at=make.MONDAY)

    assert mailoutbox[0].subject == "Perihal Bcc: x@y.test"
    assert mailoutbox[0].recipients() == ["a@pa.test"]


def test_inbox_shows_only_my_messages_and_marks_them_read(client):
    mine, other = make.user(), make.user()
    tell(mine)
    tell(other)
    client.force_login(mine)

    assert client.get("/pemberitahuan/").content.decode().count("Menunggu Anda: SIPP") == 1
    client.post("/pemberitahuan/baca/")

    assert Message.objects.unread_of(mine).count() == 0
    assert Message.objects.unread_of(other).count() == 1


def test_empty_inbox_says_what_will_come(client):
    client.force_login(make.user())

    assert "Belum ada pemberitahuan." in client.get("/pemberitahuan/").content.decode()


@pytest.mark.parametrize("page", ["0", "abc", "-1", "999999999999999999999", "%00"])
def test_odd_page_numbers_show_the_first_page(client, page):
    client.force_login(make.user())

    assert client.get(f"/pemberitahuan/?hal={page}").status_code == 200
