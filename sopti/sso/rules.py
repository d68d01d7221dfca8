"""Who may come in through the provider, and who may untie an account: None, or why not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings

from sopti.people.rules import why_not_keep

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sopti.people.models import User
    from sopti.sso.models import ExternalIdentity

LEEWAY_SECONDS = 60  # by which the clocks of two machines may differ
ASK = "Hubungi Pengelola SOPTI di pengadilan Anda, atau masuk dengan kata sandi SOPTI."


def why_not_enter(person: User) -> str | None:
    if not person.is_active or person.court_id is None:
        return "Akun SOPTI Anda tidak aktif. Hubungi Pengelola SOPTI di pengadilan Anda."
    return None


def why_not_match(claims: dict[str, Any]) -> str | None:
    """Ask for the claim that names the person; an address of mail must be proved."""
    named = claims.get(settings.OIDC_CLAIM)
    if not isinstance(named, str) or not named.strip():
        return f"{settings.OIDC_LABEL} tidak menyebutkan siapa Anda bagi SOPTI. {ASK}"
    if settings.OIDC_FIELD == "email" and claims.get("email_verified") is not True:
        return (
            f"Alamat e-mail Anda belum diverifikasi di {settings.OIDC_LABEL}. "
            "Verifikasikan di sana, lalu masuk lagi."
        )
    return None


def why_not_tie(found: Sequence[User], named: str, *, tied: bool) -> str | None:
    """Tie an account to one person only, who has none yet."""
    if not found:
        return f"Akun {named} belum terdaftar di SOPTI. {ASK}"
    if len(found) > 1:
        return f"Akun {named} cocok dengan lebih dari satu orang di SOPTI. {ASK}"
    if tied:
        return f"Orang ini sudah terhubung dengan akun lain di {settings.OIDC_LABEL}. {ASK}"
    return why_not_enter(found[0])


def why_not_confirm(*, is_theirs: bool, proved_at: float, asked_at: float) -> str | None:
    """Believe a proof that was given after it was asked for, by whoever is in."""
    if not is_theirs:
        return (
            f"Akun yang baru masuk di {settings.OIDC_LABEL} bukan akun Anda di SOPTI. "
            "Coba lagi dan masuk di sana dengan akun Anda sendiri."
        )
    if proved_at < asked_at - LEEWAY_SECONDS:
        return (
            f"{settings.OIDC_LABEL} tidak menanyakan lagi siapa Anda, jadi ini belum terbukti. "
            f"Keluar dulu dari {settings.OIDC_LABEL}, lalu coba lagi."
        )
    return None


def why_not_untie(by: User, identity: ExternalIdentity) -> str | None:
    return why_not_keep(by, identity.person.court_id)
