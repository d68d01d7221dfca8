"""Coming in by a provider that somebody else wrote. `bin/prove sso` installs it."""

from urllib.parse import parse_qs, urlsplit

import httpx2
import pytest
from django.core.cache import cache
from django.urls import reverse

from sopti.sso.models import ExternalIdentity
from sopti.ui.fresh import PROVED, STEPS
from tests import make
from tests.sso.browsing import is_in, lead, said
from tests.sso.provider import CLIENT, SECRET
from tests.sso.real_provider import IS_INSTALLED, enter, led_by, real_provider

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not IS_INSTALLED, reason="oidc-provider is installed by bin/prove sso"),
]
BACK = "http://testserver/masuk/bersama/kembali/"


@pytest.fixture(scope="module")
def issuer():
    with real_provider(BACK) as found:
        yield found


@pytest.fixture(autouse=True)
def set_up(issuer, settings):
    settings.OIDC_ISSUER, settings.OIDC_LABEL = issuer, "SSO Contoh"
    settings.OIDC_CLIENT_ID, settings.OIDC_CLIENT_SECRET = CLIENT, SECRET
    cache.clear()


def test_a_person_comes_in_and_is_known_again(client, issuer):
    person = make.user(username="orang")
    for _ in range(2):
        response = client.get(enter(lead(client, "/cari/"), "orang", BACK))
        assert response.url == "/cari/"
        assert is_in(client) == str(person.pk)
        client.logout()

    assert ExternalIdentity.objects.get().subject == "orang"


def test_nobody_comes_in_whom_the_house_does_not_know(client, issuer):
    text = said(client, client.get(enter(lead(client), "orang", BACK)))

    assert "Akun orang belum terdaftar di SOPTI." in text
    assert not is_in(client)


def test_it_takes_no_code_twice_and_none_without_its_verifier(client, issuer):
    make.user(username="orang")
    first = enter(lead(client), "orang", BACK)
    client.get(first)
    client.logout()
    unused = enter(lead(client), "orang", BACK)  # of an attempt that is forgotten by the next
    for answer in (first, unused):
        code = parse_qs(urlsplit(answer).query)["code"][0]
        state = parse_qs(urlsplit(lead(client)).query)["state"][0]
        text = said(client, client.get(reverse("sso:come_back"), {"state": state, "code": code}))

        assert "tidak dapat dipercaya" in text
        assert not is_in(client)


def test_it_knows_the_secret_of_the_house(client, issuer, settings):
    make.user(username="orang")
    settings.OIDC_CLIENT_SECRET = "bukan ini"  # noqa: S105 (it is wrong)

    text = said(client, client.get(enter(lead(client), "orang", BACK)))

    assert "tidak dapat dipercaya" in text
    assert not is_in(client)


# ---------------------------------------------------------------------- who is in confirms there
GRAVE = reverse("people:new_appointment")


@pytest.fixture
def browser(client):
    """The provider's half of a browser in which the administrator came in a while ago."""
    make.user("admin", username="orang")
    with httpx2.Client(trust_env=False) as browser:
        back, _ = led_by(browser, lead(client), "orang", BACK)
        client.get(back)
        client.get(reverse("home"))
        assert client.get(GRAVE).status_code == 200
        session = client.session
        session[STEPS] = [step | {"at": 0, PROVED: step[PROVED] - 960} for step in session[STEPS]]
        session.save()
        yield browser


def test_it_asks_again_for_a_grave_deed_though_it_knows_the_browser(client, issuer, browser):
    asked = client.get(GRAVE)

    back, prompts = led_by(browser, lead(client, GRAVE), "orang", BACK)
    confirmed = client.get(back)

    assert asked.url.startswith(reverse("account_reauthenticate"))
    assert "login" in prompts
    assert confirmed.url == GRAVE
    assert client.get(GRAVE).status_code == 200


def test_what_it_says_without_asking_confirms_nothing(client, issuer, browser):
    """Whoever sits there takes the wish to be asked out of the address."""
    address = lead(client, GRAVE).replace("&prompt=login&max_age=0", "&max_age=36000")
    session = client.session
    session["sso_attempt"]["began_at"] += 120  # two minutes after the provider asked
    session.save()

    back, prompts = led_by(browser, address, "orang", BACK)
    refused = client.get(back)

    assert prompts == []
    assert refused.url.startswith(reverse("account_reauthenticate"))
    assert client.get(GRAVE).status_code == 302
