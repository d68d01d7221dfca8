"""Who may see and keep what is noted of SIPP: None, or the reason why not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maintenance.sipp.models import ONLY_A_CLERK

if TYPE_CHECKING:
    from maintenance.sipp.models import SippAccount
    from sopti.people.models import User

KEEPERS = frozenset({"operator_ti", "kasubag_ptip"})
SECTION = "sipp"


def why_not_see(user: User) -> str | None:
    if user.court_id is None:
        return "Akun Anda belum terdaftar pada satu pengadilan."
    if not user.role_keys - ONLY_A_CLERK:
        return "Perawatan SIPP dibuka oleh petugas TI dan pejabat di pengadilan Anda."
    return None


def may_see(user: User) -> bool:
    return why_not_see(user) is None


def why_not_keep(user: User, court_id: int | None) -> str | None:
    if (reason := why_not_see(user)) is not None:
        return reason
    if court_id != user.court_id:
        return "Catatan SIPP ini milik pengadilan lain."
    if not user.role_keys & KEEPERS:
        return "Perawatan SIPP dicatat oleh Operator/Admin TI dan Kasubag PTIP."
    return None


def why_not_close(user: User, account: SippAccount) -> str | None:
    if (reason := why_not_keep(user, account.court_id)) is not None:
        return reason
    return None if account.closed_at is None else f"Akun {account} sudah dicatat ditutup."
