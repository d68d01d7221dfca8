"""What else may come back from a provider: stale, of another, broken, slow, or too much."""

import json
import socket
import threading
import time
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from sopti.sso import provider as asked_provider
from sopti.sso.models import ExternalIdentity
from tests import make
from tests.sso.browsing import come_in, is_in, lead, said
from tests.sso.provider import OTHER_KEY

pytestmark = pytest.mark.django_db
UNTRUSTED = "Jawaban dari SSO Contoh tidak dapat dipercaya, jadi Anda belum masuk."
UNREACHABLE = "SSO Contoh sedang tidak dapat dihubungi."
STALE = "Percobaan masuk tadi sudah tidak berlaku."


@pytest.fixture(autouse=True)
def person():
    return make.user(username="orang")


# -------------------------------------------------------------------------------- the attempt
def test_an_answer_is_good_once(client, idp):
    answer = idp.enter(lead(client))
    client.get(answer)
    client.logout()

    text = said(client, client.get(answer))

    assert STALE in text
    assert not is_in(client)
    assert idp.asked.count("/token") == 1


def test_a_code_is_good_once_also_in_a_new_attempt(client, idp):
    first = idp.enter(lead(client))
    client.get(first)
    client.logout()
    state = parse_qs(urlsplit(lead(client)).query)["state"][0]
    code = parse_qs(urlsplit(first).query)["code"][0]

    text = said(client, client.get(reverse("sso:come_back"), {"state": state, "code": code}))

    assert UNTRUSTED in text
    assert not is_in(client)


def test_an_answer_for_another_browser_is_refused(client, idp):
    answer, other = idp.enter(lead(client)), Client()
    lead(other)

    text = said(other, other.get(answer))

    assert STALE in text
    assert not is_in(other)
    assert "/token" not in idp.asked


def test_a_code_of_another_attempt_does_not_fit_this_one(client, idp):
    stolen = parse_qs(urlsplit(idp.enter(lead(Client()))).query)["code"][0]
    state = parse_qs(urlsplit(lead(client)).query)["state"][0]

    text = said(client, client.get(reverse("sso:come_back"), {"state": state, "code": stolen}))

    assert UNTRUSTED in text  # the verifier of this attempt does not belong to that code
    assert not is_in(client)


def test_an_attempt_ends_after_ten_minutes(client, idp):
    with time_machine.travel(datetime.now(UTC), tick=False) as clock:
        answer = idp.enter(lead(client))
        clock.shift(timedelta(minutes=10, seconds=1))
        text = said(client, client.get(answer))

    assert STALE in text
    assert not is_in(client)


@pytest.mark.parametrize("wanted", ["https://evil.example/", "//evil.example", "/\\evil", "x:y"])
def test_nobody_is_led_out_of_the_house(client, idp, wanted):
    assert come_in(client, idp, leads_to=wanted).url == reverse("home")


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"error": "access_denied"}, "Anda tidak jadi masuk dengan SSO Contoh."),
        ({"error": "server_error\nINFO root masuk"}, UNTRUSTED),
        ({}, UNTRUSTED),
        ({"code": "x", "iss": "https://lain.example"}, UNTRUSTED),
        ({"code": "x" * 5000}, UNTRUSTED),
        ({"code": "\x00"}, UNTRUSTED),
    ],
)
def test_every_answer_without_a_person_ends_in_a_sentence(client, idp, caplog, told, sentence):
    state = parse_qs(urlsplit(lead(client)).query)["state"][0]

    text = said(client, client.get(reverse("sso:come_back"), {"state": state, **told}))

    assert sentence in text
    assert not is_in(client)
    assert all("\n" not in line.getMessage() for line in caplog.records)


def test_an_answer_without_a_state_is_no_answer(client, idp):
    assert UNTRUSTED in said(client, client.get(reverse("sso:come_back")))


# ------------------------------------------------------------------------------------ the keys
def test_the_provider_may_change_its_keys(client, idp):
    come_in(client, idp)
    client.logout()
    idp.key, idp.kid, idp.published = OTHER_KEY, "k2", {"k2": OTHER_KEY}

    come_in(client, idp)

    assert is_in(client)
    assert idp.asked.count("/jwks") == 2


def test_a_key_that_is_not_published_lets_nobody_in_and_is_asked_for_once_a_minute(client, idp):
    idp.key, idp.kid = OTHER_KEY, "k2"

    texts = [said(client, come_in(client, idp)) for _ in range(3)]

    assert all(UNTRUSTED in text for text in texts)
    assert not is_in(client)
    assert idp.asked.count("/jwks") == 2


def test_another_key_under_the_published_name_lets_nobody_in(client, idp):
    idp.key = OTHER_KEY

    assert UNTRUSTED in said(client, come_in(client, idp))


@pytest.mark.parametrize(
    "keys",
    [
        [],
        [{"kty": "oct", "k": "c2VjcmV0", "kid": "k1"}],
        [{"kty": "RSA", "kid": "k1"}],
        [{"kty": "RSA", "n": 5, "e": [], "kid": "k1"}],
        ["k1"],
    ],
)
def test_without_a_public_key_nothing_is_believed(client, idp, keys):
    idp.answers["/jwks"] = (200, json.dumps({"keys": keys}))

    assert UNTRUSTED in said(client, come_in(client, idp))


