"""Who may see and keep what is noted of SIPP: None, or the reason why not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maintenance.keepers import Keeping

if TYPE_CHECKING:
    from maintenance.sipp.models import SippAccount
    from sopti.people.models import User

SECTION = "sipp"


KEPT = Keeping(
    not_for_clerks="Perawatan SIPP dibuka oleh petugas TI dan pejabat di pengadilan Anda.",
    of_others="Catatan SIPP ini milik pengadilan lain.",
    not_kept="Perawatan SIPP dicatat oleh Operator/Admin TI dan Kasubag PTIP.",
)
why_not_see, may_see, why_not_keep = KEPT.why_not_see, KEPT.may_see, KEPT.why_not_keep


def why_not_close(user: User, account: SippAccount) -> str | None:
    if (reason := why_not_keep(user, account.court_id)) is not None:
        return reason
    return None if account.closed_at is None else f"Akun {account} sudah dicatat ditutup."
