"""Where a person is logged in, and how they leave from afar; and when a session's key dies."""

from datetime import timedelta

import pytest
import time_machine
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now

from sopti.identity.agents import device_of
from sopti.people import actions
from tests import make
from tests.identity.steps import is_in, log_in, words_of

pytestmark = pytest.mark.django_db
PAGE = reverse("identity:devices")
PHONE = ("Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) "
         "Chrome/126.0.0.0 Mobile Safari/537.36")  # fmt: skip
DESK = ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
        "Chrome/126.0.0.0 Safari/537.36 Edg/126.0.0.0")  # fmt: skip
IPHONE = ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, "
          "like Gecko) Version/17.5 Mobile/15E148 Safari/604.1")  # fmt: skip


def device(person, agent=DESK, address="10.0.0.5"):
    client = Client(headers={"user-agent": agent}, REMOTE_ADDR=address)
    log_in(client, person)
    client.get("/")
    return client


def opens(client):
    return client.get(PAGE).status_code == 200


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (PHONE, "Chrome di ponsel Android"),
        (DESK, "Edge di Windows"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0",
         "Firefox di Linux"),
        (IPHONE, "Safari di iPhone"),
        ("", "Peramban lain"),
    ],
)  # fmt: skip
def test_a_device_is_told_in_plain_words(agent, words):
    assert device_of(agent) == words


def test_own_devices_are_listed_and_nobody_elses():
    person = make.user()
    desk, _ = device(person), device(person, PHONE, "10.0.0.6")
    device(make.user(), address="10.9.9.9")

    page = words_of(desk.get(PAGE))

    assert "Edge di Windows perangkat ini" in page
    assert "Chrome di ponsel Android" in page
    assert "10.0.0.6" in page
    assert "10.9.9.9" not in page


def test_one_device_is_signed_out_from_afar_and_this_one_stays():
    person = make.user()
    desk, phone = device(person), device(person, PHONE)
    pk = UserSession.objects.get(session_key=phone.session.session_key).pk

    desk.post(reverse("identity:sign_out"), {"perangkat": pk})

    assert opens(desk)
    assert not opens(phone)


def test_all_others_are_signed_out_at_once():
    person = make.user()
    desk, phone, tablet = device(person), device(person, PHONE), device(person)

    desk.post(reverse("identity:sign_out_others"))

    assert [opens(desk), opens(phone), opens(tablet)] == [True, False, False]


def test_nobody_signs_out_somebody_else():
    mine, theirs = device(make.user()), device(make.user())
    pk = UserSession.objects.get(session_key=theirs.session.session_key).pk

    for told in (pk, "x", "9" * 30, ""):
        mine.post(reverse("identity:sign_out"), {"perangkat": told})
    mine.post(reverse("identity:sign_out_others"))

    assert opens(theirs)


@pytest.mark.parametrize("others", [0, 3])
def test_the_list_asks_as_much_for_one_device_as_for_four(others, django_assert_num_queries):
    person = make.user()
    desk = device(person)
    for _ in range(others):
        device(person, PHONE)
    desk.get(PAGE)

    with django_assert_num_queries(6):
        desk.get(PAGE)


def test_a_page_writes_nothing_about_devices(django_assert_num_queries):
    person = make.user()
    desk = device(person)
    before = UserSession.objects.get()

    desk.get("/")

    assert UserSession.objects.get().last_seen_at == before.last_seen_at


# --------------------------------------------------------------------------- the life of a key
def old_key_opens(client):
    """Say whether the key that the client had opens for somebody who copied it."""
    thief = Client()
    thief.cookies[settings.SESSION_COOKIE_NAME] = client.copied
    return opens(thief)


@pytest.fixture
def desk():
    desk = device(make.user("admin"))
    desk.copied = desk.cookies[settings.SESSION_COOKIE_NAME].value
    assert old_key_opens(desk)
    return desk


def person_of(client):
    return UserSession.objects.get(session_key=client.session.session_key).user


def test_a_key_from_before_the_login_is_dead_after_it():
    client, person = Client(), make.user()
    client.get(reverse("account_login"))
    session = client.session
    session["known"] = True
    session.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = preset = session.session_key

    log_in(client, person)

    assert client.session.session_key != preset
    client.copied = preset
    assert not old_key_opens(client)


def test_a_key_is_dead_after_logging_out(desk):
    desk.post(reverse("account_logout"))

    assert not old_key_opens(desk)


def test_a_key_is_dead_after_another_password_but_its_owner_stays_in(desk):
    new = "kuda makan rumput biru"
    told = {"oldpassword": make.PASSWORD, "password1": new, "password2": new}

    desk.post(reverse("account_change_password"), told)

    assert not old_key_opens(desk)
    assert opens(desk)
    assert "Edge di Windows" in words_of(desk.get(PAGE))


def test_a_key_is_dead_after_the_account_is_closed(desk):
    person = person_of(desk)
    person.is_active = False
    person.save()

    assert not old_key_opens(desk)


def test_a_key_is_dead_after_another_role_but_its_owner_stays_in():
    admin = make.user("admin")
    person = make.user(court=admin.court)
    desk = device(person)
    desk.copied = desk.cookies[settings.SESSION_COOKIE_NAME].value
    wanted = make.Appointment(
        user=person, court=admin.court, role=make.role("ketua"), starts_on=now().date()
    )

    actions.appoint(wanted, by=admin, at=now() + timedelta(seconds=2))
    stays = opens(desk)

    assert stays
    assert not old_key_opens(desk)
    assert "perangkat ini" in words_of(desk.get(PAGE))
    key = desk.session.session_key
    opens(desk)
    assert desk.session.session_key == key  # changed once, not at each page


@pytest.mark.parametrize("seconds", [settings.SESSION_IDLE_SECONDS])
def test_an_idle_key_is_dead_for_a_thief_as_well(seconds):
    with time_machine.travel(make.MONDAY, tick=False) as clock:
        desk = device(make.user())
        desk.copied = desk.cookies[settings.SESSION_COOKIE_NAME].value
        clock.shift(seconds + 1)

        assert not old_key_opens(desk)
        assert not is_in(desk)
