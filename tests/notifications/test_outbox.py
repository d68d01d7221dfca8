"""The outbox: every message is mailed once, whatever happens to worker, server or names."""

import smtplib
from datetime import timedelta
from email import message_from_bytes, policy

import pytest
from django.core.mail import EmailMessage

from sopti.notifications import actions
from sopti.notifications.enums import Kind
from sopti.notifications.models import Message
from tests import make
from tests.workflow.racing import race

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

A_ROUND = timedelta(seconds=30)


def tell(*people, at=make.MONDAY, **words):
    words = {"subject": "Menunggu Anda: SIPP", "body": "Langkah 2", "link": "/tugas/7/"} | words
    actions.notify(to=people, at=at, **words)


def read_back(mail):
    """The mail as a mail server reads it."""
    return message_from_bytes(mail.message().as_bytes(), policy=policy.default)


def refuse(*args, **kwargs):
    raise smtplib.SMTPConnectError(421, "away")


def test_everyone_is_told_once_even_when_named_twice():
    one, other = make.user(email="a@pa.test"), make.user(email="b@pa.test")

    tell(one, other, one)

    assert Message.objects.visible_to(one).count() == 1
    assert Message.objects.visible_to(other).count() == 1


def test_each_message_is_mailed_once_to_those_who_have_an_address(mailoutbox, settings):
    settings.SITE_ADDRESS = "https://sopti.pa.test"
    tell(make.user(email="a@pa.test", full_name="Sri Hastuti"), make.user(email=""))

    first = actions.send_waiting(at=make.MONDAY)
    second = actions.send_waiting(at=make.MONDAY + A_ROUND)

    assert (first, second) == (1, 0)
    assert [mail.to for mail in mailoutbox] == [["Sri Hastuti <a@pa.test>"]]
    assert mailoutbox[0].body.startswith("Yth. Sri Hastuti,\n")
    assert "Langkah 2" in mailoutbox[0].body
    assert "https://sopti.pa.test/tugas/7/" in mailoutbox[0].body
    assert "Atur pemberitahuan Anda: https://sopti.pa.test/pemberitahuan/atur/" in (
        mailoutbox[0].body
    )


def test_mail_without_a_site_address_names_the_page_instead_of_half_a_link(mailoutbox, settings):
    settings.SITE_ADDRESS = ""
    tell(make.user(email="a@pa.test"))

    actions.send_waiting(at=make.MONDAY)

    assert "/tugas/7/" not in mailoutbox[0].body
    assert "Buka SOPTI, lalu Pemberitahuan" in mailoutbox[0].body


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_has_a_mail_that_says_what_and_where(mailoutbox, settings, kind):
    settings.SITE_ADDRESS = "https://sopti.pa.test"
    person = make.user(email="a@pa.test")
    tell(person, kind=kind, subject="Perihal: <R&D>", body='Isi: 1 < 2 & "a"')

    actions.send_waiting(at=make.MONDAY)

    assert "Perihal: <R&D>" in mailoutbox[0].body
    assert 'Isi: 1 < 2 & "a"' in mailoutbox[0].body
    assert "\nhttps://sopti.pa.test/tugas/7/\n" in mailoutbox[0].body
    assert "{" not in mailoutbox[0].body


def test_headers_say_that_a_machine_wrote_and_which_row_it_was(mailoutbox, settings):
    settings.SITE_ADDRESS = "https://sopti.pa.test"
    tell(make.user(email="a@pa.test"), topic="/berkas/12/")

    actions.send_waiting(at=make.MONDAY)

    mail, row = read_back(mailoutbox[0]), Message.objects.get()
    assert mail["Message-ID"] == f"<sopti-{row.pk}@sopti.pa.test>"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["References"] == "<sopti-berkas-12@sopti.pa.test>"
    assert mail["List-Unsubscribe"] == "<https://sopti.pa.test/pemberitahuan/atur/>"


