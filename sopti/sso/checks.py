"""What an installation must say before anybody may come in by another house's word."""

from __future__ import annotations

from importlib.util import find_spec
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core import checks

from sopti.sso.enums import LOOKUPS
from sopti.sso.provider import OURSELVES, is_safe

INSTALL = "Jalankan bin/run sekali lagi; ia memasang requirements/ldap.txt bila SOPTI_LDAP_URL ada."


def provider_is_set_up(**kwargs: Any) -> list[checks.CheckMessage]:
    """Refuse half a setting: a button that leads nowhere, or over a line that others hear."""
    if not settings.OIDC_ISSUER:
        return []
    wrong = []
    if not is_safe(settings.OIDC_ISSUER):
        wrong.append("SOPTI_OIDC_ISSUER harus berupa alamat https://.")
    if not settings.OIDC_CLIENT_ID or not settings.OIDC_CLIENT_SECRET:
        wrong.append("SOPTI_OIDC_CLIENT_ID dan SOPTI_OIDC_CLIENT_SECRET harus diisi.")
    if settings.OIDC_FIELD not in LOOKUPS:
        wrong.append(f"SOPTI_OIDC_FIELD harus salah satu dari {', '.join(LOOKUPS)}.")
    return [checks.Error(sentence, id="sopti.E003") for sentence in wrong]


def directory_is_set_up(**kwargs: Any) -> list[checks.CheckMessage]:
    """Refuse to send passwords over a line that others hear."""
    if not settings.LDAP_URL:
        return []
    wrong = []
    if find_spec("ldap") is None:
        return [checks.Error("Pustaka python-ldap belum terpasang.", hint=INSTALL, id="sopti.E004")]
    if not settings.LDAP_BASE:
        wrong.append("SOPTI_LDAP_BASE harus diisi, misalnya ou=pegawai,dc=pa-contoh,dc=go,dc=id.")
    if not _is_closed(settings.LDAP_URL):
        wrong.append("Pakai ldaps:// atau SOPTI_LDAP_STARTTLS=1: kata sandi tidak disandikan.")
    return [checks.Error(sentence, id="sopti.E005") for sentence in wrong]


def _is_closed(address: str) -> bool:
    parts = urlsplit(address)
    return (
        parts.scheme in {"ldaps", "ldapi"}
        or settings.LDAP_STARTTLS
        or (parts.scheme == "ldap" and parts.hostname in OURSELVES)
    )