def test_keys_that_we_do_not_know_do_not_hide_the_one_that_we_do(client, idp):
    known = json.loads(idp.jwks()[1])["keys"]
    idp.answers["/jwks"] = (200, json.dumps({"keys": [{"kty": "NEW", "kid": "z"}, *known]}))

    come_in(client, idp)

    assert is_in(client)


# ------------------------------------------------------------------- what it says about itself
@pytest.mark.parametrize(
    "offers",
    [
        {"issuer": "https://lain.example"},
        {"token_endpoint": "http://lain.example/token"},
        {"jwks_uri": "file:///etc/passwd"},
        {"authorization_endpoint": "javascript:alert(1)"},
        {"userinfo_endpoint": "http://169.254.169.254/"},
        {"token_endpoint": None},
    ],
)
def test_a_provider_that_leads_astray_is_not_followed(client, idp, offers):
    idp.offers = offers

    text = said(client, client.post(reverse("sso:begin")))

    assert UNTRUSTED in text


@pytest.mark.parametrize(
    ("path", "answer", "sentence"),
    [
        ("/token", (302, ""), UNTRUSTED),
        ("/token", (400, '{"error": "invalid_grant"}'), UNTRUSTED),
        ("/token", (503, ""), UNREACHABLE),
        ("/token", (200, "<html>"), UNTRUSTED),
        ("/token", (200, '{"access_token": "a"}'), UNTRUSTED),
        ("/token", (200, '{"id_token": "' + "a" * 300_000 + '"}'), UNTRUSTED),
        ("/jwks", (200, "[" * 100_000), UNTRUSTED),
        ("/jwks", (500, ""), UNREACHABLE),
    ],
)
def test_a_broken_answer_ends_in_a_sentence(client, idp, path, answer, sentence):
    idp.answers[path] = answer

    text = said(client, come_in(client, idp))

    assert sentence in text
    assert not is_in(client)
    assert not ExternalIdentity.objects.exists()


def test_a_secret_follows_no_redirect(client, idp):
    idp.answers["/token"] = (307, "", {"Location": f"{idp.address}/elsewhere"})

    come_in(client, idp)

    assert "/elsewhere" not in idp.asked


def test_a_provider_that_is_gone_ends_in_a_sentence(client, settings):
    settings.OIDC_ISSUER, settings.OIDC_LABEL = "http://127.0.0.1:1", "SSO Contoh"
    cache.clear()

    text = said(client, client.post(reverse("sso:begin")))

    assert UNREACHABLE in text
    assert "atau masuk dengan kata sandi SOPTI" in text


def test_a_provider_that_never_answers_is_given_up(client, settings, monkeypatch):
    monkeypatch.setattr(asked_provider, "SECONDS", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        settings.OIDC_ISSUER = f"http://127.0.0.1:{silent.getsockname()[1]}"
        settings.OIDC_LABEL = "SSO Contoh"
        cache.clear()
        began = time.monotonic()
        text = said(client, client.post(reverse("sso:begin")))

    assert UNREACHABLE in text
    assert time.monotonic() - began < 5
    assert threading.active_count() < 20


def test_what_it_offers_and_its_keys_are_asked_once_an_hour(client, idp):
    for _ in range(3):
        come_in(client, idp)
        client.logout()

    assert idp.asked.count("/.well-known/openid-configuration") == 1
    assert idp.asked.count("/jwks") == 1


def test_too_many_steps_from_one_address_are_stopped(client, idp, monkeypatch):
    monkeypatch.setattr("sopti.sso.views.STEPS_A_MINUTE", 2)
    with time_machine.travel(datetime.now(UTC), tick=False):
        for _ in range(2):
            lead(client)
        text = said(client, client.post(reverse("sso:begin")))

    assert "Terlalu banyak percobaan masuk dari jaringan ini." in text


# ----------------------------------------------------------------------------------- the page
def test_only_where_it_is_set_up_is_there_a_button(client, idp, settings):
    page = client.get(f"{reverse('account_login')}?{urlencode({'next': '/cari/'})}")
    shown = page.content.decode()
    settings.OIDC_ISSUER = ""
    hidden = client.get(reverse("account_login")).content.decode()

    assert "Masuk dengan SSO Contoh" in shown
    assert shown.count('name="next" value="/cari/"') + shown.count('value="/cari/"') >= 2
    assert "SSO Contoh" not in hidden
    assert client.post(reverse("sso:begin")).status_code == 404
    assert client.get(reverse("sso:come_back")).status_code == 404


def test_the_page_in_between_leads_on_without_a_script(client, idp):
    page = client.post(reverse("sso:begin"))
    text = page.content.decode()

    assert 'http-equiv="refresh"' in text
    assert "Lanjutkan ke SSO Contoh" in text
    assert "no-store" in page["Cache-Control"]


@pytest.mark.parametrize(
    "header",
    ["REMOTE_USER", "HTTP_REMOTE_USER", "HTTP_X_REMOTE_USER", "HTTP_X_FORWARDED_USER",
     "HTTP_X_AUTHENTICATED_USER", "HTTP_X_WEBAUTH_USER", "HTTP_SSL_CLIENT_S_DN_CN"],
)  # fmt: skip
def test_a_name_in_a_header_is_nobodys_word(client, person, header):
    answer = client.get(reverse("home"), **{header: person.username})

    assert answer.status_code == 302
    assert answer.url.startswith(reverse("account_login"))
    assert not is_in(client)
