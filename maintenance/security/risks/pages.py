"""What the pages of risks and recovery show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from maintenance.security.risks import rules
from maintenance.security.risks.enums import (
    LEVEL_TONES,
    Impact,
    Level,
    Likelihood,
    RehearsalOutcome,
    level_of,
)
from maintenance.security.risks.models import RecoveryPlan, Rehearsal, Risk
from maintenance.security.scope import why_not_write
from sopti.core import words

if TYPE_CHECKING:
    from datetime import date

    from sopti.people.models import User

A_DAY = 24 * 60
TONES = {
    RehearsalOutcome.WORKED: "tag--green",
    RehearsalOutcome.PARTLY: "tag--gold",
    RehearsalOutcome.FAILED: "tag--red",
}


@dataclass(frozen=True)
class Cell:
    """One field of the matrix: its level in a word and a letter, and the risks in it."""

    level: Level
    tone: str
    risks: list[tuple[int, Risk]]  # with the number by which the list below calls them


@dataclass(frozen=True)
class Line:
    label: str
    cells: list[Cell]


def risks_page(user: User, *, today: date) -> dict[str, Any]:
    """Return the matrix and the list of open risks, the gravest first, then the closed ones."""
    rows = list(Risk.objects.visible_to(user).select_related("owner"))
    running = sorted(
        (risk for risk in rows if risk.closed_on is None), key=lambda risk: -risk.score
    )
    numbered = list(enumerate(running, start=1))
    return {
        "risks": [(number, risk, risk.due_on < today) for number, risk in numbered],
        "closed": [risk for risk in rows if risk.closed_on],
        "matrix": matrix_of(numbered),
        "impacts": [impact.label for impact in Impact],
        "late": sum(risk.due_on < today for risk in running),
        "grave": sum(risk.level in (Level.HIGH, Level.EXTREME) for risk in running),
        "why_not_write": why_not_write(user, user.court_id),
    }


def matrix_of(numbered: list[tuple[int, Risk]]) -> list[Line]:
    """Return the five lines of the matrix, the most likely first."""
    return [
        Line(likelihood.label, [_cell(likelihood, impact, numbered) for impact in Impact])
        for likelihood in reversed(Likelihood)
    ]


def _cell(likelihood: int, impact: int, numbered: list[tuple[int, Risk]]) -> Cell:
    level = level_of(likelihood, impact)
    here = [
        (number, risk)
        for number, risk in numbered
        if (risk.likelihood, risk.impact) == (likelihood, impact)
    ]
    return Cell(level, LEVEL_TONES[level], here)


def risk_page(risk: Risk, *, viewer: User, today: date) -> dict[str, Any]:
    facts = [
        ("Penyebab", risk.cause),
        ("Kemungkinan", risk.get_likelihood_display()),
        ("Dampak", risk.get_impact_display()),
        ("Nilai", f"{risk.score} dari 25"),
        ("Perlakuan", risk.get_treatment_display()),
        ("Pemilik risiko", str(risk.owner)),
        ("Terakhir ditinjau", words.plain_date(risk.reviewed_on)),
        ("Ditinjau", f"setiap {risk.every_days} hari"),
    ]
    return {
        "risk": risk,
        "facts": [(label, value) for label, value in facts if value],
        "is_late": risk.closed_on is None and risk.due_on < today,
        "past": _past(risk),
        "why_not_change": rules.why_not_change(viewer, risk),
    }


def _past(risk: Risk) -> list[dict[str, Any]]:
    """Return how the risk was judged before, the newest first."""
    history: Any = risk.history
    rows = history.select_related("history_user")[:20]
    return [
        {
            "at": row.history_date,
            "by": row.history_user,
            "score": row.likelihood * row.impact,
            "level": level_of(row.likelihood, row.impact).label,
        }
        for row in rows
    ]


def plans_page(user: User, *, today: date) -> dict[str, Any]:
    """Return the recovery plans with their newest rehearsal, in two queries."""
    plans = list(RecoveryPlan.objects.visible_to(user).select_related("owner"))
    last: dict[int, Rehearsal] = {}
    for held in Rehearsal.objects.filter(plan__in=plans).order_by("held_on", "pk"):
        last[held.plan_id] = held
    return {
        "rows": [_plan_row(plan, last.get(plan.pk), today=today) for plan in plans],
        "why_not_write": why_not_write(user, user.court_id),
    }


def _plan_row(plan: RecoveryPlan, last: Rehearsal | None, *, today: date) -> dict[str, Any]:
    return {
        "plan": plan,
        "last": last,
        "tone": TONES[RehearsalOutcome(last.outcome)] if last else "",
        "is_late": plan.is_active and plan.due_on < today,
        "within": words.duration(plan.within_minutes, A_DAY),
    }


def plan_page(plan: RecoveryPlan, *, viewer: User, today: date) -> dict[str, Any]:
    held = list(plan.rehearsals.select_related("by"))
    return {
        "plan": plan,
        "within": words.duration(plan.within_minutes, A_DAY),
        "steps": [line.strip() for line in plan.steps.splitlines() if line.strip()],
        "held": [
            (one, TONES[RehearsalOutcome(one.outcome)], words.duration(one.minutes, A_DAY))
            for one in held
        ],
        "is_late": plan.is_active and plan.due_on < today,
        "why_not_plan": why_not_write(viewer, plan.court_id),
        "why_not_rehearse": rules.why_not_rehearse(viewer, plan),
    }
