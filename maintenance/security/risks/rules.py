"""Who may keep risks and recovery plans."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maintenance.security.risks.models import RecoveryPlan
from maintenance.security.scope import why_not_write

if TYPE_CHECKING:
    from datetime import date

    from maintenance.security.risks.models import Risk
    from sopti.people.models import User


def why_not_change(user: User, risk: Risk) -> str | None:
    """Say why the risk is not assessed again; its owner may, beside the desk."""
    if risk.closed_on is not None:
        return "Risiko ini sudah ditutup."
    if risk.court_id == user.court_id and risk.owner_id == user.pk:
        return None
    return why_not_write(user, risk.court_id)


def why_not_own(owner: User, court_id: int) -> str | None:
    if owner.court_id != court_id or not owner.is_active:
        return f"{owner} tidak bertugas di pengadilan ini. Pilih orang lain."
    return None


def why_not_plan(user: User, plan: RecoveryPlan) -> str | None:
    return why_not_write(user, plan.court_id) or why_not_own(plan.owner, plan.court_id)


def why_not_name(plan: RecoveryPlan) -> str | None:
    others = RecoveryPlan.objects.filter(court=plan.court_id, name__iexact=plan.name)
    if others.exclude(pk=plan.pk).exists():
        return f"Rencana pemulihan {plan.name} sudah ada. Ubah yang itu."
    return None


def why_not_rehearse(user: User, plan: RecoveryPlan) -> str | None:
    if not plan.is_active:
        return "Rencana pemulihan ini tidak berlaku lagi."
    if plan.court_id == user.court_id and plan.owner_id == user.pk:
        return None
    return why_not_write(user, plan.court_id)


def why_not_held_on(day: date, *, today: date) -> str | None:
    return "Tanggalnya belum tiba. Catat sesudah dilakukan." if day > today else None
