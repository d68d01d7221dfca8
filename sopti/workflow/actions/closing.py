"""Ending a case before its last step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from sopti.core.errors import refuse_if
from sopti.workflow import rules
from sopti.workflow.actions._advance import close
from sopti.workflow.actions._parts import lock_case
from sopti.workflow.enums import CaseStatus, EventKind
from sopti.workflow.record import record

if TYPE_CHECKING:
    from datetime import datetime

    from sopti.people.models import User
    from sopti.workflow.models import Case


@transaction.atomic
def withdraw(case_id: int, *, reason: str, by: User, at: datetime) -> Case:
    """Take a request back before anybody has decided on it."""
    case = lock_case(case_id)
    refuse_if(rules.why_not_withdraw(by, case))
    close(case, CaseStatus.WITHDRAWN, note=reason.strip(), by=by, at=at)
    summary = f"Permintaan ditarik {by}: {reason.strip()}"
    record(EventKind.WITHDRAWN, court=case.court, by=by, at=at, case=case, summary=summary,
           reason=reason)  # fmt: skip
    return case


@transaction.atomic
def end_as_merged(case_id: int, *, into: Case, reason: str, by: User, at: datetime) -> Case:
    """End a case because another one does its work. Who may say so is for the room to refuse."""
    case = lock_case(case_id)
    refuse_if(rules.why_not_end(case))
    note = f"Digabung ke {into.number}, yang menangani hal yang sama: {reason.strip()}"
    close(case, CaseStatus.MERGED, note=note, by=by, at=at)
    summary = f"Permintaan digabung {by} ke {into.number}: {reason.strip()}"
    record(EventKind.MERGED, court=case.court, by=by, at=at, case=case, summary=summary,
           reason=reason, into=into.number)  # fmt: skip
    return case


@transaction.atomic
def cancel(case_id: int, *, reason: str, by: User, at: datetime) -> Case:
    """End a case that should not go on, with the reason on record."""
    case = lock_case(case_id)
    refuse_if(rules.why_not_cancel(by, case))
    close(case, CaseStatus.CANCELLED, note=reason.strip(), by=by, at=at)
    summary = f"Berkas dibatalkan {by}: {reason.strip()}"
    record(EventKind.CANCELLED, court=case.court, by=by, at=at, case=case, summary=summary,
           reason=reason)  # fmt: skip
    return case
