"""Who may plan coverage and take gear: None, or the reason why not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sopti.core.words import plain_date

if TYPE_CHECKING:
    from datetime import date

    from sopti.people.models import User
    from website_ops.coverage.models import Gear, GearLoan

NO_COURT = (
    "Akun Anda belum terhubung dengan pengadilan. Minta pengelola SOPTI melengkapi data Anda."
)
COVERERS = frozenset(
    {"operator_ti", "admin_web", "operator_subbag", "editor", "redaktur", "kasubag_ptip"}
)
LONGEST_LOAN = 60  # days


def why_not_keep(user: User) -> str | None:
    if user.court_id is None:
        return NO_COURT
    if not user.role_keys & COVERERS:
        return (
            "Agenda dan alat liputan dicatat oleh petugas TI, Admin Web, redaksi, dan Kasubag PTIP."
        )
    return None


def why_not_lend(
    user: User, gear: Gear, *, to: User, held: GearLoan | None, due_on: date, today: date
) -> str | None:
    """Say why the piece cannot go out: state first, then who asks."""
    if gear.court_id != user.court_id:
        return "Alat ini milik pengadilan lain."
    if held is not None:
        return (
            f"{gear} sedang dibawa {held.person} sampai {plain_date(held.due_on)}. "
            "Catat pengembaliannya lebih dulu, atau pilih alat lain."
        )
    if not gear.is_active:
        return f"{gear} tidak dipakai lagi."
    if to.court_id != gear.court_id:
        return "Peminjamnya tidak bekerja di pengadilan ini."
    return _why_not_until(due_on, today=today) or why_not_keep(user)


def _why_not_until(due_on: date, *, today: date) -> str | None:
    if due_on < today:
        return "Tanggal kembalinya sudah lewat. Tulis hari ini atau sesudahnya."
    if (due_on - today).days > LONGEST_LOAN:
        return f"Alat dipinjam paling lama {LONGEST_LOAN} hari."
    return None


def why_not_return(user: User, loan: GearLoan) -> str | None:
    if loan.returned_at is not None:
        return f"{loan.gear} sudah dikembalikan."
    if user.pk == loan.person_id:
        return None
    return why_not_keep(user)
