"""What a person does to prove who they are, as a test does it."""

import re
import time

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.urls import reverse

from tests import make


def log_in(client, person, password=make.PASSWORD, **words):
    told = {"login": person.username, "password": password}
    return client.post(reverse("account_login"), told, **words)


def is_in(client):
    return "_auth_user_id" in client.session


def give_app(person):
    """Give a person a phone; return the secret in it."""
    secret = generate_totp_secret()
    TOTP.activate(person, secret)
    return secret


def give_codes(person):
    """Give a person recovery codes; return them."""
    return RecoveryCodes.activate(person).generate_codes()


def give_passkey(person, name="Ponsel"):
    """Write down a passkey whose key nobody holds: enough where no ceremony is meant."""
    data = {"name": name, "credential": {}}
    return Authenticator.objects.create(user=person, type="webauthn", data=data)


def code_of(secret, *, later=0):
    """Return what the phone shows now, or so many half minutes later."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + later))


def send_code(client, code):
    return client.post(reverse("mfa_authenticate"), {"code": code})


def words_of(response):
    """Return what a page says, in one line."""
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())
