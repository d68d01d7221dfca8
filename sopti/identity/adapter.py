"""How allauth keeps second factors here: sealed, in our words, and as the court demands."""

from __future__ import annotations

import hashlib
import hmac
from base64 import urlsafe_b64encode
from io import BytesIO
from typing import TYPE_CHECKING

import segno
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings

from sopti.core.errors import Refusal

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser


class FactorAdapter(DefaultMFAAdapter):
    """The secrets of phones and recovery codes are worth nothing to who has the database alone.

    They are sealed under a key made of `record.key`, which a restored copy needs anyway: a new
    `secret.key` must not lock everybody out.
    """

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": "Kode itu tidak cocok atau sudah dipakai. Tunggu kode berikutnya.",
        "cannot_delete_authenticator": "Pengesahan dua langkah ini tidak dapat dilepas.",
        "cannot_generate_recovery_codes": (
            "Kode cadangan menemani aplikasi kode atau passkey. Pasang salah satunya lebih dulu."
        ),
    }

    def encrypt(self, text: str) -> str:
        return _seal().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        try:
            return _seal().decrypt(encrypted_text).decode()
        except InvalidToken as error:
            raise Refusal(
                "Pengesahan dua langkah akun ini tidak terbaca, karena kunci server berganti. "
                "Minta pengelola SOPTI mengatur ulang pengesahan dua langkah Anda."
            ) from error

    def get_totp_label(self, user: AbstractBaseUser) -> str:
        return user.get_username()

    def build_totp_svg(self, url: str) -> str:
        """Return the drawing for the phone's camera, dark on white also on a dark page."""
        drawn = BytesIO()
        segno.make(url, error="m").save(
            drawn, kind="svg", scale=5, border=3, light="#fff", xmldecl=False
        )
        return drawn.getvalue().decode()

    def generate_authenticator_name(
        self,
        user: AbstractBaseUser,
        type: Authenticator.Type,  # noqa: A002 (allauth's name)
    ) -> str:
        count = Authenticator.objects.filter(user_id=user.pk, type=type).count()
        return f"Passkey {count + 1}"

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return super().get_public_key_credential_rp_entity() | {"name": "SOPTI"}

    def _get_user_identifier(self, user: AbstractBaseUser) -> str:
        return user.get_username()


def _seal() -> Fernet:
    key = hmac.digest(settings.RECORD_KEY.encode(), b"second factors", hashlib.sha256)
    return Fernet(urlsafe_b64encode(key))
