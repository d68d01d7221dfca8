"""Who may bring in earlier requests, and take an import back: None, or the reason why not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from requests.earlier.models import ONLY_A_REQUESTER
from requests.rules import NO_COURT
from sopti.people.rules import ADMIN

if TYPE_CHECKING:
    from requests.earlier.models import EarlierImport
    from sopti.people.models import User

KEEPERS = frozenset({"kasubag_ptip", ADMIN})
NOT_FOR_REQUESTERS = "Register lama dibuka oleh petugas TI dan pejabat di pengadilan Anda."
NOT_A_KEEPER = "Register lama diimpor oleh Kasubag PTIP atau pengelola SOPTI di pengadilan Anda."


def why_not_read(user: User) -> str | None:
    if user.court_id is None:
        return NO_COURT
    return None if user.role_keys - ONLY_A_REQUESTER else NOT_FOR_REQUESTERS


def keeps(user: User) -> bool:
    """Tell whether the person brings the old book in."""
    return why_not_import(user) is None


def why_not_import(user: User) -> str | None:
    if user.court_id is None:
        return NO_COURT
    return None if user.role_keys & KEEPERS else NOT_A_KEEPER


def why_not_undo(user: User, brought: EarlierImport) -> str | None:
    """Let who brought it in take it back, and the administrator. Nothing can hang on its rows."""
    if brought.court_id != user.court_id:
        return "Impor ini milik pengadilan lain."
    if brought.undone_at is not None:
        return "Impor ini sudah dibatalkan."
    if brought.applied_at is None:
        return "Impor ini belum dicatat, jadi tidak ada yang dibatalkan."
    if brought.by_id != user.pk and ADMIN not in user.role_keys:
        return f"Impor ini dibatalkan oleh {brought.by}, yang mencatatnya, atau pengelola SOPTI."
    return None
