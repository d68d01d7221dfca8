"""A login in two steps: the password, then what only the person has."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.urls import reverse

from tests import make
from tests.identity.steps import code_of, give_app, give_codes, is_in, log_in, send_code, words_of

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 20, 3, 0, 10, tzinfo=UTC)
WRONG = "Kode itu tidak cocok atau sudah dipakai."


@pytest.fixture
def clock():
    with time_machine.travel(AT, tick=False) as clock:
        yield clock


def test_a_right_password_is_half_a_login_for_who_has_a_phone(client):
    person = make.user()
    secret = give_app(person)

    first = log_in(client, person)
    half = is_in(client)
    page = words_of(client.get(reverse("mfa_authenticate")))
    second = send_code(client, code_of(secret))

    assert first.url == reverse("mfa_authenticate")
    assert not half
    assert "Langkah kedua" in page
    assert "Enam angka dari aplikasi di ponsel" in page
    assert second.url == reverse("home")
    assert is_in(client)


def test_the_page_that_was_asked_for_is_reached_after_both_steps(client):
    person = make.user()
    secret = give_app(person)
    told = {"login": person.username, "password": make.PASSWORD, "next": "/berkas/"}

    client.post(reverse("account_login"), told)

    assert send_code(client, code_of(secret)).url == "/berkas/"


def test_whoever_gave_no_password_has_no_second_step(client):
    assert client.get(reverse("mfa_authenticate")).url == reverse("account_login")
    assert send_code(client, "123456").url == reverse("account_login")


@pytest.mark.parametrize("forgets", [False, True])
def test_a_code_counts_once_also_when_the_cache_forgets(client, clock, forgets):
    person = make.user()
    secret = give_app(person)
    log_in(client, person)
    code = code_of(secret)
    send_code(client, code)
    client.post(reverse("account_logout"))
    clock.shift(20)
    if forgets:
        cache.clear()

    log_in(client, person)
    again = send_code(client, code)

    assert WRONG in words_of(again)
    assert not is_in(client)


def test_a_code_of_before_the_last_one_is_dead_too(client, clock):
    """The tolerance for slow clocks must not give a code that was looked over another chance."""
    person = make.user()
    secret = give_app(person)
    before = code_of(secret, later=-1)
    log_in(client, person)
    send_code(client, code_of(secret))
    client.post(reverse("account_logout"))

    log_in(client, person)

    assert WRONG in words_of(send_code(client, before))
    assert not is_in(client)


def test_five_wrong_codes_stop_the_guessing_of_that_account_for_a_while(client, clock):
    person, other = make.user(), make.user()
    secret, others = give_app(person), give_app(other)
    log_in(client, person)
    for _ in range(5):
        assert WRONG in words_of(send_code(client, "000000"))

    stopped = send_code(client, code_of(secret))
    client.logout()
    log_in(client, other)
    colleague = send_code(client, code_of(others))
    client.post(reverse("account_logout"))
    clock.shift(timedelta(minutes=6))
    log_in(client, person)
    later = send_code(client, code_of(secret))

    assert "Terlalu banyak percobaan" in words_of(stopped)
    assert colleague.status_code == 302
    assert later.status_code == 302


def test_a_recovery_code_opens_once(client):
    person = make.user()
    give_app(person)
    code, other = give_codes(person)[:2]
    log_in(client, person)
    assert send_code(client, code).status_code == 302
    client.post(reverse("account_logout"))

    log_in(client, person)
    again = send_code(client, code)
    half = is_in(client)

    assert WRONG in words_of(again)
    assert not half
    assert send_code(client, other).status_code == 302


def test_what_the_phone_and_the_codes_are_made_of_is_sealed_in_the_database(client):
    person = make.user()
    secret = give_app(person)
    give_codes(person)

    kept = str(list(Authenticator.objects.values_list("data", flat=True)))

    assert secret not in kept
    assert all(row["data"].get("secret", row["data"].get("seed")).startswith("gAAAA")
               for row in Authenticator.objects.values("data"))  # fmt: skip


def test_factors_sealed_under_another_key_say_whom_to_ask(client, settings):
    person = make.user()
    secret = give_app(person)
    settings.RECORD_KEY = "another"
    log_in(client, person)

    page = client.post(reverse("mfa_authenticate"), {"code": code_of(secret)}, follow=True)

    assert "tidak terbaca, karena kunci server berganti" in words_of(page)


MADE_UP = [
    "[]",
    "{",
    "null",
    "{}",
    '{"response": {"userHandle": "eA"}}',
    '{"id": 1, "rawId": 2, "response": 3, "type": "public-key"}',
]


@pytest.mark.parametrize("asked", MADE_UP)
def test_a_made_up_passkey_is_refused_and_breaks_nothing(client, asked):
    person = make.user()
    give_app(person)
    log_in(client, person)

    second = client.post(reverse("mfa_authenticate"), {"credential": asked})
    alone = client.post(reverse("mfa_login_webauthn"), {"credential": asked})

    assert second.status_code == 200
    assert alone.status_code == 302
    assert not is_in(client)
