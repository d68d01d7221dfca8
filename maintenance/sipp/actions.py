"""Every change of what is noted of SIPP, each one public function."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from maintenance.sipp import rules
from maintenance.sipp.models import (
    SippAccount,
    SippCheck,
    SippComplaint,
    SippRepair,
    SippReview,
)
from sopti.core.errors import refuse_if
from sopti.people.models import Court
from sopti.workflow.raising import raise_incident

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from sopti.people.models import User
    from sopti.workflow.models import Case


@transaction.atomic
def note_check(
    told: Mapping[str, Any], *, by: User, at: datetime, case: Case | None = None
) -> SippCheck:
    """Keep how SIPP was found from a computer of the LAN."""
    refuse_if(rules.why_not_keep(by, by.court_id))
    assert by.court is not None  # noqa: S101 (the rule refused whoever has none)
    return SippCheck.objects.create(court=by.court, case=case, by=by, at=at, **told)


@transaction.atomic
def note_review(
    told: Mapping[str, Any],
    accounts: Iterable[tuple[str, str]],
    *,
    by: User,
    at: datetime,
    case: Case | None = None,
) -> SippReview:
    """Keep how many use SIPP, and which accounts are to be closed; one that waits already stays."""
    refuse_if(rules.why_not_keep(by, by.court_id))
    assert by.court is not None  # noqa: S101 (the rule refused whoever has none)
    court = Court.objects.select_for_update().get(pk=by.court.pk)
    today = at.astimezone(court.tz).date()
    review = SippReview.objects.create(court=court, on=today, case=case, by=by, at=at, **told)
    waiting = SippAccount.objects.filter(court=court, closed_at=None)
    known = {name.casefold() for name in waiting.values_list("name", flat=True)}
    wanted = {name.casefold(): (name, reason) for name, reason in accounts}
    SippAccount.objects.bulk_create(
        SippAccount(court=court, review=review, name=name, reason=reason)
        for key, (name, reason) in wanted.items()
        if key not in known
    )
    return review


@transaction.atomic
def close_account(account_id: int, *, by: User, at: datetime) -> SippAccount:
    """Note that an account is closed in SIPP."""
    account = SippAccount.objects.select_for_update(of=("self",)).get(pk=account_id)
    refuse_if(rules.why_not_close(by, account))
    account.closed_at, account.closed_by = at, by
    account.save(update_fields=["closed_at", "closed_by"])
    return account


@transaction.atomic
def complain(told: Mapping[str, Any], *, by: User, at: datetime) -> SippComplaint:
    """Keep a complaint, and open the incident by which the court's SOP deals with it.

    The same words once more, while the incident runs, are the same complaint.
    """
    refuse_if(rules.why_not_keep(by, by.court_id))
    assert by.court is not None  # noqa: S101 (the rule refused whoever has none)
    title = f"SIPP: {told['what'].splitlines()[0]}"
    case = raise_incident(
        rules.SECTION, court=by.court, title=title[:120], detail=told["what"], by=by, at=at
    )
    if case is None:
        return SippComplaint.objects.create(court=by.court, by=by, at=at, **told)
    row = {**told, "court": by.court, "by": by, "at": at}
    return SippComplaint.objects.get_or_create(case=case, defaults=row)[0]


# ------------------------------------------------------------------------- of the steps of a case
def take_complaint(case: Case, told: Mapping[str, Any], *, by: User, at: datetime) -> None:
    """Keep what the step wrote of the case's complaint. Called inside a deed."""
    row = {"court": case.court, "by": by, "at": case.opened_at}
    SippComplaint.objects.update_or_create(
        case=case, defaults=dict(told), create_defaults={**row, **told}
    )


def repair(
    case: Case, told: Mapping[str, Any], *, is_over: bool, by: User, at: datetime
) -> SippRepair:
    """Keep how the fault was put right; its complaint is over with it. Called inside a deed."""
    made = SippRepair.objects.update_or_create(case=case, defaults={**told, "by": by, "at": at})[0]
    if is_over:
        SippComplaint.objects.filter(case=case, solved_at=None).update(solved_at=at)
    return made
