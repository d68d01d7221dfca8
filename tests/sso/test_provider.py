"""Coming in by the word of a provider: who does, and who is told why not."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse

from sopti.sso.models import ExternalIdentity
from sopti.workflow.models import Event
from tests import make
from tests.sso.browsing import come_in, is_in, lead, said

pytestmark = pytest.mark.django_db
UNTRUSTED = "Jawaban dari SSO Contoh tidak dapat dipercaya, jadi Anda belum masuk."


@pytest.fixture
def person():
    return make.user(username="orang")


# -------------------------------------------------------------------------------- who comes in
def test_whom_the_provider_names_is_in_with_a_new_session_and_tied_from_then_on(
    client, idp, person
):
    client.get(reverse("account_login"))
    address = lead(client, reverse("people:manage"))
    before = client.session.session_key

    response = client.get(idp.enter(address))

    tie = ExternalIdentity.objects.get()
    event = Event.objects.get()
    assert response.url == reverse("people:manage")
    assert is_in(client) == str(person.pk)
    assert client.session.session_key != before
    assert (tie.person, tie.issuer, tie.subject) == (person, idp.issuer, "s-1")
    assert (event.kind, event.court, event.by) == ("identity-tied", person.court, person)
    assert event.summary == f"Akun orang dihubungkan dengan {person}"


def test_the_tie_counts_whatever_the_account_is_called_later(client, idp, person):
    come_in(client, idp)
    client.logout()
    make.user(username="lain")
    idp.person["preferred_username"] = "lain"

    come_in(client, idp)

    assert is_in(client) == str(person.pk)
    assert ExternalIdentity.objects.count() == Event.objects.count() == 1


@pytest.mark.parametrize(
    ("field", "claims"),
    [
        ("username", {"preferred_username": "ORANG"}),
        ("nip", {"preferred_username": "198803142011012009"}),
        ("email", {"preferred_username": "O@pa.go.id", "email_verified": True}),
    ],
)
def test_the_claim_is_compared_with_the_column_of_the_settings(
    client, idp, settings, field, claims
):
    person = make.user(username="orang", nip="198803142011012009", email="o@pa.go.id")
    settings.OIDC_FIELD = field
    idp.person |= claims

    come_in(client, idp)

    assert is_in(client) == str(person.pk)


def test_what_the_token_does_not_say_is_asked_for_apart(client, idp, person):
    del idp.person["preferred_username"]
    idp.told_apart = {"sub": "s-1", "preferred_username": "orang"}

    come_in(client, idp)

    assert is_in(client) == str(person.pk)


def test_what_is_told_apart_of_somebody_else_is_not_believed(client, idp, person):
    del idp.person["preferred_username"]
    idp.told_apart = {"sub": "s-2", "preferred_username": "orang"}

    assert UNTRUSTED in said(client, come_in(client, idp))
    assert not is_in(client)


def test_a_person_with_a_password_for_once_is_not_asked_for_it(client, idp):
    person = make.user(username="orang", must_change_password=True)

    come_in(client, idp)
    page = client.get(reverse("account_logout"))

    person.refresh_from_db()
    assert page.status_code == 200
    assert client.get(reverse("home")).status_code == 200
    assert person.must_change_password  # the slip of paper must still be replaced when it is used


def test_the_session_lasts_as_long_as_after_a_password(client, idp, person):
    with time_machine.travel(datetime.now(UTC), tick=False) as clock:
        come_in(client, idp)
        lasts = client.cookies["sessionid"]["max-age"]
        client.get(reverse("home"))
        clock.shift(timedelta(minutes=31))
        client.get(reverse("home"))

    assert lasts == ""  # until the browser is closed
    assert not is_in(client)


# ------------------------------------------------------------------------------ who does not
@pytest.mark.parametrize(
    ("people", "sentence"),
    [
        ([], "Akun orang belum terdaftar di SOPTI."),
        ([{"is_active": False}], "Akun orang belum terdaftar di SOPTI."),
    ],
)
def test_nobody_is_made(client, idp, people, sentence):
    for words in people:
        make.user(username="orang", **words)
    before = list(make.User.objects.values())

    text = said(client, come_in(client, idp))

    assert sentence in text
    assert "Hubungi Pengelola SOPTI di pengadilan Anda" in text
    assert not is_in(client)
    assert list(make.User.objects.values()) == before
    assert not ExternalIdentity.objects.exists()


def test_a_claim_that_fits_two_people_lets_in_neither(client, idp, settings):
    settings.OIDC_FIELD = "nip"
    idp.person["preferred_username"] = "198803142011012009"
    for _ in range(2):
        make.user(nip="198803142011012009")

    text = said(client, come_in(client, idp))

    assert "cocok dengan lebih dari satu orang di SOPTI" in text
    assert not is_in(client)
    assert not ExternalIdentity.objects.exists()


@pytest.mark.parametrize("verified", [None, False, "true", 1])
def test_an_address_of_mail_that_was_not_proved_is_no_name(client, idp, settings, verified):
    make.user(username="orang", email="o@pa.go.id")
    settings.OIDC_FIELD = settings.OIDC_CLAIM = "email"
    idp.person |= {"email": "o@pa.go.id", "email_verified": verified}

    text = said(client, come_in(client, idp))

    assert "Alamat e-mail Anda belum diverifikasi di SSO Contoh." in text
    assert not is_in(client)


def test_a_second_account_of_the_provider_does_not_get_at_a_person_who_has_one(client, idp, person):
    come_in(client, idp)
    client.logout()
    idp.person["sub"] = "s-2"

    text = said(client, come_in(client, idp))

    assert "Orang ini sudah terhubung dengan akun lain di SSO Contoh." in text
    assert not is_in(client)
    assert ExternalIdentity.objects.get().subject == "s-1"


def test_a_tied_person_whose_account_was_closed_stays_out(client, idp, person):
    come_in(client, idp)
    client.logout()
    person.is_active = False
    person.save()

    assert "Akun SOPTI Anda tidak aktif." in said(client, come_in(client, idp))
    assert not is_in(client)


def test_without_the_claim_nobody_is_recognised(client, idp, person):
    idp.person["preferred_username"] = None
    idp.told_apart = {"sub": "s-1"}

    assert "SSO Contoh tidak menyebutkan siapa Anda bagi SOPTI." in said(
        client, come_in(client, idp)
    )
