"""Every change of plans and backups, each one public function. All of them lock the plan."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from sopti.backups import rules
from sopti.backups.models import Backup, Plan, RestoreTest
from sopti.core.errors import refuse_if
from sopti.people.actions import keep
from sopti.people.models import Court
from sopti.workflow.enums import EventKind
from sopti.workflow.record import record

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from sopti.people.models import User
    from sopti.workflow.models import Case

FIELDS = (
    "section", "name", "contents", "every_days", "test_days", "medium", "place", "keeper",
)  # fmt: skip
MADE = (
    "made_at", "parts", "adk", "medium", "place", "size", "checksum_kind", "checksum", "note",
)  # fmt: skip


@transaction.atomic
def add_plan(told: Mapping[str, Any], *, by: User, at: datetime) -> Plan:
    """Begin to expect a backup of something every so many days, counted from today."""
    refuse_if(rules.why_not_plan(by, by.court_id))
    assert by.court is not None  # noqa: S101 (the rule refused whoever has none)
    court = Court.objects.select_for_update().get(pk=by.court.pk)
    starts_on = at.astimezone(court.tz).date()
    plan = Plan(court=court, starts_on=starts_on, **{name: told[name] for name in FIELDS})
    refuse_if(rules.why_not_add(by, plan))
    plan.due_on = plan.due_after(None)
    keep(plan, by=by)
    _record_plan(plan, f"{by} merencanakan backup {plan}.", by=by, at=at)
    return plan


@transaction.atomic
def change_plan(plan_id: int, told: Mapping[str, Any], *, by: User, at: datetime) -> Plan:
    plan = _locked(plan_id)
    for name in FIELDS:
        setattr(plan, name, told[name])
    refuse_if(rules.why_not_change(by, plan))
    _reckon(plan)
    keep(plan, by=by)
    _record_plan(plan, f"{by} mengubah rencana backup {plan}.", by=by, at=at)
    return plan


@transaction.atomic
def stop_plan(plan_id: int, *, by: User, at: datetime) -> Plan:
    """Expect no more backups. What was noted stays."""
    plan = _locked(plan_id)
    refuse_if(rules.why_not_stop(by, plan))
    plan.is_active = False
    keep(plan, by=by)
    _record_plan(plan, f"{by} menghentikan rencana backup {plan}.", by=by, at=at)
    return plan


@transaction.atomic
def resume_plan(plan_id: int, *, by: User, at: datetime) -> Plan:
    """Expect backups again, counted from today."""
    plan = _locked(plan_id)
    refuse_if(rules.why_not_resume(by, plan))
    plan.is_active, plan.starts_on = True, at.astimezone(plan.court.tz).date()
    _reckon(plan)
    keep(plan, by=by)
    _record_plan(plan, f"{by} menjalankan lagi rencana backup {plan}.", by=by, at=at)
    return plan


@transaction.atomic
def note_backup(
    plan_id: int, told: Mapping[str, Any], *, by: User, at: datetime, case: Case | None = None
) -> Backup:
    """Write down a backup that was made; the plan's next limit follows from it.

    `case` is the case in whose step it was made, if any.
    """
    plan = _locked(plan_id)
    refuse_if(rules.why_not_write(by, plan) or rules.why_not_made_at(told["made_at"], now=at))
    words = {name: told[name] for name in MADE}
    backup = Backup.objects.create(plan=plan, case=case, by=by, at=at, **words)
    _reckon(plan)
    plan.save(update_fields=["due_on"])
    record(
        EventKind.BACKED_UP, court=plan.court, by=by, at=at, case=case, plan=plan.pk,
        size=backup.size, checksum=backup.checksum,
        summary=f"{by} mencatat backup {plan}: {backup.size_words}, {backup.place}.",
    )  # fmt: skip
    return backup


@transaction.atomic
def strike_backup(backup_id: int, *, reason: str, by: User, at: datetime) -> Backup:
    """Strike out what was noted wrongly. It stays to be read, but counts no more."""
    plan = _locked(Backup.objects.values_list("plan", flat=True).get(pk=backup_id))
    backup = Backup.objects.select_related("plan__court").get(pk=backup_id)
    refuse_if(rules.why_not_strike(by, backup))
    backup.struck_at, backup.struck_by, backup.struck_reason = at, by, reason
    backup.save(update_fields=["struck_at", "struck_by", "struck_reason"])
    _reckon(plan)
    plan.save(update_fields=["due_on"])
    record(
        EventKind.BACKUP_STRUCK, court=plan.court, by=by, at=at, backup=backup.pk, reason=reason,
        summary=f"{by} mencoret catatan backup {plan} {backup}: {reason}",
    )  # fmt: skip
    return backup


@transaction.atomic
def note_test(backup_id: int, told: Mapping[str, Any], *, by: User, at: datetime) -> RestoreTest:
    """Write down whether a backup came back, and how long it took."""
    _locked(Backup.objects.values_list("plan", flat=True).get(pk=backup_id))
    backup = Backup.objects.select_related("plan__court").get(pk=backup_id)
    today = at.astimezone(backup.plan.court.tz).date()
    refuse_if(rules.why_not_try(by, backup))
    refuse_if(rules.why_not_tried_on(told["tested_on"], backup=backup, today=today))
    test = RestoreTest.objects.create(backup=backup, by=by, at=at, **told)
    record(
        EventKind.RESTORE_TESTED, court=backup.plan.court, by=by, at=at, backup=backup.pk,
        outcome=test.outcome, minutes=test.minutes,
        summary=f"{by} menguji pulih backup {backup.plan}: {test.get_outcome_display().lower()}.",
    )  # fmt: skip
    return test


def _locked(plan_id: int) -> Plan:
    return (
        Plan.objects.select_for_update(of=("self",))
        .select_related("court", "keeper")
        .get(pk=plan_id)
    )


def _reckon(plan: Plan) -> None:
    """Set the limit anew: after the newest backup, but never before the plan itself began."""
    last = plan.backups.standing().order_by("-made_at").values_list("made_at", flat=True).first()
    made_on = last.astimezone(plan.court.tz).date() if last else None
    plan.due_on = plan.due_after(max(made_on, plan.starts_on) if made_on else None)


def _record_plan(plan: Plan, summary: str, *, by: User, at: datetime) -> None:
    told: dict[str, Any] = {name: str(getattr(plan, name)) for name in FIELDS}
    record(
        EventKind.BACKUP_PLANNED, court=plan.court, by=by, at=at, summary=summary, plan=plan.pk,
        is_active=plan.is_active, **told,
    )  # fmt: skip
