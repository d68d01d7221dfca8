"""Every lie of a token that SOPTI does not believe."""

from datetime import UTC, datetime

import pytest

from sopti.sso.models import ExternalIdentity
from tests import make
from tests.sso.browsing import come_in, is_in, said

pytestmark = pytest.mark.django_db
UNTRUSTED = "Jawaban dari SSO Contoh tidak dapat dipercaya, jadi Anda belum masuk."


@pytest.fixture
def person():
    return make.user(username="orang")


AT = int(datetime.now(UTC).timestamp())
LIES = {
    "another nonce": {"claims": {"nonce": "lain"}},
    "no nonce": {"claims": {"nonce": None}},
    "another audience": {"claims": {"aud": "lain"}},
    "no audience": {"claims": {"aud": None}},
    "several audiences": {"claims": {"aud": ["sopti", "lain"]}},
    "a party that is not us": {"claims": {"azp": "lain"}},
    "several audiences, another party": {"claims": {"aud": ["sopti", "lain"], "azp": "lain"}},
    "another issuer": {"claims": {"iss": "https://lain.example"}},
    "no issuer": {"claims": {"iss": None}},
    "expired": {"claims": {"exp": AT - 120}},
    "never expires": {"claims": {"exp": None}},
    "expiry is no number": {"claims": {"exp": "besok"}},
    "issued tomorrow": {"claims": {"iat": AT + 86400, "exp": AT + 90000}},
    "issued yesterday": {"claims": {"iat": AT - 86400}},
    "issued never": {"claims": {"iat": None}},
    "nobody": {"claims": {"sub": None}},
    "an empty subject": {"claims": {"sub": ""}},
    "a subject that is too long": {"claims": {"sub": "s" * 256}},
    "a subject that is no text": {"claims": {"sub": 1}},
}


@pytest.mark.parametrize("lie", LIES)
def test_a_token_that_is_not_for_this_attempt_lets_nobody_in(client, idp, person, caplog, lie):
    idp.claims = LIES[lie]["claims"]

    text = said(client, come_in(client, idp))

    assert UNTRUSTED in text
    assert not is_in(client)
    assert not ExternalIdentity.objects.exists()
    assert "ditolak: GET /masuk/bersama/kembali/" in caplog.text


def test_a_token_for_several_with_our_name_as_party_is_for_us(client, idp, person):
    idp.claims = {"aud": ["sopti", "lain"], "azp": "sopti"}

    come_in(client, idp)

    assert is_in(client) == str(person.pk)


@pytest.mark.parametrize("way", ["unsigned", "signed_with_the_public_key"])
def test_a_token_that_anybody_could_write_lets_nobody_in(client, idp, person, way):
    idp.sign = getattr(idp, way)

    assert UNTRUSTED in said(client, come_in(client, idp))
    assert not is_in(client)


@pytest.mark.parametrize("shape", ["tampered", "cut", "empty", "nonsense", "five parts"])
def test_a_token_that_was_touched_lets_nobody_in(client, idp, person, shape):
    def touched(nonce):
        head, body, seal = idp.signed(nonce).split(".")
        other = idp.signed("lain").split(".")[1]
        return {
            "tampered": f"{head}.{other}.{seal}", "cut": f"{head}.{body}", "empty": "",
            "nonsense": "\x00é.%%%.💥", "five parts": "a.b.c.d.e",
        }[shape]  # fmt: skip

    idp.sign = touched

    assert UNTRUSTED in said(client, come_in(client, idp))
    assert not is_in(client)
