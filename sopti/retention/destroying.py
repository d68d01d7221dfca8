"""The worker's part: proposing every month, and destroying what was approved, a portion a time.

Of three workers at once, or one that is killed anywhere, nothing is destroyed that was not approved
and nothing is counted twice: each portion ends its rows and counts them in one transaction, under
the lock of the proposal. What lies outside of the database goes afterwards, and again if need be.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.timezone import localdate

from sopti.core.retained import Retained, retained
from sopti.notifications.actions import notify
from sopti.people.models import Court, User
from sopti.people.rules import ADMIN
from sopti.retention.actions import propose
from sopti.retention.enums import DestructionStatus
from sopti.retention.models import Destruction, DestructionLine
from sopti.retention.rules import APPROVER
from sopti.workflow.enums import EventKind
from sopti.workflow.record import record
from sopti.workflow.registry import Unfinished

if TYPE_CHECKING:
    from datetime import datetime

PORTION, COURTS_A_ROUND, PROPOSALS_A_ROUND = 200, 5, 20


def propose_monthly(at: datetime) -> str:
    """Look once a month in every court what is due; a few courts in each round."""
    first = localdate(at).replace(day=1)
    left = Court.objects.exclude(retention_calendar__looked_on__gte=first).order_by("pk")
    courts = list(left.values_list("pk", flat=True)[: COURTS_A_ROUND + 1])
    made = [propose(court, at=at) for court in courts[:COURTS_A_ROUND]]
    said = f"{sum(one is not None for one in made)} proposals of destruction" if any(made) else ""
    return Unfinished(said or "more courts to look at") if len(courts) > len(made) else said


def carry_on(at: datetime) -> str:
    """Destroy a portion of each approved proposal, and close those of which nothing is left."""
    approved = Destruction.objects.filter(status=DestructionStatus.APPROVED).order_by("pk")
    keys = list(approved.values_list("pk", flat=True)[:PROPOSALS_A_ROUND])
    more = [_one_round(key, at=at) for key in keys]
    said = f"{len(keys)} destructions carried on" if keys else ""
    return Unfinished(said) if any(more) else said


def _one_round(proposal_id: int, *, at: datetime) -> bool:
    """Tell whether there is more to do at once; what waits for others waits for the next round."""
    took = _take_portion(proposal_id, at=at)
    number = Destruction.objects.values_list("number", flat=True).get(pk=proposal_id)
    finished = [kind.finish(number) for kind in retained()]
    if not took and all(finished):
        _close(proposal_id, at=at)
    return took


@transaction.atomic
def _take_portion(proposal_id: int, *, at: datetime) -> bool:
    """End some rows of the first kind that has any left; tell whether there were."""
    proposal = _locked(proposal_id)
    if proposal is None:
        return False
    kinds = {kind.key: kind for kind in retained()}
    return any(
        _end_some(proposal, line, kinds[line.key], at=at)
        for line in proposal.lines.all()
        if line.key in kinds
    )


def _end_some(
    proposal: Destruction, line: DestructionLine, kind: Retained, *, at: datetime
) -> bool:
    """End rows that were over at the moment which was approved, never more than were counted."""
    most = min(PORTION, line.count - line.done_count)
    columns = ["pk", kind.size] if kind.size else ["pk"]
    due = kind.due(proposal.court_id, line.before).order_by("pk")
    rows = list(due.values_list(*columns)[:most])
    if rows:
        kind.destroy([row[0] for row in rows], proposal.number, at)
        line.done_count += len(rows)
        line.done_size += sum(row[1] for row in rows) if kind.size else 0
        line.save(update_fields=["done_count", "done_size"])
    return bool(rows)


@transaction.atomic
def _close(proposal_id: int, *, at: datetime) -> None:
    """Write the end down, once: with the counts of what was destroyed."""
    proposal = _locked(proposal_id)
    if proposal is None:
        return  # another worker was quicker
    proposal.status, proposal.done_at = DestructionStatus.DONE, at
    proposal.save(update_fields=["status", "done_at"])
    lines = list(proposal.lines.all())
    _tell(proposal, at=at)
    record(
        EventKind.DESTROYED, court=proposal.court, by=None, at=at, destruction=proposal.number,
        destroyed=[[line.key, line.done_count, line.done_size] for line in lines],
        summary=f"Pemusnahan {proposal.number} selesai: "
        f"{'; '.join(f'{line.title} {line.done_count}' for line in lines)}.",
    )  # fmt: skip


def _locked(proposal_id: int) -> Destruction | None:
    """Return the proposal while it is approved and not done, its row locked."""
    locked = Destruction.objects.select_for_update(of=("self",)).select_related("court")
    return locked.filter(pk=proposal_id, status=DestructionStatus.APPROVED).first()


def _tell(proposal: Destruction, *, at: datetime) -> None:
    today = at.astimezone(proposal.court.tz).date()
    people = [
        person
        for role in (APPROVER, ADMIN)
        for person in User.objects.holding(role, court=proposal.court, on=today)
    ]
    notify(
        to=people, subject=f"Pemusnahan {proposal.number} selesai",
        body="Buka usulnya untuk mencetak berita acara, lalu tanda tangani dan simpan.",
        link=proposal.get_absolute_url(), at=at,
    )  # fmt: skip
