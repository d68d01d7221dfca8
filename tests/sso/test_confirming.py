"""Grave deeds of whoever comes in by a provider or a directory, perhaps without a password here."""

import time
from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from tests import make
from tests.identity.steps import code_of, give_app, send_code, words_of
from tests.sso.browsing import come_in, is_in

pytestmark = pytest.mark.django_db
GRAVE = reverse("people:new_appointment")
ELSEWHERE = reverse("identity:confirm_elsewhere")


@pytest.fixture
def clock():
    with time_machine.travel(make.MONDAY, tick=False) as clock:
        yield clock


@pytest.fixture
def admin(client, idp, clock):
    """The administrator, who came in by the provider, which asked for a password just then."""
    admin = make.user("admin", username="orang")
    admin.set_unusable_password()
    admin.save()
    idp.person["auth_time"] = int(time.time())
    come_in(client, idp)
    client.get(reverse("home"))
    return admin


def confirm(client, idp, asked, *, auth_time):
    """Press the button of the page and come back from the provider."""
    page = client.get(asked.url, follow=True)
    idp.person["auth_time"] = auth_time
    leading = client.post(reverse("sso:begin"), {"next": page.context["next"]})
    return leading.context["address"], client.get(idp.enter(leading.context["address"]))


def test_who_came_in_by_the_provider_confirms_there_and_does_the_deed(client, idp, admin, clock):
    fresh = client.get(GRAVE).status_code
    clock.shift(timedelta(minutes=16))
    asked = client.get(GRAVE)

    page = client.get(asked.url, follow=True)
    address, back = confirm(client, idp, asked, auth_time=int(time.time()))

    assert fresh == 200
    assert page.redirect_chain[-1][0].startswith(ELSEWHERE)
    assert "SSO Contoh akan menanyakan siapa Anda" in words_of(page)
    assert "prompt=login" in address
    assert "max_age=0" in address
    assert back.url == GRAVE
    assert client.get(GRAVE).status_code == 200
    assert is_in(client) == str(admin.pk)


@pytest.mark.parametrize(
    "auth_time",
    [None, 0, "baru", True, "old", 10**400],
    ids=["none", "zero", "word", "true", "old", "future"],
)
def test_a_provider_that_did_not_ask_proves_nothing(client, idp, admin, clock, auth_time):
    clock.shift(timedelta(minutes=16))
    asked = client.get(GRAVE)
    old = int(time.time()) - 61

    told = old if auth_time == "old" else auth_time
    _, back = confirm(client, idp, asked, auth_time=told)

    if told == 10**400:  # a clock that is ahead: it did ask, and counts from now
        assert back.url == GRAVE
        clock.shift(timedelta(minutes=16))
    else:
        assert "tidak menanyakan lagi siapa Anda" in words_of(client.get(back.url, follow=True))
    assert client.get(GRAVE).status_code == 302


def test_another_account_of_the_provider_confirms_nobody(client, idp, admin, clock):
    make.user("admin", court=admin.court, username="lain")
    clock.shift(timedelta(minutes=16))
    asked = client.get(GRAVE)
    idp.person |= {"sub": "s-2", "preferred_username": "lain"}

    _, back = confirm(client, idp, asked, auth_time=int(time.time()))

    assert "bukan akun Anda di SOPTI" in words_of(client.get(back.url, follow=True))
    assert client.get(GRAVE).status_code == 302
    assert is_in(client) == str(admin.pk)


@pytest.mark.parametrize("told", [None, "old"])
def test_a_session_of_the_provider_that_stood_open_is_no_proof(client, idp, admin, clock, told):
    """At a desk that was left: out, and in again by the provider, which asks nothing."""
    clock.shift(timedelta(minutes=16))
    client.logout()
    idp.person["auth_time"] = told and int(make.MONDAY.timestamp())

    come_in(client, idp)
    client.get(reverse("home"))

    assert is_in(client) == str(admin.pk)
    assert client.get(GRAVE).status_code == 302


def test_an_attempt_from_before_the_login_proves_nothing_after_it(client, idp, admin, clock):
    """Begun by nobody, so that the provider asks nothing; finished by who came in meanwhile."""
    admin.court.confirm_minutes = 5
    admin.court.save()
    client.logout()
    address = client.post(reverse("sso:begin")).context["address"]
    client.force_login(admin)  # which keeps what the session of nobody held
    client.get(reverse("home"))
    clock.shift(timedelta(minutes=6))
    idp.person["auth_time"] = int(time.time())

    back = client.get(idp.enter(address))

    assert "sudah tidak berlaku" in words_of(client.get(back.url, follow=True))
    assert client.get(GRAVE).status_code == 302


def test_own_second_step_is_asked_whatever_the_provider_says_it_asked(client, idp, clock):
    admin = make.user("admin", username="orang")
    secret = give_app(admin)
    idp.person |= {"acr": "http://schemas.openid.net/pape/policies/2007/06/multi-factor",
                   "amr": ["pwd", "otp", "mfa"], "auth_time": int(time.time())}  # fmt: skip

    half = come_in(client, idp)
    outside = is_in(client)
    send_code(client, code_of(secret))

    assert half.url == reverse("mfa_authenticate")
    assert outside is None
    assert is_in(client) == str(admin.pk)


def test_a_court_that_demands_a_second_step_demands_it_of_who_came_by_the_provider(
    client, idp, admin
):
    admin.court.second_factor = "all"
    admin.court.save()

    assert client.get(GRAVE).url == reverse("mfa_index")


def test_who_has_a_phone_confirms_by_it_and_is_offered_the_provider(client, idp, admin, clock):
    secret = give_app(admin)
    clock.shift(timedelta(minutes=16))
    asked = client.get(GRAVE)

    page = client.get(asked.url, follow=True)
    done = client.post(page.redirect_chain[-1][0], {"code": code_of(secret)})

    assert "Masuk sekali lagi dengan SSO Contoh" in words_of(page)
    assert done.url == GRAVE
    assert client.get(GRAVE).status_code == 200


def test_who_is_tied_to_no_account_is_led_to_no_provider(client, idp):
    client.force_login(make.user())

    assert "Masuk sekali lagi" not in words_of(client.get(reverse("account_reauthenticate")))
    assert not client.get(ELSEWHERE).url.startswith(ELSEWHERE)
