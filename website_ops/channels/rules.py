"""Who keeps the court's channels: None, or the reason why not."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sopti.people.models import User

NO_COURT = (
    "Akun Anda belum terhubung dengan pengadilan. Minta pengelola SOPTI melengkapi data Anda."
)
KEEPERS = frozenset({"admin_web", "operator_ti", "kasubag_ptip"})


def why_not_read(user: User) -> str | None:
    return NO_COURT if user.court_id is None else None


def why_not_keep(user: User) -> str | None:
    """Say why the person may not write down where the court publishes."""
    if user.court_id is None:
        return NO_COURT
    if not user.role_keys & KEEPERS:
        return "Saluran dicatat oleh Admin Web, Operator/Admin TI, dan Kasubag PTIP."
    return None