def test_mail_sent_again_after_a_crash_bears_the_same_id(mailoutbox):
    tell(make.user(email="a@pa.test"))
    actions.send_waiting(at=make.MONDAY)
    Message.objects.update(sent_at=None, claimed_at=make.MONDAY)  # it died before it noted it

    meanwhile = actions.send_waiting(at=make.MONDAY + A_ROUND)
    later = actions.send_waiting(at=make.MONDAY + timedelta(minutes=11))

    assert (meanwhile, later) == (0, 1)
    assert len({read_back(mail)["Message-ID"] for mail in mailoutbox}) == 1
    assert len(mailoutbox) == 2


def test_mail_server_that_is_away_leaves_the_message_for_the_next_round(mailoutbox, monkeypatch):
    tell(make.user(email="a@pa.test"))
    with monkeypatch.context() as away:
        away.setattr(EmailMessage, "send", refuse)
        assert actions.send_waiting(at=make.MONDAY) == 0
    assert mailoutbox == []

    assert actions.send_waiting(at=make.MONDAY + A_ROUND) == 1
    assert len(mailoutbox) == 1


def test_server_that_is_away_is_not_asked_for_every_message(monkeypatch):
    for _ in range(5):
        tell(make.user(email="a@pa.test"))
    asked = []
    monkeypatch.setattr(EmailMessage, "send", lambda mail: asked.append(mail) or refuse())

    actions.send_waiting(at=make.MONDAY)

    assert len(asked) == 3


def test_impossible_address_holds_nobody_else_up(mailoutbox):
    for number in range(4):
        tell(make.user(email=f"a{number}@pa.test\nBcc: x@y.test"))
    tell(make.user(email="b@pa.test"))

    actions.send_waiting(at=make.MONDAY)
    actions.send_waiting(at=make.MONDAY + A_ROUND)

    assert [mail.recipients()[0].endswith("<b@pa.test>") for mail in mailoutbox] == [True]


def test_message_of_days_ago_is_no_longer_mailed(mailoutbox):
    tell(make.user(email="a@pa.test"))

    assert actions.send_waiting(at=make.MONDAY + timedelta(days=3)) == 0
    assert mailoutbox == []


def test_what_was_read_or_settled_or_belongs_to_a_closed_account_is_not_mailed(mailoutbox):
    reader, colleague = make.user(email="a@pa.test"), make.user(email="b@pa.test")
    tell(reader)
    tell(colleague, about="tugas:7")
    tell(make.user(email="c@pa.test", is_active=False))
    actions.mark_read(by=reader, at=make.MONDAY)
    actions.settle("tugas:7", at=make.MONDAY)

    assert actions.send_waiting(at=make.MONDAY) == 0
    assert mailoutbox == []


@pytest.mark.parametrize(
    ("name", "subject"),
    [
        ("Rina Oktaviani, S.H., M.H.", "Perihal\r\nBcc: x@y.test"),
        ('"a"<b@c.test>,d@e.test', "Perihal\nTo: x@y.test\n\nisi"),
        ("Rina\r\nBcc: x@y.test", "Perihal Bcc: x@y.test"),
        ("\u202eaniR", "\u202ePerihal\x0b"),
    ],
)
def test_names_and_titles_make_no_second_header_and_no_second_recipient(mailoutbox, name, subject):
    tell(make.user(email="a@pa.test", full_name=name), subject=subject)

    actions.send_waiting(at=make.MONDAY)

    mail = read_back(mailoutbox[0])
    assert [one.addr_spec for one in mail["To"].addresses] == ["a@pa.test"]
    assert (mail["Bcc"], mail["Cc"], len(mail.get_all("To"))) == (None, None, 1)
    assert mail["Subject"].startswith("Perihal")
    assert "\u202e" not in str(mail)


@pytest.mark.django_db(transaction=True)
def test_many_workers_at_once_mail_each_message_once(mailoutbox):
    for number in range(6):
        tell(make.user(email=f"a{number}@pa.test"))

    sent = race(4, lambda _: actions.send_waiting(at=make.MONDAY))

    assert sum(sent) == 6
    assert len({mail.to[0] for mail in mailoutbox}) == len(mailoutbox) == 6
