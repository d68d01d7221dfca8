"""The first page of security: what needs somebody now, and the way to each register."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from maintenance.security.applications.enums import AppState
from maintenance.security.applications.models import Application, TestCase, Weakness
from maintenance.security.risks.models import RecoveryPlan, Risk
from maintenance.security.scope import why_not_write
from maintenance.security.watch.models import Threat
from sopti.backups.models import Plan
from sopti.backups.pages import section_rows

if TYPE_CHECKING:
    from datetime import date, datetime

    from sopti.people.models import User

MOST = 5


@dataclass(frozen=True)
class Line:
    """One register: what it holds, what is wrong with it, and where it is."""

    label: str
    url: str
    icon: str
    said: str
    warning: str


def overview_page(user: User, *, now: datetime) -> dict[str, Any]:
    assert user.court is not None  # noqa: S101 (the view refused whoever has none)
    today = now.astimezone(user.court.tz).date()
    threats = Threat.objects.visible_to(user).filter(closed_at=None)
    return {
        "lines": [
            _watch(threats.count()),
            _apps(user),
            _risks(user, today),
            _recovery(user, today),
            _backups(user, today),
        ],
        "threats": list(threats.select_related("by")[:MOST]),
        "why_not_write": why_not_write(user, user.court_id),
        **section_rows(user, "security", now=now),
    }


def _watch(count: int) -> Line:
    warning = f"{count} belum ditutup" if count else ""
    return Line(
        "Peringatan dini",
        "maintenance:threats",
        "eye",
        "Yang terlihat di jaringan sebelum menjadi gangguan",
        warning,
    )


def _apps(user: User) -> Line:
    used = Application.objects.visible_to(user).filter(state=AppState.IN_USE).count()
    weak = Weakness.objects.filter(application__court=user.court_id, fixed_on=None).count()
    tests = TestCase.objects.visible_to(user).filter(result="", acceptance__ended_at=None).count()
    warnings = [f"{weak} celah terbuka"] if weak else []
    warnings += [f"{tests} kasus uji menunggu"] if tests else []
    return Line(
        "Aplikasi",
        "maintenance:applications",
        "window-stack",
        f"{used} aplikasi dipakai",
        ", ".join(warnings),
    )


def _risks(user: User, today: date) -> Line:
    rows = Risk.objects.visible_to(user).filter(closed_on=None)
    late = rows.filter(due_on__lt=today).count()
    return Line(
        "Risiko",
        "maintenance:risks",
        "exclamation-triangle-fill",
        f"{rows.count()} risiko tercatat",
        f"{late} lewat waktu tinjau" if late else "",
    )


def _recovery(user: User, today: date) -> Line:
    rows = RecoveryPlan.objects.visible_to(user).filter(is_active=True)
    late = rows.filter(due_on__lt=today).count()
    return Line(
        "Pemulihan",
        "maintenance:recovery",
        "arrow-repeat",
        f"{rows.count()} rencana pemulihan",
        f"{late} belum dilatih lagi" if late else "",
    )


def _backups(user: User, today: date) -> Line:
    rows = Plan.objects.visible_to(user)
    late = rows.late(today).count()
    return Line(
        "Cadangan data",
        "backups:backups",
        "database",
        f"{rows.kept().count()} rencana backup",
        f"{late} terlambat" if late else "",
    )
