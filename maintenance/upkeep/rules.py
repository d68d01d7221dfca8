"""Who may check, plan and keep the lists of upkeep: None, or the reason why not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maintenance.assets.rules import KEEPERS, NO_COURT
from maintenance.upkeep.enums import Found, PlanStatus
from sopti.core import words

if TYPE_CHECKING:
    from datetime import date, datetime

    from maintenance.assets.models import Asset
    from maintenance.upkeep.models import Check, YearPlan
    from sopti.people.models import User

READERS = frozenset({"operator_ti", "kasubag_ptip", "kabag", "sekretaris", "ketua"})
HEAD = "kasubag_ptip"


def may_read(user: User) -> bool:
    return why_not_read(user) is None


def why_not_read(user: User) -> str | None:
    if user.court_id is None:
        return NO_COURT
    if not user.role_keys & READERS:
        return "Pemeliharaan perangkat dibaca petugas TI, Kasubag PTIP, Sekretaris, dan Ketua."
    return None


def why_not_check(user: User, asset: Asset, *, month: date, today: date) -> str | None:
    """Say why this person cannot answer the check of a device for a month."""
    if asset.court_id != user.court_id or not user.role_keys & KEEPERS:
        return "Perangkat diperiksa Operator/Admin TI atau Kasubag PTIP pengadilan ini."
    if asset.retired_on is not None:
        return f"{asset.name} sudah dihentikan dari pemakaian, jadi tidak diperiksa lagi."
    return why_not_month(month, today=today)


def why_not_month(month: date, *, today: date) -> str | None:
    """Say why a month is closed: of one long past nobody knows what stood there."""
    this = today.replace(day=1)
    age = (this.year - month.year) * 12 + this.month - month.month
    if age < 0:
        return f"{words.month_name(month)} belum tiba. Periksa perangkatnya pada bulan itu."
    if age > 1:
        return (
            f"Pemeriksaan {words.month_name(month)} sudah ditutup. "
            "Catat keadaan sekarang sebagai pemeriksaan bulan ini."
        )
    return None


def why_not_replace(check: Check, *, seen: str, now: datetime) -> str | None:
    """Say that somebody was quicker: `seen` is the check that the page showed, "" for none."""
    if check.pk is None or seen == seal_of(check):
        return None
    when = words.moment(check.at, now=now, tz=check.asset.court.tz)
    return words.sentence(
        f"{check.asset.name} sudah diperiksa {check.by}, {when}: "
        f"{check.get_found_display().lower()}"
    )


def why_not_take_back(check: Check, found: str) -> str | None:
    """Say why a problem that became a case cannot be called good here."""
    if check.case is None or found != Found.GOOD:
        return None
    return f"Masalahnya sudah diteruskan ke berkas {check.case.number}. Selesaikan berkas itu dulu."


def seal_of(check: Check | None) -> str:
    """Return what tells one answer of a check from the next."""
    return f"{check.pk}-{check.at.timestamp():.6f}" if check else ""


def why_not_raise(user: User, check: Check) -> str | None:
    if check.asset.court_id != user.court_id or not user.role_keys & KEEPERS:
        return "Masalah diteruskan oleh Operator/Admin TI atau Kasubag PTIP pengadilan ini."
    if check.found == Found.GOOD:
        return "Pemeriksaan ini tidak menemukan masalah, jadi tidak ada yang diteruskan."
    if check.case is not None:
        return f"Masalah ini sudah diteruskan ke berkas {check.case.number}."
    return None


# ------------------------------------------------------------------------------------------ plans
def why_not_draft(user: User, plan: YearPlan | None) -> str | None:
    """Say why the plan of a year cannot be drafted anew."""
    if user.court_id is None:
        return NO_COURT
    if not user.role_keys & KEEPERS:
        return "Rencana pemeliharaan disusun Operator/Admin TI atau Kasubag PTIP."
    if plan is not None and plan.status not in {PlanStatus.DRAFT, PlanStatus.RETURNED}:
        return f"Rencana {plan.year} sudah {plan.get_status_display().lower()}."
    return None


def why_not_plan(user: User, plan: YearPlan) -> str | None:
    """Say why the lines of a plan cannot be changed."""
    if plan.court_id != user.court_id or not user.role_keys & KEEPERS:
        return "Rencana pemeliharaan diubah Operator/Admin TI atau Kasubag PTIP."
    if plan.status == PlanStatus.SUBMITTED:
        return "Rencana ini sedang menunggu pemeriksaan, jadi belum dapat diubah."
    if plan.status == PlanStatus.IN_FORCE and HEAD not in user.role_keys:
        return "Rencana ini sudah berlaku. Perubahannya dicatat oleh Kasubag PTIP."
    return None


# ------------------------------------------------------------------------------------------ lists
def why_not_keep_lists(user: User) -> str | None:
    if user.court_id is None:
        return NO_COURT
    if HEAD not in user.role_keys:
        return "Daftar periksa diatur Kasubag PTIP di pengadilan Anda."
    return None
