"""Every change of risks and recovery plans, each one public function."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db import transaction

from maintenance.security.risks import rules
from maintenance.security.risks.models import RecoveryPlan, Rehearsal, Risk
from maintenance.security.scope import why_not_write
from sopti.core.errors import refuse_if
from sopti.people.actions import keep
from sopti.workflow.enums import EventKind
from sopti.workflow.record import record

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from sopti.people.models import Court, User

RISK = (
    "what", "cause", "likelihood", "impact", "treatment", "plan", "owner", "every_days",
)  # fmt: skip
RECOVERY = (
    "name", "when", "steps", "contacts", "within_minutes", "owner", "every_days",
)  # fmt: skip


@transaction.atomic
def assess(told: Mapping[str, Any], *, by: User, at: datetime, risk_id: int | None = None) -> Risk:
    """Write a risk down, or judge it anew; both are a review of it today."""
    risk = _locked_risk(risk_id) if risk_id else Risk(court=_court(by))
    refuse_if(rules.why_not_change(by, risk) if risk_id else None)
    for name in RISK:
        setattr(risk, name, told[name])
    refuse_if(rules.why_not_own(risk.owner, risk.court_id))
    return _reviewed(risk, by=by, at=at)


@transaction.atomic
def review(risk_id: int, *, by: User, at: datetime) -> Risk:
    """Say that the risk stands as it was judged."""
    risk = _locked_risk(risk_id)
    refuse_if(rules.why_not_change(by, risk))
    return _reviewed(risk, by=by, at=at)


@transaction.atomic
def close_risk(risk_id: int, *, reason: str, by: User, at: datetime) -> Risk:
    risk = _locked_risk(risk_id)
    refuse_if(rules.why_not_change(by, risk))
    risk.closed_on, risk.closed_reason = _today(risk.court, at), reason
    keep(risk, by=by)
    _record_risk(risk, f"{by} menutup risiko {risk}: {reason}", by=by, at=at)
    return risk


@transaction.atomic
def save_plan(
    told: Mapping[str, Any], *, by: User, at: datetime, plan_id: int | None = None
) -> RecoveryPlan:
    """Write a recovery plan down, or change it. A new one is rehearsed within its own time."""
    plan = _locked_plan(plan_id) if plan_id else RecoveryPlan(court=_court(by))
    for name in RECOVERY:
        setattr(plan, name, told[name])
    refuse_if(rules.why_not_plan(by, plan) or rules.why_not_name(plan))
    last = plan.rehearsals.first() if plan_id else None
    plan.due_on = _next(plan, last.held_on if last else _today(plan.court, at))
    keep(plan, by=by)
    _record_plan(plan, f"{by} menyimpan rencana pemulihan {plan}.", by=by, at=at)
    return plan


@transaction.atomic
def note_rehearsal(plan_id: int, told: Mapping[str, Any], *, by: User, at: datetime) -> Rehearsal:
    """Write down that the plan was tried; the next trial is counted from the newest one."""
    plan = _locked_plan(plan_id)
    refuse_if(rules.why_not_rehearse(by, plan))
    refuse_if(rules.why_not_held_on(told["held_on"], today=_today(plan.court, at)))
    held = Rehearsal.objects.create(plan=plan, by=by, at=at, **told)
    newest = plan.rehearsals.order_by("-held_on").values_list("held_on", flat=True)[0]
    plan.due_on = _next(plan, newest)
    keep(plan, by=by)
    said = held.get_outcome_display().lower()
    _record_plan(plan, f"{by} mencatat latihan pemulihan {plan}: {said}.", by=by, at=at)
    return held


# ----------------------------------------------------------------------------------------- parts
def _reviewed(risk: Risk, *, by: User, at: datetime) -> Risk:
    risk.review(_today(risk.court, at))
    keep(risk, by=by)
    said = f"{by} menilai risiko {risk}: {risk.score}, {risk.level.label.lower()}."
    _record_risk(risk, said, by=by, at=at)
    return risk


def _court(by: User) -> Court:
    refuse_if(why_not_write(by, by.court_id))
    assert by.court is not None  # noqa: S101 (the rule refused whoever has none)
    return by.court


def _next(plan: RecoveryPlan, day: date) -> date:
    return day + timedelta(days=plan.every_days)


def _today(court: Court, at: datetime) -> date:
    return at.astimezone(court.tz).date()


def _locked_risk(risk_id: int) -> Risk:
    rows = Risk.objects.select_for_update(of=("self",)).select_related("court", "owner")
    found: Risk = rows.get(pk=risk_id)
    return found


def _locked_plan(plan_id: int) -> RecoveryPlan:
    rows = RecoveryPlan.objects.select_for_update(of=("self",)).select_related("court", "owner")
    found: RecoveryPlan = rows.get(pk=plan_id)
    return found


def _record_risk(risk: Risk, summary: str, *, by: User, at: datetime) -> None:
    record(EventKind.RISK_SET, court=risk.court, by=by, at=at, summary=summary, risk=risk.pk,
           likelihood=risk.likelihood, impact=risk.impact, treatment=risk.treatment)  # fmt: skip


def _record_plan(plan: RecoveryPlan, summary: str, *, by: User, at: datetime) -> None:
    record(EventKind.RECOVERY_SET, court=plan.court, by=by, at=at, summary=summary,
           plan=plan.name)  # fmt: skip
