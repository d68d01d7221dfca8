"""Who adds or removes a second step is told so: perhaps it was not they who did it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.mfa.models import Authenticator
from django.urls import reverse
from django.utils.timezone import now

from sopti.notifications.actions import notify

if TYPE_CHECKING:
    from sopti.people.models import User

NAMES = {Authenticator.Type.TOTP: "Aplikasi kode", Authenticator.Type.WEBAUTHN: "Passkey"}
NOT_YOU = (
    "Bila bukan Anda yang melakukannya: ganti kata sandi Anda sekarang, keluarkan perangkat lain, "
    "lalu hubungi pengelola SOPTI."
)


def tell_added(user: User, authenticator: Authenticator, **_: Any) -> None:
    _tell(user, authenticator, "dipasang pada")


def tell_removed(user: User, authenticator: Authenticator, **_: Any) -> None:
    _tell(user, authenticator, "dilepas dari")


def _tell(user: User, authenticator: Authenticator, done: str) -> None:
    name = NAMES.get(Authenticator.Type(authenticator.type))
    if name is not None:
        subject = f"{name} {done} akun Anda"
        notify(to=[user], subject=subject, body=NOT_YOU, link=reverse("mfa_index"), at=now())
