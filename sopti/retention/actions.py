"""Setting terms, proposing what is due, and deciding on it. What destroys stands in destroying.py.

Whoever sets terms or proposes locks the court's calendar first; whoever decides, the proposal.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from sopti.core.errors import refuse_if
from sopti.core.retained import Retained, months_words, retained
from sopti.core.tasks_api import wake
from sopti.notifications.actions import notify
from sopti.notifications.enums import Kind
from sopti.people.models import Court, User
from sopti.retention import rules
from sopti.retention.enums import DestructionStatus
from sopti.retention.measuring import Measured, measured, terms_of
from sopti.retention.models import CODE, Calendar, Destruction, DestructionLine, Term
from sopti.workflow.enums import EventKind
from sopti.workflow.record import record
from sopti.workflow.register import next_sequence, written

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

JOB = "destruction"  # as the worker calls it
CHANGED = "Jangka waktu diubah sesudah usul ini dibuat."
KINDS = {
    DestructionStatus.APPROVED: EventKind.DESTRUCTION_APPROVED,
    DestructionStatus.REFUSED: EventKind.DESTRUCTION_REFUSED,
}


@transaction.atomic
def set_terms(
    court_id: int, months: Mapping[str, int | None], *, by: User, at: datetime
) -> list[str]:
    """Set the terms of a court; return what changed, in words.

    A proposal that still waits falls: it was measured by other terms. The next round of the worker
    looks anew. What was approved already goes its way.
    """
    calendar = _calendar(court_id)
    refuse_if(rules.why_not_set(by, court_id))
    before = terms_of(court_id)
    changed = [
        _set(kind, months[kind.key], calendar.court, by=by, at=at)
        for kind in retained()
        if kind.key in months and months[kind.key] != before[kind.key].months
    ]
    if changed:
        calendar.looked_on = None
        calendar.save(update_fields=["looked_on"])
        fallen = _withdraw(calendar.court, by=by, at=at)
        record(
            EventKind.RETENTION_SET, court=calendar.court, by=by, at=at, withdrawn=fallen,
            terms={kind.key: months[kind.key] for kind in retained() if kind.key in months},
            summary=f"{by} mengubah jangka waktu retensi: {'; '.join(changed)}.",
        )  # fmt: skip
    return changed


def _set(kind: Retained, months: int | None, court: Court, *, by: User, at: datetime) -> str:
    refuse_if(rules.why_not_months(kind, months))
    told = {"months": months, "set_by": by, "set_at": at}
    Term.objects.update_or_create(court=court, key=kind.key, defaults=told)
    return f"{kind.title} {months_words(months)}"


def _withdraw(court: Court, *, by: User, at: datetime) -> list[str]:
    waiting = list(Destruction.objects.select_for_update().waiting().filter(court=court))
    for proposal in waiting:
        proposal.status, proposal.reason = DestructionStatus.WITHDRAWN, CHANGED
        proposal.decided_by, proposal.decided_at = by, at
        proposal.save()
    return [proposal.number for proposal in waiting]


@transaction.atomic
def propose(court_id: int, *, at: datetime) -> Destruction | None:
    """Propose what is due in a court, once a month; None when nothing is, or one is open still.

    Nothing is destroyed by this. Safe twice: the calendar remembers the month.
    """
    calendar = _calendar(court_id)
    today = at.astimezone(calendar.court.tz).date()
    if calendar.looked_on and calendar.looked_on >= today.replace(day=1):
        return None
    calendar.looked_on = today
    calendar.save(update_fields=["looked_on"])
    if Destruction.objects.open().filter(court=court_id).exists():
        return None
    found = measured(court_id, at=at)
    return _made(calendar.court, found, at=at) if found else None


def _made(court: Court, found: list[Measured], *, at: datetime) -> Destruction:
    year = at.astimezone(court.tz).year
    number = written(next_sequence(court, CODE, year), CODE, court, year)
    made = Destruction.objects.create(court=court, number=number, made_at=at)
    DestructionLine.objects.bulk_create(
        DestructionLine(
            proposal=made, key=one.kind.key, title=one.kind.title, months=one.months,
            before=one.before, set_by_id=one.set_by, count=one.count, size=one.size,
            oldest_at=one.oldest_at, newest_at=one.newest_at,
        )
        for one in found
    )  # fmt: skip
    _tell_sekretaris(made, at=at)
    record(
        EventKind.DESTRUCTION_PROPOSED, court=court, by=None, at=at, destruction=number,
        lines=_told(made), summary=f"SOPTI mengusulkan pemusnahan {number}.",
    )  # fmt: skip
    return made


@transaction.atomic
def decide(
    proposal_id: int, status: DestructionStatus, *, reason: str, by: User, at: datetime
) -> Destruction:
    """Approve what was proposed, or refuse it with a reason. The worker destroys it afterwards."""
    locked = Destruction.objects.select_for_update(of=("self",)).for_pages()
    proposal = locked.get(pk=proposal_id)
    refuse_if(rules.why_not_decide(by, proposal))
    proposal.status, proposal.reason, proposal.decided_by = status, reason, by
    proposal.decided_as, proposal.decided_letter = _capacity_of(by)
    proposal.decided_at = at
    proposal.save()
    if status == DestructionStatus.APPROVED:
        wake(JOB)
    said = "menyetujui" if status == DestructionStatus.APPROVED else "menolak"
    record(
        KINDS[status], court=proposal.court, by=by, at=at, destruction=proposal.number,
        capacity=proposal.decided_as, letter=proposal.decided_letter, reason=reason,
        lines=_told(proposal),
        summary=f"{by}, {proposal.decided_as}, {said} pemusnahan {proposal.number}.",
    )  # fmt: skip
    return proposal


def _capacity_of(by: User) -> tuple[str, str]:
    """Return by which appointment the person decides, the definitive one first, and its letter."""
    held = [one for one in by.appointments_today if one.role_id == rules.APPROVER]
    first = min(held, key=lambda one: one.capacity)
    return first.as_title, first.letter_number if first.capacity else ""


def _calendar(court_id: int) -> Calendar:
    Calendar.objects.get_or_create(court_id=court_id)
    locked = Calendar.objects.select_for_update(of=("self",)).select_related("court")
    return locked.get(court=court_id)


def _told(proposal: Destruction) -> list[list[str | int]]:
    return [
        [line.key, line.count, line.before.isoformat(), line.months]
        for line in proposal.lines.all()
    ]


def _tell_sekretaris(made: Destruction, *, at: datetime) -> None:
    today = at.astimezone(made.court.tz).date()
    notify(
        to=User.objects.holding(rules.APPROVER, court=made.court, on=today),
        subject=f"Usul pemusnahan data {made.number}",
        body="Ada data yang jangka waktunya sudah lewat. Periksa usulnya, lalu setujui atau tolak. "
        "Tanpa persetujuan Anda tidak ada yang dimusnahkan.",
        link=made.get_absolute_url(), at=at, kind=Kind.REMINDER,
    )  # fmt: skip
