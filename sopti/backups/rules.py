"""Who may set up, note and try backups: None, or the reason why not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sopti.backups.models import Plan
from sopti.core.words import plain_date
from sopti.people.enums import ONLY_A_CLERK

if TYPE_CHECKING:
    from datetime import date, datetime

    from sopti.backups.models import Backup
    from sopti.people.models import User

NO_COURT = "Akun Anda belum terdaftar pada satu pengadilan."
PLANNERS = frozenset({"operator_ti", "admin_web", "kasubag_ptip"})
WRITERS = frozenset({"operator_ti", "admin_web"})
MOST_PLANS = 100


def why_not_read(user: User) -> str | None:
    if user.court_id is None:
        return NO_COURT
    if user.role_keys - ONLY_A_CLERK or Plan.objects.visible_to(user).exists():
        return None
    return "Cadangan data dibuka oleh petugas TI dan pejabat di pengadilan Anda."


def may_read(user: User) -> bool:
    """Tell whether the menu leads there: by roles alone, so that no page asks the database."""
    return user.court_id is not None and bool(user.role_keys - ONLY_A_CLERK)


def why_not_plan(user: User, court_id: int | None) -> str | None:
    """Say why this person cannot set what is saved how often."""
    if user.court_id is None:
        return NO_COURT
    if court_id != user.court_id:
        return "Rencana backup ini milik pengadilan lain."
    if not PLANNERS & user.role_keys:
        return "Rencana backup diatur oleh Operator/Admin TI, Admin Web, atau Kasubag PTIP."
    return None


def why_not_add(user: User, plan: Plan) -> str | None:
    if (reason := why_not_plan(user, plan.court_id)) is not None:
        return reason
    if Plan.objects.filter(court=plan.court_id).count() >= MOST_PLANS:
        return f"Sudah ada {MOST_PLANS} rencana backup. Ubah salah satu yang dihentikan."
    return why_not_save(plan)


def why_not_change(user: User, plan: Plan) -> str | None:
    return why_not_plan(user, plan.court_id) or why_not_save(plan)


def why_not_save(plan: Plan) -> str | None:
    others = Plan.objects.filter(court=plan.court_id, name__iexact=plan.name).exclude(pk=plan.pk)
    if others.exists():
        return f"“{plan.name}” sudah ada dalam rencana backup. Beri nama lain."
    if plan.keeper.court_id != plan.court_id or not plan.keeper.is_active:
        return f"{plan.keeper} tidak bertugas di pengadilan ini. Pilih penanggung jawab lain."
    return None


def why_not_stop(user: User, plan: Plan) -> str | None:
    if not plan.is_active:
        return "Rencana ini sudah dihentikan."
    return why_not_plan(user, plan.court_id)


def why_not_resume(user: User, plan: Plan) -> str | None:
    if plan.is_active:
        return "Rencana ini masih dijalankan."
    return why_not_plan(user, plan.court_id)


def why_not_write(user: User, plan: Plan) -> str | None:
    """Say why this person cannot note a backup of the plan, or try one."""
    if plan.court_id != user.court_id:
        return "Rencana backup ini milik pengadilan lain."
    if not plan.is_active:
        return f"Rencana backup {plan} dihentikan. Jalankan lagi dulu."
    if not WRITERS & user.role_keys and plan.keeper_id != user.pk:
        return "Backup dicatat oleh Operator/Admin TI, Admin Web, atau penanggung jawabnya."
    return None


def why_not_made_at(made_at: datetime, *, now: datetime) -> str | None:
    return "Waktu backup belum tiba. Tulis kapan backup selesai." if made_at > now else None


def why_not_strike(user: User, backup: Backup) -> str | None:
    if backup.struck_at is not None:
        return "Catatan backup ini sudah dicoret."
    return why_not_write(user, backup.plan)


def why_not_try(user: User, backup: Backup) -> str | None:
    if backup.struck_at is not None:
        return "Catatan backup ini dicoret, jadi tidak diuji."
    return why_not_write(user, backup.plan)


def why_not_tried_on(day: date, *, backup: Backup, today: date) -> str | None:
    made_on = backup.made_at.astimezone(backup.plan.court.tz).date()
    if day > today:
        return "Tanggal uji belum tiba. Tulis tanggal hari ini atau sebelumnya."
    if day < made_on:
        return f"Backup ini baru dibuat pada {plain_date(made_on)}."
    return None
