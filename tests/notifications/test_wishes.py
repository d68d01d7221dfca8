"""Each person says how each kind of message reaches them; roles say what is usual."""

from datetime import UTC, date, datetime

import pytest

from sopti.notifications import actions
from sopti.notifications.channels import channels_of, kinds_of
from sopti.notifications.enums import Channel, Kind
from sopti.notifications.models import Message, NotificationSetting
from sopti.people.models import Appointment
from tests import make

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

PAGE = "/pemberitahuan/atur/"


def tell(*people, kind):
    actions.notify(to=people, kind=kind, subject="Perihal", body="", link="/", at=make.MONDAY)


def sent(mailoutbox):
    actions.send_waiting(at=make.MONDAY)
    return len(mailoutbox)


def answers(**chosen):
    return {kind.value: Channel.AT_ONCE.value for kind in Kind} | chosen


@pytest.mark.parametrize(
    ("role", "channel"),
    [
        ("kasubag_ptip", Channel.DIGEST),
        ("kabag", Channel.DIGEST),
        ("sekretaris", Channel.DIGEST),
        ("ketua", Channel.DIGEST),
        ("operator_ti", Channel.AT_ONCE),
        ("kasubag_umum", Channel.AT_ONCE),
    ],
)
def test_who_decides_gets_what_waits_as_a_digest_and_others_at_once(mailoutbox, role, channel):
    person = make.user(role, email="a@pa.test")
    tell(person, kind=Kind.WAITING)

    mails = sent(mailoutbox)

    assert channels_of(person)[Kind.WAITING] == channel
    assert Message.objects.get().channel == channel
    assert mails == (1 if channel == Channel.AT_ONCE else 0)


def test_who_decides_gets_everything_else_at_once(mailoutbox):
    ketua = make.user("ketua", email="a@pa.test")
    for kind in Kind:
        tell(ketua, kind=kind)

    assert sent(mailoutbox) == len(Kind) - 1


def test_plh_of_today_gets_the_digest_and_the_one_of_yesterday_does_not(mailoutbox):
    court = make.court()
    now = make.user(court=court, email="a@pa.test")
    before = make.user(court=court, email="b@pa.test")
    today, yesterday = date(2026, 11, 16), date(2026, 11, 15)
    make.appointment(now, "ketua", capacity="plh", starts_on=today, ends_on=today)
    make.appointment(before, "ketua", capacity="plh", starts_on=yesterday, ends_on=yesterday)
    tell(now, before, kind=Kind.WAITING)

    sent(mailoutbox)

    assert Message.objects.get(to=now).channel == Channel.DIGEST
    assert Message.objects.get(to=before).channel == Channel.AT_ONCE


def test_appointments_of_every_court_count_by_its_own_day():
    west, east = make.court(), make.court(zone="Asia/Jayapura")
    for court in (west, east):
        make.appointment(make.user(court=court), "ketua", starts_on=date(2026, 12, 1))

    late = datetime(2026, 11, 30, 16, 0, tzinfo=UTC)  # the 1st in Jayapura, the 30th in Jakarta
    heads = Appointment.objects.in_force_at(late).filter(role="ketua")

    assert [held.court for held in heads] == [east]


def test_wish_beats_the_default_and_its_history_says_who(client, mailoutbox):
    ketua = make.user("ketua", email="a@pa.test")
    client.force_login(ketua)

    response = client.post(PAGE, answers(permintaan="halaman"))

    assert (response.status_code, response.url) == (302, PAGE)
    rows = NotificationSetting.objects.order_by("kind").values_list("kind", "channel")
    assert list(rows) == [("menunggu", "langsung"), ("permintaan", "halaman")]
    assert {past.history_user for past in NotificationSetting.history.all()} == {ketua}
    tell(ketua, kind=Kind.WAITING)
    tell(ketua, kind=Kind.MINE)
    assert sent(mailoutbox) == 1
    assert Message.objects.unread_of(ketua).count() == 2


def test_saving_what_is_already_so_writes_nothing():
    operator = make.user("operator_ti")
    wishes = dict.fromkeys(kinds_of(operator), Channel.AT_ONCE)

    changed = actions.choose(wishes, by=operator, at=make.MONDAY)

    assert (changed, NotificationSetting.objects.count()) == (0, 0)


def test_wish_taken_back_is_changed_in_its_row():
    operator = make.user("operator_ti")
    actions.choose({Kind.WAITING: Channel.PAGE}, by=operator, at=make.MONDAY)

    actions.choose({Kind.WAITING: Channel.AT_ONCE}, by=operator, at=make.MONDAY)

    assert NotificationSetting.objects.get().channel == Channel.AT_ONCE
    assert NotificationSetting.history.count() == 2


@pytest.mark.parametrize(
    ("roles", "asked"),
    [
        ((), [Kind.MINE, Kind.TALK]),
        (("operator_ti",), [kind for kind in Kind if kind != Kind.LATE_BELOW]),
        (("sekretaris",), list(Kind)),
    ],
)
def test_page_asks_about_what_the_person_can_get(client, roles, asked):
    client.force_login(make.user(*roles))

    html = client.get(PAGE).content.decode()

    assert [kind for kind in Kind if f'name="{kind.value}"' in html] == asked
    assert html.count("checked") == len(asked)


def test_page_says_where_mails_go_or_that_none_can(client):
    client.force_login(make.user(email="rina@pa.test"))
    assert "E-mail dikirim ke rina@pa.test." in client.get(PAGE).content.decode()

    client.force_login(make.user())
    assert "Alamat e-mail Anda belum dicatat." in client.get(PAGE).content.decode()


def test_answer_that_is_none_changes_nothing_and_says_so(client):
    client.force_login(make.user())

    response = client.post(PAGE, {"permintaan": "merpati"})

    assert response.status_code == 422
    assert "Pilih cara untuk: pertanyaan dan jawaban." in response.content.decode()
    assert NotificationSetting.objects.count() == 0


def test_sorting_takes_the_same_number_of_queries_for_1_and_for_30_people(
    django_assert_max_num_queries,
):
    counts = []
    for people in (1, 30):
        tell(*(make.user("ketua", email="a@pa.test") for _ in range(people)), kind=Kind.WAITING)
        with django_assert_max_num_queries(5) as seen:
            assert actions.sort_outbox(at=make.MONDAY) == people
        counts.append(len(seen))

    assert counts[0] == counts[1]
